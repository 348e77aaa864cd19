//! From JSON to requests: fast when it fits, exact about the place when it does not.
//!
//! The exact way first makes sure that all of the text is JSON, and then walks over it. Its reader is one concrete type
//! without layers, so that a record costs its own fields and little else: a browser carries this way only.

mod check;
mod refusal;
#[cfg(not(feature = "small"))]
mod strict;
mod walk;

pub(crate) use refusal::{clip, clip_to};

use crate::error::too_large;
use kalends::{Limits, Result};
use serde::Deserialize;

/// Deepest nesting of a request that is read; serde_json's own limit.
pub(crate) const MAX_DEPTH: usize = 128;

/// The largest integer that a JavaScript number holds exactly.
pub(crate) const MAX_INTEGER: u64 = 1 << 53;

/// Reads a record as strictly as [`call`](crate::call) reads a request. What a type does not say, the house rules add: no
/// null, no array for an object, no integer that some language could not hold.
///
/// # Errors
/// `wire.*`, and the codes of checked values; the path says where.
///
/// # Example: the date that a leap year lacks
/// ```
/// use kalends_bridge::{SeriesRecord, read};
/// let error = read::<SeriesRecord>(br#"{"start":"2027-02-29"}"#, &kalends::Limits::default()).unwrap_err();
/// assert_eq!((error.code(), error.path()), ("time.date", "start"));
/// ```
pub fn read<'a, T: Deserialize<'a>>(json: &'a [u8], limits: &Limits) -> Result<T> {
    if json.len() > limits.request_bytes {
        return Err(too_large(limits.request_bytes));
    }
    #[cfg(not(feature = "small"))]
    if let Some(value) = fitting(json) {
        return Ok(value);
    }
    exact(json)
}

/// What fits, at once.
#[cfg(not(feature = "small"))]
fn fitting<'a, T: Deserialize<'a>>(json: &'a [u8]) -> Option<T> {
    let mut reader = serde_json::Deserializer::from_slice(json);
    let value = T::deserialize(strict::Strict(&mut reader)).ok()?;
    reader.end().ok().map(|()| value)
}

/// The same, slowly, so as to say what is wrong and where.
#[cfg_attr(not(feature = "small"), cold)]
fn exact<'a, T: Deserialize<'a>>(json: &'a [u8]) -> Result<T> {
    let text = check::json(json)?;
    T::deserialize(&mut walk::Walk::new(text)).map_err(refusal::Refusal::into_error)
}

#[cfg(test)]
mod tests;
