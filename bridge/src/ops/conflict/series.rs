//! Two series against each other.

use crate::bridge::Bridge;
use crate::ops::recur::OccurrenceRecord;
use crate::ops::recur::series::Built;
use chrono::{DateTime, Utc};
use kalends::Result;
use kalends::conflict::{FirstConflict, OccurrencePair, conflicts, first_conflict, first_conflict_from};
use kalends::error::Error;
use kalends::interval::Interval;
use kalends::recur::{Occurrence, SeriesRecord};
use serde::{Deserialize, Serialize};

/// Asks whether two series are ever in each other's way. Both need a zone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ConflictFirstRequest {
    /// One series.
    pub a: SeriesRecord,
    /// The other.
    pub b: SeriesRecord,
    /// Only what is on then or begins later: to ask for what lies ahead, or to go on after `not_before`.
    #[serde(default, with = "kalends::time::wire::tick::option", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "kalends::time::wire::tick::schema"))]
    pub from: Option<DateTime<Utc>>,
}

/// Whether two series are ever in each other's way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ConflictFirstResponse {
    /// The answer.
    pub first: FirstConflictAnswer,
    /// The release of the zone data.
    pub release: String,
}

/// The first conflict, if it is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum FirstConflictAnswer {
    /// These two are the first.
    At(SeriesConflict),
    /// There is none up to the end of the year 9999: it was proven.
    Never,
    /// The search ended at its limit; no conflict starts before this instant.
    NotBefore(
        #[serde(with = "kalends::time::wire::tick")]
        #[cfg_attr(feature = "schema", schemars(schema_with = "kalends::time::wire::tick::schema"))]
        DateTime<Utc>,
    ),
}

/// Two occurrences that are in each other's way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SeriesConflict {
    /// That of the first series.
    pub a: OccurrenceRecord,
    /// That of the second.
    pub b: OccurrenceRecord,
    /// When the conflict begins.
    #[serde(with = "kalends::time::wire::tick")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "kalends::time::wire::tick::schema"))]
    pub start: DateTime<Utc>,
    /// The time that both take up; absent if one of them takes none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shared: Option<Interval>,
}

/// Asks for the conflicts of two series in a range. Both need a zone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ConflictBetweenRequest {
    /// One series.
    pub a: SeriesRecord,
    /// The other.
    pub b: SeriesRecord,
    /// Only conflicts whose time lies in it, at least in part.
    pub range: Interval,
    /// At most this many, from the earliest on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<usize>,
}

/// The conflicts of two series.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ConflictBetweenResponse {
    /// In the order in which they begin.
    pub conflicts: Vec<SeriesConflict>,
    /// The release of the zone data.
    pub release: String,
}

impl Bridge {
    /// Whether two series are ever in each other's way, and when first.
    ///
    /// Sharing time is a conflict, touching is none; an occurrence that takes no time counts as if it took a moment.
    /// `never` is proven, by residues, by the 400 years of the calendar or by an end.
    ///
    /// # Errors
    /// `recur.*`, `zone.unknown`, `time.*` of either series; `recur.no-zone` for one without a zone. A search beyond the
    /// limit is an answer, `not_before`.
    ///
    /// # Example: two lessons an hour apart, until a gap moves one of them
    /// ```
    /// # use kalends_bridge::Bridge;
    /// let request = br#"{
    ///     "a": {"rule": "FREQ=WEEKLY", "start": "2027-01-03T02:30:00", "zone": "Europe/Paris", "lasting": {"exact": "PT30M"}},
    ///     "b": {"rule": "FREQ=WEEKLY", "start": "2027-01-03T03:30:00", "zone": "Europe/Paris", "lasting": {"exact": "PT30M"}}
    /// }"#;
    /// let answer = Bridge::default().call("conflict.first", request);
    /// assert!(answer.contains(r#""start":"2027-03-28T01:30:00Z""#), "{answer}");
    /// ```
    pub fn conflict_first(&self, request: ConflictFirstRequest) -> Result<ConflictFirstResponse> {
        let ConflictFirstRequest { a, b, from } = request;
        let (a, b) = (zoned(&a, "a", self)?, zoned(&b, "b", self)?);
        let found = match from {
            Some(from) => first_conflict_from(&a.series, &b.series, from, self.limits()),
            None => first_conflict(&a.series, &b.series, self.limits()),
        };
        let first = match found {
            FirstConflict::At(pair) => FirstConflictAnswer::At(record(&pair, &a, &b)),
            FirstConflict::Never => FirstConflictAnswer::Never,
            FirstConflict::NotBefore(time) => FirstConflictAnswer::NotBefore(time),
        };
        Ok(ConflictFirstResponse { first, release: self.release() })
    }

    /// The conflicts of two series in a range, in the order in which they begin.
    ///
    /// One that has begun before the range and is still on is among them. Occurrences are not cut.
    ///
    /// # Errors
    /// `recur.*`, `zone.unknown`, `time.*` of either series; `recur.no-zone` for one without a zone;
    /// `conflict.too-many` without a limit above the bridge's, `recur.budget` for a search beyond it.
    pub fn conflict_between(&self, request: ConflictBetweenRequest) -> Result<ConflictBetweenResponse> {
        let ConflictBetweenRequest { a, b, range, limit } = request;
        let (a, b) = (zoned(&a, "a", self)?, zoned(&b, "b", self)?);
        let found = conflicts(&a.series, &b.series, range, self.limits()).take(limit.unwrap_or(usize::MAX));
        let conflicts = found.map(|pair| Ok(record(&pair?, &a, &b))).collect::<Result<_>>()?;
        Ok(ConflictBetweenResponse { conflicts, release: self.release() })
    }
}

/// A series whose occurrences are instants.
pub(super) fn zoned(series: &SeriesRecord, field: &str, bridge: &Bridge) -> Result<Built> {
    if series.zone.is_none() {
        return Err(no_zone().in_field("zone").in_field(field));
    }
    Built::new(series, bridge).map_err(|error| error.in_field(field))
}

/// As a series says it that is to be built.
#[cold]
fn no_zone() -> Error {
    let row = kalends::error::codes().find(|row| row.code == "recur.no-zone");
    Error::new(
        row.unwrap_or(crate::error::MALFORMED),
        "a series without a zone has no instants; expected its zone",
    )
}

fn record(pair: &OccurrencePair, a: &Built, b: &Built) -> SeriesConflict {
    SeriesConflict {
        a: occurrence(&pair.a, a),
        b: occurrence(&pair.b, b),
        start: pair.start(),
        shared: pair.shared(),
    }
}

fn occurrence(one: &Occurrence, built: &Built) -> OccurrenceRecord {
    OccurrenceRecord { wall: built.wall(one), start: Some(one.start), end: Some(one.end) }
}
