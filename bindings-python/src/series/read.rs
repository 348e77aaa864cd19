//! What a series is made of, from Python's values.

use crate::clock::{Clock, delta, instant, is_datetime, wall};
use crate::error::{raise, refuse, wrong_type};
use crate::occurrence::date;
use kalends::recur::{Extent, Moment};
use kalends::time::{CalendarDuration, Elapsed};
use kalends::zone::LocalTime;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::PyString;

/// DTSTART and the zone that it recurs in: that of an aware datetime, or the one that is named.
pub(super) fn start(
    found: &Bound<'_, PyAny>,
    zone: Option<&Bound<'_, PyAny>>,
    floating: bool,
) -> PyResult<(Moment, Option<Clock>)> {
    let py = found.py();
    if floating && zone.is_some() {
        return Err(refuse(py, "wire.unknown-field", "a floating series has no zone"));
    }
    let clock = zone.map(Clock::read).transpose()?;
    if !is_datetime(found) {
        return Ok((Moment::Date(date(found)?.date()), clock));
    }
    let tzinfo = found.getattr(intern!(py, "tzinfo"))?;
    if tzinfo.is_none() {
        if clock.is_none() && !floating {
            let naive = crate::clock::naive(py, found);
            return Err(naive);
        }
        return Ok((Moment::Wall(wall(found)?), clock));
    }
    if floating || clock.is_some() {
        let shown = found.str()?;
        return Err(refuse(
            py,
            "time.wall",
            &format!("`{shown}` has a time zone of its own; expected a naive datetime"),
        ));
    }
    let clock = Clock::of(&tzinfo)?;
    let wall = clock.face.wall(found)?;
    let second = found.getattr(intern!(py, "fold"))?.extract::<u8>()? == 1;
    if second && !matches!(clock.zone.local(wall), LocalTime::Unique(_)) {
        let message = "a series starts at the first reading of a wall time; found `fold=1`";
        return Err(refuse(py, "zone.fold", message));
    }
    Ok((Moment::Wall(wall), Some(clock)))
}

/// How long: a timedelta is elapsed time, text is an ISO duration on the calendar.
pub(super) fn extent(found: &Bound<'_, PyAny>) -> PyResult<Extent> {
    let py = found.py();
    if found.is_instance_of::<PyString>() {
        let text = crate::door::text(found)?;
        let duration =
            text.parse::<CalendarDuration>().map_err(|error| raise(py, &error.in_field("lasting")))?;
        return Ok(Extent::Nominal(duration));
    }
    let (seconds, micros) = delta(found)?;
    if micros > 0 {
        return Err(refuse(
            py,
            "time.sub-second",
            "the length has a fraction of a second; expected whole seconds",
        ));
    }
    Elapsed::from_seconds(seconds).map(Extent::Exact).map_err(|error| raise(py, &error.in_field("lasting")))
}

/// Dates, naive datetimes on the series' clock, or instants.
pub(super) fn moments(found: Option<&Bound<'_, PyAny>>, zoned: bool) -> PyResult<Vec<Moment>> {
    let Some(found) = found else { return Ok(Vec::new()) };
    found.try_iter()?.map(|item| moment(&item?, zoned)).collect()
}

fn moment(found: &Bound<'_, PyAny>, zoned: bool) -> PyResult<Moment> {
    if !is_datetime(found) {
        return date(found)
            .map(|date| Moment::Date(date.date()))
            .map_err(|_| wrong_type(found, "a date or a datetime"));
    }
    let naive = found.getattr(intern!(found.py(), "tzinfo"))?.is_none();
    if naive || !zoned { wall(found).map(Moment::Wall) } else { instant(found).map(Moment::Instant) }
}
