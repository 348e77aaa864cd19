//! From Python's datetimes to the engine's.

use super::{Clock, Face, known, utc};
use crate::error::{refuse, wrong_type};
use chrono::{DateTime, NaiveDateTime, SecondsFormat, Utc};
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyDateTime, PyDelta, PyTzInfo};

/// The instant of an aware datetime; a naive one is none.
pub(crate) fn instant(found: &Bound<'_, PyAny>) -> PyResult<DateTime<Utc>> {
    let py = found.py();
    if !is_datetime(found) {
        return Err(wrong_type(found, "an aware datetime"));
    }
    let tzinfo = found.getattr(intern!(py, "tzinfo"))?;
    if tzinfo.is_none() {
        return Err(naive(py, found));
    }
    if !tzinfo.is(utc(py)?)
        && let Some(zone) = known(&tzinfo)?
    {
        return Clock { zone, face: Face::aware(&tzinfo)? }.instant(found);
    }
    let offset = found.call_method0(intern!(py, "utcoffset"))?; // a tzinfo of one's own may throw
    if offset.is_none() {
        return Err(naive(py, found));
    }
    let (seconds, micros) = delta(&found.sub(Face::utc(py)?.epoch.bind(py))?)?;
    DateTime::from_timestamp(seconds, micros.saturating_mul(1000)).ok_or_else(|| naive(py, found))
}

/// The reading of a naive datetime.
pub(crate) fn wall(found: &Bound<'_, PyAny>) -> PyResult<NaiveDateTime> {
    let py = found.py();
    if !is_datetime(found) {
        return Err(wrong_type(found, "a naive datetime"));
    }
    if !found.getattr(intern!(py, "tzinfo"))?.is_none() {
        let shown = found.str()?;
        return Err(refuse(
            py,
            "time.wall",
            &format!("`{shown}` has a time zone; expected a naive datetime"),
        ));
    }
    Face::naive(py)?.wall(found)
}

pub(crate) fn is_datetime(found: &Bound<'_, PyAny>) -> bool {
    found.is_instance_of::<PyDateTime>()
}

pub(crate) fn naive(py: Python<'_>, found: &Bound<'_, PyAny>) -> PyErr {
    let shown = found.str().map_or_else(|_| "a datetime".to_owned(), |shown| shown.to_string());
    refuse(py, "time.instant", &format!("`{shown}` has no time zone; expected an aware datetime"))
}

/// A timedelta in whole seconds, rounded down, and microseconds.
pub(crate) fn delta(found: &Bound<'_, PyAny>) -> PyResult<(i64, u32)> {
    let py = found.py();
    if !found.is_instance_of::<PyDelta>() {
        return Err(wrong_type(found, "a timedelta"));
    }
    let days: i64 = found.getattr(intern!(py, "days"))?.extract()?;
    let seconds: i64 = found.getattr(intern!(py, "seconds"))?.extract()?;
    Ok((days * 86_400 + seconds, found.getattr(intern!(py, "microseconds"))?.extract()?))
}

/// A datetime, a date or a tzinfo in the words that the engine reads.
#[pyfunction]
#[pyo3(signature = (value, /))]
pub(crate) fn text_of(value: &Bound<'_, PyAny>) -> PyResult<String> {
    if value.is_instance_of::<PyTzInfo>() {
        return Ok(Clock::zone_of(value)?.name().to_owned());
    }
    if !is_datetime(value) {
        return Ok(crate::occurrence::date(value)?.date().to_string());
    }
    if value.getattr(intern!(value.py(), "tzinfo"))?.is_none() {
        return Ok(wall(value)?.format("%Y-%m-%dT%H:%M:%S%.f").to_string());
    }
    Ok(instant(value)?.to_rfc3339_opts(SecondsFormat::AutoSi, true))
}
