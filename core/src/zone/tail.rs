use super::fixed::{check_offset, offset_name};
use super::table::Run;
use crate::error::{Error, Result, ZoneError};
use crate::time::DAY;
use chrono::Weekday;
use std::ops::RangeInclusive;

/// The day of a yearly change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum YearDay {
    /// The same date each year; 29 February is refused.
    Date {
        /// 1 to 12.
        month: u8,
        /// 1 to the month's last day.
        day: u8,
    },
    /// Days since 1 January, 0 to 365, counting 29 February; day 365 of a common year is the next 1 January.
    Ordinal(u16),
    /// The first to fourth weekday of a month (1 to 4), or counted from its end (-1 to -4).
    Nth {
        /// 1 to 12.
        month: u8,
        /// 1 to 4, or -1 (the last) to -4.
        nth: i8,
        /// The weekday.
        weekday: Weekday,
    },
    /// The first such weekday on or after a date.
    OnOrAfter {
        /// 1 to 12.
        month: u8,
        /// 1 to the month's last day; 29 February is refused.
        day: u8,
        /// The weekday.
        weekday: Weekday,
    },
}

/// One of the two changes of a zone's year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct YearlyChange {
    /// The day, on the wall that shows `before`.
    pub day: YearDay,
    /// Seconds after that day's midnight, -604,800 to 604,800, on the wall that shows `before`.
    pub time: i32,
    /// Seconds east before the change.
    pub before: i32,
    /// Seconds east from the change on.
    pub after: i32,
}

/// What a zone does after its last listed transition: two changes each year, for ever.
///
/// Each change sets its offset from its own instant on, whatever was in force; of two changes at one instant the
/// one of the later year decides, so daylight time all year round can be written in the POSIX way.
///
/// # Errors
/// From text, a POSIX `TZ` string as in RFC 9636: `zone.tail` when it is malformed or has no yearly change.
///
/// # Example: times beyond a day, as Greenland's half of Europe's rule needs
/// ```
/// use kalends::zone::{Tail, Zone};
/// let tail = "<-02>2<-01>,M3.5.0/-1,M10.5.0/0".parse::<Tail>()?;
/// let nuuk = Zone::custom("Nuuk", -7200, vec![], Some(tail))?;
/// let noon = kalends::time::parse_instant("2400-07-01T12:00:00Z")?;
/// assert_eq!(nuuk.offset_at(noon), -3600);
/// assert_eq!("EST5".parse::<Tail>().unwrap_err().code(), "zone.tail");     // nothing happens yearly
/// # Ok::<(), kalends::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Tail([YearlyChange; 2]);

const MAX_TIME: i32 = 7 * 86_400;
const MONTHS: [u16; 12] = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];

impl Tail {
    /// From the two changes, in either order.
    ///
    /// # Errors
    /// `zone.tail` when a day does not exist each year, a time is beyond a week or both changes lead to the same
    /// offset; `zone.offset` when an offset is
    /// 24 hours or more.
    pub fn yearly(one: YearlyChange, other: YearlyChange) -> Result<Self> {
        for change in [one, other] {
            check_day(change.day)?;
            if change.time.unsigned_abs() > MAX_TIME.unsigned_abs() {
                return Err(refused(format!("a time of {} s is beyond a week", change.time)));
            }
            check_offset(change.before.into())?;
            check_offset(change.after.into())?;
        }
        if one.after == other.after {
            return Err(refused(format!("both lead to {}", offset_name(one.after))));
        }
        Ok(Self([one, other]))
    }

    /// The two changes, as they were given.
    pub const fn changes(&self) -> &[YearlyChange; 2] {
        &self.0
    }
}

pub(super) fn refused(found: impl Into<String>) -> Error {
    ZoneError::Tail { found: found.into() }.into()
}

fn check_day(day: YearDay) -> Result<()> {
    let date = |month: u8, day: u8| {
        (1..=12).contains(&month) && day >= 1 && i64::from(day) <= month_length(month, false)
    };
    let (exists, found) = match day {
        YearDay::Date { month, day } | YearDay::OnOrAfter { month, day, .. } => {
            (date(month, day), format!("day {day} of month {month}"))
        }
        YearDay::Ordinal(day) => (day <= 365, format!("day {day} after 1 January")),
        YearDay::Nth { month, nth, .. } => {
            let exists = date(month, 1) && (1..=4).contains(&nth.unsigned_abs());
            (exists, format!("weekday number {nth} of month {month}"))
        }
    };
    if exists { Ok(()) } else { Err(refused(format!("{found} does not exist in every year"))) }
}

/// Days before a month, 1 to 12.
fn month_start(month: u8, leap: bool) -> i64 {
    let days = MONTHS.get(usize::from(month.saturating_sub(1))).copied().unwrap_or(334);
    i64::from(days) + i64::from(leap && month > 2)
}

fn month_length(month: u8, leap: bool) -> i64 {
    if month >= 12 { 31 } else { month_start(month + 1, leap) - month_start(month, leap) }
}

impl YearDay {
    /// Days since 1 January in a year that starts on `first` (days from Monday).
    fn of_year(self, first: i64, leap: bool) -> i64 {
        let until = |weekday: Weekday, from: i64| {
            (i64::from(weekday.num_days_from_monday()) - first - from).rem_euclid(7)
        };
        match self {
            Self::Date { month, day } => month_start(month, leap) + i64::from(day) - 1,
            Self::Ordinal(day) => day.into(),
            Self::Nth { month, nth, weekday } => {
                let from = match nth {
                    1.. => month_start(month, leap) + 7 * (i64::from(nth) - 1),
                    _ => month_start(month, leap) + month_length(month, leap) + 7 * i64::from(nth),
                };
                from + until(weekday, from)
            }
            Self::OnOrAfter { month, day, weekday } => {
                let from = month_start(month, leap) + i64::from(day) - 1;
                from + until(weekday, from)
            }
        }
    }
}

/// Rules are applied to the years 0 to 10000, so that every wall of the years 1 to 9999 has its neighbours.
const FIRST_YEAR: i64 = 0;
const LAST_YEAR: i64 = 10_000;

const NEVER: (i64, i64) = (0, 0);

/// A tail made ready: the changes of the 14 kinds of Gregorian year, in seconds since the year's start in UTC.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Rhythm {
    // INVARIANT: each pair ascends.
    kinds: [[(i32, i32); 2]; 14],
    /// Changes up to this instant are the table's business.
    floor: i64,
    /// Between these instants a year's own two changes decide alone.
    plain: (i64, i64),
}

impl Rhythm {
    pub(super) fn new(tail: &Tail) -> Self {
        let mut kinds = [[(0, 0); 2]; 14];
        for (kind, slot) in (0i64..).zip(&mut kinds) {
            let (first, leap) = (kind / 2, kind % 2 == 1);
            *slot = tail.0.map(|change| {
                let secs = change.day.of_year(first, leap) * DAY + i64::from(change.time - change.before);
                (i32::try_from(secs).unwrap_or(0), change.after) // at most 390 days: fits
            });
            slot.sort_by_key(|change| change.0);
        }
        Self { kinds, floor: i64::MIN, plain: NEVER }.after(i64::MIN)
    }

    /// The same rhythm, beginning after an instant.
    pub(super) fn after(mut self, floor: i64) -> Self {
        self.floor = floor.max(year_start(FIRST_YEAR));
        let inside = |(secs, _): &(i32, i32)| (0..365 * 86_400).contains(secs);
        let [[first, _], ..] = self.kinds;
        let same_order =
            |[one, two]: &[(i32, i32); 2]| inside(one) && inside(two) && one.0 < two.0 && one.1 == first.1;
        self.plain = if self.kinds.iter().all(same_order) {
            (year_start(year_of(self.floor) + 2), year_start(LAST_YEAR - 1))
        } else {
            NEVER
        };
        self
    }

    pub(super) fn offsets(&self) -> impl Iterator<Item = i32> {
        let [[a, b], ..] = self.kinds;
        [a.1, b.1].into_iter()
    }

    /// The changes of some years in the order of their instants; of those at one instant the later year's is last.
    fn ordered(&self, years: RangeInclusive<i64>) -> Vec<(i64, i32)> {
        let mut changes: Vec<(i64, i32)> = years.flat_map(|year| self.changes(year)).collect();
        changes.sort_by_key(|change| change.0);
        changes
    }

    /// The changes between two instants (after the first, not after the second); of those at one instant the last
    /// alone.
    pub(super) fn between(&self, after: i64, until: i64) -> Vec<(i64, i32)> {
        let mut changes = self.ordered(year_of(after) - 1..=year_of(until) + 1);
        changes.retain(|change| change.0 > after && change.0 <= until);
        changes.dedup_by(|later, earlier| {
            let same = later.0 == earlier.0;
            if same {
                earlier.1 = later.1;
            }
            same
        });
        changes
    }

    /// The offset before the first year.
    pub(super) fn initial(&self) -> i32 {
        let end = year_start(FIRST_YEAR);
        self.between(end - 1000 * DAY, end).last().map_or(0, |change| change.1)
    }

    /// The one offset that the rhythm always has, if each change is overruled by another at the same instant.
    pub(super) fn only_offset(&self) -> Option<i32> {
        if self.plain != NEVER {
            return None; // two changes a year, at different instants
        }
        let cycle = self.between(year_start(2000), year_start(2400));
        let (_, offset) = *cycle.first()?;
        cycle.iter().all(|change| change.1 == offset).then_some(offset)
    }

    /// The first change after the floor.
    pub(super) fn first_change(&self) -> Option<i64> {
        self.between(self.floor, self.floor.saturating_add(1000 * DAY)).first().map(|change| change.0)
    }

    pub(super) fn changes(&self, year: i64) -> [(i64, i32); 2] {
        let start = year_start(year);
        let first = (start.div_euclid(DAY) + 3).rem_euclid(7); // 1970-01-01 was a Thursday
        let kind = usize::try_from(first * 2 + i64::from(is_leap(year))).unwrap_or(0);
        let pair = self.kinds.get(kind).copied().unwrap_or_default();
        pair.map(|(secs, after)| (start + i64::from(secs), after))
    }

    /// The offset at `t`, if the year's own two changes decide.
    pub(super) fn offset_secs(&self, t: i64) -> Option<i32> {
        if t < self.plain.0 || t >= self.plain.1 {
            return None;
        }
        let [one, two] = self.changes(year_of(t));
        Some(if t >= one.0 && t < two.0 { one.1 } else { two.1 })
    }

    /// The run at `t` inside the table's last run.
    pub(super) fn run_at(&self, t: i64, listed: Run) -> Run {
        if t >= self.plain.0 && t < self.plain.1 {
            let year = year_of(t);
            let [one, two] = self.changes(year);
            return if t < one.0 {
                Run { from: self.changes(year - 1)[1].0, until: one.0, offset: two.1 }
            } else if t < two.0 {
                Run { from: one.0, until: two.0, offset: one.1 }
            } else {
                Run { from: two.0, until: self.changes(year + 1)[0].0, offset: two.1 }
            };
        }
        let mut run = listed;
        let near = year_of(t.max(self.floor)).clamp(FIRST_YEAR, LAST_YEAR);
        // A change may lie up to eight days outside its own year, so the neighbours take part.
        for (at, after) in (near - 2..=near + 2).flat_map(|year| self.changes(year)) {
            if at <= self.floor || at > year_start(LAST_YEAR) {
                continue;
            }
            if at > t {
                run.until = run.until.min(at);
            } else if at >= run.from {
                (run.from, run.offset) = (at, after);
            }
        }
        run
    }
}

fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// The tick at which a year starts in UTC.
pub(super) fn year_start(year: i64) -> i64 {
    let before = year - 1;
    let leaps = before.div_euclid(4) - before.div_euclid(100) + before.div_euclid(400);
    (365 * before + leaps - 719_162) * DAY // 719,162 days lie between 0001-01-01 and 1970-01-01
}

/// The year of a tick in UTC; ticks far outside the supported years count as just outside.
fn year_of(t: i64) -> i64 {
    let t = t.clamp(-63_000_000_000, 255_000_000_000);
    let guess = 1970 + t.div_euclid(31_556_952); // the mean Gregorian year; off by one at most
    guess + i64::from(t >= year_start(guess + 1)) - i64::from(t < year_start(guess))
}
