//! When things repeat.

mod edit;
mod rule;
pub(crate) mod series;
mod words;

pub use edit::{RecurEditRequest, RecurEditResponse, SeriesChange, SeriesEdit};
pub use rule::{RecurValidateRequest, RecurValidateResponse, RuleParts};
pub use words::{RecurDescribeRequest, RecurDescribeResponse};

use crate::bridge::Bridge;
use chrono::{DateTime, Utc};
use kalends::Result;
use kalends::recur::{Moment, Occurrence, Series, SeriesRecord};
use serde::{Deserialize, Serialize};
use series::{Built, bounds, instant};

/// Asks for the occurrences of a series.
///
/// With neither `limit` nor `range` it asks for all of them, which an endless series does not have: `recur.too-many`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RecurExpandRequest {
    /// The series.
    pub series: SeriesRecord,
    /// At most this many, from the earliest on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<usize>,
    /// Only occurrences that start within: instants for a series with a zone, wall times for one without.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub range: Option<MomentRange>,
}

/// From one moment until just before another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct MomentRange {
    /// The first moment.
    pub start: Moment,
    /// The moment just after the last.
    pub end: Moment,
}

/// The occurrences of a series, as columns of one length.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RecurExpandResponse {
    /// The local starts that the rule or the date lists name, their identities: dates for a series of dates. In a gap it
    /// is a time that the clock never showed.
    pub walls: Vec<Moment>,
    /// When they start; absent for a series without a zone.
    #[serde(default, with = "crate::ticks::option", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::ticks::schema"))]
    pub starts: Option<Vec<DateTime<Utc>>>,
    /// When they end, where the request says how long they last; absent for a series without a zone.
    #[serde(default, with = "crate::ticks::option", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::ticks::schema"))]
    pub ends: Option<Vec<DateTime<Utc>>>,
    /// The release of the zone data; absent for a series without a zone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub release: Option<String>,
}

/// Asks for the first occurrence after a moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RecurNextRequest {
    /// The series.
    pub series: SeriesRecord,
    /// An instant for a series with a zone, a wall time for one without; an occurrence at it does not count.
    pub after: Moment,
}

/// Asks for the last occurrence before a moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RecurPreviousRequest {
    /// The series.
    pub series: SeriesRecord,
    /// An instant for a series with a zone, a wall time for one without; an occurrence at it does not count.
    pub before: Moment,
}

/// One occurrence, or none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RecurOneResponse {
    /// The occurrence; absent if there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub occurrence: Option<OccurrenceRecord>,
    /// The release of the zone data; absent for a series without a zone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub release: Option<String>,
}

/// One time that a series takes place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OccurrenceRecord {
    /// The local start that the rule or a date list names, its identity.
    pub wall: Moment,
    /// When it starts; absent for a series without a zone.
    #[serde(default, with = "kalends::time::wire::tick::option", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "kalends::time::wire::tick::schema"))]
    pub start: Option<DateTime<Utc>>,
    /// When it ends, where the request says how long it lasts; absent for a series without a zone.
    #[serde(default, with = "kalends::time::wire::tick::option", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "kalends::time::wire::tick::schema"))]
    pub end: Option<DateTime<Utc>>,
}

impl Bridge {
    /// The occurrences of a series, in order of start.
    ///
    /// Wall time recurs: 09:00 in Paris stays 09:00 all year. A time in a gap uses the offset from before it, a time in
    /// a fold means the first, a day that a month lacks is left out.
    ///
    /// # Errors
    /// `recur.*`, `zone.unknown`, `time.*`; `recur.too-many` without a limit above the bridge's, `recur.budget` for a
    /// search beyond it.
    ///
    /// # Example: the last Sunday of October happens at two offsets
    /// ```
    /// # use kalends_bridge::Bridge;
    /// let request = br#"{
    ///     "series": {"rule": "FREQ=DAILY", "start": "2027-10-30T09:00:00", "zone": "Europe/Paris"}, "limit": 2
    /// }"#;
    /// assert_eq!(Bridge::default().call("recur.expand", request), concat!(
    ///     r#"{"ok":{"walls":["2027-10-30T09:00:00","2027-10-31T09:00:00"],"#,
    ///     r#""starts":["2027-10-30T07:00:00Z","2027-10-31T08:00:00Z"],"release":"2026f"}}"#,
    /// ));
    /// ```
    pub fn recur_expand(&self, request: RecurExpandRequest) -> Result<RecurExpandResponse> {
        let RecurExpandRequest { series, limit, range } = request;
        let built = Built::of_field(&series, self)?;
        let series = &built.series;
        let most = limit.unwrap_or(usize::MAX);
        let found = match range {
            Some(range) => {
                let range = bounds(range, &built).map_err(|error| error.in_field("range"))?;
                series.between(range, self.limits()).take(most).collect::<Result<Vec<_>>>()?
            }
            None => series.iter(self.limits()).take(most).collect::<Result<Vec<_>>>()?,
        };
        let column = |of: fn(&Occurrence) -> DateTime<Utc>| found.iter().map(of).collect::<Vec<_>>();
        Ok(RecurExpandResponse {
            walls: found.iter().map(|one| built.wall(one)).collect(),
            starts: built.zoned.then(|| column(|one| one.start)),
            ends: (built.zoned && built.lasts).then(|| column(|one| one.end)),
            release: built.zoned.then(|| self.release()),
        })
    }

    /// The first occurrence after a moment.
    ///
    /// # Errors
    /// `recur.*`, `zone.unknown`, `time.*`.
    pub fn recur_next(&self, request: RecurNextRequest) -> Result<RecurOneResponse> {
        let RecurNextRequest { series, after } = request;
        self.one(series, after, "after", Series::after)
    }

    /// The last occurrence before a moment.
    ///
    /// # Errors
    /// `recur.*`, `zone.unknown`, `time.*`.
    pub fn recur_previous(&self, request: RecurPreviousRequest) -> Result<RecurOneResponse> {
        let RecurPreviousRequest { series, before } = request;
        self.one(series, before, "before", Series::before)
    }

    fn one(
        &self,
        series: SeriesRecord,
        moment: Moment,
        field: &str,
        ask: fn(&Series, DateTime<Utc>, &kalends::Limits) -> Result<Option<Occurrence>>,
    ) -> Result<RecurOneResponse> {
        let built = Built::of_field(&series, self)?;
        let at = instant(moment, &built).map_err(|error| error.in_field(field))?;
        let found = ask(&built.series, at, self.limits())?;
        let occurrence = found.map(|one| OccurrenceRecord {
            wall: built.wall(&one),
            start: built.zoned.then_some(one.start),
            end: (built.zoned && built.lasts).then_some(one.end),
        });
        Ok(RecurOneResponse { occurrence, release: built.zoned.then(|| self.release()) })
    }
}
