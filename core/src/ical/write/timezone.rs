//! A VTIMEZONE out of a zone: right for the times that the file speaks of, and for later ones where the zone has a
//! yearly rule.

use super::line::{Lines, stamp};
use super::pattern::Pattern;
use crate::error::Result;
use crate::interval::Interval;
use crate::zone::{Transition, Zone};
use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeDelta, Utc};

/// Years that a change must repeat before it is written as a rule: all fourteen kinds of year occur in 28.
const YEARS: usize = 40;
/// Most changes written one by one.
const MOST: usize = 1_000;

/// One STANDARD or DAYLIGHT.
struct Observance {
    /// On the wall that shows `before`.
    onset: NaiveDateTime,
    before: i32,
    after: i32,
    rule: Option<String>,
}

/// Writes what holds from the start of `span` to a year after its end, and the yearly rule from where one holds for
/// good.
pub(super) fn write(lines: &mut Lines, zone: &Zone, tzid: &str, span: Interval) -> Result<()> {
    lines.fixed("BEGIN:VTIMEZONE");
    lines.text("TZID", tzid)?;
    let all = observances(zone, span);
    for observance in &all {
        // A zone that changed once, for good, is on standard time, whichever way it went.
        let kind =
            if observance.after > observance.before && all.len() > 1 { "DAYLIGHT" } else { "STANDARD" };
        lines.fixed(&format!("BEGIN:{kind}"));
        lines.fixed(&format!("DTSTART:{}", stamp(observance.onset)));
        lines.fixed(&format!("TZOFFSETFROM:{}", offset(observance.before)));
        lines.fixed(&format!("TZOFFSETTO:{}", offset(observance.after)));
        if let Some(rule) = &observance.rule {
            lines.fixed(&format!("RRULE:{rule}"));
        }
        lines.fixed(&format!("END:{kind}"));
    }
    lines.fixed("END:VTIMEZONE");
    Ok(())
}

fn observances(zone: &Zone, span: Interval) -> Vec<Observance> {
    let until = later(span.end(), 366);
    let in_force = zone.previous_transition(later(span.start(), 0) + TimeDelta::seconds(1));
    let mut out = Vec::new();
    if in_force.is_none() {
        out.push(first(zone, span.start()));
    }
    let mut next = in_force.or_else(|| zone.next_transition(span.start()));
    while let Some(change) = next.filter(|change| out.is_empty() || change.at < until) {
        if let Some(pair) = yearly(zone, change) {
            out.extend(pair);
            break;
        }
        out.push(Observance { onset: onset(change), before: change.before, after: change.after, rule: None });
        next = zone.next_transition(change.at).filter(|_| out.len() < MOST);
    }
    out
}

/// What holds before the zone's first change.
fn first(zone: &Zone, start: DateTime<Utc>) -> Observance {
    let offset = zone.offset_at(start);
    let epoch = NaiveDate::default().and_time(chrono::NaiveTime::MIN);
    let onset = epoch.min(zone.wall(later(start, -366)));
    Observance { onset, before: offset, after: offset, rule: None }
}

/// The two changes of each year from `change` on, if they follow rules.
fn yearly(zone: &Zone, change: Transition) -> Option<[Observance; 2]> {
    let changes: Vec<Transition> =
        std::iter::successors(Some(change), |last| zone.next_transition(last.at)).take(2 * YEARS).collect();
    let kind = |skip: usize| {
        let kind = || changes.iter().skip(skip).step_by(2);
        let one = *kind().next()?;
        let alike = kind().all(|change| (change.before, change.after) == (one.before, one.after));
        let walls: Vec<NaiveDateTime> = kind().map(|change| onset(*change)).collect();
        let pattern = Pattern::of(&walls).filter(|_| alike && walls.len() == YEARS)?;
        Some(Observance {
            onset: onset(one),
            before: one.before,
            after: one.after,
            rule: Some(pattern.rule()),
        })
    };
    Some([kind(0)?, kind(1)?])
}

fn onset(change: Transition) -> NaiveDateTime {
    change.at.naive_utc() + TimeDelta::seconds(change.before.into())
}

fn later(time: DateTime<Utc>, days: i64) -> DateTime<Utc> {
    let range = crate::time::MIN_INSTANT..=crate::time::MAX_INSTANT;
    time.checked_add_signed(TimeDelta::days(days)).filter(|time| range.contains(time)).unwrap_or(time)
}

/// `+0100`, `-043015`.
fn offset(seconds: i32) -> String {
    let sign = if seconds < 0 { '-' } else { '+' };
    let secs = seconds.unsigned_abs();
    let (h, m, s) = (secs / 3600, secs / 60 % 60, secs % 60);
    if s == 0 { format!("{sign}{h:02}{m:02}") } else { format!("{sign}{h:02}{m:02}{s:02}") }
}
