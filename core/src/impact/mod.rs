//! What a change would do, before it is made: which bookings a changed schedule leaves outside, which time is won and
//! lost; what newer zone data does to wall times that people agreed on. Nothing is written.

mod drift;
mod orphan;
mod outside;
mod preview;

pub use drift::{Drift, DriftConflict, Drifted, drift};
pub use orphan::{ClosedBy, Orphan};
pub use outside::left_outside;
pub use preview::{Impact, ScheduleChange, ServiceAsked, SlotsChanged, preview};

#[cfg(test)]
mod tests;
