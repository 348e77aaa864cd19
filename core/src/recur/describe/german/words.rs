//! The tables.

use super::super::super::Freq;
use chrono::Weekday;

const MONTHS: [&str; 12] = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
];

pub(super) const fn weekday(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "Montag",
        Weekday::Tue => "Dienstag",
        Weekday::Wed => "Mittwoch",
        Weekday::Thu => "Donnerstag",
        Weekday::Fri => "Freitag",
        Weekday::Sat => "Samstag",
        Weekday::Sun => "Sonntag",
    }
}

/// "jede Woche", "alle 2 Wochen" and "in jeder Woche": each in its own case.
pub(super) const fn period(freq: Freq) -> [&'static str; 3] {
    match freq {
        Freq::Secondly => ["jede Sekunde", "Sekunden", "jeder Sekunde"],
        Freq::Minutely => ["jede Minute", "Minuten", "jeder Minute"],
        Freq::Hourly => ["jede Stunde", "Stunden", "jeder Stunde"],
        Freq::Daily => ["jeden Tag", "Tage", "jedem Tag"],
        Freq::Weekly => ["jede Woche", "Wochen", "jeder Woche"],
        Freq::Monthly => ["jeden Monat", "Monate", "jedem Monat"],
        Freq::Yearly => ["jedes Jahr", "Jahre", "jedem Jahr"],
    }
}

pub(super) fn month(number: u8) -> String {
    MONTHS.get(usize::from(number).wrapping_sub(1)).copied().unwrap_or_default().to_owned()
}

/// The stem of an ordinal, which takes the ending of its case: "erst", "letzt", "vorletzt"; `None` for a figure.
fn stem(n: i16) -> Option<&'static str> {
    Some(match n {
        1 => "erst",
        2 => "zweit",
        3 => "dritt",
        4 => "viert",
        5 => "fünft",
        -1 => "letzt",
        -2 => "vorletzt",
        -3 => "drittletzt",
        -4 => "viertletzt",
        -5 => "fünftletzt",
        _ => return None,
    })
}

/// "ersten", "6.", "letzten", "6.-letzten", with the ending that is asked for.
pub(super) fn ordinal(n: i16, ending: &str) -> String {
    match stem(n) {
        Some(stem) => format!("{stem}{ending}"),
        None if n < 0 => format!("{}.-letzt{ending}", -n),
        None => format!("{n}."),
    }
}
