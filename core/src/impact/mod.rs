//! What a changed schedule would do, before it is changed: which bookings are left outside, which time is won and
//! lost. Nothing is written.

mod orphan;
mod preview;

pub use orphan::{ClosedBy, Orphan};
pub use preview::{Impact, ScheduleChange, ServiceAsked, SlotsChanged, preview};

#[cfg(test)]
mod tests;
