//! The lossless content-line tree: bytes in, the same bytes out, and in between everything has its place.

mod component;
mod content;
mod document;
mod param;
mod parse;
mod property;
mod scan;

pub use component::Component;
pub use document::{Document, parse};
pub use param::Param;
pub use property::Property;

#[cfg(test)]
mod tests;
