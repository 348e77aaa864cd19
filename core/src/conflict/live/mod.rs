//! An index that changes: a B+ tree of entries in which every branch knows the latest end below it.

mod branch;
mod insert;
mod leaf;
mod overlapping;
mod remove;
mod tree;

pub use overlapping::LiveOverlapping;
pub use tree::LiveIndex;
