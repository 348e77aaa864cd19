//! Who changed what, when and why, so that nobody can change it afterwards without being found out.
//!
//! Every entity has a chain of [`Event`]s of its own: each event names the hash of the one before, and [`verify`] walks
//! a chain up to its [`Head`]. A [`checkpoint`] seals the heads of all chains; kept where the store's owner can't write,
//! it also shows that no chain was rewritten as a whole.
//!
//! Events hold no personal data, only keys. The bytes that are hashed are described in `docs/spec/audit.md`, so that an
//! auditor can recompute them without this library.

mod act;
mod chain;
mod checkpoint;
mod code;
mod event;
mod fields;
mod hash;
mod query;

pub use act::Act;
pub use chain::{Broken, Fault, verify};
pub use checkpoint::{Head, checkpoint};
pub use code::Code;
pub use event::{Entity, Event};
pub use hash::Hash;
pub use query::{EventQuery, Recorded};

#[cfg(test)]
mod tests;
