//! Questions that are read once and asked often, with answers as columns: for hosts in which building a record for each
//! answer costs more than finding it.
//!
//! A column holds milliseconds since 1970 as floating-point numbers, which are exact here: whole seconds of the years 1
//! to 9999. A bound between two seconds counts as the later one: what starts at whole seconds starts on the same side.

#[cfg(any(feature = "recur", feature = "slots"))]
mod bounds;
#[cfg(feature = "recur")]
mod series;
#[cfg(feature = "slots")]
mod slots;
#[cfg(feature = "zone")]
mod zone;

#[cfg(feature = "recur")]
pub use series::PreparedSeries;
#[cfg(feature = "slots")]
pub use slots::{PreparedSlots, SlotColumns};

const MILLIS: f64 = 1000.0;

/// An instant as the number of a column.
#[cfg(any(feature = "slots", feature = "zone"))]
fn millis(time: chrono::DateTime<chrono::Utc>) -> f64 {
    seconds(time.timestamp())
}

#[expect(clippy::cast_precision_loss, reason = "a second of the years 1 to 9999 has 38 bits")]
fn seconds(seconds: i64) -> f64 {
    seconds as f64 * MILLIS
}
