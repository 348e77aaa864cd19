use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use kalends::Error;
use kalends::time::{format_instant, parse_date, parse_tick, parse_wall};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;

/// A date, a wall time or an instant: which of them, the text says.
///
/// # Example
/// ```
/// use kalends_bridge::Moment;
/// assert!(matches!("2027-01-31".parse()?, Moment::Date(_)));
/// assert!(matches!("2027-01-31T09:00:00".parse()?, Moment::Wall(_)));
/// assert!(matches!("2027-01-31T08:00:00Z".parse()?, Moment::Instant(_)));
/// # Ok::<(), kalends::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Moment {
    /// `2027-01-31`
    Date(NaiveDate),
    /// `2027-01-31T09:00:00`
    Wall(NaiveDateTime),
    /// `2027-01-31T08:00:00Z`
    Instant(DateTime<Utc>),
}

impl FromStr for Moment {
    type Err = Error;

    /// # Errors
    /// `time.date`, `time.wall`, `time.instant`, `time.sub-second`, `time.out-of-range`.
    fn from_str(text: &str) -> Result<Self, Error> {
        let Some((_, clock)) = text.split_once('T') else { return parse_date(text).map(Self::Date) };
        let has_offset = clock.contains(['Z', 'z', '+', '-']);
        if has_offset { parse_tick(text).map(Self::Instant) } else { parse_wall(text).map(Self::Wall) }
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Date(date) => write!(f, "{date}"),
            Self::Wall(wall) => write!(f, "{}", wall.format("%Y-%m-%dT%H:%M:%S")),
            Self::Instant(time) => f.write_str(&format_instant(*time)),
        }
    }
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        crate::text::read(deserializer, "a date, a wall time or an instant as a string")
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Moment {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Moment".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let pattern = "^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}:[0-9]{2}(Z|[+-][0-9]{2}:[0-9]{2})?)?$";
        let description = "a date, a wall time or an instant";
        schemars::json_schema!({ "type": "string", "description": description, "pattern": pattern })
    }
}
