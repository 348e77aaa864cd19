use crate::id::{ResourceId, SeriesId};
use crate::recur::Moment;
use crate::series::{Change, OnConflict, OneChange};
use crate::time::Length;

/// Edit a series that is booked: one occurrence, one and all that follow, or all of them; in one commit.
///
/// Bookings that move keep their ids. What is moved, or added by another rule, is judged as when the series was booked,
/// with what the edit moves out of the way; what cannot be had at its new time is treated as `on_conflict` says, and a
/// booking that is left out by it is called off. What was moved by itself stays as people agreed, what has begun stays.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EditSeries {
    /// Which.
    pub series: SeriesId,
    /// What is different.
    pub edit: SeriesEdit,
    /// What is done about occurrences that cannot be booked.
    #[cfg_attr(feature = "serde", serde(default))]
    pub on_conflict: OnConflict,
    /// The version that the caller has seen; any if absent.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub version: Option<u64>,
}

/// An edit of a booked series. An occurrence is meant by its original start in the series' zone.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case", deny_unknown_fields)
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum SeriesEdit {
    /// Of one occurrence.
    This {
        /// Its original start.
        original: Moment,
        /// What becomes of it.
        change: OneChange,
    },
    /// Of one occurrence and all that follow. Where there are some before, those that follow become a series of their
    /// own, which says where it came from; only a move by a difference on the clock leaves all in one series.
    Following {
        /// Its original start.
        original: Moment,
        /// What is different from there on.
        change: SeriesChange,
        /// The id of the series that they become.
        into: SeriesId,
    },
    /// Of all that have not begun.
    All {
        /// What is different.
        change: SeriesChange,
    },
}

/// What is different about a booked series; what is absent stays.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SeriesChange {
    /// When it takes place.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Change::is_nothing"))]
    pub when: Change,
    /// Who has to take part.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub resource: Option<ResourceId>,
    /// How long each occurrence lasts.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub duration: Option<Length>,
}
