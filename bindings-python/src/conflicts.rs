//! `ConflictIndex`: what overlaps what.

use crate::clock::instant;
use crate::columns::{read_column, read_spans};
use crate::error::{raise, refuse};
use crate::guard::released;
use chrono::DateTime;
use kalends::Limits;
use kalends::conflict::{Entry, Index};
use kalends::interval::Interval;
use pyo3::prelude::*;

/// Spans of time that stay, to be asked what overlaps. They are known by their place in the list they came in.
#[pyclass(frozen, module = "kalends")]
#[derive(Debug)]
pub(crate) struct ConflictIndex(Index<u32>);

impl ConflictIndex {
    fn build(py: Python<'_>, spans: Vec<Interval>) -> PyResult<Self> {
        if u32::try_from(spans.len()).is_err() {
            return Err(refuse(py, "wire.range", "there are more than 2^32 spans"));
        }
        let entries = || (0..).zip(spans).map(|(place, span)| Entry::new(span, place)).collect();
        released(py, || Ok(Self(Index::build(entries()))))
    }
}

fn span(start: &Bound<'_, PyAny>, end: &Bound<'_, PyAny>) -> PyResult<Interval> {
    Interval::new(instant(start)?, instant(end)?).map_err(|error| raise(start.py(), &error))
}

#[pymethods]
impl ConflictIndex {
    /// An index of pairs of aware datetimes.
    #[new]
    fn new(spans: &Bound<'_, PyAny>) -> PyResult<Self> {
        Self::build(spans.py(), read_spans(spans)?)
    }

    /// An index of two columns: ``Instants``, ``datetime64``, or signed 64-bit seconds in any buffer.
    #[staticmethod]
    fn from_columns(py: Python<'_>, starts: &Bound<'_, PyAny>, ends: &Bound<'_, PyAny>) -> PyResult<Self> {
        let (starts, ends) = (read_column(starts)?, read_column(ends)?);
        if starts.len() != ends.len() {
            return Err(refuse(py, "wire.range", "the columns are of different lengths"));
        }
        let spans = released(py, || {
            let time = |at: i64| DateTime::from_timestamp(at, 0).unwrap_or(DateTime::<chrono::Utc>::MAX_UTC);
            let pairs = starts.iter().zip(&ends).enumerate();
            pairs
                .map(|(nth, (start, end))| {
                    Interval::new(time(*start), time(*end)).map_err(|error| error.in_index(nth))
                })
                .collect::<kalends::Result<Vec<_>>>()
        })?;
        Self::build(py, spans)
    }

    /// Whether anything overlaps ``[start, end)``; touching is not overlapping.
    fn overlaps(&self, start: &Bound<'_, PyAny>, end: &Bound<'_, PyAny>) -> PyResult<bool> {
        Ok(self.0.overlaps(span(start, end)?))
    }

    /// What overlaps ``[start, end)``, in order of start.
    fn overlapping(&self, start: &Bound<'_, PyAny>, end: &Bound<'_, PyAny>) -> PyResult<Vec<u32>> {
        Ok(self.0.overlapping(span(start, end)?).map(|entry| entry.item).collect())
    }

    /// What goes on at an instant.
    fn at(&self, time: &Bound<'_, PyAny>) -> PyResult<Vec<u32>> {
        Ok(self.0.at(instant(time)?).map(|entry| entry.item).collect())
    }

    /// The ``count`` spans nearest to ``[start, end)``.
    #[pyo3(signature = (start, end, count = 1))]
    fn nearest(&self, start: &Bound<'_, PyAny>, end: &Bound<'_, PyAny>, count: usize) -> PyResult<Vec<u32>> {
        Ok(self.0.nearest(span(start, end)?).take(count).map(|near| near.entry.item).collect())
    }

    /// All pairs that overlap. Raises ``conflict.too-many`` above a hundred thousand or so, the engine's limit.
    fn pairs(&self, py: Python<'_>) -> PyResult<Vec<(u32, u32)>> {
        let most = Limits::default().conflicts;
        let found: Vec<_> = released(py, || {
            Ok(self
                .0
                .pairs()
                .map(|(one, other)| (one.item, other.item))
                .take(most.saturating_add(1))
                .collect())
        })?;
        if found.len() > most {
            return Err(refuse(
                py,
                "conflict.too-many",
                &format!("there are more pairs than the limit of {most}"),
            ));
        }
        Ok(found)
    }

    fn __len__(&self) -> usize {
        self.0.len()
    }

    fn __repr__(&self) -> String {
        format!("<ConflictIndex of {}>", self.0.len())
    }
}
