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
/// `recur.no-counterpart` for SKIP and for numbers that rrule has no room for.
impl TryFrom<&Rule> for RRule<Unvalidated> {
    type Error = Error;

    fn try_from(rule: &Rule) -> Result<Self> {
        rule.to_string().parse().map_err(|_| lacking(rule.to_string()))
    }
}

/// The same start, rules and dates, each without a length. What [`RRuleSet::before`] and [`RRuleSet::after`] said is not
/// taken over: ranges are asked of a series.
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
/// `zone.unknown` for a zone that chrono-tz does not know; `recur.no-counterpart` for a start that is a date, floats or
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
    RecurError::NoCounterpart { part: crate::time::clip(&part.into()) }.into()
}

/// A tick in one of rrule's zones.
fn time(at: i64, tz: Tz) -> Result<DateTime<Tz>> {
    tz.timestamp_opt(at, 0).single().ok_or_else(|| lacking(Zone::utc().to_string()))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{utc, zoned};
    use super::*;
    use crate::limits::Limits;

    fn ours(series: &Series) -> Vec<i64> {
        series.iter(&Limits::default()).map(|one| one.unwrap().start.timestamp()).collect()
    }

    fn theirs(set: &RRuleSet) -> Vec<i64> {
        set.into_iter().map(|at| at.timestamp()).collect()
    }

    #[test]
    fn there_and_back_the_occurrences_stay() {
        for rule in [
            "FREQ=WEEKLY;COUNT=60;BYDAY=MO,WE,FR",
            "FREQ=MONTHLY;UNTIL=20271231T235959Z;BYDAY=-1FR",
            "FREQ=YEARLY;COUNT=9;INTERVAL=2;BYMONTH=3,10;BYDAY=-1SU;BYHOUR=9,10;BYSETPOS=1,-1",
            "FREQ=HOURLY;COUNT=90;INTERVAL=7",
        ] {
            let series = zoned("2025-03-26T09:00:00", "Europe/Paris", rule)
                .rdate("2025-06-01T07:00:00Z".parse::<DateTime<Utc>>().unwrap())
                .exdate("2025-03-28T08:00:00Z".parse::<DateTime<Utc>>().unwrap())
                .build()
                .unwrap();
            let set = RRuleSet::try_from(&series).unwrap();
            assert_eq!(theirs(&set), ours(&series), "{rule}");
            let back = Series::try_from(set).unwrap();
            assert_eq!(ours(&back), ours(&series), "{rule}");
            assert_eq!(back.rule(), series.rule());
        }
    }

    #[test]
    fn a_set_read_by_rrule_means_the_same_here() {
        let text = "DTSTART;TZID=America/New_York:20260301T083000\nRRULE:FREQ=DAILY;COUNT=10;BYDAY=MO,TU\n\
                    RDATE;TZID=America/New_York:20260401T083000\nEXDATE;TZID=America/New_York:20260309T083000";
        let set: RRuleSet = text.parse().unwrap();
        let series = Series::try_from(&set).unwrap();
        assert_eq!(ours(&series), theirs(&set));
        assert_eq!(ours(&series).len(), 10, "ten, one added, one taken out");
    }

    #[test]
    fn what_has_no_counterpart_is_refused_by_name() {
        let refused = |series: &Series| RRuleSet::try_from(series).unwrap_err();
        let skip = utc("2025-01-31T09:00:00", "RSCALE=GREGORIAN;FREQ=MONTHLY;SKIP=BACKWARD").build().unwrap();
        assert_eq!(refused(&skip).code(), "recur.no-counterpart");
        let gap = zoned("2027-03-28T02:30:00", "Europe/Paris", "FREQ=DAILY").build().unwrap();
        insta::assert_snapshot!(refused(&gap), @"`a start in a gap` has no counterpart in the rrule crate");
        let floating = Series::new(Start::Floating("2027-01-01T09:00:00".parse().unwrap())).zone(Zone::utc());
        let message = refused(&floating.build().unwrap());
        insta::assert_snapshot!(message, @"`a start without a zone` has no counterpart in the rrule crate");
        let fixed = Start::Zoned("2027-01-01T09:00:00".parse().unwrap(), Zone::fixed(3600).unwrap());
        assert_eq!(refused(&Series::new(fixed).build().unwrap()).code(), "zone.unknown");
    }

    #[test]
    fn rules_that_only_rrule_accepts_are_refused_here() {
        let theirs: RRule<Unvalidated> = "FREQ=DAILY;COUNT=3;UNTIL=20270101T000000Z".parse().unwrap();
        assert_eq!(Rule::try_from(&theirs).unwrap_err().code(), "recur.combination");
    }
}
