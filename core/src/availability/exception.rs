use super::TimeWindow;
use super::version::FIRST_VERSION;
use crate::id::RuleId;
use crate::interval::Interval;
use crate::time::DateRange;
use crate::zone::ZoneName;
use chrono::NaiveDate;

/// Replaces all windows that *start* on a date; what spills over from the day before stays.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Override {
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
    /// The date whose windows are replaced.
    #[cfg_attr(feature = "serde", serde(with = "crate::time::wire::date"))]
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::time::wire::date::schema"))]
    pub date: NaiveDate,
    /// The windows instead; none closes the date.
    pub windows: Vec<TimeWindow>,
}

impl Override {
    /// These windows instead of all others on a date.
    pub fn new(id: RuleId, date: NaiveDate, windows: Vec<TimeWindow>) -> Self {
        Self { id, version: FIRST_VERSION, date, windows }
    }
}

/// Closes time, whatever opened it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TimeOff {
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
    /// What is closed.
    pub span: TimeOffSpan,
}

impl TimeOff {
    /// Closes a span.
    pub fn new(id: RuleId, span: TimeOffSpan) -> Self {
        Self { id, version: FIRST_VERSION, span }
    }
}

/// What a time off covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum TimeOffSpan {
    /// Whole local days in the home zone, both inclusive.
    Dates(DateRange),
    /// A span of instants.
    Span(Interval),
}

/// One day of a holiday calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Holiday {
    /// The local date in the home zone, closed from midnight to midnight.
    #[cfg_attr(feature = "serde", serde(with = "crate::time::wire::date"))]
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::time::wire::date::schema"))]
    pub date: NaiveDate,
    /// Its name.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub name: Option<String>,
}

/// A calendar of holidays that a schedule observes, with the dates on which it does not.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct HolidayCalendar {
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
    /// The holidays.
    pub days: Vec<Holiday>,
    /// Dates that stay open although they are holidays.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Vec::is_empty", with = "crate::time::wire::dates")
    )]
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::time::wire::dates::schema"))]
    pub except: Vec<NaiveDate>,
}

impl HolidayCalendar {
    /// A calendar that is observed on all its days.
    pub fn new(id: RuleId, days: Vec<Holiday>) -> Self {
        Self { id, version: FIRST_VERSION, days, except: Vec::new() }
    }
}

/// The zone in which windows that start on some dates are read, because their owner is elsewhere.
///
/// Weekly windows and overrides follow the traveller; holidays, all-day events, limits, horizon and clock grid stay
/// in the home zone.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Travel {
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
    /// The dates away, both inclusive.
    pub dates: DateRange,
    /// Where.
    pub zone: ZoneName,
}

impl Travel {
    /// Some dates in another zone.
    pub fn new(id: RuleId, dates: DateRange, zone: ZoneName) -> Self {
        Self { id, version: FIRST_VERSION, dates, zone }
    }
}
