//! A rule in words.

use super::series::Built;
use crate::bridge::Bridge;
use kalends::Result;
use kalends::recur::{Locale, Moment, SeriesRecord};
use kalends::time::MIN_DATE;
use serde::{Deserialize, Serialize};

/// Asks for a rule in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RecurDescribeRequest {
    /// A RECUR value of RFC 5545.
    pub rule: String,
    /// DTSTART, a date or a wall time; with it the words say what the rule takes from it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<Moment>,
    /// The zone of the start, in which UNTIL is said; without it the start floats.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<String>,
    /// Whether the rule is read as other people's calendars write it.
    #[serde(default)]
    pub lenient: bool,
    /// The language, as a BCP 47 tag; absent is English, and one without words here is refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub locale: Option<Locale>,
}

/// A rule in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RecurDescribeResponse {
    /// Half a sentence, in lower case where the language has it so, without a full stop.
    pub words: String,
    /// The language that they are in.
    pub locale: Locale,
}

impl Bridge {
    /// A rule in words.
    ///
    /// # Errors
    /// `recur.locale` for a language without words here; the other errors of `recur.*`, `zone.unknown`.
    ///
    /// # Example: UNTIL in UTC, on the other side of midnight
    /// ```
    /// # use kalends_bridge::Bridge;
    /// let request = br#"{
    ///     "rule": "FREQ=WEEKLY;UNTIL=20270302T010000Z", "start": "2027-01-04T20:00:00", "zone": "America/New_York"
    /// }"#;
    /// assert_eq!(
    ///     Bridge::default().call("recur.describe", request),
    ///     r#"{"ok":{"words":"every week on Monday, until 1 March 2027","locale":"en"}}"#,
    /// );
    /// ```
    pub fn recur_describe(&self, request: RecurDescribeRequest) -> Result<RecurDescribeResponse> {
        let RecurDescribeRequest { rule, start, zone, lenient, locale } = request;
        let locale = locale.unwrap_or(Locale::English);
        // Without a start any date will do to hold the choice for reading.
        let mut record = SeriesRecord::new(start.unwrap_or(Moment::Date(MIN_DATE)));
        record.lenient = lenient;
        let words = if start.is_some() {
            (record.rule, record.zone) = (Some(rule), zone);
            Built::new(&record, self)?.series.describe(locale).unwrap_or_default()
        } else {
            if let Some(name) = zone {
                self.zones().get(&name).map_err(|error| error.in_field("zone"))?;
            }
            let rule = record.read_rule(&rule, self.limits()).map_err(|error| error.in_field("rule"))?;
            rule.describe(locale)
        };
        Ok(RecurDescribeResponse { words, locale })
    }
}
