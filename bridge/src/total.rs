use kalends::interval::IntervalSet;
use kalends::time::Elapsed;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;

/// Elapsed time of a set of spans, without the upper bound of a duration that someone would book: `PT26H30M`.
///
/// # Example
/// ```
/// let total: kalends_bridge::Total = "PT26H30M".parse().unwrap();
/// assert_eq!(total.seconds(), 95_400);
/// assert!("P1D".parse::<kalends_bridge::Total>().is_err());         // how long a day is depends on the day
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Total(u64);

impl Total {
    /// Of all spans together.
    pub fn of(spans: &IntervalSet) -> Self {
        Self(spans.total().num_seconds().unsigned_abs())
    }

    /// Whole seconds.
    pub const fn seconds(self) -> u64 {
        self.0
    }
}

impl fmt::Display for Total {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0 == 0 {
            return f.write_str("PT0S");
        }
        f.write_str("PT")?;
        for (amount, unit) in [(self.0 / 3600, 'H'), (self.0 / 60 % 60, 'M'), (self.0 % 60, 'S')] {
            if amount > 0 {
                write!(f, "{amount}{unit}")?;
            }
        }
        Ok(())
    }
}

impl FromStr for Total {
    type Err = kalends::Error;

    /// # Errors
    /// As [`Elapsed`] reads it, but for the size.
    fn from_str(text: &str) -> kalends::Result<Self> {
        match read(text) {
            Some(seconds) => Ok(Self(seconds)),
            None => text.parse::<Elapsed>().map(|short| Self(short.seconds().unsigned_abs())),
        }
    }
}

fn read(text: &str) -> Option<u64> {
    let (mut rest, mut total) = (text.strip_prefix("PT").filter(|rest| !rest.is_empty())?, 0_u64);
    for (unit, seconds) in [('H', 3600), ('M', 60), ('S', 1)] {
        if let Some((amount, after)) = rest.split_once(unit) {
            total = total.checked_add(amount.parse::<u64>().ok()?.checked_mul(seconds)?)?;
            rest = after;
        }
    }
    rest.is_empty().then_some(total)
}

impl Serialize for Total {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Total {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        crate::text::read(deserializer, "elapsed time such as PT26H30M")
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Total {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Total".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let pattern = "^PT([0-9]+H)?([0-9]+M)?([0-9]+S)?$";
        schemars::json_schema!({ "type": "string", "description": "elapsed time such as PT26H30M", "pattern": pattern })
    }
}
