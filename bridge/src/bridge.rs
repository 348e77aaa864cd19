use kalends::{Limits, ZoneDb};
use std::sync::Arc;

/// The zone data and the budgets that answers are made with. Cheap to clone.
///
/// The default has the zone data that is compiled in and the limits of [`Limits::default`]. A host that keeps newer
/// zone data, or answers strangers, brings its own.
///
/// # Example
/// ```
/// use kalends_bridge::Bridge;
/// let mut limits = kalends::Limits::default();
/// limits.slots = 500;
/// let bridge = Bridge::default().with_limits(limits);
/// assert_eq!(bridge.zones().release(), "2026f");
/// assert!(bridge.call("zone.list", b"{}").starts_with(r#"{"ok":{"names":["Africa/Abidjan","#));
/// ```
#[derive(Clone, Debug, Default)]
pub struct Bridge {
    zones: Option<Arc<ZoneDb>>,
    limits: Limits,
}

impl Bridge {
    /// The same with other zone data.
    #[must_use]
    pub fn with_zones(self, zones: impl Into<Arc<ZoneDb>>) -> Self {
        Self { zones: Some(zones.into()), ..self }
    }

    /// The same with other limits.
    #[must_use]
    pub fn with_limits(self, limits: Limits) -> Self {
        Self { limits, ..self }
    }

    /// The zone data.
    pub fn zones(&self) -> &ZoneDb {
        match &self.zones {
            Some(own) => own,
            None => ZoneDb::builtin(),
        }
    }

    /// The limits.
    pub const fn limits(&self) -> &Limits {
        &self.limits
    }

    /// The release of the zone data, for answers.
    #[cfg(any(
        feature = "zone",
        feature = "recur",
        feature = "booking",
        feature = "policy",
        feature = "ical"
    ))]
    pub(crate) fn release(&self) -> String {
        self.zones().release().to_owned()
    }
}
