//! A question about slots that is read and resolved once, and asked often.

use crate::{column, thrown, written};
use js_sys::Float64Array;
use kalends_bridge::{Bridge, guarded};
use wasm_bindgen::JsError;
use wasm_bindgen::prelude::wasm_bindgen;

/// A question about slots that was read and resolved once.
#[wasm_bindgen]
#[derive(Debug)]
pub struct PreparedSlots(kalends_bridge::PreparedSlots);

/// Slots as columns.
#[wasm_bindgen(getter_with_clone)]
#[derive(Debug)]
pub struct SlotColumns {
    /// When they start, in milliseconds.
    pub starts: Float64Array,
    /// When they end.
    pub ends: Float64Array,
    /// Seats left; empty for a service without seats.
    pub remaining: Float64Array,
    /// Where the list goes on; NaN if it does not.
    pub next: f64,
    /// Whether that is all there is to say.
    pub whole: bool,
}

/// Reads a request of `slots.find`.
///
/// # Errors
/// An envelope.
#[wasm_bindgen]
pub fn prepare(request: &str) -> Result<PreparedSlots, JsError> {
    let read = || kalends_bridge::PreparedSlots::read(&Bridge::default(), request.as_bytes());
    guarded(read).map(PreparedSlots).map_err(thrown)
}

#[wasm_bindgen]
impl PreparedSlots {
    /// The first slots that start within a range.
    ///
    /// # Errors
    /// An envelope.
    pub fn slots(&self, from: f64, until: f64, most: f64) -> Result<SlotColumns, JsError> {
        let found = guarded(|| self.0.slots(from, until, most)).map_err(thrown)?;
        Ok(SlotColumns {
            starts: column(&found.starts),
            ends: column(&found.ends),
            remaining: column(&found.remaining),
            next: found.next.unwrap_or(f64::NAN),
            whole: found.whole,
        })
    }

    /// As `slots`, into a buffer of pairs of start and end; how many there are.
    ///
    /// # Errors
    /// An envelope.
    pub fn fill(&self, from: f64, until: f64, out: &Float64Array) -> Result<u32, JsError> {
        let found = guarded(|| self.0.slots(from, until, f64::INFINITY)).map_err(thrown)?;
        let pairs: Vec<f64> =
            found.starts.iter().zip(&found.ends).flat_map(|(start, end)| [*start, *end]).collect();
        Ok(written(&pairs, out) / 2)
    }

    /// The envelope of `slots.explain` for `{"start":…}`.
    #[must_use]
    pub fn explain(&self, request: &str) -> String {
        self.0.explain(request.as_bytes())
    }
}
