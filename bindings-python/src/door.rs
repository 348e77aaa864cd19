//! The JSON door: every operation of the bridge by name.

use crate::error::{refuse, wrong_type};
use kalends_bridge::OPS;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyString};

/// Do one operation: a request as JSON in, an envelope as JSON out.
///
/// The envelope is ``{"ok": …}`` or ``{"error": {code, category, message, path, details}}``. Other threads run meanwhile.
/// Raises ``InputError`` (``wire.malformed``) for text with lone surrogates, and ``wire.type`` for what is no text.
#[pyfunction]
#[pyo3(signature = (op, request, /))]
pub(crate) fn call(#[pyo3(from_py_with = name)] op: String, request: &Bound<'_, PyAny>) -> PyResult<String> {
    answer(request, |json| kalends_bridge::call(&op, json))
}

/// What a door says to a request, which is text or bytes; other threads run meanwhile.
pub(crate) fn answer(
    request: &Bound<'_, PyAny>,
    door: impl FnOnce(&[u8]) -> String + Send,
) -> PyResult<String> {
    let py = request.py();
    if let Ok(bytes) = request.cast::<PyBytes>() {
        let json = bytes.as_bytes();
        return Ok(py.detach(|| door(json)));
    }
    let json = text(request)?;
    Ok(py.detach(|| door(json.as_bytes())))
}

fn name(found: &Bound<'_, PyAny>) -> PyResult<String> {
    text(found)
}

/// A text that has a UTF-8 form.
pub(crate) fn text(found: &Bound<'_, PyAny>) -> PyResult<String> {
    let text = found.cast::<PyString>().map_err(|_| wrong_type(found, "text"))?;
    let unpaired = |_| refuse(found.py(), "wire.malformed", "the text holds half of a surrogate pair");
    text.to_cow().map(std::borrow::Cow::into_owned).map_err(unpaired)
}

/// Every operation: its name, whether it is `quick` or `bulk`, and what it answers.
#[pyfunction]
pub(crate) fn operations() -> Vec<(&'static str, &'static str, &'static str)> {
    OPS.iter().map(|op| (op.name, op.kind.as_str(), op.doc)).collect()
}

/// Every error code: the code, its category, and what it means.
#[pyfunction]
pub(crate) fn codes() -> Vec<(&'static str, &'static str, &'static str)> {
    kalends_bridge::error::codes().map(|row| (row.code, row.category.as_str(), row.doc)).collect()
}
