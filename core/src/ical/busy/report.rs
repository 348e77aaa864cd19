use crate::ical::problem::Problem;
use crate::interval::{Interval, IntervalSet};
use chrono::NaiveDateTime;
use std::sync::Arc;

/// When a calendar is busy, and what was odd about it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct BusyReport {
    /// What blocks, uncut, in order of start, end, UID and original start; overlaps stay.
    pub busy: Vec<BusyEvent>,
    /// What could not be taken as it stands, in order of lines; at most 1,000 are listed, then one that counts the
    /// rest. Problems of the file's form are [`Document::problems`](crate::ical::Document::problems).
    pub problems: Vec<Problem>,
    /// The release of the zone data that wall times were resolved with.
    pub zone_data: String,
}

impl BusyReport {
    /// The busy time as a set, overlaps merged, uncut.
    pub fn set(&self) -> IntervalSet {
        self.busy.iter().map(|event| event.interval).collect()
    }
}

/// One time that blocks.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct BusyEvent {
    /// When.
    pub interval: Interval,
    /// UID of the event; the same for all its instances.
    #[cfg_attr(feature = "serde", serde(serialize_with = "text", skip_serializing_if = "Option::is_none"))]
    pub uid: Option<Arc<str>>,
    /// The original local start of the instance, its identity within the event; absent if the event happens once.
    #[cfg_attr(
        feature = "serde",
        serde(with = "crate::time::wire::wall::option", skip_serializing_if = "Option::is_none")
    )]
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::time::wire::wall::schema"))]
    pub recurrence: Option<NaiveDateTime>,
    /// SUMMARY.
    #[cfg_attr(feature = "serde", serde(serialize_with = "text", skip_serializing_if = "Option::is_none"))]
    pub summary: Option<Arc<str>>,
    /// Whether it covers whole days of the owner.
    pub all_day: bool,
    /// How firmly.
    pub kind: BusyKind,
    /// The line that it comes from.
    pub line: usize,
}

/// How firmly a time is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum BusyKind {
    /// Busy.
    Busy,
    /// Not yet certain.
    Tentative,
    /// Out of office: Outlook's OOF, or `FBTYPE=BUSY-UNAVAILABLE`.
    Unavailable,
}

#[cfg(feature = "serde")]
#[expect(clippy::ref_option, reason = "serde hands over a reference to the field")]
fn text<S: serde::Serializer>(text: &Option<Arc<str>>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(text.as_deref().unwrap_or_default())
}
