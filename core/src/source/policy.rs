use super::OwnEvents;
use crate::id::SourceId;
use crate::time::Elapsed;

/// Where outside busy time comes from, and how far it is relied on.
///
/// # Example: a calendar whose last copy may be an hour old
/// ```
/// use kalends::source::{Freshness, LastSync, Reliance, Source};
/// use kalends::{id::SourceId, time::{Elapsed, parse_instant}};
/// let mut source = Source::new(SourceId::new("google")?);
/// source.freshness = Freshness::StaleOk { max_age: Elapsed::from_minutes(60)? };
/// let failed = LastSync { at: Some(parse_instant("2027-03-28T00:30:00Z")?), reachable: false };
/// let after = |time| -> kalends::Result<Reliance> { Ok(source.rely(&failed, parse_instant(time)?).reliance) };
/// assert_eq!(after("2027-03-28T01:30:00Z")?, Reliance::Aged);         // to the second an hour: still good
/// assert_eq!(after("2027-03-28T01:30:01Z")?, Reliance::Closed);
/// # Ok::<(), kalends::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Source {
    /// The host's id.
    pub id: SourceId,
    /// Whether tentative events take time.
    #[cfg_attr(feature = "serde", serde(default))]
    pub tentative: Tentative,
    /// What happens when what is known of it is not fresh.
    #[cfg_attr(feature = "serde", serde(default))]
    pub freshness: Freshness,
    /// How long a copy counts as fresh although the source could be read; absent is for as long as it can.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub fresh_for: Option<Elapsed>,
    /// The mirrors of our own bookings in it, which never take time.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "OwnEvents::is_empty"))]
    pub own: OwnEvents,
}

/// Whether tentative events take time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Tentative {
    /// As certain ones do.
    #[default]
    Counts,
    /// They do not.
    Ignored,
}

/// What happens when what is known of a source is not fresh.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Freshness {
    /// The source is ignored.
    FailOpen,
    /// Nothing is offered.
    #[default]
    FailClosed,
    /// What was last known counts for a time; after that, nothing is offered.
    StaleOk {
        /// How old it may be, inclusive.
        max_age: Elapsed,
    },
}

impl Source {
    /// A source that is relied on only while it is fresh, and whose tentative events count.
    pub fn new(id: SourceId) -> Self {
        Self {
            id,
            tentative: Tentative::Counts,
            freshness: Freshness::FailClosed,
            fresh_for: None,
            own: OwnEvents::default(),
        }
    }
}
