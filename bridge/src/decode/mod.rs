//! From JSON to requests: fast when it fits, exact about the place when it does not.

mod refusal;
mod strict;

pub(crate) use refusal::{clip, clip_to};

#[cfg(feature = "schema")]
pub(crate) use strict::MAX_INTEGER;

use crate::error::too_large;
use kalends::{Error, Limits, Result};
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
    let mut reader = Deserializer::from_slice(json);
    match T::deserialize(Strict(&mut reader)).and_then(|value| reader.end().map(|()| value)) {
        Ok(value) => Ok(value),
        Err(_) => Err(explain::<T>(json)),
    }
}

/// Reads once more, slowly, to say what is wrong and where.
#[cold]
fn explain<'a, T: Deserialize<'a>>(json: &'a [u8]) -> Error {
    let mut reader = Deserializer::from_slice(json);
    match serde_path_to_error::deserialize::<_, T>(Strict(&mut reader)) {
        Err(error) => refusal::of(json, error.path(), error.inner()),
        Ok(_) => match reader.end() {
            Err(error) => refusal::malformed(&error),
            Ok(()) => Error::new(crate::error::BUG, "a request was refused that can be read"),
        },
    }
}

#[cfg(test)]
mod tests;
