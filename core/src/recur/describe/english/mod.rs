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
use words::{figure, month, ordinal, period, weekday};

/// English as it is written most widely: day before month, 24 hours.
pub(super) struct English;

fn and(words: &[String]) -> String {
    joined(words, " and ")
}

fn or(words: &[String]) -> String {
    joined(words, " or ")
}

/// "the first and the last", each number in words.
fn chosen(numbers: &[i16]) -> String {
    let words = items(numbers).into_iter().map(|item| match item {
        Item::One(n) => format!("the {}", ordinal(n)),
        Item::Run(from, to) => format!("the {} to {}", ordinal(from), ordinal(to)),
        Item::Last(n) => format!("the last {n}"),
    });
    and(&words.collect::<Vec<_>>())
}

/// "the 1st, the 7th to 13th and the last day", linked by `link`.
fn dates(days: &[i16], link: &str) -> String {
    let items = items(days);
    let words = items.iter().map(|item| match item {
        Item::One(n) if *n > 0 => format!("the {}", figure(*n)),
        Item::One(n) => format!("the {}", ordinal(*n)),
        Item::Run(from, to) => format!("the {} to {}", figure(*from), figure(*to)),
        Item::Last(n) => format!("the last {n} days"),
    });
    let noun = if matches!(items.last(), Some(Item::One(..=-1))) { " day" } else { "" };
    joined(&words.collect::<Vec<_>>(), link) + noun
}

fn year_dates(days: &[i16], link: &str) -> String {
    let noun = if days.last().is_some_and(|day| *day > 0) { " day" } else { "" };
    format!("{}{noun} of the year", dates(days, link))
}

/// "3", "0, 15 and 30", "0 to 30", with the noun before it.
fn numbered(noun: &str, numbers: &[u8]) -> String {
    let words = items(numbers).into_iter().map(|item| match item {
        Item::Run(from, to) => format!("{from} to {to}"),
        Item::One(n) | Item::Last(n) => n.to_string(),
    });
    format!("{noun}{} {}", if numbers.len() == 1 { "" } else { "s" }, and(&words.collect::<Vec<_>>()))
}

fn names(days: Weekdays) -> Vec<String> {
    days.iter().map(|day| weekday(day).to_owned()).collect()
}

/// "every Monday and Friday"
fn each(days: Weekdays) -> String {
    match group(days) {
        Group::All => "every day".to_owned(),
        Group::Run(first, last) => format!("every day from {} to {}", weekday(first), weekday(last)),
        Group::Some => format!("every {}", and(&names(days))),
    }
}

/// What the nth of several weekdays is called.
fn noun(among: Weekdays) -> String {
    match group(among) {
        Group::All => "day".to_owned(),
        _ if among == Weekdays::WORKDAYS => "weekday".to_owned(),
        _ if names(among) == ["Saturday", "Sunday"] => "weekend day".to_owned(),
        _ => or(&names(among)),
    }
}

fn counted(plain: Weekdays, counted: &[(Weekday, Vec<i16>)]) -> Vec<String> {
    let plain = (!plain.is_empty()).then(|| each(plain));
    let counted = counted.iter().map(|(day, numbers)| format!("{} {}", chosen(numbers), weekday(*day)));
    plain.into_iter().chain(counted).collect()
}

fn of_span(within: Span) -> &'static str {
    match within {
        Span::Week => " of the week",
        Span::Month => " of the month",
        Span::Year => " of the year",
    }
}

fn suffix(of: &Of) -> String {
    match of {
        Of::Period => String::new(),
        Of::EveryMonth => " of every month".to_owned(),
        Of::Months(months) => {
            format!(" of {}", and(&months.iter().map(|number| month(*number)).collect::<Vec<_>>()))
        }
        Of::StartMonth => " of the month of the start".to_owned(),
        Of::Month => " of the month".to_owned(),
        Of::Year => " of the year".to_owned(),
    }
}

/// "the 13th of the month", "a Monday or a Friday"
fn condition(days: &Days) -> String {
    match days {
        Days::Weekdays { days, .. } => match group(*days) {
            Group::Run(first, last) => format!("a day from {} to {}", weekday(first), weekday(last)),
            _ => or(&names(*days).iter().map(|day| format!("a {day}")).collect::<Vec<_>>()),
        },
        Days::Counted { plain, counted: numbered, within } => {
            let plain = names(*plain).into_iter().map(|day| format!("a {day}"));
            let numbered = counted(Weekdays::default(), numbered).into_iter();
            or(&plain.chain(numbered).collect::<Vec<_>>()) + of_span(*within)
        }
        Days::Nth { positions, among, within } => {
            format!("{} {}{}", chosen(positions), noun(*among), of_span(*within))
        }
        Days::OfMonth(days) => format!("{} of the month", dates(days, " or ")),
        Days::OfYear(days) => year_dates(days, " or "),
    }
}

impl Language for English {
    fn every(&self, interval: u32, freq: Freq) -> String {
        let period = period(freq);
        if interval == 1 { format!("every {period}") } else { format!("every {interval} {period}s") }
    }

    fn on(&self, days: &Days, of: &Of) -> String {
        if let Some((day, number)) = days.date(of) {
            return format!("on {day} {}", month(number));
        }
        match (days, of) {
            (Days::Weekdays { days, each: false }, _) => match group(*days) {
                Group::All => "on every day".to_owned(),
                Group::Run(first, last) => format!("from {} to {}", weekday(first), weekday(last)),
                Group::Some => format!("on {}", and(&names(*days))),
            },
            (Days::Weekdays { days, .. }, of) => format!("on {}{}", each(*days), suffix(of)),
            (Days::Counted { plain, counted: numbered, .. }, of) => {
                format!("on {}{}", and(&counted(*plain, numbered)), suffix(of))
            }
            (Days::Nth { positions, among, .. }, of) => {
                format!("on {} {}{}", chosen(positions), noun(*among), suffix(of))
            }
            (Days::OfMonth(days), of) => format!("on {}{}", dates(days, " and "), suffix(of)),
            (Days::OfYear(days), _) => format!("on {}", year_dates(days, " and ")),
        }
    }

    fn in_weeks(&self, weeks: &[i16]) -> String {
        let ahead: Vec<u8> = weeks.iter().filter_map(|week| u8::try_from(*week).ok()).collect();
        let back: Vec<i16> = weeks.iter().copied().filter(|week| *week < 0).collect();
        let plural = if back.len() == 1 { "" } else { "s" };
        let ahead = (!ahead.is_empty()).then(|| format!("in {}", numbered("week", &ahead)));
        let back = (!back.is_empty()).then(|| format!("in {} week{plural} of the year", chosen(&back)));
        and(&ahead.into_iter().chain(back).collect::<Vec<_>>())
    }

    fn in_months(&self, months: &[u8]) -> String {
        let words = items(months).into_iter().map(|item| match item {
            Item::Run(from, to) => format!("{} to {}", month(from as u8), month(to as u8)), // 1 to 12
            Item::One(n) | Item::Last(n) => month(n as u8),
        });
        format!("in {}", and(&words.collect::<Vec<_>>()))
    }

    fn at(&self, times: &Times) -> Option<String> {
        let Times::Parts { hours, minutes, seconds } = times else {
            let Times::Clock(times) = times else { return None };
            return Some(format!("at {}", and(&times.iter().map(|time| shown(*time)).collect::<Vec<_>>())));
        };
        let parts =
            [("minute", minutes), ("second", seconds)].into_iter().filter(|(_, list)| !list.is_empty());
        let parts: Vec<String> = parts.map(|(noun, list)| numbered(noun, list)).collect();
        let parts = (!parts.is_empty()).then(|| format!("at {}", and(&parts)));
        let hours = match hours {
            Hours::Open => None,
            Hours::Within(from, to) => Some(format!("between {from:02}:00 and {to:02}:59")),
            Hours::Each(hours) => {
                let plural = if hours.len() == 1 { "" } else { "s" };
                let hours = hours.iter().map(|hour| format!("{hour:02}:00")).collect::<Vec<_>>();
                Some(format!("in the {} hour{plural}", and(&hours)))
            }
        };
        Some(parts.into_iter().chain(hours).collect::<Vec<_>>().join(" "))
    }

    fn missing(&self, missing: Missing) -> String {
        match (missing.from, missing.backward) {
            (MissingFrom::ShorterMonths, true) => "or the last day of shorter months",
            (MissingFrom::ShorterMonths, false) => "or the day after shorter months end",
            (MissingFrom::ThatMonth, true) => "or the last day of that month if it is shorter",
            (MissingFrom::ThatMonth, false) => "or the day after that month if it is shorter",
            (MissingFrom::ShorterYears, true) => "or the last day of shorter years",
            (MissingFrom::ShorterYears, false) => "or the day after shorter years end",
            (MissingFrom::Anything, true) => "or the day before a date that is missing",
            (MissingFrom::Anything, false) => "or the day after a date that is missing",
        }
        .to_owned()
    }

    fn if_it_is(&self, conditions: &[Days]) -> String {
        format!("if it is {}", and(&conditions.iter().map(condition).collect::<Vec<_>>()))
    }

    fn only(&self, place: &str) -> String {
        format!("only {place}")
    }

    fn picks(&self, positions: &[i16], freq: Freq) -> String {
        format!("but only {} of them each {}", chosen(positions), period(freq))
    }

    fn week_start(&self, day: Weekday) -> String {
        format!("with weeks that start on {}", weekday(day))
    }

    fn ending(&self, ending: &Ending) -> Option<String> {
        match ending {
            Ending::Never => None,
            Ending::Count(1) => Some("once".to_owned()),
            Ending::Count(count) => Some(format!("{count} times")),
            Ending::Until { date, time, utc } => {
                let date = format!("until {} {} {}", date.day(), month(date.month() as u8), date.year()); // 1 to 12
                let time = time.map(|time| format!(" at {}", shown(time))).unwrap_or_default();
                Some(format!("{date}{time}{}", if *utc { " UTC" } else { "" }))
            }
        }
    }
}
