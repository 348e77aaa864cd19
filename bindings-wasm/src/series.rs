//! A series that is read once and asked often.

use crate::{column, thrown};
use js_sys::Float64Array;
use kalends_bridge::{Bridge, guarded};
use wasm_bindgen::JsError;
use wasm_bindgen::prelude::wasm_bindgen;

/// A series that was read once.
#[wasm_bindgen]
#[derive(Debug)]
pub struct PreparedSeries(kalends_bridge::PreparedSeries);

/// Reads a series.
///
/// # Errors
/// An envelope.
#[wasm_bindgen]
pub fn series(record: &str) -> Result<PreparedSeries, JsError> {
    let read = || kalends_bridge::PreparedSeries::read(&Bridge::default(), record.as_bytes());
    guarded(read).map(PreparedSeries).map_err(thrown)
}

#[wasm_bindgen]
impl PreparedSeries {
    /// The first starts within a range, in milliseconds.
    ///
    /// # Errors
    /// An envelope.
    pub fn between(&self, from: f64, until: f64, most: f64) -> Result<Float64Array, JsError> {
        guarded(|| self.0.starts(from, until, most)).map(|found| column(&found)).map_err(thrown)
    }

    /// As `between`, into a buffer; how many there are.
    ///
    /// # Errors
    /// An envelope.
    pub fn fill(&self, from: f64, until: f64, out: &Float64Array) -> Result<u32, JsError> {
        let found = guarded(|| self.0.starts(from, until, f64::INFINITY)).map_err(thrown)?;
        Ok(crate::written(&found, out))
    }
}
