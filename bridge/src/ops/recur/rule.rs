//! Whether a rule can be read, and what it says.

use super::series::Built;
use crate::bridge::Bridge;
use kalends::Result;
use kalends::recur::{Moment, Rule, SeriesRecord, Skip, Until};
use kalends::time::{MIN_DATE, weekday_code};
use serde::{Deserialize, Serialize};

/// Asks whether a rule is valid, by itself or at a start.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RecurValidateRequest {
    /// A RECUR value of RFC 5545.
    pub rule: String,
    /// DTSTART, a date or a wall time, if the rule shall fit it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<Moment>,
    /// The zone of the start; without it the start floats.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<String>,
    /// Whether the rule is read as other people's calendars write it.
    #[serde(default)]
    pub lenient: bool,
    /// Whether a rule that could never match is valid too; the answer then says `never`.
    #[serde(default)]
    pub allow_never: bool,
}

/// What a valid rule says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RecurValidateResponse {
    /// The canonical text.
    pub rule: String,
    /// The same, part by part.
    pub parts: RuleParts,
    /// Whether it can be seen that it never matches: at the start, if there is one, else at any.
    #[serde(default)]
    pub never: bool,
}

/// A rule, part by part; a list that is absent does not limit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RuleParts {
    /// FREQ, the word of RFC 5545.
    pub freq: String,
    /// INTERVAL.
    pub interval: u32,
    /// COUNT.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<u32>,
    /// UNTIL, inclusive.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Moment>,
    /// BYSECOND.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub by_second: Vec<u8>,
    /// BYMINUTE.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub by_minute: Vec<u8>,
    /// BYHOUR.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub by_hour: Vec<u8>,
    /// BYDAY: `MO`, `-1FR`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub by_day: Vec<String>,
    /// BYMONTHDAY.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub by_month_day: Vec<i16>,
    /// BYYEARDAY.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub by_year_day: Vec<i16>,
    /// BYWEEKNO.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub by_week_no: Vec<i16>,
    /// BYMONTH.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub by_month: Vec<u8>,
    /// BYSETPOS.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub by_set_pos: Vec<i16>,
    /// WKST.
    pub week_start: String,
    /// SKIP of RFC 7529, the word; absent is OMIT.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub skip: Option<String>,
}

impl Bridge {
    /// Whether a rule is valid, what it says, and how it is written.
    ///
    /// With a start it also has to fit it: the form of UNTIL follows the form of the start (RFC 5545 §3.3.10).
    ///
    /// # Errors
    /// `recur.*`, `zone.unknown`.
    ///
    /// # Example: a day that no February has
    /// ```
    /// # use kalends_bridge::Bridge;
    /// let answer = Bridge::default()
    ///     .call("recur.validate", br#"{"rule":"FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"}"#);
    /// assert!(answer.contains(r#""code":"recur.unmatchable""#) && answer.contains(r#""path":"rule""#));
    /// ```
    pub fn recur_validate(&self, request: RecurValidateRequest) -> Result<RecurValidateResponse> {
        let RecurValidateRequest { rule: text, start, zone, lenient, allow_never } = request;
        // Without a start any date will do to hold the choices for reading.
        let mut record = SeriesRecord::new(start.unwrap_or(Moment::Date(MIN_DATE)));
        (record.lenient, record.allow_never) = (lenient, allow_never);
        let rule = record.read_rule(&text, self.limits()).map_err(|error| error.in_field("rule"))?;
        let mut never = rule.is_never();
        if start.is_some() {
            (record.rule, record.zone) = (Some(text), zone);
            never |= Built::new(&record, self)?.series.is_never();
        } else if let Some(name) = zone {
            self.zones().get(&name).map_err(|error| error.in_field("zone"))?;
        }
        Ok(RecurValidateResponse { rule: rule.to_string(), parts: RuleParts::of(&rule), never })
    }
}

impl RuleParts {
    fn of(rule: &Rule) -> Self {
        let skip = match rule.skip() {
            Skip::Omit => None,
            Skip::Backward => Some("BACKWARD".to_owned()),
            Skip::Forward => Some("FORWARD".to_owned()),
        };
        Self {
            freq: rule.freq().as_str().to_owned(),
            interval: rule.interval(),
            count: rule.count(),
            until: rule.until().map(|until| match until {
                Until::Date(date) => Moment::Date(date),
                Until::Local(wall) => Moment::Wall(wall),
                Until::Utc(time) => Moment::Instant(time),
            }),
            by_second: rule.by_second().to_vec(),
            by_minute: rule.by_minute().to_vec(),
            by_hour: rule.by_hour().to_vec(),
            by_day: rule.by_day().iter().map(ToString::to_string).collect(),
            by_month_day: rule.by_month_day().to_vec(),
            by_year_day: rule.by_year_day().to_vec(),
            by_week_no: rule.by_week_no().to_vec(),
            by_month: rule.by_month().to_vec(),
            by_set_pos: rule.by_set_pos().to_vec(),
            week_start: weekday_code(rule.week_start()).to_owned(),
            skip,
        }
    }
}
