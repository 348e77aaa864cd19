//! Many times at once, as one block of memory.

use crate::clock::instant;
use crate::error::{raise, wrong_type};
use kalends::interval::Interval;
use pyo3::buffer::PyBuffer;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyBytes, PyTuple};

/// Seconds since 1970 as the package's `Instants`, which lends its memory out.
pub(crate) fn instants<'py>(py: Python<'py>, seconds: &[i64], zoned: bool) -> PyResult<Bound<'py, PyAny>> {
    static CLASS: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
    let class = CLASS.get_or_try_init(py, || {
        Ok::<_, PyErr>(py.import("kalends._instants")?.getattr("Instants")?.unbind())
    })?;
    let bytes = PyBytes::new_with(py, size_of_val(seconds), |memory| {
        for (place, at) in memory.chunks_exact_mut(size_of::<i64>()).zip(seconds) {
            place.copy_from_slice(&at.to_ne_bytes());
        }
        Ok(())
    })?;
    class.bind(py).call1((bytes, zoned))
}

/// Pairs of aware datetimes, as spans.
pub(crate) fn read_spans(found: &Bound<'_, PyAny>) -> PyResult<Vec<Interval>> {
    let py = found.py();
    let pairs = found.try_iter()?.enumerate().map(|(nth, pair)| {
        let pair = pair?;
        let two = pair.cast::<PyTuple>().ok().filter(|pair| pair.len() == 2);
        let two = two.ok_or_else(|| wrong_type(&pair, "a tuple of two aware datetimes"))?;
        let (start, end) = (instant(&two.get_item(0)?)?, instant(&two.get_item(1)?)?);
        Interval::new(start, end).map_err(|error| raise(py, &error.in_index(nth)))
    });
    pairs.collect()
}

/// Seconds from a buffer of signed 64-bit integers, from `Instants`, or from numpy's `datetime64`, which has no buffer.
pub(crate) fn read_column(found: &Bound<'_, PyAny>) -> PyResult<Vec<i64>> {
    let py = found.py();
    let lent = match found.getattr_opt(intern!(py, "memory"))? {
        Some(memory) => memory,
        None if is_datetime64(found)? => {
            let seconds = found.call_method1(intern!(py, "astype"), ("datetime64[s]",))?;
            seconds.call_method1(intern!(py, "view"), ("int64",))?
        }
        None => found.clone(),
    };
    let expected = "a buffer of signed 64-bit seconds";
    let buffer = PyBuffer::<i64>::get(&lent).map_err(|_| wrong_type(found, expected))?;
    buffer.to_vec(py)
}

fn is_datetime64(found: &Bound<'_, PyAny>) -> PyResult<bool> {
    let Some(dtype) = found.getattr_opt(intern!(found.py(), "dtype"))? else { return Ok(false) };
    dtype.getattr("kind")?.eq("M")
}
