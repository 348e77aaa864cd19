//! Zones of the `chrono-tz` crate, 0.10, by name. A next major of it becomes a file and a feature beside this one.
//!
//! Only the name travels: chrono-tz brings its own release of zone data and stops applying rules after 2100, so the
//! two can differ about an instant.

use super::db::ZoneDb;
use super::nearest::unknown;
use super::zone::Zone;
use crate::error::{Error, Result};
use chrono_tz::{TZ_VARIANTS, Tz};

/// The built-in zone of the same name.
///
/// # Errors
/// `zone.unknown` for a name that the built-in zone data no longer has.
///
/// # Example: right after 2100, where chrono-tz keeps winter time
/// ```
/// use chrono::{Offset, TimeZone};
/// let summer = kalends::time::parse_instant("2150-07-01T12:00:00Z")?;
/// let theirs = chrono_tz::Europe::Paris;
/// let ours = kalends::Zone::try_from(theirs)?;
/// assert_eq!(ours.offset_at(summer), 7200);
/// assert_eq!(theirs.offset_from_utc_datetime(&summer.naive_utc()).fix().local_minus_utc(), 3600);
/// # Ok::<(), kalends::Error>(())
/// ```
impl TryFrom<Tz> for Zone {
    type Error = Error;

    fn try_from(tz: Tz) -> Result<Self> {
        ZoneDb::builtin().get(tz.name())
    }
}

/// chrono-tz's zone of the same name.
///
/// # Errors
/// `zone.unknown` for fixed offsets, zones of one's own and names newer than chrono-tz's data.
///
/// # Example
/// ```
/// use kalends::Zone;
/// assert_eq!(chrono_tz::Tz::try_from(&Zone::utc())?, chrono_tz::UTC);
/// assert_eq!(chrono_tz::Tz::try_from(&Zone::fixed(3600)?).unwrap_err().code(), "zone.unknown");
/// # Ok::<(), kalends::Error>(())
/// ```
impl TryFrom<&Zone> for Tz {
    type Error = Error;

    fn try_from(zone: &Zone) -> Result<Self> {
        zone.name().parse().map_err(|_| unknown(zone.name(), TZ_VARIANTS.iter().map(|tz| tz.name())))
    }
}
