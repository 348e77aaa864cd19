//! Many times at once, as one block of memory.

use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::PyBytes;

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
