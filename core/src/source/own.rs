use std::collections::BTreeSet;

/// By which UIDs the mirrors of our own bookings are known in an outside calendar.
///
/// UIDs are compared byte by byte, as the provider returns them.
///
/// # Example
/// ```
/// use kalends::source::OwnEvents;
/// let own = OwnEvents::default().uid("moved-by-hand@example.com").prefix("kalends-");
/// assert!(own.hold("kalends-0192f") && own.hold("moved-by-hand@example.com"));
/// assert!(!own.hold("Kalends-0192f") && !own.hold(""));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields, default)
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OwnEvents {
    /// Whole UIDs.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "BTreeSet::is_empty"))]
    uids: BTreeSet<String>,
    /// Beginnings of UIDs; an empty one, which every UID has, holds none.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "BTreeSet::is_empty"))]
    prefixes: BTreeSet<String>,
}

impl OwnEvents {
    /// With one UID more.
    #[must_use]
    pub fn uid(mut self, uid: &str) -> Self {
        self.uids.insert(uid.to_owned());
        self
    }

    /// With one beginning more; an empty one is ignored.
    #[must_use]
    pub fn prefix(mut self, prefix: &str) -> Self {
        self.prefixes.insert(prefix.to_owned());
        self
    }

    /// Whether nothing is held.
    pub fn is_empty(&self) -> bool {
        self.uids.is_empty() && self.prefixes.is_empty()
    }

    /// Whether an event with this UID is a mirror of one of ours.
    pub fn hold(&self, uid: &str) -> bool {
        let mut prefixes = self.prefixes.iter().filter(|prefix| !prefix.is_empty());
        self.uids.contains(uid) || prefixes.any(|prefix| uid.starts_with(prefix.as_str()))
    }
}
