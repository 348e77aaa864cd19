//! The library's errors as exceptions of the package.

use kalends::Error;
use pyo3::prelude::*;
use pyo3::types::PyDict;

/// The exception of an error, of the class of its category.
pub(crate) fn raise(py: Python<'_>, error: &Error) -> PyErr {
    let details = PyDict::new(py);
    for (name, value) in error.details() {
        if let Err(failed) = details.set_item(name, value) {
            return failed;
        }
    }
    exception(py, (error.code(), error.category().as_str(), error.message(), error.path(), details))
}

/// An error that only this edge can find, under a code of the table.
pub(crate) fn refuse(py: Python<'_>, code: &str, message: &str) -> PyErr {
    let row = kalends_bridge::error::codes().find(|row| row.code == code);
    let category = row.map_or("internal", |row| row.category.as_str());
    exception(py, (code, category, message, "", PyDict::new(py)))
}

/// A value of a type that cannot stand here: `wire.type`, as for the wrong type in JSON.
pub(crate) fn wrong_type(found: &Bound<'_, PyAny>, expected: &str) -> PyErr {
    let named = found.get_type().name().map_or_else(|_| "another type".to_owned(), |name| name.to_string());
    refuse(found.py(), "wire.type", &format!("found `{named}`; expected {expected}"))
}

pub(crate) fn bug(py: Python<'_>) -> PyErr {
    let message = "a bug in this library: it met a state that it holds to be impossible";
    exception(py, ("internal.bug", "internal", message, "", PyDict::new(py)))
}

/// The classes live in Python: below 3.12 the stable ABI cannot derive from `Exception`.
fn exception<'py>(
    py: Python<'py>,
    parts: (&str, &str, &str, impl IntoPyObject<'py, Error: Into<PyErr>>, Bound<'py, PyDict>),
) -> PyErr {
    let (code, category, message, path, details) = parts;
    let made = py
        .import("kalends._errors")
        .and_then(|module| module.call_method1("from_parts", (code, category, message, path, details)));
    made.map_or_else(|failed| failed, PyErr::from_value)
}
