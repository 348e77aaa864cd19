//! Reading files and standard input, no more than the limit.

use crate::failure;
use kalends::Result;
use serde::de::DeserializeOwned;
use serde_path_to_error::Segment;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// The bytes of a file, or of standard input for `-`; one byte beyond `limit` is read at most, so that whoever
/// parses them can say that they are too many.
pub(crate) fn bytes(path: &Path, limit: usize) -> Result<Vec<u8>> {
    let most = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
    let mut bytes = Vec::new();
    let read = if path == Path::new("-") {
        io::stdin().lock().take(most).read_to_end(&mut bytes)
    } else {
        File::open(path).and_then(|file| file.take(most).read_to_end(&mut bytes))
    };
    read.map_err(|error| failure::unreadable(path, &error))?;
    Ok(bytes)
}

/// A record of JSON; what is wrong with it is said with the path to it.
pub(crate) fn record<T: DeserializeOwned>(bytes: &[u8]) -> Result<T> {
    let reader = &mut serde_json::Deserializer::from_slice(bytes);
    serde_path_to_error::deserialize(reader).map_err(|refused| {
        let text = refused.inner().to_string();
        let error = kalends::wire::recover(&text).unwrap_or_else(|| failure::malformed(text));
        refused.path().iter().rev().fold(error, |error, segment| match segment {
            Segment::Seq { index } => error.in_index(*index),
            Segment::Map { key } => error.in_field(key),
            Segment::Enum { variant } => error.in_field(variant),
            Segment::Unknown => error,
        })
    })
}
