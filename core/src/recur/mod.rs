//! Recurrence: rules, and series of occurrences in a zone.
mod builder;
mod by_day;
mod check;
mod freq;
mod never;
mod parse;
mod part;
mod print;
mod rule;
mod until;

pub use builder::RuleBuilder;
pub use by_day::ByDay;
pub use freq::Freq;
pub use rule::{Rule, Skip};
pub use until::Until;

#[cfg(test)]
mod tests;
