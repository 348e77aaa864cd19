use crate::booking::{BookingKind, Details, Participant};
use crate::id::{ResourceId, SeriesId, ServiceId};
use crate::policy::Money;
use crate::recur::SeriesRecord;
use crate::series::OnConflict;
use crate::time::Length;
use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};

/// Book every occurrence of a series, in one commit.
///
/// Each is judged as a booking of its own, with those before it in place, and has an id of its own: the series' id and its
/// original local start. A series without end is booked up to `until`, and further by [`ExtendSeries`]. Repeating the same
/// command with the same id is accepted and changes nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct BookSeries {
    /// The new series' id.
    pub series: SeriesId,
    /// When it takes place. It needs a zone.
    pub recurrence: SeriesRecord,
    /// Whose time: needed where the service requires nothing by itself. Otherwise a member who has to take part.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub resource: Option<ResourceId>,
    /// What for.
    pub service: ServiceId,
    /// One of the service's durations; absent is its default.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub duration: Option<Length>,
    /// What is done about occurrences that cannot be booked.
    #[cfg_attr(feature = "serde", serde(default))]
    pub on_conflict: OnConflict,
    /// Only occurrences whose original start comes before this instant. A series without end needs it.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none", with = "crate::time::wire::tick::option")
    )]
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::time::wire::tick::schema"))]
    pub until: Option<DateTime<Utc>>,
    /// What the bookings are.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub kind: Option<BookingKind>,
    /// What it costs to come to one of them, where a policy takes parts of that.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub price: Option<Money>,
    /// Who takes part.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Vec::is_empty"))]
    pub participants: Vec<Participant>,
    /// What people say about it.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Details::is_empty"))]
    pub details: Details,
}

/// Book further occurrences of a series, up to a later instant. What cannot be booked is left out, and reported; the
/// series goes on. Who takes part and what is said is as in its last booking.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ExtendSeries {
    /// Which.
    pub series: SeriesId,
    /// Up to when.
    #[cfg_attr(feature = "serde", serde(with = "crate::time::wire::tick"))]
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::time::wire::tick::schema"))]
    pub until: DateTime<Utc>,
    /// The version that the caller has seen; any if absent.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub version: Option<u64>,
}

/// Stop a series for a time: what is booked on these dates is called off. A client only before the first of them
/// begins.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PauseSeries {
    /// Which.
    pub series: SeriesId,
    /// The first date, in the series' zone.
    #[cfg_attr(feature = "serde", serde(with = "crate::time::wire::date"))]
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::time::wire::date::schema"))]
    pub from: NaiveDate,
    /// The last date, inclusive; absent while the end is not known.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none", with = "crate::time::wire::date::option")
    )]
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::time::wire::date::schema"))]
    pub until: Option<NaiveDate>,
    /// The version that the caller has seen; any if absent.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub version: Option<u64>,
}

/// End a pause: from this date on the series goes on, with the same identities. What had been called off by the pause
/// is booked again where it is free; what is not is reported.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ResumeSeries {
    /// Which.
    pub series: SeriesId,
    /// The first date on which it takes place again, in the series' zone.
    #[cfg_attr(feature = "serde", serde(with = "crate::time::wire::date"))]
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::time::wire::date::schema"))]
    pub on: NaiveDate,
    /// The version that the caller has seen; any if absent.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub version: Option<u64>,
}

/// End a series: what is booked of it from an occurrence on is called off. Bookings that have begun stay.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CancelSeries {
    /// Which.
    pub series: SeriesId,
    /// The first occurrence that is called off, by its original local start; absent is every one that has not begun.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none", with = "crate::time::wire::wall::option")
    )]
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::time::wire::wall::schema"))]
    pub from: Option<NaiveDateTime>,
    /// The version that the caller has seen; any if absent.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub version: Option<u64>,
}
