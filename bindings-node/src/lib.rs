//! The native half of the npm package `kalends`: strings and numbers in, strings and numbers out.
//!
//! What people see (types, dates, errors with codes) is in `bindings-js`, which it shares with the browser's package.
//! Whatever is thrown here has an envelope `{"error":…}` for its message.

pub mod door;
pub mod engine;
pub mod prepared;

/// An error that carries an envelope.
fn thrown(envelope: String) -> napi::Error {
    napi::Error::from_reason(envelope)
}
