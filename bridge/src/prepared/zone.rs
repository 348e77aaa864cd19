use super::millis;
use crate::bridge::Bridge;
use kalends::time::parse_wall;
use kalends::zone::LocalTime;

impl Bridge {
    /// The instant of a wall time that happens once, in milliseconds; nothing for a gap, a fold, or what cannot be read,
    /// of which [`zone_resolve`](Self::zone_resolve) knows more.
    ///
    /// # Example
    /// ```
    /// let bridge = kalends_bridge::Bridge::default();
    /// assert_eq!(bridge.zone_unique("Europe/Paris", "1970-01-01T01:00:01"), Some(1000.0));
    /// assert_eq!(bridge.zone_unique("Europe/Paris", "2027-03-28T02:30:00"), None);        // a gap
    /// ```
    pub fn zone_unique(&self, zone: &str, wall: &str) -> Option<f64> {
        let zone = self.zones().get(zone).ok()?;
        match zone.local(parse_wall(wall).ok()?) {
            LocalTime::Unique(at) => Some(millis(at)),
            LocalTime::Gap { .. } | LocalTime::Fold { .. } => None,
        }
    }
}
