use crate::error::{Result, WireError};
use serde_json::value::RawValue;
use std::sync::Arc;

/// A JSON value of the host's: kept and given back as it was written, and never looked into.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Json(Arc<str>);

impl Json {
    /// Checks that it is one JSON value.
    ///
    /// # Errors
    /// `wire.json`.
    ///
    /// # Example
    /// ```
    /// use kalends::wire::Json;
    /// assert_eq!(Json::new(r#"{"order": 7e2}"#)?.as_str(), r#"{"order": 7e2}"#);
    /// assert_eq!(Json::new("{").unwrap_err().code(), "wire.json");
    /// # Ok::<(), kalends::Error>(())
    /// ```
    pub fn new(text: &str) -> Result<Self> {
        match serde_json::from_str::<&RawValue>(text) {
            Ok(raw) => Ok(Self(raw.get().into())),
            Err(error) => Err(WireError::Json { reason: error.to_string() }.into()),
        }
    }

    /// The value as it was written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Json {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Json {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let raw: &RawValue = serde_json::from_str(&self.0).map_err(serde::ser::Error::custom)?;
        raw.serialize(serializer)
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for Json {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = Box::<RawValue>::deserialize(deserializer)?;
        Ok(Self(raw.get().into()))
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Json {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Json".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "description": "any JSON value" })
    }
}
