//! Editing a series: one occurrence, one and all that follow, or all.
//!
//! An edit takes a [`SeriesBuilder`](super::SeriesBuilder), the series as it is written down, and gives another one;
//! nothing else changes. An occurrence is meant by its identity: its original local start in the series' zone, wherever
//! it was moved since. While the clock shows that time twice, the wall time means the first; the second, which only an
//! RDATE can name, is meant by its instant.

mod all;
mod cut;
mod one;
mod split;
mod target;

pub use split::Halves;
