mod words;

use super::super::Freq;
use super::days::{Days, Of, Span};
use super::language::Language;
use super::meaning::Ending;
use super::missing::{Missing, MissingFrom};
use super::numbers::{Item, items, joined};
use super::times::{Hours, Times, shown};
use super::weekdays::{Group, group};
use crate::time::Weekdays;
use chrono::{Datelike, Weekday};
use words::{month, ordinal, period, weekday};

/// German as in Germany; dates and times read the same in Austria and Switzerland.
pub(super) struct German;

fn and(words: &[String]) -> String {
    joined(words, " und ")
}

fn or(words: &[String]) -> String {
    joined(words, " oder ")
}

/// How a day is said: after "am", or as what a day is.
struct Case {
    one: &'static str,
    /// Of an ordinal.
    ending: &'static str,
    run: &'static str,
    last: &'static str,
    days: &'static str,
    link: fn(&[String]) -> String,
}

const ON: Case =
    Case { one: "am", ending: "en", run: "vom", last: "an den letzten", days: "Tagen", link: and };
const IS: Case =
    Case { one: "der", ending: "e", run: "der", last: "einer der letzten", days: "Tage", link: or };

/// "am 1., vom 7. bis 13. und am letzten Tag"; `noun` stands after figures too.
fn dates(days: &[i16], case: &Case, noun: &str) -> String {
    let Case { one, ending, run, last, days: plural, link } = case;
    let words = items(days).into_iter().map(|item| match item {
        Item::One(n) if n > 0 => format!("{one} {n}.{noun}"),
        Item::One(n) => format!("{one} {} Tag", ordinal(n, ending)),
        Item::Run(from, to) => format!("{run} {from}. bis {to}.{noun}"),
        Item::Last(n) => format!("{last} {n} {plural}"),
    });
    link(&words.collect::<Vec<_>>())
}

/// "am ersten und am letzten Freitag"
fn chosen(numbers: &[i16], noun: &str, case: &Case) -> String {
    let Case { one, ending, link, .. } = case;
    let word = |n: i16| format!("{one} {}", ordinal(n, ending));
    let words = items(numbers).into_iter().flat_map(|item| match item {
        Item::One(n) => vec![word(n)],
        Item::Run(from, to) => vec![format!("{} bis {}", word(from), ordinal(to, ending))],
        Item::Last(n) => (-n..0).map(word).collect(),
    });
    format!("{} {noun}", link(&words.collect::<Vec<_>>()))
}

/// "0, 15 und 30", "0 bis 30"
fn figures(numbers: &[u8]) -> String {
    let words = items(numbers).into_iter().map(|item| match item {
        Item::Run(from, to) => format!("{from} bis {to}"),
        Item::One(n) | Item::Last(n) => n.to_string(),
    });
    and(&words.collect::<Vec<_>>())
}

fn names(days: Weekdays) -> Vec<String> {
    days.iter().map(|day| weekday(day).to_owned()).collect()
}

fn each(days: Weekdays) -> String {
    match group(days) {
        Group::All => "an jedem Tag".to_owned(),
        Group::Run(first, last) => format!("an jedem Tag von {} bis {}", weekday(first), weekday(last)),
        Group::Some => format!("an jedem {}", and(&names(days))),
    }
}

/// What the nth of several weekdays is called.
fn noun(among: Weekdays) -> String {
    match group(among) {
        Group::All => "Tag".to_owned(),
        _ if among == Weekdays::WORKDAYS => "Wochentag (Mo–Fr)".to_owned(),
        _ if names(among) == ["Samstag", "Sonntag"] => "Wochenendtag".to_owned(),
        _ => or(&names(among)),
    }
}

fn counted(numbered: &[(Weekday, Vec<i16>)], case: &Case) -> Vec<String> {
    numbered.iter().map(|(day, numbers)| chosen(numbers, weekday(*day), case)).collect()
}

const fn of_span(within: Span) -> &'static str {
    match within {
        Span::Week => " der Woche",
        Span::Month => " des Monats",
        Span::Year => " des Jahres",
    }
}

fn suffix(of: &Of, months: impl Fn(&[u8]) -> String) -> String {
    match of {
        Of::Period => String::new(),
        Of::EveryMonth => " jedes Monats".to_owned(),
        Of::Months(list) => format!(" {}", months(list)),
        Of::StartMonth => " des Startmonats".to_owned(),
        Of::Month => " des Monats".to_owned(),
        Of::Year => " des Jahres".to_owned(),
    }
}

fn in_months(months: &[u8]) -> String {
    format!("im {}", and(&months.iter().map(|number| month(*number)).collect::<Vec<_>>()))
}

/// "der 13. des Monats", "ein Montag oder ein Freitag"
fn condition(days: &Days) -> String {
    match days {
        Days::Weekdays { days, .. } => match group(*days) {
            Group::Run(first, last) => format!("ein Tag von {} bis {}", weekday(first), weekday(last)),
            _ => or(&names(*days).iter().map(|day| format!("ein {day}")).collect::<Vec<_>>()),
        },
        Days::Counted { plain, counted: numbered, within } => {
            let plain = names(*plain).into_iter().map(|day| format!("ein {day}"));
            or(&plain.chain(counted(numbered, &IS)).collect::<Vec<_>>()) + of_span(*within)
        }
        Days::Nth { positions, among, within } => chosen(positions, &noun(*among), &IS) + of_span(*within),
        Days::OfMonth(days) => dates(days, &IS, "") + of_span(Span::Month),
        Days::OfYear(days) => dates(days, &IS, " Tag") + of_span(Span::Year),
    }
}

impl Language for German {
    fn every(&self, interval: u32, freq: Freq) -> String {
        let [every, periods, _] = period(freq);
        if interval == 1 { every.to_owned() } else { format!("alle {interval} {periods}") }
    }

    fn on(&self, days: &Days, of: &Of) -> String {
        match days {
            Days::Weekdays { days, each: false } => match group(*days) {
                Group::All => "an jedem Tag".to_owned(),
                Group::Run(first, last) => format!("von {} bis {}", weekday(first), weekday(last)),
                Group::Some => format!("am {}", and(&names(*days))),
            },
            Days::Weekdays { days, .. } => each(*days) + &suffix(of, in_months),
            Days::Counted { plain, counted: numbered, .. } => {
                let plain = (!plain.is_empty()).then(|| each(*plain));
                let words = plain.into_iter().chain(counted(numbered, &ON));
                and(&words.collect::<Vec<_>>()) + &suffix(of, in_months)
            }
            Days::Nth { positions, among, .. } => {
                chosen(positions, &noun(*among), &ON) + &suffix(of, in_months)
            }
            Days::OfMonth(days) if days.iter().all(|day| *day > 0) => {
                let names =
                    |months: &[u8]| and(&months.iter().map(|number| month(*number)).collect::<Vec<_>>());
                dates(days, &ON, "") + &suffix(of, names)
            }
            Days::OfMonth(days) => dates(days, &ON, "") + &suffix(of, in_months),
            Days::OfYear(days) => dates(days, &ON, " Tag") + of_span(Span::Year),
        }
    }

    fn in_weeks(&self, weeks: &[i16]) -> String {
        let ahead: Vec<u8> = weeks.iter().filter_map(|week| u8::try_from(*week).ok()).collect();
        let back = weeks.iter().filter(|week| **week < 0);
        let back: Vec<String> = back.map(|week| format!("der {}", ordinal(*week, "en"))).collect();
        let numbers = match ahead.len() {
            0 => None,
            1 => Some(format!("in Woche {}", figures(&ahead))),
            _ => Some(format!("in den Wochen {}", figures(&ahead))),
        };
        let back = (!back.is_empty()).then(|| format!("in {} Woche des Jahres", and(&back)));
        and(&numbers.into_iter().chain(back).collect::<Vec<_>>())
    }

    fn in_months(&self, months: &[u8]) -> String {
        let words = items(months).into_iter().map(|item| match item {
            Item::Run(from, to) => format!("von {} bis {}", month(from as u8), month(to as u8)), // 1 to 12
            Item::One(n) | Item::Last(n) => format!("im {}", month(n as u8)),
        });
        and(&words.collect::<Vec<_>>())
    }

    fn at(&self, times: &Times) -> Option<String> {
        let Times::Parts { hours, minutes, seconds } = times else {
            let Times::Clock(times) = times else { return None };
            return Some(format!(
                "um {} Uhr",
                and(&times.iter().map(|time| shown(*time)).collect::<Vec<_>>())
            ));
        };
        let part = |[one, many]: [&str; 2], list: &[u8]| match list.len() {
            0 => None,
            1 => Some(format!("zur {one} {}", figures(list))),
            _ => Some(format!("zu den {many} {}", figures(list))),
        };
        let minutes = part(["Minute", "Minuten"], minutes);
        let parts: Vec<String> = minutes.into_iter().chain(part(["Sekunde", "Sekunden"], seconds)).collect();
        let hours = match hours {
            Hours::Open => None,
            Hours::Within(from, to) => Some(format!("zwischen {from:02}:00 und {to:02}:59 Uhr")),
            Hours::Each(hours) => {
                let shown = and(&hours.iter().map(|hour| format!("{hour:02}:00")).collect::<Vec<_>>());
                let noun = if hours.len() == 1 { "in der Stunde" } else { "in den Stunden" };
                Some(format!("{noun} ab {shown} Uhr"))
            }
        };
        let parts = (!parts.is_empty()).then(|| and(&parts));
        Some(parts.into_iter().chain(hours).collect::<Vec<_>>().join(" "))
    }

    fn missing(&self, missing: Missing) -> String {
        match (missing.from, missing.backward) {
            (MissingFrom::ShorterMonths, true) => "in kürzeren Monaten am letzten Tag",
            (MissingFrom::ShorterMonths, false) => "nach kürzeren Monaten am Tag danach",
            (MissingFrom::ThatMonth, true) => "am letzten Tag des Monats, wenn er kürzer ist",
            (MissingFrom::ThatMonth, false) => "am Tag nach dem Monat, wenn er kürzer ist",
            (MissingFrom::ShorterYears, true) => "in kürzeren Jahren am letzten Tag",
            (MissingFrom::ShorterYears, false) => "nach kürzeren Jahren am Tag danach",
            (MissingFrom::Anything, true) => "am Tag davor, wenn ein Datum fehlt",
            (MissingFrom::Anything, false) => "am Tag danach, wenn ein Datum fehlt",
        }
        .to_owned()
    }

    fn if_it_is(&self, conditions: &[Days]) -> String {
        format!("wenn es {} ist", and(&conditions.iter().map(condition).collect::<Vec<_>>()))
    }

    fn only(&self, place: &str) -> String {
        format!("nur {place}")
    }

    fn picks(&self, positions: &[i16], freq: Freq) -> String {
        let words = items(positions).into_iter().map(|item| match item {
            Item::One(n) => format!("das {} Mal", ordinal(n, "e")),
            Item::Run(from, to) => format!("das {} bis {} Mal", ordinal(from, "e"), ordinal(to, "e")),
            Item::Last(n) => format!("die letzten {n} Male"),
        });
        let [.., period] = period(freq);
        format!("aber nur {} in {period}", and(&words.collect::<Vec<_>>()))
    }

    fn week_start(&self, day: Weekday) -> String {
        format!("wobei Wochen am {} beginnen", weekday(day))
    }

    fn ending(&self, ending: &Ending) -> Option<String> {
        match ending {
            Ending::Never => None,
            Ending::Count(1) => Some("einmal".to_owned()),
            Ending::Count(count) => Some(format!("{count}-mal")),
            Ending::Until { date, time, utc } => {
                let date = format!("bis zum {}. {} {}", date.day(), month(date.month() as u8), date.year()); // 1 to 12
                let time = time.map(|time| format!(" um {} Uhr", shown(time))).unwrap_or_default();
                Some(format!("{date}{time}{}", if *utc { " (UTC)" } else { "" }))
            }
        }
    }
}
