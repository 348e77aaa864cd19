//! Rules of a VTIMEZONE that go on for ever, in the form that a zone's tail takes.

use crate::ical::view::Observance;
use crate::recur::{Freq, Rule, Skip};
use crate::zone::{YearDay, YearlyChange};
use chrono::{Datelike, Timelike, Weekday};

/// The yearly change that an observance makes, if its one rule has no end and one of the common forms: the nth
/// weekday of a month, the same date, or the weekday in a week of dates.
pub(super) fn change(observance: &Observance, rule: &Rule) -> Option<YearlyChange> {
    let plain = rule.freq() == Freq::Yearly
        && rule.interval() == 1
        && rule.is_endless()
        && rule.skip() == Skip::Omit
        && rule.by_year_day().is_empty()
        && rule.by_week_no().is_empty();
    let time = observance.onset.time();
    let same = |list: &[u8], own: u32| list.is_empty() || list.iter().all(|n| u32::from(*n) == own);
    let on_time = same(rule.by_hour(), time.hour())
        && same(rule.by_minute(), time.minute())
        && same(rule.by_second(), time.second());
    if !plain || !on_time {
        return None;
    }
    let time = i32::try_from(time.num_seconds_from_midnight()).ok()?;
    Some(YearlyChange {
        day: day(observance, rule)?,
        time,
        before: observance.before,
        after: observance.after,
    })
}

fn day(observance: &Observance, rule: &Rule) -> Option<YearDay> {
    let by_days: Vec<(Option<i16>, Weekday)> =
        rule.by_day().iter().map(|day| (day.number(), day.day())).collect();
    let month = match rule.by_month() {
        [month] => *month,
        [] if by_days.is_empty() && rule.by_month_day().is_empty() => {
            u8::try_from(observance.onset.month()).ok()?
        }
        _ => return None,
    };
    match (by_days.as_slice(), rule.by_month_day(), rule.by_set_pos()) {
        ([(Some(nth), weekday)], [], []) | ([(None, weekday)], [], [nth]) => {
            let nth = i8::try_from(*nth).ok().filter(|nth| (1..=4).contains(&nth.unsigned_abs()))?;
            Some(YearDay::Nth { month, nth, weekday: *weekday })
        }
        ([(None, weekday)], week @ [first, ..], []) if is_week(week) => {
            Some(YearDay::OnOrAfter { month, day: u8::try_from(*first).ok()?, weekday: *weekday })
        }
        ([], [day], []) if *day > 0 => Some(YearDay::Date { month, day: u8::try_from(*day).ok()? }),
        ([], [], []) => Some(YearDay::Date { month, day: u8::try_from(observance.onset.day()).ok()? }),
        _ => None,
    }
}

/// Seven dates in a row, counted from the start of the month.
fn is_week(days: &[i16]) -> bool {
    days.len() == 7
        && days.first().is_some_and(|day| *day > 0)
        && days.iter().zip(days.iter().skip(1)).all(|(a, b)| *b == a + 1)
}
