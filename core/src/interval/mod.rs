//! Half-open spans of time and sets of them.
//!
//! `[start, end)`: touching is not overlapping, and an empty interval cannot be built. Inside, bounds are `i64`
//! seconds, and every operation on sets is one linear sweep.

mod set;
mod span;
mod sweep;

pub use set::IntervalSet;
pub use span::Interval;

#[cfg(test)]
mod tests;
