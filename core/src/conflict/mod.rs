//! What gets in the way of what.

mod cells;
mod entry;
mod heights;
mod index;
mod order;

pub use entry::Entry;
pub use index::{Index, Overlapping};
