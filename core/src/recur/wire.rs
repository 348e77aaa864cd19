//! How exceptions look on the wire.

use super::{Exception, Extent, Moment};
use serde::{Deserialize, Serialize};

/// An occurrence that is not as the rule says, perhaps with all that follow.
#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Exception"))]
#[serde(deny_unknown_fields)]
pub(super) struct RawException {
    /// The original start of the occurrence, its identity.
    original: Moment,
    /// What becomes of it.
    change: Change,
    /// Whether the same becomes of all that follow: RANGE=THISANDFUTURE.
    #[serde(default)]
    following: bool,
}

/// What becomes of an occurrence.
#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
enum Change {
    /// It does not take place.
    Cancelled,
    /// It takes place at another time, or the same and lasts otherwise.
    Moved {
        /// When it starts.
        to: Moment,
        /// How long it lasts; absent is as long as the others.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        lasting: Option<Extent>,
    },
}

impl From<RawException> for Exception {
    fn from(raw: RawException) -> Self {
        let RawException { original, change, following } = raw;
        let (moved, extent) = match change {
            Change::Cancelled => (None, None),
            Change::Moved { to, lasting } => (Some(to), lasting),
        };
        Self { original, moved, extent, following }
    }
}

impl From<Exception> for RawException {
    fn from(exception: Exception) -> Self {
        let Exception { original, moved, extent, following } = exception;
        let change = moved.map_or(Change::Cancelled, |to| Change::Moved { to, lasting: extent });
        Self { original, change, following }
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Exception {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        RawException::schema_name()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        RawException::json_schema(generator)
    }
}
