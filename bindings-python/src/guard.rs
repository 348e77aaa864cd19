//! The edge between the interpreter and the core.

use crate::error::{bug, raise};
use pyo3::marker::Ungil;
use pyo3::prelude::*;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Runs work of the core while other Python threads run; its errors and a panic, which would be a bug, become exceptions.
pub(crate) fn released<T: Ungil + Send>(
    py: Python<'_>,
    work: impl FnOnce() -> kalends::Result<T> + Ungil + Send,
) -> PyResult<T> {
    // Unwind safe: what the work may have half done is dropped with it, and a store rolls its transaction back.
    match py.detach(|| catch_unwind(AssertUnwindSafe(work))) {
        Ok(Ok(value)) => Ok(value),
        Ok(Err(error)) => Err(raise(py, &error)),
        Err(_) => Err(bug(py)),
    }
}
