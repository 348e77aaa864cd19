use crate::error::{IntervalError, Result};
use crate::time::{MAX_INSTANT, MIN_INSTANT, format_instant, instant_of_secs, secs_of_instant};
use chrono::{DateTime, TimeDelta, Utc};
use std::fmt;

/// A half-open, non-empty span of time, `[start, end)`, in whole seconds.
///
/// # Example: touching is not overlapping
/// ```
/// use kalends::{interval::Interval, time::parse_instant};
/// let t = |s| parse_instant(s);
/// let lesson = Interval::new(t("2027-01-31T08:00:00Z")?, t("2027-01-31T09:00:00Z")?)?;
/// let next = Interval::new(t("2027-01-31T09:00:00Z")?, t("2027-01-31T10:00:00Z")?)?;
/// assert!(!lesson.overlaps(next));
/// assert_eq!(Interval::new(lesson.end(), lesson.start()).unwrap_err().code(), "interval.empty");
/// # Ok::<(), kalends::Error>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(try_from = "wire::RawInterval", into = "wire::RawInterval")
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(with = "wire::RawInterval"))]
pub struct Interval {
    // INVARIANT: start < end, both within MIN_INSTANT..=MAX_INSTANT.
    start: i64,
    end: i64,
}

impl Interval {
    /// The span from `start` until just before `end`.
    ///
    /// # Errors
    /// `interval.empty` when `end <= start`, `time.sub-second` when a bound has a fraction of a second,
    /// `time.out-of-range` outside the years 1 to 9999.
    pub fn new(start: DateTime<Utc>, end: DateTime<Utc>) -> Result<Self> {
        let (from, until) = (secs_of_instant(start)?, secs_of_instant(end)?);
        Self::from_secs(from, until).ok_or_else(|| {
            IntervalError::Empty { start: format_instant(start), end: format_instant(end) }.into()
        })
    }

    /// The smallest whole-second span that covers outside busy time: bounds with a fraction are widened outward.
    ///
    /// A leap second counts as the second before it, and the fraction after the last supported instant is lost.
    ///
    /// # Errors
    /// `interval.empty`, `time.out-of-range`.
    pub fn covering(start: DateTime<Utc>, end: DateTime<Utc>) -> Result<Self> {
        if end <= start {
            return Err(
                IntervalError::Empty { start: format_instant(start), end: format_instant(end) }.into()
            );
        }
        let floor = |t: DateTime<Utc>| DateTime::from_timestamp(t.timestamp(), 0).unwrap_or(t);
        let last = secs_of_instant(floor(end))?; // within the years, so that one second more is no overflow
        let ceil = instant_of_secs(last + i64::from(end != floor(end)));
        Self::new(floor(start), ceil)
    }

    /// From ticks, or `None` if empty. Bounds are clamped to the supported years.
    pub(crate) fn from_secs(start: i64, end: i64) -> Option<Self> {
        let start = start.max(MIN_INSTANT.timestamp());
        let end = end.min(MAX_INSTANT.timestamp());
        (start < end).then_some(Self { start, end })
    }

    /// From bounds that stand in other intervals already. A sweep may build an empty one on the way, and drops it.
    pub(super) const fn raw(start: i64, end: i64) -> Self {
        Self { start, end }
    }

    /// The whole supported time line.
    pub fn all() -> Self {
        Self { start: MIN_INSTANT.timestamp(), end: MAX_INSTANT.timestamp() }
    }

    /// The first instant.
    pub fn start(self) -> DateTime<Utc> {
        instant_of_secs(self.start)
    }

    /// The instant just after the last.
    pub fn end(self) -> DateTime<Utc> {
        instant_of_secs(self.end)
    }

    /// The first tick, in seconds since 1970-01-01T00:00:00Z.
    pub const fn start_secs(self) -> i64 {
        self.start
    }

    /// The tick just after the last.
    pub const fn end_secs(self) -> i64 {
        self.end
    }

    /// Elapsed time.
    pub const fn length(self) -> TimeDelta {
        TimeDelta::seconds(self.end - self.start)
    }

    /// Elapsed seconds.
    pub(crate) const fn secs(self) -> i64 {
        self.end - self.start
    }

    /// Whether `time` lies inside; the end does not.
    pub fn contains(self, time: DateTime<Utc>) -> bool {
        (self.start..self.end).contains(&time.timestamp())
    }

    /// Whether every instant of `other` lies inside.
    pub const fn covers(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share an instant.
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// What both share, if anything.
    pub fn intersect(self, other: Self) -> Option<Self> {
        Self::from_secs(self.start.max(other.start), self.end.min(other.end))
    }

    /// The shortest span that covers both.
    pub(crate) fn hull(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The span widened on either side, kept within the supported years.
    pub(crate) fn padded(self, before: i64, after: i64) -> Self {
        Self::from_secs(self.start.saturating_sub(before), self.end.saturating_add(after)).unwrap_or(self)
    }
}

impl fmt::Display for Interval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", format_instant(self.start()), format_instant(self.end()))
    }
}

impl fmt::Debug for Interval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(feature = "serde")]
mod wire {
    use super::Interval;
    use chrono::{DateTime, Utc};
    use serde::{Deserialize, Serialize};

    /// A half-open span of time.
    #[derive(Serialize, Deserialize)]
    #[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Interval"))]
    #[serde(deny_unknown_fields)]
    pub(super) struct RawInterval {
        #[serde(with = "crate::time::wire::tick")]
        #[cfg_attr(feature = "schema", schemars(schema_with = "crate::time::wire::tick::schema"))]
        start: DateTime<Utc>,
        #[serde(with = "crate::time::wire::tick")]
        #[cfg_attr(feature = "schema", schemars(schema_with = "crate::time::wire::tick::schema"))]
        end: DateTime<Utc>,
    }

    impl TryFrom<RawInterval> for Interval {
        type Error = crate::wire::Refused;
        fn try_from(raw: RawInterval) -> Result<Self, Self::Error> {
            Ok(Self::new(raw.start, raw.end)?)
        }
    }

    impl From<Interval> for RawInterval {
        fn from(interval: Interval) -> Self {
            Self { start: interval.start(), end: interval.end() }
        }
    }
}
