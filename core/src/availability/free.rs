use super::Hours;
use crate::interval::{Interval, IntervalSet};

/// Open time inside `range` that nothing in `busy` takes.
///
/// An hour that a clock change skips is absent, one that it repeats counts twice: what is returned is elapsed time.
///
/// # Example: six hours on the wall, five on the clock
/// ```
/// use kalends::availability::{Hours, Schedule, Weekly, free};
/// use kalends::{Limits, id::RuleId, interval::{Interval, IntervalSet}, time::{Weekdays, parse_instant}, zone::ZoneDb};
/// let early = Weekly::open(RuleId::new("early")?, Weekdays::ALL, "00:00".parse()?, "06:00".parse()?);
/// let schedule = Schedule { weekly: vec![early], ..Schedule::default() };
/// let day = Interval::new(parse_instant("2026-03-28T23:00:00Z")?, parse_instant("2026-03-29T22:00:00Z")?)?;
/// let hours = Hours::resolve(&schedule, "Europe/Paris", ZoneDb::builtin(), day, &Limits::default())?;
/// assert_eq!(free(&hours, &IntervalSet::EMPTY, day).total().num_hours(), 5);    // 02:00–03:00 never happens
/// # Ok::<(), kalends::Error>(())
/// ```
pub fn free(hours: &Hours, busy: &IntervalSet, range: Interval) -> IntervalSet {
    hours.open().clip(range).subtract(busy)
}
