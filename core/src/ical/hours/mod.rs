//! From the availability that a calendar publishes (RFC 7953) to a schedule.

mod available;
mod clip;
mod names;
mod options;
mod reader;
mod rule;
mod window;

pub use options::{HoursOptions, HoursReport};
pub use reader::opening_hours;

#[cfg(test)]
mod tests;
