//! The values of RFC 5545 §3.3 that events are made of.

mod duration;
mod offset;
mod period;
mod time;

pub(super) use duration::read_duration;
pub(super) use offset::read_offset;
pub use period::{End, Period};
pub use time::Time;

/// The items of a comma-separated list; an empty list has none.
pub(super) fn items(value: &[u8]) -> impl Iterator<Item = &[u8]> {
    value.split(|byte| *byte == b',').map(<[u8]>::trim_ascii).filter(|item| !item.is_empty())
}

#[cfg(test)]
mod tests;
