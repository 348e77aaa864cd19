//! A series one occurrence at a time: batches that grow, each a search of its own, so that nothing is held between them.

use super::Series;
use crate::guard::released;
use crate::occurrence::{Form, Occurrence};
use chrono::TimeDelta;
use kalends::Limits;
use kalends::interval::Interval;
use kalends::recur;
use pyo3::prelude::*;
use pyo3::sync::MutexExt;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

const FIRST: usize = 16;
const MOST: usize = 1024;

/// What is left of a range; `T` is what Python gets of an occurrence.
#[derive(Debug)]
struct Cursor<T> {
    series: Arc<recur::Series>,
    form: Arc<Form>,
    left: Mutex<Left<T>>,
}

#[derive(Debug)]
struct Left<T> {
    range: Option<Interval>,
    batch: VecDeque<T>,
    size: usize,
}

impl<T: Send> Cursor<T> {
    fn over(series: &Series, range: Interval) -> Self {
        let left = Left { range: Some(range), batch: VecDeque::new(), size: FIRST };
        Self { series: Arc::clone(&series.series), form: Arc::clone(&series.form), left: Mutex::new(left) }
    }

    fn next(
        &self,
        py: Python<'_>,
        show: impl FnOnce(&Arc<Form>, Vec<recur::Occurrence>) -> PyResult<VecDeque<T>>,
    ) -> PyResult<Option<T>> {
        // A thread that waits here lets the interpreter go, so that the one that searches can come back.
        let mut left = self.left.lock_py_attached(py).unwrap_or_else(PoisonError::into_inner);
        if left.batch.is_empty()
            && let Some(range) = left.range
        {
            let (series, size) = (&*self.series, left.size);
            let found = released(py, || {
                series.between(range, &Limits::default()).take(size).collect::<kalends::Result<Vec<_>>>()
            })?;
            // Starts differ by a second at least.
            let next =
                found.last().filter(|_| found.len() == size).map(|last| last.start + TimeDelta::seconds(1));
            left.batch = show(&self.form, found)?;
            left.range = next.and_then(|next| Interval::new(next, range.end()).ok());
            left.size = (size * 2).min(MOST);
        }
        Ok(left.batch.pop_front())
    }
}

/// The starts of a series in order, one at a time.
#[pyclass(frozen, generic, module = "kalends")]
#[derive(Debug)]
pub(crate) struct Starts(Cursor<Py<PyAny>>);

impl Starts {
    pub(super) fn over(series: &Series, range: Interval) -> Self {
        Self(Cursor::over(series, range))
    }
}

#[pymethods]
impl Starts {
    fn __iter__(slf: PyRef<'_, Self>) -> PyRef<'_, Self> {
        slf
    }

    fn __next__(&self, py: Python<'_>) -> PyResult<Option<Py<PyAny>>> {
        self.0.next(py, |form, found| Ok(form.keys(py, &found)?.into_iter().map(Bound::unbind).collect()))
    }
}

/// The occurrences of a series in order, one at a time.
#[pyclass(frozen, module = "kalends")]
#[derive(Debug)]
pub(crate) struct Occurrences(Cursor<Occurrence>);

impl Occurrences {
    pub(super) fn over(series: &Series, range: Interval) -> Self {
        Self(Cursor::over(series, range))
    }
}

#[pymethods]
impl Occurrences {
    fn __iter__(slf: PyRef<'_, Self>) -> PyRef<'_, Self> {
        slf
    }

    fn __next__(&self, py: Python<'_>) -> PyResult<Option<Occurrence>> {
        let wrap = |form: &Arc<Form>, one| Occurrence { one, form: Arc::clone(form) };
        self.0.next(py, |form, found| Ok(found.into_iter().map(|one| wrap(form, one)).collect()))
    }
}
