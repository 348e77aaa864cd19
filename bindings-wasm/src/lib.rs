//! The native half of the npm package `kalends-wasm`: strings and numbers in, strings and numbers out.
//!
//! What people see (types, dates, errors with codes) is in `bindings-js`, which it shares with Node's package. Whatever
//! is thrown here has an envelope `{"error":…}` for its message.
//!
//! # Features
//! Groups of operations, all on by default, as in `kalends-bridge`; a page that only shows slots can do without the rest:
//! - `zone`: wall times and instants
//! - `recur`: rules and series
//! - `conflict`: what gets in the way of what; needs `recur`
//! - `availability`: free time
//! - `slots`: what can be booked, and why not
//! - `series`: recurring bookings; needs `slots`
//! - `waitlist`: who gets the seats that become free
//! - `booking`: the decision about a booking; needs `slots`
//! - `policy`: what cancelling, moving and not coming cost
//! - `ical`: calendar files
//! - `engine`: a store in memory, with bookings; brings all of the others

pub mod door;
#[cfg(feature = "engine")]
pub mod engine;
#[cfg(feature = "recur")]
pub mod series;
#[cfg(feature = "slots")]
pub mod slots;

#[cfg(any(feature = "recur", feature = "slots", feature = "engine"))]
use wasm_bindgen::JsError;

/// An error that carries an envelope.
#[cfg(any(feature = "recur", feature = "slots", feature = "engine"))]
fn thrown(envelope: String) -> JsError {
    JsError::new(&envelope)
}

/// A column as a typed array of the host's.
#[cfg(any(feature = "recur", feature = "slots"))]
fn column(values: &[f64]) -> js_sys::Float64Array {
    js_sys::Float64Array::from(values)
}

/// Copies the first values that fit into a buffer of the host's; how many there are. One that was given away holds none.
#[cfg(any(feature = "recur", feature = "slots"))]
fn written(values: &[f64], out: &js_sys::Float64Array) -> u32 {
    let room = usize::try_from(out.length()).unwrap_or_default().min(values.len());
    if let Some(first) = values.get(..room).filter(|first| !first.is_empty()) {
        let fitting = u32::try_from(room).unwrap_or(u32::MAX);
        out.subarray(0, fitting).copy_from(first);
    }
    u32::try_from(values.len()).unwrap_or(u32::MAX)
}
