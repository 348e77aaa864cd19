//! From JSON to requests: fast when it fits, exact about the place when it does not.

mod refusal;
mod strict;

pub(crate) use refusal::{clip, clip_to};

#[cfg(feature = "schema")]
pub(crate) use strict::MAX_INTEGER;

use crate::error::too_large;
use kalends::{Limits, Result};
use serde::Deserialize;
use serde_json::Deserializer;
use strict::Strict;

/// Deepest nesting of a request that is read; serde_json's own limit.
pub(crate) const MAX_DEPTH: usize = 128;

/// Reads a record as strictly as [`call`](crate::call) reads a request. What a type does not say, the house rules add: no null, no array
/// for an object, no integer that some language could not hold.
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
    let mut reader = Deserializer::from_slice(json);
    let value = T::deserialize(Strict(&mut reader)).ok()?;
    reader.end().ok().map(|()| value)
}

/// The same, slowly, so as to say what is wrong and where.
#[cfg_attr(not(feature = "small"), cold)]
fn exact<'a, T: Deserialize<'a>>(json: &'a [u8]) -> Result<T> {
    let mut reader = Deserializer::from_slice(json);
    let value = serde_path_to_error::deserialize(Strict(&mut reader))
        .map_err(|error| refusal::of(json, error.path(), error.inner()))?;
    reader.end().map(|()| value).map_err(|error| refusal::malformed(&error))
}

#[cfg(test)]
mod tests;
