//! What is noted of changes, for whoever asks later who did what.

use super::Changes;
use crate::audit::Act;
use crate::error::Result;

impl Changes {
    /// The changes, with an event for each series, session and booking among them. Without the feature `serde` nothing
    /// is noted: an event holds the record as JSON.
    ///
    /// # Errors
    /// `wire.json`.
    ///
    /// # Example
    /// ```
    /// use kalends::audit::Act;
    /// use kalends::booking::Changes;
    /// use kalends::{policy::Actor, time::parse_instant};
    /// let at = parse_instant("2027-03-28T01:00:00Z")?;
    /// let act = Act { at, actor: Actor::Host, by: None, cause: None, action: "book".parse()? };
    /// assert!(Changes::default().noted(&act)?.events.is_empty());
    /// # Ok::<(), kalends::Error>(())
    /// ```
    pub fn noted(self, act: &Act) -> Result<Self> {
        #[cfg(feature = "serde")]
        {
            let (mut changes, mut events) = (self, Vec::new());
            for one in &changes.series {
                events.push(act.event("series", one.id.as_str(), one.version, one)?);
            }
            for one in &changes.sessions {
                events.push(act.event("session", one.id.as_str(), one.version, one)?);
            }
            for one in &changes.bookings {
                let record = one.clone().impersonal();
                events.push(act.event("booking", one.id.as_str(), one.version, &record)?);
            }
            changes.events.append(&mut events);
            Ok(changes)
        }
        #[cfg(not(feature = "serde"))]
        {
            let _ = act;
            Ok(self)
        }
    }
}
