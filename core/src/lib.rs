//! Kalends: a scheduling engine that other software links.
//!
//! The core is pure: no clock, no I/O, no threads, no randomness. `now` and ids are arguments.

pub mod audit;
pub mod availability;
pub mod booking;
pub mod conflict;
pub mod error;
#[cfg(feature = "ical")]
pub mod ical;
pub mod id;
pub mod impact;
pub mod interval;
pub mod limits;
pub mod policy;
pub mod recur;
pub mod resource;
pub mod rules;
pub mod series;
pub mod service;
pub mod session;
pub mod share;
pub mod slots;
pub mod source;
pub mod store;
pub mod time;
pub mod waitlist;
pub mod wire;
pub mod zone;

pub use error::{Category, Error, ErrorCode, Result};
pub use limits::Limits;
pub use zone::{Zone, ZoneDb};

/// The guide, whose code is run.
#[cfg(doctest)]
#[doc = include_str!("../../docs/slots.md")]
struct FromWeeklyHoursToSlots;

/// The chapter on bookings, whose code is run.
#[cfg(doctest)]
#[doc = include_str!("../../docs/life.md")]
struct TheLifeOfABooking;
