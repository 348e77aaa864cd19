use super::calm::{Calm, Outlook};
use super::cursor::Cursor;
use super::occurrence_pair::{OccurrencePair, end_of, instant};
use crate::limits::Limits;
use crate::recur::Series;
use crate::time::{DAY, MAX_INSTANT, MIN_INSTANT};
use chrono::{DateTime, Utc};

/// Whether two series are ever in each other's way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FirstConflict {
    /// They are, and these are the first two.
    At(OccurrencePair),
    /// They never are, up to the end of the year 9999: it was proven, not just not found.
    Never,
    /// The search budget ended: no conflict starts before this instant. [`first_conflict_from`] goes on from there.
    NotBefore(DateTime<Utc>),
}

impl FirstConflict {
    /// The same with the series in the other order.
    #[must_use]
    pub const fn swapped(self) -> Self {
        match self {
            Self::At(pair) => Self::At(pair.swapped()),
            Self::Never | Self::NotBefore(_) => self,
        }
    }
}

/// The first conflict of two series.
///
/// - **What a conflict is:** an occurrence of each, sharing some time. One that ends when the other starts does not. An
///   occurrence that takes no time counts as if it took a moment, as in [`Series::overlapping`]: it is in the way of
///   what is on then and of what starts then.
/// - **The first** is the one that begins first; if two begin at once, the one whose occurrences started first.
/// - **Never** holds up to the last supported year, and is said only if the end of a series, the end of the years, or
///   arithmetic proves it: rules that repeat after a fixed time meet by residues as long as no clock changes; near a
///   change every occurrence is looked at; and when all that can differ has been seen once (400 years, or more with
///   INTERVAL), the rest is the same again.
/// - **Clock changes:** two series in one zone keep their distance on the wall; in two zones, or over a gap, they can
///   meet for a few days a year. That is found, however many years away.
///
/// The order of the two makes no difference. The search takes at most [`Limits::search_steps`]; what is sparse is not
/// walked, however long the other series is.
///
/// # Example: nine in New York is three in Paris, except in the weeks when only one of them has changed its clocks
/// ```
/// use kalends::conflict::{FirstConflict, first_conflict};
/// use kalends::recur::{Extent, Series, Start};
/// use kalends::time::{Elapsed, format_instant, parse_wall};
/// use kalends::{Limits, ZoneDb};
/// let daily = |wall: &str, zone: &str| -> kalends::Result<Series> {
///     let start = Start::Zoned(parse_wall(wall)?, ZoneDb::builtin().get(zone)?);
///     Series::new(start).rule("FREQ=DAILY".parse()?).lasting(Extent::Exact(Elapsed::from_minutes(60)?)).build()
/// };
/// let breakfast = daily("2027-01-01T09:00:00", "America/New_York")?;
/// let coffee = daily("2027-01-01T14:00:00", "Europe/Paris")?;
/// let FirstConflict::At(pair) = first_conflict(&breakfast, &coffee, &Limits::default()) else { panic!() };
/// assert_eq!(format_instant(pair.start()), "2027-03-14T13:00:00Z");             // New York has, Paris has not
///
/// let dinner = daily("2027-01-01T20:00:00", "Europe/Paris")?;
/// assert_eq!(first_conflict(&breakfast, &dinner, &Limits::default()), FirstConflict::Never);
/// # Ok::<(), kalends::Error>(())
/// ```
pub fn first_conflict(a: &Series, b: &Series, limits: &Limits) -> FirstConflict {
    first_conflict_from(a, b, MIN_INSTANT, limits)
}

/// The first conflict of two series that is on at an instant or begins later; see [`first_conflict`].
///
/// # Example: the budget was small, so the search goes on where it ended
/// ```
/// use kalends::conflict::{FirstConflict, first_conflict, first_conflict_from};
/// use kalends::recur::{Series, Start};
/// use kalends::time::{format_instant, parse_wall};
/// use kalends::{Limits, Zone};
/// let series = |wall: &str, rule: &str| -> kalends::Result<Series> {
///     Series::new(Start::Zoned(parse_wall(wall)?, Zone::utc())).rule(rule.parse()?).build()
/// };
/// let hourly = series("2027-01-01T00:30:00", "FREQ=HOURLY;BYMONTH=1")?;         // never on the hour
/// let leap = series("2028-02-29T00:00:00", "FREQ=YEARLY")?;
/// let mut limits = Limits::default();
/// limits.search_steps = 300;
/// let FirstConflict::NotBefore(time) = first_conflict(&hourly, &leap, &limits) else { panic!() };
/// assert!(time > leap.start().wall().and_utc());
/// limits.search_steps = 10_000_000;
/// assert_eq!(first_conflict_from(&hourly, &leap, time, &limits), FirstConflict::Never);
/// # Ok::<(), kalends::Error>(())
/// ```
pub fn first_conflict_from(a: &Series, b: &Series, from: DateTime<Utc>, limits: &Limits) -> FirstConflict {
    let mut tick = from.timestamp().max(MIN_INSTANT.timestamp());
    match search(a, b, &mut tick, limits.search_steps) {
        Some(first) => first,
        None => FirstConflict::NotBefore(instant(tick)),
    }
}

/// Searches from a tick on, which moves up to what is known; `None` when the steps are used up.
fn search(a: &Series, b: &Series, tick: &mut i64, steps: u64) -> Option<FirstConflict> {
    let end = MAX_INSTANT.timestamp() + 1;
    let proven = proven_at(a, b, *tick).unwrap_or(end).min(end);
    let (mut calm, mut looked, mut left) = (None, false, steps);
    let mut one = Cursor::new(a, *tick, proven, steps / 2).ok()?;
    let mut other = Cursor::new(b, *tick, proven, steps / 2).ok()?;
    loop {
        left = left.checked_sub(1)?;
        // INVARIANT: a conflict that is not yet found begins at the tick or later, but for those that are on at first.
        if let Some(Outlook::Clear(next)) = calm.as_mut().map(|calm: &mut Calm<'_>| calm.outlook(*tick)) {
            let moved = next > *tick;
            *tick = next;
            if moved && *tick < proven {
                continue;
            }
        }
        if *tick >= proven {
            return Some(FirstConflict::Never);
        }
        let (Some(x), Some(y)) = (one.reach(*tick).ok()?, other.reach(*tick).ok()?) else {
            return Some(FirstConflict::Never);
        };
        let start = x.start.max(y.start).timestamp();
        if start < end_of(&x).min(end_of(&y)) {
            return Some(FirstConflict::At(OccurrencePair { a: x, b: y }));
        }
        *tick = start;
        if !looked {
            (looked, calm) = (true, Calm::new(a, b));
        }
    }
}

/// From where on everything has been seen before: both series and their clocks repeat together, and nothing else happens.
fn proven_at(a: &Series, b: &Series, from: i64) -> Option<i64> {
    let clocks = a.zone().keeps_changing() || b.zone().keeps_changing();
    let mut periods = a.periods()?.chain(b.periods()?).chain(clocks.then_some(CALENDAR));
    let period = periods.try_fold(1, lcm)?;
    let settled = [a.settled(), b.settled(), a.zone().settled(), b.zone().settled(), from];
    let settled = settled.into_iter().fold(i64::MIN, i64::max).checked_add(2 * DAY)?;
    let longest = a.longest().max(b.longest());
    settled.checked_add(longest)?.checked_add(i64::try_from(period).ok()?)
}

/// 400 years of seconds, after which the calendar repeats.
const CALENDAR: i128 = 146_097 * DAY as i128;

fn lcm(a: i128, b: i128) -> Option<i128> {
    let (mut divisor, mut rest) = (a, b);
    while rest != 0 {
        (divisor, rest) = (rest, divisor % rest);
    }
    (a / divisor).checked_mul(b)
}
