use super::start::Place;
use crate::interval::Interval;
use crate::time::{instant_of_secs, wall_of_secs};
use chrono::{DateTime, NaiveDateTime, Utc};

/// One time that a series takes place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Occurrence {
    /// When it starts.
    #[cfg_attr(feature = "serde", serde(with = "crate::time::wire::tick"))]
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::time::wire::tick::schema"))]
    pub start: DateTime<Utc>,
    /// When it ends; the start itself if it takes no time.
    #[cfg_attr(feature = "serde", serde(with = "crate::time::wire::tick"))]
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::time::wire::tick::schema"))]
    pub end: DateTime<Utc>,
    /// The local start that the rule or the date list named: its identity within the series, the same after it was
    /// moved. In a gap it is a time that the clock never showed; [`start`](Self::start) is when it takes place.
    #[cfg_attr(feature = "serde", serde(with = "crate::time::wire::wall"))]
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::time::wire::wall::schema"))]
    pub wall: NaiveDateTime,
}

impl Occurrence {
    pub(super) fn new(place: Place, end: i64) -> Self {
        Self { start: instant_of_secs(place.at), end: instant_of_secs(end), wall: wall_of_secs(place.wall) }
    }

    /// The time it takes up, or `None` if it takes none.
    pub fn span(&self) -> Option<Interval> {
        Interval::from_secs(self.start.timestamp(), self.end.timestamp())
    }
}
