//! `Occurrence`: one time that a series takes place.

use crate::clock::{Clock, Face, instant, is_datetime, span, wall};
use crate::error::refuse;
use chrono::{DateTime, NaiveDateTime, Utc};
use kalends::recur;
use kalends::zone::Zone;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::PyDateTime;
use std::sync::Arc;

/// What the times of a series are in Python.
#[derive(Debug)]
pub(crate) struct Form {
    /// The zone that its instants are shown in; a floating one is put to UTC, and its datetimes are naive.
    pub(crate) clock: Clock,
    /// For a series of dates, how a date is made.
    pub(crate) dates: Option<Face>,
    pub(crate) zoned: bool,
}

impl Form {
    /// Datetimes in a zone, or naive ones.
    pub(crate) fn of(py: Python<'_>, clock: Option<Clock>, dated: bool) -> PyResult<Self> {
        let zoned = clock.is_some();
        let clock = match clock {
            Some(clock) => clock,
            None => Clock { zone: Zone::utc(), face: Face::naive(py)? },
        };
        Ok(Self { clock, dates: dated.then(|| Face::dates(py)).transpose()?, zoned })
    }

    /// What a caller gave as a moment: an aware datetime, or for a floating series a naive one; a date is its midnight.
    pub(crate) fn moment(&self, found: &Bound<'_, PyAny>) -> PyResult<DateTime<Utc>> {
        let py = found.py();
        if is_datetime(found) {
            return if self.zoned { instant(found) } else { wall(found).map(|wall| wall.and_utc()) };
        }
        if self.dates.is_none() {
            let expected = if self.zoned { "an aware datetime" } else { "a naive datetime" };
            return Err(crate::error::wrong_type(found, expected));
        }
        let midnight = date(found)?;
        self.clock
            .zone
            .resolve(midnight, kalends::zone::Disambiguation::Compatible)
            .map_err(|error| crate::error::raise(py, &error))
    }

    /// What a series counts by: the start, or the date.
    pub(crate) fn key<'py>(&self, py: Python<'py>, one: &recur::Occurrence) -> PyResult<Bound<'py, PyAny>> {
        match &self.dates {
            Some(dates) => dates.show_wall(py, one.wall),
            None => self.clock.datetime(py, one.start),
        }
    }

    /// The same of many, in order.
    pub(crate) fn keys<'py>(
        &self,
        py: Python<'py>,
        found: &[recur::Occurrence],
    ) -> PyResult<Vec<Bound<'py, PyAny>>> {
        match &self.dates {
            Some(_) => found.iter().map(|one| self.key(py, one)).collect(),
            None => self.clock.datetimes(py, found.iter().map(|one| one.start.timestamp())),
        }
    }
}

/// A date as its midnight.
pub(crate) fn date(found: &Bound<'_, PyAny>) -> PyResult<NaiveDateTime> {
    let py = found.py();
    if is_datetime(found) || !found.is_instance_of::<pyo3::types::PyDate>() {
        return Err(crate::error::wrong_type(found, "a date"));
    }
    let number = |name| found.getattr(name)?.extract::<i32>();
    let (year, month, day) =
        (number(intern!(py, "year"))?, number(intern!(py, "month"))?, number(intern!(py, "day"))?);
    let date = u32::try_from(month).ok().zip(u32::try_from(day).ok());
    date.and_then(|(month, day)| chrono::NaiveDate::from_ymd_opt(year, month, day))
        .map(Into::into)
        .ok_or_else(|| refuse(py, "time.date", "the date cannot be read"))
}

/// One time that a series takes place.
#[pyclass(frozen, module = "kalends")]
#[derive(Debug)]
pub(crate) struct Occurrence {
    pub(crate) one: recur::Occurrence,
    pub(crate) form: Arc<Form>,
}

#[pymethods]
impl Occurrence {
    /// When it starts: an aware datetime; naive for a floating series.
    #[getter]
    fn start<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.form.clock.datetime(py, self.one.start)
    }

    /// When it ends; the start itself if it takes no time.
    #[getter]
    fn end<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.form.clock.datetime(py, self.one.end)
    }

    /// The local start that the rule or a date list names: its identity, the same after it was moved. A naive datetime, or
    /// a date in a series of dates. In a gap it is a time that the clock never showed.
    #[getter]
    fn wall<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        match &self.form.dates {
            Some(dates) => dates.show_wall(py, self.one.wall),
            None => Face::naive(py)?.show_wall(py, self.one.wall),
        }
    }

    /// How much time passes from start to end.
    #[getter]
    fn duration<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(span(py, (self.one.end - self.one.start).num_seconds())?.into_any())
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| {
            let other = other.get();
            (self.one, self.form.zoned) == (other.one, other.form.zoned)
        })
    }

    fn __hash__(&self) -> u64 {
        self.one.start.timestamp().unsigned_abs()
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let (start, end) = (self.start(py)?, self.end(py)?);
        let of = |found: &Bound<'_, PyAny>| found.call_method0("isoformat")?.extract::<String>();
        debug_assert!(start.is_instance_of::<PyDateTime>());
        Ok(format!("<Occurrence {} to {}>", of(&start)?, of(&end)?))
    }
}
