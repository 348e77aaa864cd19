//! serde helpers for chrono fields in the wire's own spellings.

use super::{DateRange, Weekdays};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

macro_rules! with_text {
    ($(#[doc = $doc:literal])+ $name:ident, $ty:ty, $expect:literal, $pattern:literal, $parse:expr, $print:expr) => {
        $(#[doc = $doc])+
        pub mod $name {
            use crate::wire::refuse;
            use serde::de::{Error, Visitor};
            use serde::{Deserializer, Serializer};

            /// Prints.
            ///
            /// # Errors
            /// The serializer's own.
            pub fn serialize<S: Serializer>(value: &$ty, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(&$print(*value))
            }

            /// Reads.
            ///
            /// # Errors
            /// `time.*`, as text that [`crate::wire::recover`] understands.
            pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<$ty, D::Error> {
                struct Text;
                impl Visitor<'_> for Text {
                    type Value = $ty;
                    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        f.write_str($expect)
                    }
                    fn visit_str<E: Error>(self, text: &str) -> Result<$ty, E> {
                        $parse(text).map_err(|error| refuse(&error))
                    }
                }
                deserializer.deserialize_str(Text)
            }

            /// The same for an optional field; a missing one is absent, never null.
            pub mod option {
                use serde::{Deserializer, Serializer};

                /// Prints.
                ///
                /// # Errors
                /// The serializer's own.
                pub fn serialize<S: Serializer>(value: &Option<$ty>, serializer: S) -> Result<S::Ok, S::Error> {
                    match value {
                        Some(value) => super::serialize(value, serializer),
                        None => serializer.serialize_none(),
                    }
                }

                /// Reads.
                ///
                /// # Errors
                /// `time.*`, as text that [`crate::wire::recover`] understands.
                pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<$ty>, D::Error> {
                    super::deserialize(deserializer).map(Some)
                }
            }

            /// The schema of such a field.
            #[cfg(feature = "schema")]
            pub fn schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({ "type": "string", "description": $expect, "pattern": $pattern })
            }
        }
    };
}

with_text!(
    /// An instant, any fraction: `2027-01-31T08:00:00Z`.
    instant, chrono::DateTime<chrono::Utc>, "an instant such as 2027-01-31T08:00:00Z",
    r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})$",
    crate::time::parse_instant, crate::time::format_instant
);
with_text!(
    /// A scheduled instant, whole seconds: `2027-01-31T08:00:00Z`.
    tick, chrono::DateTime<chrono::Utc>, "an instant in whole seconds such as 2027-01-31T08:00:00Z",
    r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.0+)?(Z|[+-][0-9]{2}:[0-9]{2})$",
    crate::time::parse_tick, crate::time::format_instant
);
with_text!(
    /// A date: `2027-01-31`.
    date, chrono::NaiveDate, "a date such as 2027-01-31", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
    crate::time::parse_date, |date: chrono::NaiveDate| date.to_string()
);
with_text!(
    /// A wall time without its zone: `2027-01-31T09:00:00`.
    wall, chrono::NaiveDateTime, "a wall time such as 2027-01-31T09:00:00",
    "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}$",
    crate::time::parse_wall, |wall: chrono::NaiveDateTime| wall.format("%Y-%m-%dT%H:%M:%S").to_string()
);
with_text!(
    /// A weekday: `MO`.
    weekday, chrono::Weekday, "a weekday such as MO", "^(MO|TU|WE|TH|FR|SA|SU)$",
    crate::time::parse_weekday, crate::time::weekday_code
);

/// Dates from one to another, both inclusive, either end open.
#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "DateRange"))]
#[serde(deny_unknown_fields)]
pub(super) struct RawDateRange {
    #[serde(default, with = "date::option", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "date::schema"))]
    from: Option<NaiveDate>,
    #[serde(default, with = "date::option", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "date::schema"))]
    until: Option<NaiveDate>,
}

impl TryFrom<RawDateRange> for DateRange {
    type Error = crate::wire::Refused;
    fn try_from(raw: RawDateRange) -> Result<Self, Self::Error> {
        Ok(Self::new(raw.from, raw.until)?)
    }
}

impl From<DateRange> for RawDateRange {
    fn from(range: DateRange) -> Self {
        Self { from: range.from(), until: range.until() }
    }
}

#[derive(Serialize, Deserialize)]
#[serde(transparent)]
struct WeekdayText(#[serde(with = "weekday")] chrono::Weekday);

impl Serialize for Weekdays {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter().map(WeekdayText))
    }
}

impl<'de> Deserialize<'de> for Weekdays {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Vec::<WeekdayText>::deserialize(deserializer)?.into_iter().map(|day| day.0).collect())
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Weekdays {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Weekdays".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "array", "description": "weekdays, such as [\"MO\",\"WE\"]",
            "items": { "enum": ["MO", "TU", "WE", "TH", "FR", "SA", "SU"] }
        })
    }
}

/// A list of dates.
pub mod dates {
    use chrono::NaiveDate;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    #[derive(Serialize, Deserialize)]
    #[serde(transparent)]
    struct DateText(#[serde(with = "super::date")] NaiveDate);

    /// Prints.
    ///
    /// # Errors
    /// The serializer's own.
    pub fn serialize<S: Serializer>(dates: &[NaiveDate], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(dates.iter().map(|date| DateText(*date)))
    }

    /// Reads.
    ///
    /// # Errors
    /// `time.*`, as text that [`crate::wire::recover`] understands.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<NaiveDate>, D::Error> {
        Ok(Vec::<DateText>::deserialize(deserializer)?.into_iter().map(|date| date.0).collect())
    }

    /// The schema of such a field.
    #[cfg(feature = "schema")]
    pub fn schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "array", "items": super::date::schema(generator) })
    }
}
