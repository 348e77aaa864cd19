//! How exceptions and starts look on the wire.

use super::{Exception, Extent, Moment, Start};
use crate::wire::Refused;
use crate::zone::ZoneDb;
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

/// Where a series starts.
#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Start"))]
#[serde(deny_unknown_fields)]
pub(super) struct RawStart {
    /// A date or a wall time.
    at: Moment,
    /// The zone that the wall recurs in; absent for a date and for a floating start.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    zone: Option<String>,
}

impl TryFrom<RawStart> for Start {
    type Error = Refused;

    fn try_from(raw: RawStart) -> Result<Self, Self::Error> {
        let RawStart { at, zone } = raw;
        let zone = zone.map(|name| ZoneDb::builtin().get(&name)).transpose()?;
        Ok(Self::read(at, zone)?)
    }
}

impl From<Start> for RawStart {
    fn from(start: Start) -> Self {
        match start {
            Start::Date(date) => Self { at: date.into(), zone: None },
            Start::Floating(wall) => Self { at: wall.into(), zone: None },
            Start::Zoned(wall, zone) => Self { at: wall.into(), zone: Some(zone.name().to_owned()) },
        }
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Start {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        RawStart::schema_name()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        RawStart::json_schema(generator)
    }
}
