use super::{BookingKind, Ending};
use crate::error::Result;
use crate::id::{BookingId, ResourceId, SeriesId, ServiceId, SubjectId};
use crate::recur::{Moment, SeriesRecord};
use crate::series::Pause;
use crate::session::check_follows;
use crate::time::Length;
use chrono::{DateTime, NaiveDateTime, Utc};
use std::num::NonZeroU32;

/// A recurring booking: when it takes place, and how far it is booked. Its occurrences are bookings.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct BookedSeries {
    /// Came in with the command; also the iCalendar UID of its calendar entry.
    pub id: SeriesId,
    /// Starts at 1 and rises with each change.
    pub version: u64,
    /// When it takes place.
    pub recurrence: SeriesRecord,
    /// What for.
    pub service: ServiceId,
    /// Who has to take part, if somebody was named.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub resource: Option<ResourceId>,
    /// How long; absent is the service's default.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub duration: Option<Length>,
    /// How many come.
    #[cfg_attr(
        feature = "serde",
        serde(default = "crate::wire::one", skip_serializing_if = "crate::wire::is_one")
    )]
    pub party: NonZeroU32,
    /// Who books.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub client: Option<SubjectId>,
    /// What its bookings are.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub kind: Option<BookingKind>,
    /// When it does not take place.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Vec::is_empty"))]
    pub pauses: Vec<Pause>,
    /// Original local start of the last occurrence that was planned; absent if none was.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none", with = "crate::time::wire::wall::option")
    )]
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::time::wire::wall::schema"))]
    pub planned: Option<NaiveDateTime>,
    /// From which series it was split off.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub split_from: Option<SplitFrom>,
    /// Who ended it, and when; absent while it goes on.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub ended: Option<Ending>,
    /// When it was made.
    #[cfg_attr(feature = "serde", serde(with = "crate::time::wire::instant"))]
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::time::wire::instant::schema"))]
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    #[cfg_attr(feature = "serde", serde(with = "crate::time::wire::instant"))]
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::time::wire::instant::schema"))]
    pub updated_at: DateTime<Utc>,
}

/// Where a series was split off: by an edit of an occurrence and all that follow.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SplitFrom {
    /// From which series.
    pub series: SeriesId,
    /// At which of its occurrences, as the edit named it.
    pub original: Moment,
}

/// Which occurrence of a series a booking is: an identity that survives moves and edits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Occurrence {
    /// Of which series.
    pub series: SeriesId,
    /// Its original local start, in the series' zone.
    #[cfg_attr(feature = "serde", serde(with = "crate::time::wire::wall"))]
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::time::wire::wall::schema"))]
    pub original: NaiveDateTime,
}

impl Occurrence {
    /// The id of its booking: the series' id and the original start in iCalendar's basic form, as in RECURRENCE-ID.
    ///
    /// # Errors
    /// `id.too-long`.
    ///
    /// # Example
    /// ```
    /// use kalends::booking::Occurrence;
    /// use kalends::{id::SeriesId, time::parse_wall};
    /// let last_night = Occurrence { series: SeriesId::new("yoga")?, original: parse_wall("2027-10-31T02:30:00")? };
    /// assert_eq!(last_night.booking()?.as_str(), "yoga~20271031T023000");
    /// # Ok::<(), kalends::Error>(())
    /// ```
    pub fn booking(&self) -> Result<BookingId> {
        BookingId::new(&format!("{}~{}", self.series, self.original.format("%Y%m%dT%H%M%S")))
    }
}

impl BookedSeries {
    /// Checks that this record comes right after the stored version, which is 0 where none is stored.
    ///
    /// # Errors
    /// `store.version`.
    pub fn follows(&self, stored: u64) -> Result<()> {
        check_follows(format_args!("series `{}`", self.id), self.version, stored)
    }
}
