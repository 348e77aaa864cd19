use super::zone::Zone;
use crate::error::{Error, Result, TimeError, ZoneError};
use crate::time::{MAX_INSTANT, MIN_INSTANT, format_instant, wall_of_secs, wall_secs};
use chrono::{DateTime, FixedOffset, NaiveDateTime, Timelike, Utc};

/// Which instant a wall time means where a clock change makes it happen never or twice.
///
/// | | in a gap (never) | in a fold (twice) |
/// |---|---|---|
/// | `Compatible` | offset before the gap: later by its length | first |
/// | `Earlier` | offset after the gap: earlier by its length | first |
/// | `Later` | offset before the gap: later by its length | second |
/// | `Reject` | `zone.gap` | `zone.fold` |
/// | `Clamp` | the instant of the change | first |
///
/// Recurrences and event times are `Compatible` (RFC 5545 §3.3.5), the default; windows of availability are
/// `Clamp`, so that time that no clock shows is never offered.
///
/// # Example: 02:30 on the night when Paris goes from 02:00 to 03:00
/// ```
/// use kalends::time::{format_instant, parse_wall};
/// use kalends::zone::{Disambiguation::*, ZoneDb};
/// let paris = ZoneDb::builtin().get("Europe/Paris")?;
/// let wall = parse_wall("2027-03-28T02:30:00")?;
/// let means = |how| paris.resolve(wall, how).map(format_instant);
/// assert_eq!(means(Compatible)?, "2027-03-28T01:30:00Z");              // the clock shows 03:30
/// assert_eq!(means(Later)?, "2027-03-28T01:30:00Z");
/// assert_eq!(means(Earlier)?, "2027-03-28T00:30:00Z");                 // the clock shows 01:30
/// assert_eq!(means(Clamp)?, "2027-03-28T01:00:00Z");                   // the change: 03:00
/// assert_eq!(means(Reject).unwrap_err().code(), "zone.gap");
/// # Ok::<(), kalends::Error>(())
/// ```
///
/// # Example: 02:30 on the night when Paris goes from 03:00 back to 02:00
/// ```
/// use kalends::time::{format_instant, parse_wall};
/// use kalends::zone::{Disambiguation::*, ZoneDb};
/// let paris = ZoneDb::builtin().get("Europe/Paris")?;
/// let wall = parse_wall("2027-10-31T02:30:00")?;
/// let means = |how| paris.resolve(wall, how).map(format_instant);
/// for first in [Compatible, Earlier, Clamp] {
///     assert_eq!(means(first)?, "2027-10-31T00:30:00Z");
/// }
/// assert_eq!(means(Later)?, "2027-10-31T01:30:00Z");
/// assert_eq!(means(Reject).unwrap_err().code(), "zone.fold");
/// # Ok::<(), kalends::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Disambiguation {
    /// Gap: the offset from before it, so later by its length. Fold: the first.
    #[default]
    Compatible,
    /// Gap: the offset from after it, so earlier by its length. Fold: the first.
    Earlier,
    /// Gap: the offset from before it, so later by its length. Fold: the second.
    Later,
    /// Gap and fold are errors.
    Reject,
    /// Gap: the instant of the change. Fold: the first.
    Clamp,
}

/// How often a wall time happens in a zone, and when.
///
/// # Example: Samoa skipped a whole day
/// ```
/// use kalends::time::parse_wall;
/// use kalends::zone::{LocalTime, ZoneDb};
/// let apia = ZoneDb::builtin().get("Pacific/Apia")?;
/// let LocalTime::Gap { before, after, .. } = apia.local(parse_wall("2011-12-30T12:00:00")?) else { panic!() };
/// assert_eq!((before, after), (-10 * 3600, 14 * 3600));
/// # Ok::<(), kalends::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LocalTime {
    /// Once.
    Unique(DateTime<Utc>),
    /// Never: a change skips it.
    Gap {
        /// The instant of the change.
        transition: DateTime<Utc>,
        /// Seconds east before the change.
        before: i32,
        /// Seconds east from the change on.
        after: i32,
    },
    /// Twice. (If a zone of one's own repeats a time more than twice: the first and the last of them.)
    Fold {
        /// The earlier instant.
        first: DateTime<Utc>,
        /// The later instant.
        second: DateTime<Utc>,
    },
}

/// [`LocalTime`] in ticks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LocalSecs {
    Unique(i64),
    Gap { transition: i64, before: i32, after: i32 },
    Fold { first: i64, second: i64 },
}

impl LocalSecs {
    /// The tick of the wall time `wall`, unless the choice is to reject.
    pub(crate) fn pick(self, wall: i64, how: Disambiguation) -> Option<i64> {
        use Disambiguation::{Clamp, Compatible, Earlier, Later, Reject};
        match (self, how) {
            (Self::Unique(t), _) => Some(t),
            (_, Reject) => None,
            (Self::Gap { before, .. }, Compatible | Later) => Some(wall.saturating_sub(before.into())),
            (Self::Gap { after, .. }, Earlier) => Some(wall.saturating_sub(after.into())),
            (Self::Gap { transition, .. }, Clamp) => Some(transition),
            (Self::Fold { first, .. }, Compatible | Earlier | Clamp) => Some(first),
            (Self::Fold { second, .. }, Later) => Some(second),
        }
    }
}

impl Zone {
    /// How often a wall time happens here, and when.
    ///
    /// Total: no wall time is an error. A fraction of a second is kept; a leap second counts as the end of the
    /// second before it.
    pub fn local(&self, wall: NaiveDateTime) -> LocalTime {
        let nanos = wall.nanosecond();
        match self.local_secs(wall_secs(wall)) {
            LocalSecs::Unique(t) => LocalTime::Unique(instant(t, nanos)),
            LocalSecs::Gap { transition, before, after } => {
                LocalTime::Gap { transition: instant(transition, 0), before, after }
            }
            LocalSecs::Fold { first, second } => {
                LocalTime::Fold { first: instant(first, nanos), second: instant(second, nanos) }
            }
        }
    }

    /// The instant that a wall time means here; `how` decides in gaps and folds.
    ///
    /// Gap and fold of each choice: see [`Disambiguation`]. A fraction of a second is kept, except by `Clamp` in
    /// a gap.
    ///
    /// # Errors
    /// `zone.gap` and `zone.fold` under [`Disambiguation::Reject`] only; `time.out-of-range` when the instant lies
    /// outside the years 1 to 9999.
    ///
    /// # Example: midnight does not exist on a spring Sunday in Beirut
    /// ```
    /// use kalends::time::{format_instant, parse_wall};
    /// use kalends::zone::{Disambiguation, ZoneDb};
    /// let beirut = ZoneDb::builtin().get("Asia/Beirut")?;
    /// let midnight = parse_wall("2027-03-28T00:00:00")?;
    /// let instant = beirut.resolve(midnight, Disambiguation::Compatible)?;
    /// assert_eq!(format_instant(instant), "2027-03-27T22:00:00Z");
    /// assert_eq!(beirut.wall(instant).to_string(), "2027-03-28 01:00:00");
    /// # Ok::<(), kalends::Error>(())
    /// ```
    pub fn resolve(&self, wall: NaiveDateTime, how: Disambiguation) -> Result<DateTime<Utc>> {
        let secs = wall_secs(wall);
        if let Some(found) = self.steady_wall(secs).and_then(|(offset, _)| shifted(wall, secs, offset)) {
            return Ok(found);
        }
        let t = self.resolve_secs(secs, how)?;
        let clamped = how == Disambiguation::Clamp && self.wall_secs(t) != secs;
        Ok(instant(t, if clamped { 0 } else { wall.nanosecond() }))
    }

    /// [`Self::resolve`] in ticks.
    #[inline]
    pub(crate) fn resolve_secs(&self, wall: i64, how: Disambiguation) -> Result<i64> {
        if let Some((offset, _)) = self.steady_wall(wall)
            && let t = wall - i64::from(offset)
            && is_supported(t)
        {
            return Ok(t);
        }
        let local = self.local_secs_near_change(wall);
        let t = local.pick(wall, how).ok_or_else(|| self.rejected(local, wall))?;
        if is_supported(t) {
            return Ok(t);
        }
        Err(TimeError::OutOfRange { found: format_instant(instant(t, 0)) }.into())
    }

    /// The tick that a recurrence or an event time means. Not checked against the supported years.
    pub(crate) fn compatible_secs(&self, wall: i64) -> i64 {
        match self.local_secs(wall) {
            LocalSecs::Unique(t) | LocalSecs::Fold { first: t, .. } => t,
            LocalSecs::Gap { before, .. } => wall.saturating_sub(before.into()),
        }
    }

    /// The tick that a bound of availability means. Not checked against the supported years.
    pub(crate) fn clamp_secs(&self, wall: i64) -> i64 {
        match self.local_secs(wall) {
            LocalSecs::Unique(t)
            | LocalSecs::Fold { first: t, .. }
            | LocalSecs::Gap { transition: t, .. } => t,
        }
    }

    /// How often the wall time `wall` happens, in ticks.
    #[inline]
    pub(crate) fn local_secs(&self, wall: i64) -> LocalSecs {
        match self.steady_wall(wall) {
            Some((offset, _)) => LocalSecs::Unique(wall.saturating_sub(offset.into())),
            None => self.local_secs_near_change(wall),
        }
    }

    fn local_secs_near_change(&self, wall: i64) -> LocalSecs {
        let (least, most) = self.extremes();
        let earliest = wall.saturating_sub(most.into());
        let latest = wall.saturating_sub(least.into()).min(i64::MAX - 1); // the last run ends behind it
        let mut run = self.run_at(earliest);
        if run.until > latest {
            return LocalSecs::Unique(wall.saturating_sub(run.offset.into()));
        }
        let (mut found, mut gap) = (None, None);
        loop {
            let t = wall.saturating_sub(run.offset.into());
            if run.holds(t) {
                found = Some((found.map_or(t, |(first, _)| first), t));
            }
            if run.until > latest {
                break;
            }
            let next = self.run_at(run.until);
            let skipped = t >= run.until && wall.saturating_sub(next.offset.into()) < run.until;
            if skipped && gap.is_none() {
                gap = Some(LocalSecs::Gap { transition: run.until, before: run.offset, after: next.offset });
            }
            run = next;
        }
        match (found, gap) {
            (Some((first, second)), _) if first < second => LocalSecs::Fold { first, second },
            (Some((t, _)), _) => LocalSecs::Unique(t),
            (None, Some(gap)) => gap,
            // Every wall time lies in a run or between two; saturated arithmetic far outside the years ends here.
            (None, None) => LocalSecs::Unique(wall.saturating_sub(run.offset.into())),
        }
    }

    #[cold]
    fn rejected(&self, local: LocalSecs, wall: i64) -> Error {
        let wall = wall_of_secs(wall).format("%Y-%m-%dT%H:%M:%S").to_string();
        let zone = self.name().to_owned();
        match local {
            LocalSecs::Gap { .. } => ZoneError::Gap { wall, zone }.into(),
            _ => ZoneError::Fold { wall, zone }.into(),
        }
    }
}

/// The instant of a wall time under an offset, unless it lies outside the supported years or has a leap second. Counting
/// on from the date costs a fraction of finding it.
#[inline]
fn shifted(wall: NaiveDateTime, secs: i64, offset: i32) -> Option<DateTime<Utc>> {
    if wall.nanosecond() > 999_999_999 || !is_supported(secs - i64::from(offset)) {
        return None;
    }
    wall.checked_sub_offset(FixedOffset::east_opt(offset)?).map(|wall| wall.and_utc())
}

fn is_supported(t: i64) -> bool {
    (MIN_INSTANT.timestamp()..=MAX_INSTANT.timestamp()).contains(&t)
}

/// The instant of a tick and a fraction; saturates at chrono's range.
fn instant(secs: i64, nanos: u32) -> DateTime<Utc> {
    let far = if secs < 0 { DateTime::<Utc>::MIN_UTC } else { DateTime::<Utc>::MAX_UTC };
    DateTime::from_timestamp(secs, nanos.min(999_999_999)).unwrap_or(far)
}
