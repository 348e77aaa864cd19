//! What a wall shows, as Python's objects.

use super::reading::{delta, naive};
use super::utc;
use crate::error::refuse;
use chrono::{DateTime, NaiveDateTime};
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyDate, PyDateTime, PyDelta, PyDict};

/// A kind of date or datetime, by its value on 1970-01-01: adding a timedelta to it makes any other, for a fraction of what
/// the constructor costs under the stable ABI.
#[derive(Debug)]
pub(crate) struct Face {
    pub(super) epoch: Py<PyAny>,
}

impl Face {
    /// Aware datetimes with this tzinfo.
    pub(crate) fn aware(tzinfo: &Bound<'_, PyAny>) -> PyResult<Self> {
        let py = tzinfo.py();
        let with = PyDict::new(py);
        with.set_item(intern!(py, "tzinfo"), tzinfo)?;
        let epoch = Self::naive_epoch(py)?.call_method(intern!(py, "replace"), (), Some(&with))?;
        Ok(Self { epoch: epoch.unbind() })
    }

    /// Datetimes in UTC.
    pub(crate) fn utc(py: Python<'_>) -> PyResult<Self> {
        static EPOCH: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
        let epoch = EPOCH.get_or_try_init(py, || Ok::<_, PyErr>(Self::aware(utc(py)?)?.epoch))?;
        Ok(Self { epoch: epoch.clone_ref(py) })
    }

    /// Naive datetimes.
    pub(crate) fn naive(py: Python<'_>) -> PyResult<Self> {
        Ok(Self { epoch: Self::naive_epoch(py)?.clone().unbind() })
    }

    /// Dates; the time of day is left out.
    pub(crate) fn dates(py: Python<'_>) -> PyResult<Self> {
        Ok(Self { epoch: PyDate::new(py, 1970, 1, 1)?.into_any().unbind() })
    }

    pub(super) fn naive_epoch(py: Python<'_>) -> PyResult<&Bound<'_, PyAny>> {
        static EPOCH: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
        let epoch = EPOCH.get_or_try_init(py, || {
            Ok::<_, PyErr>(PyDateTime::new(py, 1970, 1, 1, 0, 0, 0, 0, None)?.into_any().unbind())
        })?;
        Ok(epoch.bind(py))
    }

    /// One wall time, in seconds.
    pub(crate) fn show<'py>(&self, py: Python<'py>, wall: i64) -> PyResult<Bound<'py, PyAny>> {
        self.epoch.bind(py).add(span(py, wall)?).map_err(|_| out_of_range(py))
    }

    pub(crate) fn show_wall<'py>(&self, py: Python<'py>, wall: NaiveDateTime) -> PyResult<Bound<'py, PyAny>> {
        self.show(py, wall.and_utc().timestamp())
    }

    pub(crate) fn tzinfo<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.epoch.bind(py).getattr(intern!(py, "tzinfo"))
    }

    /// The reading of a datetime of this kind. Between two of one tzinfo Python counts on the wall.
    pub(crate) fn wall(&self, datetime: &Bound<'_, PyAny>) -> PyResult<NaiveDateTime> {
        let py = datetime.py();
        let (seconds, micros) = delta(&datetime.sub(self.epoch.bind(py))?)?;
        let read = DateTime::from_timestamp(seconds, micros.saturating_mul(1000)).map(|at| at.naive_utc());
        read.ok_or_else(|| naive(py, datetime))
    }
}

/// Elapsed seconds as a timedelta.
pub(crate) fn span(py: Python<'_>, seconds: i64) -> PyResult<Bound<'_, PyDelta>> {
    let days = i32::try_from(seconds.div_euclid(86_400)).map_err(|_| out_of_range(py))?;
    PyDelta::new(py, days, i32::try_from(seconds.rem_euclid(86_400)).unwrap_or_default(), 0, false)
}

pub(super) fn out_of_range(py: Python<'_>) -> PyErr {
    refuse(
        py,
        "time.out-of-range",
        "the time lies outside the years 1 to 9999 that Python's datetime can show",
    )
}
