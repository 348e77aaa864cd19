//! Placeholder.
mod decode;
pub mod error;
