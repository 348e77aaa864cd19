use super::yearly;
use crate::error::{IcalProblem, RecurError, Result};
use crate::ical::clip;
use crate::ical::value::Time;
use crate::ical::view::{Observance, RecurrenceDate, Timezone};
use crate::interval::Interval;
use crate::limits::Limits;
use crate::recur::{Rule, Series, Start};
use crate::time::{instant_of_secs, wall_secs};
use crate::zone::{Tail, YearlyChange, Zone};
use chrono::{DateTime, Datelike, NaiveDate, Utc};

/// Rules of uncommon form are followed up to this year; after it the last offset stays.
const LAST_YEAR: i32 = 2100;
/// Most onsets of one zone: two a year for two thousand years.
const MOST: usize = 4_000;

/// The onsets of a zone as they are gathered.
struct Onsets {
    /// `(instant, offset from then on)`
    list: Vec<(i64, i32)>,
}

impl Timezone {
    /// The zone that the observances make.
    ///
    /// Two rules that go on for ever and have the common forms (the nth weekday of a month, a fixed date, a weekday
    /// within a week of dates) become the zone's yearly changes, right up to the year 9999. Rules of other forms,
    /// and more or fewer than two endless ones, are followed to the end of 2100, and the last offset stays. With an
    /// RRULE, DTSTART is an onset only if the rule names it: Outlook writes a DTSTART in 1601 that no rule means.
    /// Before the first onset its TZOFFSETFROM holds.
    ///
    /// # Errors
    /// `ical.timezone` without an observance; `recur.*` for a rule that can't be read or has more than 4,000 onsets;
    /// `zone.*` where the onsets make no zone.
    pub fn zone(&self) -> Result<Zone> {
        let tzid = || clip(self.tzid.as_bytes());
        let Some(first) = self.observances.iter().min_by_key(|one| (one.onset, one.line)) else {
            return Err(IcalProblem::Timezone { tzid: tzid(), reason: "has no observance" }.into());
        };
        let mut onsets = Onsets { list: Vec::new() };
        let mut endless = Vec::new();
        for observance in &self.observances {
            onsets.dates(observance)?;
            for text in &observance.rules {
                let rule = Rule::parse_lenient(&text.text, &Limits::default())?;
                match yearly::change(observance, &rule) {
                    Some(change) => endless.push((observance, rule, change)),
                    None => onsets.rule(observance, rule, LAST_YEAR)?,
                }
            }
        }
        let tail = match endless.as_slice() {
            [(_, _, one), (_, _, other)] => Tail::yearly(*one, *other).ok(),
            _ => None,
        };
        let until = if tail.is_some() { onsets.settled(&endless) } else { LAST_YEAR };
        for (observance, rule, _) in endless {
            onsets.rule(observance, rule, until)?;
        }
        let name = if self.tzid.is_empty() { "custom" } else { &self.tzid };
        Zone::custom(name, first.before, onsets.finish(), tail)
    }
}

impl Onsets {
    fn push(&mut self, at: i64, after: i32) {
        self.list.push((at, after));
    }

    /// DTSTART if there is no rule, and RDATE.
    fn dates(&mut self, observance: &Observance) -> Result<()> {
        let before = i64::from(observance.before);
        if observance.rules.is_empty() {
            self.push(wall_secs(observance.onset) - before, observance.after);
        }
        for date in &observance.dates {
            let time = match date {
                RecurrenceDate::Start(time) => time,
                RecurrenceDate::Period(period) => &period.start,
            };
            let shift = if matches!(time, Time::Utc(_)) { 0 } else { before };
            self.push(wall_secs(time.wall()) - shift, observance.after);
        }
        self.check()
    }

    /// What a rule names, up to the end of a year.
    fn rule(&mut self, observance: &Observance, rule: Rule, until: i32) -> Result<()> {
        let limits = Limits { occurrences: MOST, ..Limits::default() };
        let start = Start::Zoned(observance.onset, Zone::fixed(observance.before)?);
        let series = Series::new(start).rule(rule).build()?;
        let range = Interval::from_secs(i64::MIN, new_year(until.saturating_add(1)));
        for occurrence in series.between(range.unwrap_or(Interval::all()), &limits) {
            self.push(occurrence?.start.timestamp(), observance.after);
        }
        self.check()
    }

    fn check(&self) -> Result<()> {
        if self.list.len() > MOST {
            return Err(RecurError::TooMany { limit: MOST }.into());
        }
        Ok(())
    }

    /// The first year of which both endless rules and nothing else decide.
    fn settled(&self, endless: &[(&Observance, Rule, YearlyChange)]) -> i32 {
        let starts = endless.iter().map(|(observance, ..)| observance.onset.year());
        let listed = self.list.iter().map(|(at, _)| instant_of_secs(*at).year());
        starts.chain(listed).max().unwrap_or(LAST_YEAR).saturating_add(1)
    }

    /// In order; of two at one instant the last in the file counts.
    fn finish(mut self) -> Vec<(DateTime<Utc>, i32)> {
        self.list.sort_by_key(|(at, _)| *at);
        self.list.reverse();
        self.list.dedup_by_key(|(at, _)| *at);
        self.list.reverse();
        self.list.into_iter().map(|(at, after)| (instant_of_secs(at), after)).collect()
    }
}

/// The tick at which a year starts in UTC.
fn new_year(year: i32) -> i64 {
    NaiveDate::from_ymd_opt(year, 1, 1).map_or(i64::MAX, |date| wall_secs(date.into()))
}
