//! To and from the `rrule` crate 0.14 (feature `rrule-0_14`): its next major version would be another feature.
//!
//! Both crates read RFC 5545; where they read it otherwise, the same text has other occurrences here and there. The
//! differences are listed in `conformance/oracles/differences.md`; after 2100 rrule's zones also stay in winter time.

use super::{Moment, Rule, Series, Start};
use crate::error::{Error, RecurError, Result};
use crate::zone::{Zone, ZoneDb};
use chrono::{DateTime, TimeZone, Utc};
use chrono_tz::Tz as ChronoTz;
use rrule::{RRule, RRuleSet, Tz, Unvalidated};

/// # Errors
/// Those of [`Rule::parse`], where rrule accepts what RFC 5545 does not.
///
/// # Example
/// ```
/// use kalends::recur::Rule;
/// let theirs: rrule::RRule<rrule::Unvalidated> = "FREQ=MONTHLY;BYDAY=-1FR;COUNT=3".parse().unwrap();
/// assert_eq!(Rule::try_from(&theirs)?.to_string(), "FREQ=MONTHLY;COUNT=3;BYDAY=-1FR");
/// # Ok::<(), kalends::Error>(())
/// ```
impl<S> TryFrom<&RRule<S>> for Rule {
    type Error = Error;

    fn try_from(rule: &RRule<S>) -> Result<Self> {
        rule.to_string().parse()
    }
}

/// # Errors
/// `recur.combination` for SKIP and for numbers that rrule has no room for.
impl TryFrom<&Rule> for RRule<Unvalidated> {
    type Error = Error;

    fn try_from(rule: &Rule) -> Result<Self> {
        rule.to_string().parse().map_err(|_| lacking(rule.to_string()))
    }
}

/// The same start, rules and dates, each without a length. What [`RRuleSet::before`] and [`RRuleSet::after`] said is not
/// taken over: ranges are asked of a series. A rule that rrule has validated also says in its parts what the start says,
/// such as BYHOUR.
///
/// # Errors
/// `zone.unknown` for rrule's `Local`, which only the host could name; those of [`Rule::parse`] and of
/// [`SeriesBuilder::build`](super::SeriesBuilder::build).
///
/// # Example: 02:30 on the night when Paris goes from 02:00 to 03:00
/// ```
/// use kalends::recur::Series;
/// use kalends::{Limits, time::parse_instant};
/// let theirs: rrule::RRuleSet =
///     "DTSTART;TZID=Europe/Paris:20270327T023000\nRRULE:FREQ=DAILY;COUNT=2".parse().unwrap();
/// let ours = Series::try_from(&theirs)?;
/// let last = ours.last(&Limits::default())?.unwrap();
/// assert_eq!(last.start, parse_instant("2027-03-28T01:30:00Z")?);              // 03:30
/// # Ok::<(), kalends::Error>(())
/// ```
impl TryFrom<&RRuleSet> for Series {
    type Error = Error;

    fn try_from(set: &RRuleSet) -> Result<Self> {
        let start = set.get_dt_start();
        let zone = ZoneDb::builtin().get(start.timezone().name())?;
        let mut series = Series::new(Start::Zoned(start.naive_local(), zone));
        for rule in set.get_rrule() {
            series = series.rule(rule.try_into()?);
        }
        for rule in set.get_exrule() {
            series = series.exrule(rule.try_into()?);
        }
        let instant = |time: &DateTime<Tz>| Moment::Instant(time.with_timezone(&Utc));
        series = set.get_rdate().iter().map(instant).fold(series, |series, date| series.rdate(date));
        series = set.get_exdate().iter().map(instant).fold(series, |series, date| series.exdate(date));
        series.build()
    }
}

impl TryFrom<RRuleSet> for Series {
    type Error = Error;

    fn try_from(set: RRuleSet) -> Result<Self> {
        Self::try_from(&set)
    }
}

/// The same start, rules and dates. Lengths get lost, as rrule has none.
///
/// # Errors
/// `zone.unknown` for a zone that chrono-tz does not know; `recur.combination` for a start that is a date, floats or
/// lies in a gap, for EXRULE, SKIP, overrides, dates that take out whole days, an included start, and rules that rrule
/// refuses.
///
/// # Example
/// ```
/// use kalends::recur::{Series, Start};
/// use kalends::{ZoneDb, time::parse_wall};
/// let start = Start::Zoned(parse_wall("2027-10-31T02:30:00")?, ZoneDb::builtin().get("Europe/Paris")?);
/// let ours = Series::new(start).rule("FREQ=DAILY;COUNT=2".parse()?).build()?;
/// let theirs = rrule::RRuleSet::try_from(&ours)?;
/// assert_eq!(theirs.get_dt_start().to_rfc3339(), "2027-10-31T02:30:00+02:00");   // the first of the two
/// # Ok::<(), kalends::Error>(())
/// ```
impl TryFrom<&Series> for RRuleSet {
    type Error = Error;

    fn try_from(series: &Series) -> Result<Self> {
        let Start::Zoned(wall, zone) = series.start() else { return Err(lacking("a start without a zone")) };
        let tz = Tz::Tz(ChronoTz::try_from(zone)?);
        let start = time(series.first.at, tz)?;
        if start.naive_local() != *wall {
            return Err(lacking("a start in a gap"));
        }
        let refused = [
            (series.include_start, "an included start"),
            (series.exrules().next().is_some(), "EXRULE"),
            (!series.source.exceptions.is_empty(), "RECURRENCE-ID"),
            (!series.removed_days.is_empty(), "EXDATE;VALUE=DATE"),
        ];
        if let Some((_, part)) = refused.into_iter().find(|(there, _)| *there) {
            return Err(lacking(part));
        }
        let mut set = RRuleSet::new(start);
        for rule in series.rules() {
            let theirs = RRule::<Unvalidated>::try_from(rule)?;
            set = set.rrule(theirs.validate(start).map_err(|_| lacking(rule.to_string()))?);
        }
        for entry in &series.listed {
            set = set.rdate(time(entry.place.at, tz)?);
        }
        for at in &series.removed {
            set = set.exdate(time(*at, tz)?);
        }
        Ok(set)
    }
}

fn lacking(part: impl Into<String>) -> Error {
    let reason = "the rrule crate has no counterpart for it".to_owned();
    RecurError::Combination { part: crate::time::clip(&part.into()), reason }.into()
}

/// A tick in one of rrule's zones.
fn time(at: i64, tz: Tz) -> Result<DateTime<Tz>> {
    tz.timestamp_opt(at, 0).single().ok_or_else(|| lacking(Zone::utc().to_string()))
}
