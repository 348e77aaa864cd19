//! A series of a request, put to its zone.

use super::MomentRange;
use crate::bridge::Bridge;
use chrono::{DateTime, Utc};
use kalends::Result;
use kalends::interval::Interval;
use kalends::recur::{Moment, Occurrence, Series, SeriesRecord, Start};
use kalends::time::parse_wall;
use kalends::zone::Disambiguation;

/// A series with what its answers look like.
pub(crate) struct Built {
    pub(crate) series: Series,
    /// Whether answers have instants.
    pub(super) zoned: bool,
    /// Whether answers have ends.
    pub(super) lasts: bool,
}

impl Built {
    pub(crate) fn new(record: &SeriesRecord, bridge: &Bridge) -> Result<Self> {
        let series = record.series(bridge.zones(), bridge.limits())?;
        Ok(Self { series, zoned: record.zone.is_some(), lasts: record.lasting.is_some() })
    }

    /// The series of a request's field `series`.
    pub(super) fn of_field(record: &SeriesRecord, bridge: &Bridge) -> Result<Self> {
        Self::new(record, bridge).map_err(|error| error.in_field("series"))
    }

    pub(crate) fn wall(&self, one: &Occurrence) -> Moment {
        match self.series.start() {
            Start::Date(_) => Moment::Date(one.wall.date()),
            _ => Moment::Wall(one.wall),
        }
    }
}

/// The instant of a bound; without a zone the wall counts as UTC. A date means its midnight.
pub(super) fn instant(moment: Moment, built: &Built) -> Result<DateTime<Utc>> {
    let wall = match moment {
        Moment::Instant(time) if built.zoned => return Ok(time),
        Moment::Wall(wall) => wall,
        Moment::Date(date) => date.into(),
        _ => parse_wall(&moment.to_string())?, // refused, in the words that ask for a wall time
    };
    built.series.zone().resolve(wall, Disambiguation::Compatible)
}

pub(super) fn bounds(range: MomentRange, built: &Built) -> Result<Interval> {
    let start = instant(range.start, built).map_err(|error| error.in_field("start"))?;
    let end = instant(range.end, built).map_err(|error| error.in_field("end"))?;
    Interval::new(start, end)
}
