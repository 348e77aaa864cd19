use super::version::FIRST_VERSION;
use crate::id::RuleId;
use crate::time::{DateRange, TimeOfDay, Weekdays};

/// From one reading of the wall clock to another; `to <= from` ends the next day.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TimeWindow {
    /// Where it opens, on the date that it belongs to.
    pub from: TimeOfDay,
    /// Where it ends; at or before `from` it is the next day's time.
    pub to: TimeOfDay,
}

impl TimeWindow {
    /// The end in wall seconds since the start date's midnight.
    pub(crate) fn end_seconds(self) -> i64 {
        let (from, to) = (i64::from(self.from.seconds()), i64::from(self.to.seconds()));
        if to <= from { to + crate::time::DAY } else { to }
    }
}

impl std::fmt::Debug for TimeWindow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}–{}", self.from, self.to)
    }
}

/// Whether a rule opens its windows or closes them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum WindowKind {
    /// Opens its windows.
    #[default]
    Open,
    /// Closes its windows within the weekly layer: a lunch break.
    Closed,
}

/// A window that recurs on weekdays.
///
/// It counts for the dates of `effective` on which it *starts*, both ends inclusive.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Weekly {
    /// The host's id.
    pub id: RuleId,
    /// Rises by one with each change; the first is 1, and so is an absent one.
    #[cfg_attr(
        feature = "serde",
        serde(
            default = "super::version::first_version",
            skip_serializing_if = "super::version::is_first_version"
        )
    )]
    pub version: u64,
    /// Whether it opens (the default) or closes.
    #[cfg_attr(feature = "serde", serde(default))]
    pub kind: WindowKind,
    /// The weekdays on which the window starts.
    pub days: Weekdays,
    /// Where it opens.
    pub from: TimeOfDay,
    /// Where it ends; at or before `from` it is the next day's time.
    pub to: TimeOfDay,
    /// The dates on which it counts.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "is_always"))]
    pub effective: DateRange,
}

#[cfg(feature = "serde")]
pub(super) fn is_always(range: &DateRange) -> bool {
    *range == DateRange::ALWAYS
}

impl Weekly {
    /// An open window on `days`, always in effect.
    pub fn open(id: RuleId, days: Weekdays, from: TimeOfDay, to: TimeOfDay) -> Self {
        Self {
            id,
            version: FIRST_VERSION,
            kind: WindowKind::Open,
            days,
            from,
            to,
            effective: DateRange::ALWAYS,
        }
    }

    /// The rule's window.
    pub fn window(&self) -> TimeWindow {
        TimeWindow { from: self.from, to: self.to }
    }
}
