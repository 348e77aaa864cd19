use crate::error::{Error, Result, SeriesError};
use crate::time::{CalendarDuration, DAY};
use chrono::{DateTime, Utc};

/// What is done about occurrences that cannot be booked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub enum OnConflict {
    /// One of them refuses the whole plan.
    #[default]
    AllOrNothing,
    /// They are left out.
    SkipConflicts,
    /// They are left out, and the rule goes on beyond its COUNT or UNTIL until as many are booked as the series names.
    ExtendToCount {
        /// No occurrence that begins at this instant or later is looked at.
        #[cfg_attr(feature = "serde", serde(with = "crate::time::wire::tick"))]
        #[cfg_attr(feature = "schema", schemars(schema_with = "crate::time::wire::tick::schema"))]
        until: DateTime<Utc>,
    },
    /// Each is moved to the nearest start that can be booked, and left out where there is none.
    ///
    /// Occurrences that can keep their time come first: none of them gives way to one that is moved. None is moved to
    /// the start of another, even where there is room for both.
    Move {
        /// How far, inclusive: hours and shorter are elapsed, days and longer keep the wall time in the series' zone.
        within: CalendarDuration,
        /// Which way.
        #[cfg_attr(feature = "serde", serde(default))]
        direction: Direction,
    },
}

/// Which way an occurrence may be moved.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Direction {
    /// To the nearest start, before or after; of two at the same distance the earlier.
    #[default]
    Nearest,
    /// To the next start after it.
    Later,
}

impl OnConflict {
    /// The furthest that an occurrence may be moved, in days.
    pub const LONGEST_MOVE_DAYS: i64 = 31;

    /// # Errors
    /// `series.too-far`.
    pub(super) fn validate(self) -> Result<()> {
        let Self::Move { within, .. } = self else { return Ok(()) };
        let days = i64::from(within.months()) * 31 + i64::from(within.days());
        if days * DAY + i64::from(within.seconds()) <= Self::LONGEST_MOVE_DAYS * DAY {
            return Ok(());
        }
        let limit = format!("P{}D", Self::LONGEST_MOVE_DAYS);
        let error = Error::from(SeriesError::TooFar { found: within.to_string(), limit });
        Err(error.in_field("within").in_field("move"))
    }
}
