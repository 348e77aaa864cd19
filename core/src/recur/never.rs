//! Rules that no start could make match, as far as it can be seen from the parts alone.

use super::{Freq, Rule, Skip};
use chrono::{Datelike, NaiveDate};

/// Why the rule never matches, or `None` if nothing shows it.
pub(super) fn reason(rule: &Rule) -> Option<String> {
    if !rule.by.second.is_empty() && rule.by.second.iter().all(|second| *second == 60) {
        return Some("no zone here has leap seconds".to_owned());
    }
    numbered_days(rule).or_else(|| month_days(rule)).or_else(|| other_days(rule)).or_else(|| positions(rule))
}

fn numbered_days(rule: &Rule) -> Option<String> {
    let in_month = rule.freq == Freq::Monthly || !rule.by.month.is_empty();
    let beyond = |n: i16| n.unsigned_abs() > 5;
    let never =
        in_month && !rule.by.day.is_empty() && rule.by.day.iter().all(|day| day.number().is_some_and(beyond));
    never.then(|| "a month holds at most 5 of each weekday".to_owned())
}

fn month_days(rule: &Rule) -> Option<String> {
    // SKIP moves a day that a month lacks to one that it has.
    if rule.by.month.is_empty() || rule.by.month_day.is_empty() || rule.skip != Skip::Omit {
        return None;
    }
    let longest = rule.by.month.iter().map(|month| longest(*month)).max()?;
    let fits = rule.by.month_day.iter().any(|day| day.unsigned_abs() <= longest);
    (!fits).then(|| format!("its months have at most {longest} days"))
}

const fn longest(month: u8) -> u16 {
    match month {
        2 => 29,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days of the year and weeks that lie in none of the months.
fn other_days(rule: &Rule) -> Option<String> {
    if rule.by.month.is_empty() || rule.skip != Skip::Omit {
        return None;
    }
    let inside = |from: i32, until: i32| {
        [2023, 2024].iter().any(|year| {
            (from..=until).filter_map(|day| month_of(*year, day)).any(|month| rule.by.month.contains(&month))
        })
    };
    let year_day = |day: i16| {
        let day = i32::from(day);
        if day > 0 { inside(day, day) } else { inside(366 + day, 367 + day) }
    };
    if !rule.by.year_day.is_empty() && !rule.by.year_day.iter().any(|day| year_day(*day)) {
        return Some("none of its days of the year lies in its months".to_owned());
    }
    // Week n starts on one of the seven days around day 7(n - 1) + 1 of its year.
    let week = |n: i32| n > 0 && inside(7 * n - 9, 7 * n + 3);
    let week_no = |n: i16| {
        let n = i32::from(n);
        if n > 0 { week(n) } else { week(53 + n) || week(54 + n) }
    };
    if !rule.by.week_no.is_empty() && !rule.by.week_no.iter().any(|n| week_no(*n)) {
        return Some("none of its weeks touches its months".to_owned());
    }
    None
}

/// The month of the nth day of a year; days before and after belong to the neighbours.
fn month_of(year: i32, day: i32) -> Option<u8> {
    let new_year = NaiveDate::from_ymd_opt(year, 1, 1)?.to_epoch_days();
    let date = NaiveDate::from_epoch_days(new_year + day - 1)?;
    Some(date.month() as u8) // 1 to 12
}

/// BYSETPOS beyond the largest set that a period can have.
fn positions(rule: &Rule) -> Option<String> {
    let largest = days(rule).saturating_mul(times(rule));
    let beyond = |pos: &i16| usize::from(pos.unsigned_abs()) > largest;
    let never = !rule.by.set_pos.is_empty() && rule.by.set_pos.iter().all(beyond);
    never.then(|| format!("BYSETPOS asks beyond the {largest} that a period can have"))
}

/// An upper bound of the days of one period.
fn days(rule: &Rule) -> usize {
    let months = match rule.by.month.len() {
        0 if rule.freq == Freq::Monthly => 1,
        0 if rule.by.week_no.is_empty() && rule.by.year_day.is_empty() => 1, // the start's own month
        0 => 12,
        _ if rule.freq == Freq::Monthly => 1,
        n => n,
    };
    let weekdays = |every: usize| -> usize {
        rule.by.day.iter().map(|day| if day.number().is_some() { 1 } else { every }).sum()
    };
    let by_day = match rule.freq {
        _ if rule.by.day.is_empty() => usize::MAX,
        Freq::Monthly => weekdays(5),
        Freq::Yearly if rule.by.month.is_empty() => weekdays(53),
        Freq::Yearly => weekdays(5).saturating_mul(months),
        _ => rule.by.day.len(),
    };
    let some = |n: usize| if n == 0 { usize::MAX } else { n };
    let bound = by_day
        .min(some(rule.by.month_day.len().saturating_mul(months)))
        .min(some(rule.by.year_day.len()))
        .min(some(rule.by.week_no.len().saturating_mul(7)));
    match rule.freq {
        Freq::Yearly | Freq::Monthly | Freq::Weekly if bound == usize::MAX => months,
        Freq::Yearly | Freq::Monthly | Freq::Weekly => bound,
        _ => 1,
    }
}

/// The times of one day, hour, minute or second.
fn times(rule: &Rule) -> usize {
    let hours = rule.by.hour.len().max(1);
    let minutes = rule.by.minute.len().max(1);
    let seconds = rule.by.second.iter().filter(|second| **second < 60).count().max(1);
    match rule.freq {
        Freq::Secondly => 1,
        Freq::Minutely => seconds,
        Freq::Hourly => minutes * seconds,
        _ => hours * minutes * seconds,
    }
}
