//! `DateTime<Zone>`: chrono's own date-times in our zones.

use super::local::LocalTime;
use super::zone::Zone;
use chrono::{
    DateTime, FixedOffset, MappedLocalTime, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeZone, Utc,
};
use std::fmt;

/// The offset inside a `DateTime<Zone>`: the zone and its offset at that instant.
///
/// Prints as `+01:00` (also for chrono's `%Z`): abbreviations such as `CET` are not kept, since many zones share
/// one.
#[derive(Clone, PartialEq, Eq)]
pub struct ZoneOffset {
    zone: Zone,
    fixed: FixedOffset,
}

impl ZoneOffset {
    fn new(zone: &Zone, seconds: i32) -> Self {
        let utc = || Utc.fix(); // never: a zone's offsets are shorter than a day
        Self { zone: zone.clone(), fixed: FixedOffset::east_opt(seconds).unwrap_or_else(utc) }
    }

    fn at(zone: &Zone, at: DateTime<Utc>) -> Self {
        Self::new(zone, zone.offset_at(at))
    }

    /// The zone.
    pub const fn zone(&self) -> &Zone {
        &self.zone
    }
}

impl Offset for ZoneOffset {
    fn fix(&self) -> FixedOffset {
        self.fixed
    }
}

impl fmt::Display for ZoneOffset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.fixed, f)
    }
}

impl fmt::Debug for ZoneOffset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.fixed, self.zone)
    }
}

/// Gaps are `None`, folds `Ambiguous(first, second)`; a date's offset is that of its midnight, which a zone may
/// skip: `resolve` is the door with a choice.
///
/// # Example
/// ```
/// use chrono::{TimeZone, TimeDelta};
/// let santiago = kalends::ZoneDb::builtin().get("America/Santiago")?;
/// let late = santiago.with_ymd_and_hms(2027, 9, 4, 23, 30, 0).unwrap();
/// assert_eq!((late + TimeDelta::hours(1)).to_rfc3339(), "2027-09-05T01:30:00-03:00");
/// assert!(santiago.with_ymd_and_hms(2027, 9, 5, 0, 30, 0).single().is_none());     // skipped
/// # Ok::<(), kalends::Error>(())
/// ```
impl TimeZone for Zone {
    type Offset = ZoneOffset;

    fn from_offset(offset: &ZoneOffset) -> Self {
        offset.zone.clone()
    }

    fn offset_from_local_date(&self, local: &NaiveDate) -> MappedLocalTime<ZoneOffset> {
        self.offset_from_local_datetime(&local.and_time(NaiveTime::MIN))
    }

    fn offset_from_local_datetime(&self, local: &NaiveDateTime) -> MappedLocalTime<ZoneOffset> {
        match self.local(*local) {
            LocalTime::Unique(at) => MappedLocalTime::Single(ZoneOffset::at(self, at)),
            LocalTime::Gap { .. } => MappedLocalTime::None,
            LocalTime::Fold { first, second } => {
                MappedLocalTime::Ambiguous(ZoneOffset::at(self, first), ZoneOffset::at(self, second))
            }
        }
    }

    fn offset_from_utc_date(&self, utc: &NaiveDate) -> ZoneOffset {
        self.offset_from_utc_datetime(&utc.and_time(NaiveTime::MIN))
    }

    fn offset_from_utc_datetime(&self, utc: &NaiveDateTime) -> ZoneOffset {
        ZoneOffset::at(self, utc.and_utc())
    }
}
