use crate::time::{Elapsed, Length};

/// Who comes next where the first does not fit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Discipline {
    /// The first that fits: whoever needs more seats than are free is passed over, and keeps its place.
    #[default]
    FirstFit,
    /// The first and nobody else: freed seats are kept until there are enough for it.
    StrictFifo,
}

/// How a waitlist works.
///
/// # Example
/// ```
/// let terms = kalends::waitlist::Terms::default();
/// assert_eq!((terms.offer_ttl.to_string(), terms.cutoff.to_string()), ("PT24H".into(), "PT0S".into()));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(default, deny_unknown_fields))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Terms {
    /// Who comes next.
    pub discipline: Discipline,
    /// How long an offer stands.
    pub offer_ttl: Length,
    /// How long before the start offers end, and free seats are everybody's.
    pub cutoff: Elapsed,
}

impl Default for Terms {
    /// Who fits, for a day, up to the start.
    fn default() -> Self {
        let day = Length::from_seconds(Elapsed::DAY.seconds());
        #[expect(clippy::expect_used, reason = "a day is not zero")]
        let offer_ttl = day.expect("invariant: a day is a length");
        Self { discipline: Discipline::default(), offer_ttl, cutoff: Elapsed::ZERO }
    }
}
