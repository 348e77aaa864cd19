//! The engine's JSON door, and its envelopes taken apart again.

use crate::failure;
use kalends::{Error, Result, Zone};
use kalends_bridge::{Bridge, ResourceState};
use serde::Deserialize;
use serde::de::DeserializeOwned;

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Envelope<A> {
    Ok(A),
    Error(Refused),
}

#[derive(Deserialize)]
struct Refused {
    code: String,
    message: String,
    path: String,
}

/// The answer to a request that is JSON.
///
/// # Errors
/// That of the envelope, with its code, path and sentence.
pub(crate) fn ask<A: DeserializeOwned>(bridge: &Bridge, op: &str, request: &[u8]) -> Result<A> {
    let envelope = bridge.call(op, request);
    match serde_json::from_str(&envelope) {
        Ok(Envelope::Ok(answer)) => Ok(answer),
        Ok(Envelope::Error(Refused { code, message, path })) => Err(error(&code, message, &path)),
        Err(error) => Err(failure::bug(format!("an answer cannot be read: {error}"))),
    }
}

fn error(code: &str, message: String, path: &str) -> Error {
    match kalends_bridge::error::codes().find(|row| row.code == code) {
        Some(row) if path.is_empty() => Error::new(row, message),
        Some(row) => Error::new(row, message).in_field(path),
        None => failure::bug(message),
    }
}

/// The zone of the first resource, in which an answer is shown if the reader names none.
pub(crate) fn home_zone(bridge: &Bridge, resources: &[ResourceState]) -> Result<Zone> {
    match resources.first() {
        Some(state) => bridge.zones().get(state.resource.zone.as_str()),
        None => Ok(Zone::utc()),
    }
}
