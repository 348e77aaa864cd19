//! Editing a series.

use super::series::Built;
use crate::bridge::Bridge;
use kalends::recur::{Extent, Halves, Moment, SeriesBuilder, SeriesRecord};
use kalends::time::TimeOfDay;
use kalends::{Error, Result};
use serde::{Deserialize, Serialize};

/// Asks for a series as it is after an edit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RecurEditRequest {
    /// The series as it is.
    pub series: SeriesRecord,
    /// What to change.
    pub edit: SeriesEdit,
}

/// A change of one occurrence, of one and all that follow, or of all.
///
/// An occurrence is meant by its original start, its identity, wherever it was moved. A wall time that the clock shows
/// twice means the first; the second is meant by its instant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum SeriesEdit {
    /// The occurrence does not take place. It still counts towards COUNT.
    Cancel {
        /// Its original start.
        original: Moment,
    },
    /// The occurrence takes place at another time, or has a length of its own, or both.
    Move {
        /// Its original start.
        original: Moment,
        /// When it takes place.
        to: Moment,
        /// How long it lasts; absent is as long as the others.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        lasting: Option<Extent>,
    },
    /// The occurrence is again what the rule or the date list says: neither cancelled nor moved.
    Reset {
        /// Its original start.
        original: Moment,
    },
    /// The occurrence and all that follow become a series of their own, which may change.
    Following {
        /// Its original start.
        original: Moment,
        /// What is different from there on.
        #[serde(default)]
        change: SeriesChange,
    },
    /// The whole series changes; occurrences that were cancelled or moved stay so.
    All {
        /// What is different.
        change: SeriesChange,
    },
}

/// What is different about a series; what is absent stays.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SeriesChange {
    /// The time of day. Every identity moves by the same difference on the clock.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<TimeOfDay>,
    /// The rule, in place of the ones that there are; its UNTIL counts at the new time of day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
    /// How long each occurrence lasts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lasting: Option<Extent>,
}

/// A series after an edit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RecurEditResponse {
    /// What was before an edit of one occurrence and all that follow; absent if nothing was, and for other edits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<SeriesRecord>,
    /// The edited series.
    pub series: SeriesRecord,
    /// The release of the zone data; absent for a series without a zone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub release: Option<String>,
}

impl Bridge {
    /// A series after an edit. Nothing is stored: the answer is the series to store.
    ///
    /// An edit of one occurrence and all that follow gives two series. COUNT is divided, UNTIL is the last instance
    /// before, every second week stays the same second week, and dates and exceptions go to the half of their original
    /// start. At the first occurrence it is an edit of all.
    ///
    /// # Errors
    /// `recur.no-occurrence`, `recur.cancelled`, `recur.unsplittable`, `recur.retime`; the other errors of `recur.*`,
    /// `zone.unknown`, `time.*`.
    ///
    /// # Example: from 29 March on in the afternoon, the day after the clocks change
    /// ```
    /// # use kalends_bridge::Bridge;
    /// let request = br#"{
    ///     "series": {"rule": "FREQ=WEEKLY;COUNT=5", "start": "2027-03-15T09:00:00", "zone": "Europe/Paris"},
    ///     "edit": {"following": {"original": "2027-03-29T09:00:00", "change": {"time": "15:00"}}}
    /// }"#;
    /// let answer = Bridge::default().call("recur.edit", request);
    /// assert!(answer.starts_with(r#"{"ok":{"before":{"rule":"FREQ=WEEKLY;COUNT=2","start":"2027-03-15T09:00:00""#));
    /// assert!(answer.contains(r#""series":{"rule":"FREQ=WEEKLY;COUNT=3","start":"2027-03-29T15:00:00""#));
    /// ```
    pub fn recur_edit(&self, request: RecurEditRequest) -> Result<RecurEditResponse> {
        let RecurEditRequest { series: record, edit } = request;
        let built = Built::of_field(&record, self)?;
        let (builder, limits) = (built.series.to_builder(), self.limits());
        let meant = |kind: &'static str| move |error| of_original(error, kind);
        let (before, after) = match edit {
            SeriesEdit::Cancel { original } => {
                (None, builder.cancel(original, limits).map_err(meant("cancel"))?)
            }
            SeriesEdit::Move { original, to, lasting } => {
                (None, builder.move_one(original, to, lasting, limits).map_err(meant("move"))?)
            }
            SeriesEdit::Reset { original } => {
                (None, builder.reset(original, limits).map_err(meant("reset"))?)
            }
            SeriesEdit::Following { original, change } => {
                let Halves { before, following, .. } =
                    builder.split(original, limits).map_err(meant("following"))?;
                (before, self.changed(following, &record, change, "following")?)
            }
            SeriesEdit::All { change } => (None, self.changed(builder, &record, change, "all")?),
        };
        let written = |builder: SeriesBuilder| -> Result<SeriesRecord> {
            let mut edited = SeriesRecord::from(&builder.build()?);
            // How the series is read stays, also where a half has no rule that would show it.
            edited.zone.clone_from(&record.zone);
            (edited.lenient, edited.allow_never) = (record.lenient, record.allow_never);
            Ok(edited)
        };
        let before = before.map(written).transpose()?;
        Ok(RecurEditResponse {
            before,
            series: written(after)?,
            release: built.zoned.then(|| self.release()),
        })
    }

    fn changed(
        &self,
        mut builder: SeriesBuilder,
        record: &SeriesRecord,
        change: SeriesChange,
        kind: &str,
    ) -> Result<SeriesBuilder> {
        let SeriesChange { time, rule, lasting } = change;
        let within = |error: Error| error.in_field("change").in_field(kind).in_field("edit");
        if let Some(time) = time {
            let edited = builder.retime(time, self.limits());
            builder = edited.map_err(|error| within(error.in_field("time")))?;
        }
        if let Some(text) = rule {
            let rule = record.read_rule(&text, self.limits());
            builder = builder.with_rule(rule.map_err(|error| within(error.in_field("rule")))?);
            // What does not fit the start stands at `rule` already.
            builder.clone().build().map_err(within)?;
        }
        Ok(match lasting {
            Some(extent) => builder.lasting(extent),
            None => builder,
        })
    }
}

/// An error about which occurrence is meant stands at the edit, one about the series where the series has it.
fn of_original(error: Error, kind: &str) -> Error {
    let meant = matches!(error.code(), "recur.no-occurrence" | "recur.cancelled" | "recur.unsplittable");
    if meant || error.path().is_empty() {
        return error.in_field("original").in_field(kind).in_field("edit");
    }
    error.in_field(kind).in_field("edit")
}
