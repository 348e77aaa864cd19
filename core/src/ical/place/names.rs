//! Zone names as other programs spell them.

use crate::zone::{Zone, ZoneDb, windows_zone};

/// What a TZID alone tells.
pub(super) enum Known {
    /// A place of the zone data, by its own name or inside a longer one: nobody means anything else by it.
    Place(Zone),
    /// A name of the zone data that says no place (`EST`, `CET`, `Japan`): programs have used such names for zones
    /// of their own.
    Short(Zone),
    /// A Windows name, as Outlook writes them.
    Windows(Zone),
    /// Nothing.
    Unknown,
}

/// Looks a TZID up: as it is, then without the prefix that makes it globally unique
/// (`/freeassociation.sourceforge.net/Tzfile/Europe/Berlin`), then as a Windows name.
pub(super) fn look_up(db: &ZoneDb, tzid: &str) -> Known {
    let name = tzid.trim().trim_matches('"');
    if name.len() > LONGEST {
        return Known::Unknown;
    }
    let place = |name: &str| name.contains('/') || name.eq_ignore_ascii_case("UTC");
    if let Some(zone) = known(db, name) {
        return if place(name) { Known::Place(zone) } else { Known::Short(zone) };
    }
    if let Some(zone) = suffixes(name).find_map(|suffix| known(db, suffix)) {
        return Known::Place(zone);
    }
    let windows = name.strip_prefix("tzone://Microsoft/").unwrap_or(name);
    match windows_zone(windows).and_then(|name| known(db, name)) {
        Some(zone) => Known::Windows(zone),
        None => Known::Unknown,
    }
}

/// No zone name is longer, and a lookup of a longer one would only cost time.
const LONGEST: usize = 255;

fn known(db: &ZoneDb, name: &str) -> Option<Zone> {
    db.find(name)
}

/// What stands behind each slash, the longest first. Behind a leading slash (RFC 5545 §3.2.19) a single word counts
/// too, else only what still has a slash: `My/EST` is somebody's own.
fn suffixes(name: &str) -> impl Iterator<Item = &str> {
    let unique = name.starts_with('/') || name.starts_with("tzone://");
    name.match_indices('/')
        .filter_map(move |(at, _)| name.get(at + 1..))
        .filter(move |rest| unique || rest.contains('/'))
}
