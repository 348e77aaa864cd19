//! Questions that are read once and asked often.

use crate::thrown;
use kalends_bridge::{Bridge, guarded};
use napi::Result;
use napi::bindgen_prelude::Float64Array;
use napi_derive::napi;

/// A `Float64Array` of the caller. By this name, since the macro takes a bare `&mut` for something else.
type Buffer<'a> = &'a mut [f64];

/// Milliseconds of a wall time that happens once; NaN asks for the long answer.
#[napi]
pub fn zone_resolve(zone: String, wall: String) -> f64 {
    let found = guarded(|| Ok(Bridge::default().zone_unique(&zone, &wall)));
    found.ok().flatten().unwrap_or(f64::NAN)
}

/// A series that was read once.
#[napi]
#[derive(Debug)]
pub struct PreparedSeries(kalends_bridge::PreparedSeries);

/// Reads a series.
///
/// # Errors
/// An envelope.
#[napi]
pub fn series(record: String) -> Result<PreparedSeries> {
    let read = || kalends_bridge::PreparedSeries::read(&Bridge::default(), record.as_bytes());
    guarded(read).map(PreparedSeries).map_err(thrown)
}

#[napi]
impl PreparedSeries {
    /// The first starts within a range.
    ///
    /// # Errors
    /// An envelope.
    #[napi]
    pub fn between(&self, from: f64, until: f64, most: f64) -> Result<Float64Array> {
        guarded(|| self.0.starts(from, until, most)).map(Float64Array::new).map_err(thrown)
    }

    /// As `between`, into a buffer; how many there are.
    ///
    /// # Errors
    /// An envelope.
    #[napi]
    pub fn fill(&self, from: f64, until: f64, out: Buffer<'_>) -> Result<u32> {
        guarded(|| self.0.fill(from, until, out)).map(counted).map_err(thrown)
    }
}

/// A question about slots that was read and resolved once.
#[napi]
#[derive(Debug)]
pub struct PreparedSlots(kalends_bridge::PreparedSlots);

/// Slots as columns.
#[napi(object, object_from_js = false)]
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

impl std::fmt::Debug for SlotColumns {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SlotColumns").field("next", &self.next).finish_non_exhaustive()
    }
}

/// Reads a request of `slots.find`.
///
/// # Errors
/// An envelope.
#[napi]
pub fn prepare(request: String) -> Result<PreparedSlots> {
    let read = || kalends_bridge::PreparedSlots::read(&Bridge::default(), request.as_bytes());
    guarded(read).map(PreparedSlots).map_err(thrown)
}

#[napi]
impl PreparedSlots {
    /// The first slots that start within a range.
    ///
    /// # Errors
    /// An envelope.
    #[napi]
    pub fn slots(&self, from: f64, until: f64, most: f64) -> Result<SlotColumns> {
        let found = guarded(|| self.0.slots(from, until, most)).map_err(thrown)?;
        let kalends_bridge::SlotColumns { starts, ends, remaining, next, whole } = found;
        Ok(SlotColumns {
            starts: starts.into(),
            ends: ends.into(),
            remaining: remaining.into(),
            next: next.unwrap_or(f64::NAN),
            whole,
        })
    }

    /// As `slots`, into a buffer of pairs of start and end; how many there are.
    ///
    /// # Errors
    /// An envelope.
    #[napi]
    pub fn fill(&self, from: f64, until: f64, out: Buffer<'_>) -> Result<u32> {
        guarded(|| self.0.fill(from, until, out)).map(counted).map_err(thrown)
    }

    /// The envelope of `slots.explain` for `{"start":…}`.
    #[napi]
    pub fn explain(&self, request: String) -> String {
        self.0.explain(request.as_bytes())
    }
}

/// Answers are limited to far fewer.
fn counted(found: usize) -> u32 {
    u32::try_from(found).unwrap_or(u32::MAX)
}
