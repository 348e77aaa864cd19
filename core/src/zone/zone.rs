use super::fixed::{Fixed, check_offset};
use super::names::check_custom;
use super::rhythm::Rhythm;
use super::table::{Run, Table};
use super::tail::Tail;
use crate::error::{Result, ZoneError};
use crate::time::{MAX_INSTANT, MIN_INSTANT, instant_of_secs, secs_of_instant};
use chrono::{DateTime, FixedOffset, NaiveDateTime, Utc};
use std::fmt;
use std::sync::Arc;

/// A time zone: which offset from UTC holds when, for every instant of the years 1 to 9999.
///
/// From a [`ZoneDb`](super::ZoneDb) by name, a fixed offset, or made from one's own transitions. Cheap to clone.
/// Two zones are equal when they have the same name and the same offsets. `Debug` and `Display` print the name.
///
/// # Example: the rule goes on for ever
/// ```
/// use kalends::{time::parse_instant, zone::ZoneDb};
/// let new_york = ZoneDb::builtin().get("america/new_york")?;
/// assert_eq!(new_york.name(), "America/New_York");
/// assert_eq!(new_york.offset_at(parse_instant("2450-01-01T12:00:00Z")?), -5 * 3600);
/// assert_eq!(new_york.offset_at(parse_instant("2450-07-01T12:00:00Z")?), -4 * 3600);
/// # Ok::<(), kalends::Error>(())
/// ```
#[derive(Clone)]
pub struct Zone(Repr);

#[derive(Clone)]
enum Repr {
    Fixed(Fixed),
    Builtin(&'static str, &'static Table),
    Shared(Arc<str>, Arc<Table>),
}

/// A change of a zone's offset.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Transition {
    /// The first instant of the new offset.
    pub at: DateTime<Utc>,
    /// Seconds east before.
    pub before: i32,
    /// Seconds east from `at` on.
    pub after: i32,
}

impl Transition {
    /// Seconds of wall time that are skipped (positive) or repeated (negative).
    pub const fn skipped(&self) -> i32 {
        self.after - self.before
    }
}

impl Zone {
    /// UTC.
    pub const fn utc() -> Self {
        Self(Repr::Fixed(Fixed::UTC))
    }

    /// A constant offset, in seconds east; its name is `+05:30`, or `UTC` for 0.
    ///
    /// # Errors
    /// `zone.offset` at 24 hours or more either way.
    ///
    /// # Example
    /// ```
    /// use kalends::zone::Zone;
    /// assert_eq!(Zone::fixed(19_800)?.name(), "+05:30");
    /// assert_eq!(Zone::fixed(0)?, Zone::utc());
    /// assert_eq!(Zone::fixed(86_400).unwrap_err().code(), "zone.offset");
    /// # Ok::<(), kalends::Error>(())
    /// ```
    pub fn fixed(seconds_east: i32) -> Result<Self> {
        Fixed::new(seconds_east).map(|fixed| Self(Repr::Fixed(fixed)))
    }

    /// A zone of one's own, such as an iCalendar `VTIMEZONE`: the offset before the first transition, each
    /// transition's instant with the offset from then on, and perhaps what happens each year after the last.
    ///
    /// The tail's changes count from after the last transition; without transitions they count from the
    /// beginning and `initial_offset` never holds. Transitions to the offset that holds already are
    /// left out.
    ///
    /// # Errors
    /// `zone.name` for a name that is empty, longer than 255 bytes or has control characters; `zone.transitions`
    /// when one is not later than the one before; `zone.crowded` when more than eight fall within the time that
    /// one wall time can mean; `zone.offset` for an offset of 24 hours or more; `time.sub-second` and
    /// `time.out-of-range` for their instants.
    ///
    /// # Example: a company town that keeps its own summer time
    /// ```
    /// use kalends::time::parse_instant;
    /// use kalends::zone::{Tail, Zone};
    /// let since = parse_instant("2020-03-29T01:00:00Z")?;
    /// let tail: Tail = "CET-1CEST,M3.5.0,M10.5.0/3".parse()?;
    /// let zone = Zone::custom("Our Town", 3600, vec![(since, 7200)], Some(tail))?;
    /// assert_eq!(zone.offset_at(parse_instant("2019-07-01T00:00:00Z")?), 3600);
    /// assert_eq!(zone.offset_at(parse_instant("2920-07-01T00:00:00Z")?), 7200);
    /// let twice = Zone::custom("Twice", 0, vec![(since, 60), (since, 0)], None);
    /// assert_eq!(twice.unwrap_err().code(), "zone.transitions");
    /// # Ok::<(), kalends::Error>(())
    /// ```
    pub fn custom(
        name: &str,
        initial_offset: i32,
        transitions: Vec<(DateTime<Utc>, i32)>,
        tail: Option<Tail>,
    ) -> Result<Self> {
        check_custom(name)?;
        check_offset(initial_offset.into())?;
        let mut changes: Vec<(i64, i32)> = Vec::with_capacity(transitions.len());
        for (index, (at, offset)) in transitions.into_iter().enumerate() {
            let at = secs_of_instant(at).map_err(|e| e.in_index(index).in_field("transitions"))?;
            let offset =
                check_offset(offset.into()).map_err(|e| e.in_index(index).in_field("transitions"))?;
            if changes.last().is_some_and(|last| last.0 >= at) {
                return Err(ZoneError::Transitions { name: name.to_owned(), index }.into());
            }
            changes.push((at, offset));
        }
        let rhythm = tail.map(|tail| Rhythm::new(&tail));
        let initial = match &rhythm {
            Some(rhythm) if changes.is_empty() => rhythm.initial(),
            _ => initial_offset,
        };
        let table = Table::new(initial, changes.into_iter(), rhythm)
            .ok_or_else(|| ZoneError::Crowded { name: name.to_owned() })?;
        Ok(Self::shared(name.into(), Arc::new(table)))
    }

    pub(super) const fn builtin(name: &'static str, table: &'static Table) -> Self {
        Self(Repr::Builtin(name, table))
    }

    pub(super) const fn shared(name: Arc<str>, table: Arc<Table>) -> Self {
        Self(Repr::Shared(name, table))
    }

    /// The name, as the zone data spells it.
    pub fn name(&self) -> &str {
        match &self.0 {
            Repr::Fixed(fixed) => fixed.name(),
            Repr::Builtin(name, _) => name,
            Repr::Shared(name, _) => name,
        }
    }

    /// The offset at an instant, in seconds east of UTC.
    pub fn offset_at(&self, at: DateTime<Utc>) -> i32 {
        self.offset_secs(at.timestamp())
    }

    /// What a clock in the zone shows at an instant.
    ///
    /// Total; a wall may lie a day outside the years 1 to 9999.
    pub fn wall(&self, at: DateTime<Utc>) -> NaiveDateTime {
        FixedOffset::east_opt(self.offset_at(at))
            .and_then(|offset| at.naive_utc().checked_add_offset(offset))
            .unwrap_or(at.naive_utc())
    }

    /// The first change of the offset after an instant (not at it), if one comes before the year 10000.
    ///
    /// Changes of name or of the daylight flag alone are no changes here.
    ///
    /// # Example
    /// ```
    /// use kalends::time::{format_instant, parse_instant};
    /// use kalends::zone::ZoneDb;
    /// let lord_howe = ZoneDb::builtin().get("Australia/Lord_Howe")?;
    /// let next = lord_howe.next_transition(parse_instant("2027-01-01T00:00:00Z")?).unwrap();
    /// assert_eq!(format_instant(next.at), "2027-04-03T15:00:00Z");
    /// assert_eq!(next.skipped(), -1800);                               // half an hour happens twice
    /// assert_eq!(lord_howe.next_transition(next.at).unwrap().skipped(), 1800);
    /// # Ok::<(), kalends::Error>(())
    /// ```
    pub fn next_transition(&self, after: DateTime<Utc>) -> Option<Transition> {
        let mut run = self.run_at(after.timestamp().max(MIN_INSTANT.timestamp() - 1));
        while run.until <= MAX_INSTANT.timestamp() {
            let next = self.run_at(run.until);
            if next.offset != run.offset {
                return Some(Transition {
                    at: instant_of_secs(run.until),
                    before: run.offset,
                    after: next.offset,
                });
            }
            run = next;
        }
        None
    }

    /// The last change of the offset before an instant (not at it), if one comes after the year 0.
    pub fn previous_transition(&self, before: DateTime<Utc>) -> Option<Transition> {
        let fraction = before.timestamp_subsec_nanos() > 0;
        let last = before.timestamp().saturating_sub(i64::from(!fraction));
        let mut run = self.run_at(last.min(MAX_INSTANT.timestamp()));
        while run.from >= MIN_INSTANT.timestamp() {
            let previous = self.run_at(run.from - 1);
            if previous.offset != run.offset {
                return Some(Transition {
                    at: instant_of_secs(run.from),
                    before: previous.offset,
                    after: run.offset,
                });
            }
            run = previous;
        }
        None
    }

    /// The offset at a tick.
    #[inline]
    pub(crate) fn offset_secs(&self, t: i64) -> i32 {
        match &self.0 {
            Repr::Fixed(fixed) => fixed.offset(),
            Repr::Builtin(_, table) => table.offset_secs(t),
            Repr::Shared(_, table) => table.offset_secs(t),
        }
    }

    /// What the wall shows at a tick, in seconds since 1970-01-01T00:00:00 there.
    pub(crate) fn wall_secs(&self, t: i64) -> i64 {
        t.saturating_add(self.offset_secs(t).into())
    }

    /// The offset at all instants that a wall time can mean, and a later wall time before which it is the same; `None`
    /// if it is not the same at all of them, or if one look does not tell.
    #[inline]
    pub(super) fn steady_wall(&self, wall: i64) -> Option<(i32, i64)> {
        match &self.0 {
            Repr::Fixed(fixed) => Some((fixed.offset(), i64::MAX)),
            Repr::Builtin(_, table) => table.steady_wall(wall),
            Repr::Shared(_, table) => table.steady_wall(wall),
        }
    }

    /// The same with an end that is mostly the next change.
    pub(super) fn stretch(&self, wall: i64) -> Option<(i32, i64)> {
        match &self.0 {
            Repr::Fixed(fixed) => Some((fixed.offset(), i64::MAX)),
            Repr::Builtin(_, table) => table.stretch(wall),
            Repr::Shared(_, table) => table.stretch(wall),
        }
    }

    /// The run of one offset that holds at a tick. Neighbouring runs may have the same offset (only where a
    /// zone of one's own has yearly changes that meet).
    pub(crate) fn run_at(&self, t: i64) -> Run {
        match &self.0 {
            Repr::Fixed(fixed) => Run { from: i64::MIN, until: i64::MAX, offset: fixed.offset() },
            Repr::Builtin(_, table) => table.run_at(t),
            Repr::Shared(_, table) => table.run_at(t),
        }
    }

    /// The tick after which its clock does only what it does for ever: nothing, or the same every 400 years.
    pub(crate) fn settled(&self) -> i64 {
        self.table().map_or(i64::MIN, Table::settled)
    }

    /// Whether its clock goes on changing for ever.
    pub(crate) fn keeps_changing(&self) -> bool {
        self.table().is_some_and(Table::keeps_changing)
    }

    /// The smallest and the largest offset that the zone ever has.
    pub(crate) fn extremes(&self) -> (i32, i32) {
        match &self.0 {
            Repr::Fixed(fixed) => (fixed.offset(), fixed.offset()),
            Repr::Builtin(_, table) => table.extremes(),
            Repr::Shared(_, table) => table.extremes(),
        }
    }

    fn table(&self) -> Option<&Table> {
        match &self.0 {
            Repr::Fixed(_) => None,
            Repr::Builtin(_, table) => Some(table),
            Repr::Shared(_, table) => Some(table),
        }
    }
}

impl PartialEq for Zone {
    fn eq(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (Repr::Fixed(a), Repr::Fixed(b)) => a == b,
            _ => match (self.table(), other.table()) {
                (Some(a), Some(b)) => self.name() == other.name() && (std::ptr::eq(a, b) || a == b),
                _ => false,
            },
        }
    }
}

impl Eq for Zone {}

impl std::hash::Hash for Zone {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.name().hash(state);
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl fmt::Debug for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
