//! Outside busy time: what other calendars say of a resource, and how far each of them is relied on.
//!
//! A [`Source`] is a calendar of somebody else's: its events are copied by the host now and then. Two questions are
//! answered here, both without a clock: which events take time ([`Source::taken`]), and whether what is known of them
//! may still be used at `now` ([`Source::rely`]).
//!
//! - **Which take time.** Not what is cancelled or transparent, not what is tentative if the source says so, and never
//!   the mirror of one of our own bookings. An all-day event takes its local days in the owner's zone.
//! - **Whether to rely on it.** A source that could not be read lately is ignored, closes everything, or counts as it
//!   was last known, for a time: the policy is the source's, and the answer says which happened.

mod event;
mod own;
mod policy;
mod reliance;
mod taken;

pub use event::{EventStatus, EventTime, OutsideEvent};
pub use own::OwnEvents;
pub use policy::{Freshness, Source, Tentative};
pub use reliance::{LastSync, Reliance, SourceReport, SourceState};
pub use taken::{Ignored, Taken, TakenReport, WhyIgnored};

#[cfg(test)]
mod tests;
