//! Columns of scheduled instants.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
#[serde(transparent)]
struct Tick(#[serde(with = "kalends::time::wire::tick")] DateTime<Utc>);

/// A column that may be absent.
pub(crate) mod option {
    use super::{DateTime, Deserialize, Tick, Utc};
    use serde::{Deserializer, Serializer};

    #[expect(clippy::ref_option, reason = "serde hands over a reference to the field")]
    pub(crate) fn serialize<S: Serializer>(
        column: &Option<Vec<DateTime<Utc>>>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        match column {
            Some(column) => serializer.collect_seq(column.iter().map(|time| Tick(*time))),
            None => serializer.serialize_none(),
        }
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Vec<DateTime<Utc>>>, D::Error> {
        let column = Vec::<Tick>::deserialize(deserializer)?;
        Ok(Some(column.into_iter().map(|tick| tick.0).collect()))
    }
}

/// The schema of such a column.
#[cfg(feature = "schema")]
pub(crate) fn schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
    schemars::json_schema!({ "type": "array", "items": kalends::time::wire::tick::schema(generator) })
}
