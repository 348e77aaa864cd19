//! What a clock shows and which instant it means.

use crate::bridge::Bridge;
use chrono::{DateTime, Datelike, NaiveDateTime, Utc};
use kalends::Result;
use kalends::time::parse_wall;
use kalends::zone::{Disambiguation, LocalTime};
use serde::{Deserialize, Serialize};

/// Asks which instant a wall time means.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ZoneResolveRequest {
    /// The reading of the wall clock.
    #[serde(with = "kalends::time::wire::wall")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "kalends::time::wire::wall::schema"))]
    pub wall: NaiveDateTime,
    /// The zone's name, in either case; `UTC`, `Z` and offsets such as `+05:30` are names too.
    pub zone: String,
    /// What a time that a clock change skips or repeats shall mean.
    #[serde(default)]
    pub disambiguation: Disambiguation,
}

/// The instant that a wall time means.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ZoneResolveResponse {
    /// The instant.
    #[serde(with = "kalends::time::wire::tick")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "kalends::time::wire::tick::schema"))]
    pub instant: DateTime<Utc>,
    /// What the wall clock shows at that instant: another time than the one asked for, if that one was skipped.
    #[serde(with = "kalends::time::wire::wall")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "kalends::time::wire::wall::schema"))]
    pub wall: NaiveDateTime,
    /// The offset at that instant, in seconds east.
    pub offset: i32,
    /// How often the wall time happens.
    pub kind: WallTimeKind,
    /// The zone's name as the zone data spells it.
    pub zone: String,
    /// The release of the zone data.
    pub release: String,
}

/// How often a wall time happens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum WallTimeKind {
    /// Once.
    Unique,
    /// Never: a clock change skips it.
    Gap(WallTimeGap),
    /// Twice: a clock change repeats it.
    Fold(WallTimeFold),
}

/// The change that skips a wall time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct WallTimeGap {
    /// The instant of the change.
    #[serde(with = "kalends::time::wire::tick")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "kalends::time::wire::tick::schema"))]
    pub transition: DateTime<Utc>,
    /// Seconds east before it.
    pub before: i32,
    /// Seconds east from it on.
    pub after: i32,
}

/// The two instants of a repeated wall time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct WallTimeFold {
    /// The earlier.
    #[serde(with = "kalends::time::wire::tick")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "kalends::time::wire::tick::schema"))]
    pub first: DateTime<Utc>,
    /// The later.
    #[serde(with = "kalends::time::wire::tick")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "kalends::time::wire::tick::schema"))]
    pub second: DateTime<Utc>,
}

/// Asks what a wall clock shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ZoneWallRequest {
    /// When.
    #[serde(with = "kalends::time::wire::tick")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "kalends::time::wire::tick::schema"))]
    pub instant: DateTime<Utc>,
    /// Where: the zone's name, in either case.
    pub zone: String,
}

/// What a wall clock shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ZoneWallResponse {
    /// The reading.
    #[serde(with = "kalends::time::wire::wall")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "kalends::time::wire::wall::schema"))]
    pub wall: NaiveDateTime,
    /// The offset, in seconds east.
    pub offset: i32,
    /// The zone's name as the zone data spells it.
    pub zone: String,
    /// The release of the zone data.
    pub release: String,
}

/// Asks for the names of all zones.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ZoneListRequest {}

/// The names of all zones.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ZoneListResponse {
    /// In alphabetical order, older names that still stand for a zone included.
    pub names: Vec<String>,
    /// The release of the zone data.
    pub release: String,
}

impl Bridge {
    /// Which instant a wall time means, and how often it happens.
    ///
    /// A time in a gap becomes an instant at which the clock shows another time; the answer's `wall` is that one.
    ///
    /// # Errors
    /// `zone.unknown`; `zone.gap` and `zone.fold` under `reject`; `time.out-of-range`.
    ///
    /// # Example
    /// ```
    /// # use kalends_bridge::Bridge;
    /// let answer = Bridge::default()
    ///     .call("zone.resolve", br#"{"wall":"2027-03-28T02:30:00","zone":"europe/paris"}"#);
    /// assert_eq!(answer, concat!(
    ///     r#"{"ok":{"instant":"2027-03-28T01:30:00Z","wall":"2027-03-28T03:30:00","offset":7200,"#,
    ///     r#""kind":{"gap":{"transition":"2027-03-28T01:00:00Z","before":3600,"after":7200}},"#,
    ///     r#""zone":"Europe/Paris","release":"2026f"}}"#,
    /// ));
    /// ```
    pub fn zone_resolve(&self, request: ZoneResolveRequest) -> Result<ZoneResolveResponse> {
        let ZoneResolveRequest { wall, zone, disambiguation } = request;
        let zone = self.zones().get(&zone).map_err(|error| error.in_field("zone"))?;
        let instant = zone.resolve(wall, disambiguation).map_err(|error| error.in_field("wall"))?;
        let kind = match zone.local(wall) {
            LocalTime::Unique(_) => WallTimeKind::Unique,
            LocalTime::Gap { transition, before, after } => {
                WallTimeKind::Gap(WallTimeGap { transition, before, after })
            }
            LocalTime::Fold { first, second } => WallTimeKind::Fold(WallTimeFold { first, second }),
        };
        Ok(ZoneResolveResponse {
            instant,
            wall: zone.wall(instant),
            offset: zone.offset_at(instant),
            kind,
            zone: zone.name().to_owned(),
            release: self.release(),
        })
    }

    /// What a wall clock shows at an instant.
    ///
    /// # Errors
    /// `zone.unknown`; `time.out-of-range` where the clock shows a time outside the years 1 to 9999.
    pub fn zone_wall(&self, request: ZoneWallRequest) -> Result<ZoneWallResponse> {
        let ZoneWallRequest { instant, zone } = request;
        let zone = self.zones().get(&zone).map_err(|error| error.in_field("zone"))?;
        let wall = zone.wall(instant);
        if !(1..=9999).contains(&wall.year()) {
            // A wall may lie a day outside the years that have a spelling: refused in the words of a wall time.
            parse_wall(&wall.format("%Y-%m-%dT%H:%M:%S").to_string())
                .map_err(|error| error.in_field("instant"))?;
        }
        Ok(ZoneWallResponse {
            wall,
            offset: zone.offset_at(instant),
            zone: zone.name().to_owned(),
            release: self.release(),
        })
    }

    /// The names of all zones.
    ///
    /// # Errors
    /// None.
    pub fn zone_list(&self, request: ZoneListRequest) -> Result<ZoneListResponse> {
        let ZoneListRequest {} = request;
        Ok(ZoneListResponse {
            names: self.zones().names().map(str::to_owned).collect(),
            release: self.release(),
        })
    }
}
