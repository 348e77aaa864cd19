//! From a calendar to busy time.

mod freebusy;
mod group;
mod instances;
mod keys;
mod length;
mod master;
mod options;
mod overriding;
mod reader;
mod report;

pub use options::BusyOptions;
pub use reader::busy;
pub use report::{BusyEvent, BusyKind, BusyReport};

#[cfg(test)]
mod tests;
