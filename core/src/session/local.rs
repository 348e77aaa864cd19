use crate::zone::{Zone, ZoneName};
use chrono::{DateTime, NaiveDateTime, Utc};

/// The start as people agreed on it: it survives a change of the zone's rules.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LocalIntent {
    /// The reading of the wall clock.
    #[cfg_attr(feature = "serde", serde(with = "crate::time::wire::wall"))]
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::time::wire::wall::schema"))]
    pub wall: NaiveDateTime,
    /// In which zone.
    pub zone: ZoneName,
    /// The offset in seconds east; decides while the wall time happens twice.
    pub offset: i32,
    /// The release of the zone data.
    pub release: String,
}

impl LocalIntent {
    /// How `time` reads on the wall of `zone`.
    pub fn of(time: DateTime<Utc>, zone: &Zone, name: ZoneName, release: &str) -> Self {
        let (wall, offset) = (zone.wall(time), zone.offset_at(time));
        Self { wall, zone: name, offset, release: release.to_owned() }
    }
}
