//! A series as the requests write it, put to its zone.

use super::MomentRange;
use crate::bridge::Bridge;
use crate::moment::Moment;
use chrono::{DateTime, Utc};
use kalends::Result;
use kalends::error::Error;
use kalends::interval::Interval;
use kalends::recur::{self, Extent, Occurrence, Rule, Series, Start};
use kalends::time::{CalendarDuration, Elapsed, parse_wall};
use kalends::zone::{Disambiguation, Zone};
use serde::{Deserialize, Serialize};

/// A series: a start, perhaps a rule, extra dates, and dates that are taken out.
///
/// Every operation about a series takes it as one record named `series`, so a host builds it once and asks it
/// everything.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SeriesRecord {
    /// A RECUR value of RFC 5545, such as `FREQ=WEEKLY;BYDAY=MO`; absent for a series of dates only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
    /// DTSTART: a date or a wall time.
    pub start: Moment,
    /// The zone that the wall recurs in. Without it the series floats: answers are wall times and no instants.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<String>,
    /// Dates that are added.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rdate: Vec<Moment>,
    /// Dates that are taken out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exdate: Vec<Moment>,
    /// Whether the start is an occurrence even if the rule does not name it.
    #[serde(default)]
    pub include_start: bool,
    /// How long each occurrence lasts; absent is no time for a wall time and one day for a date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lasting: Option<Lasting>,
    /// Whether the rule is read as other people's calendars write it.
    #[serde(default)]
    pub lenient: bool,
}

/// How long each occurrence lasts. On most days the three agree; over a clock change they differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Lasting {
    /// The same elapsed time for each: DTEND.
    Exact(Elapsed),
    /// Months and days on the calendar, then elapsed time: DURATION.
    Nominal(CalendarDuration),
    /// The same time on the clock.
    Wall(Elapsed),
}

/// A series with what its answers look like.
pub(super) struct Built {
    pub(super) series: Series,
    /// Whether answers have instants.
    pub(super) zoned: bool,
    /// Whether answers have ends.
    pub(super) lasts: bool,
}

impl Built {
    pub(super) fn wall(&self, one: &Occurrence) -> Moment {
        match self.series.start() {
            Start::Date(_) => Moment::Date(one.wall.date()),
            _ => Moment::Wall(one.wall),
        }
    }
}

impl SeriesRecord {
    /// The series of a request's field `series`.
    pub(super) fn put(self, bridge: &Bridge) -> Result<Built> {
        self.build(bridge).map_err(|error| error.in_field("series"))
    }

    pub(super) fn build(self, bridge: &Bridge) -> Result<Built> {
        let Self { rule, start, zone, rdate, exdate, include_start, lasting, lenient } = self;
        let rule = rule.map(|text| read_rule(&text, lenient, bridge)).transpose()?;
        let zone =
            zone.map(|name| bridge.zones().get(&name).map_err(|error| error.in_field("zone"))).transpose()?;
        let (zoned, lasts) = (zone.is_some(), lasting.is_some());
        // A floating series is answered on the wall, so any zone without changes will do.
        let mut builder = Series::new(start_of(start, zone.as_ref())?)
            .zone(zone.unwrap_or_else(Zone::utc))
            .include_dtstart(include_start);
        if let Some(rule) = rule {
            builder = builder.rule(rule);
        }
        if let Some(lasting) = lasting {
            builder = builder.lasting(extent(lasting));
        }
        builder = rdate.into_iter().fold(builder, |builder, date| builder.rdate(moment(date)));
        builder = exdate.into_iter().fold(builder, |builder, date| builder.exdate(moment(date)));
        let series = builder.build().map_err(placed)?;
        Ok(Built { series, zoned, lasts })
    }
}

pub(super) fn read_rule(text: &str, lenient: bool, bridge: &Bridge) -> Result<Rule> {
    let read = if lenient { Rule::parse_lenient } else { Rule::parse };
    read(text, bridge.limits()).map_err(|error| error.in_field("rule"))
}

/// A start is a date or a wall time; an instant is refused in the words that ask for a wall time.
fn start_of(start: Moment, zone: Option<&Zone>) -> Result<Start> {
    let wall = match start {
        Moment::Date(date) => return Ok(Start::Date(date)),
        Moment::Wall(wall) => wall,
        Moment::Instant(_) => parse_wall(&start.to_string()).map_err(|error| error.in_field("start"))?,
    };
    Ok(match zone {
        Some(zone) => Start::Zoned(wall, zone.clone()),
        None => Start::Floating(wall),
    })
}

fn moment(moment: Moment) -> recur::Moment {
    match moment {
        Moment::Date(date) => date.into(),
        Moment::Wall(wall) => wall.into(),
        Moment::Instant(time) => time.into(),
    }
}

fn extent(lasting: Lasting) -> Extent {
    match lasting {
        Lasting::Exact(elapsed) => Extent::Exact(elapsed),
        Lasting::Nominal(duration) => Extent::Nominal(duration),
        Lasting::Wall(elapsed) => Extent::Wall(elapsed),
    }
}

/// Where in the request the series was refused.
fn placed(error: Error) -> Error {
    if !error.path().is_empty() {
        return error;
    }
    let part = error.details().iter().find(|(name, _)| *name == "part").map(|(_, part)| part.as_str());
    let field = match (error.code(), part) {
        ("recur.date-type", Some("EXDATE")) => "exdate",
        ("recur.date-type", _) => "rdate",
        _ => "rule",
    };
    error.in_field(field)
}

/// The instant of a bound; without a zone the wall counts as UTC. A date means its midnight.
pub(super) fn instant(moment: Moment, built: &Built) -> Result<DateTime<Utc>> {
    let wall = match moment {
        Moment::Instant(time) if built.zoned => return Ok(time),
        Moment::Instant(_) => parse_wall(&moment.to_string())?, // refused, in the words that ask for a wall time
        Moment::Wall(wall) => wall,
        Moment::Date(date) => date.into(),
    };
    built.series.zone().resolve(wall, Disambiguation::Compatible)
}

pub(super) fn bounds(range: MomentRange, built: &Built) -> Result<Interval> {
    let start = instant(range.start, built).map_err(|error| error.in_field("start"))?;
    let end = instant(range.end, built).map_err(|error| error.in_field("end"))?;
    Interval::new(start, end)
}
