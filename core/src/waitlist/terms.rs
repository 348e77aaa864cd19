use crate::time::{Elapsed, Length};
use chrono::{DateTime, Utc};

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

impl Terms {
    /// From when on free seats of what starts then are everybody's.
    ///
    /// # Example: an hour before the start is an hour of elapsed time, whatever clocks say that night
    /// ```
    /// use kalends::{time::{Elapsed, parse_instant}, waitlist::Terms};
    /// let terms = Terms { cutoff: Elapsed::from_minutes(60)?, ..Terms::default() };
    /// let start = parse_instant("2027-03-28T01:30:00Z")?;                      // 03:30 in Berlin, summer time
    /// assert_eq!(terms.closes(start), parse_instant("2027-03-28T00:30:00Z")?); // 01:30 there, winter time
    /// # Ok::<(), kalends::Error>(())
    /// ```
    pub fn closes(&self, start: DateTime<Utc>) -> DateTime<Utc> {
        start.checked_sub_signed(self.cutoff.to_delta()).unwrap_or(DateTime::<Utc>::MIN_UTC)
    }
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
