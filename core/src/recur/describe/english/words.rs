//! The tables.

use super::super::super::Freq;
use chrono::Weekday;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

pub(super) const fn weekday(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "Monday",
        Weekday::Tue => "Tuesday",
        Weekday::Wed => "Wednesday",
        Weekday::Thu => "Thursday",
        Weekday::Fri => "Friday",
        Weekday::Sat => "Saturday",
        Weekday::Sun => "Sunday",
    }
}

pub(super) const fn period(freq: Freq) -> &'static str {
    match freq {
        Freq::Secondly => "second",
        Freq::Minutely => "minute",
        Freq::Hourly => "hour",
        Freq::Daily => "day",
        Freq::Weekly => "week",
        Freq::Monthly => "month",
        Freq::Yearly => "year",
    }
}

pub(super) fn month(number: u8) -> String {
    MONTHS.get(usize::from(number).wrapping_sub(1)).copied().unwrap_or_default().to_owned()
}

/// 1st, 2nd, 3rd, 4th, 11th, 21st.
pub(super) fn figure(n: i16) -> String {
    let ending = match (n % 100, n % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    format!("{n}{ending}")
}

/// "first", "6th", "last", "second to last".
pub(super) fn ordinal(n: i16) -> String {
    match n {
        -1 => "last".to_owned(),
        n if n < 0 => format!("{} to last", ordinal(-n)),
        1 => "first".to_owned(),
        2 => "second".to_owned(),
        3 => "third".to_owned(),
        4 => "fourth".to_owned(),
        5 => "fifth".to_owned(),
        n => figure(n),
    }
}
