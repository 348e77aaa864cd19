//! The records of each room's operations, and the operations as typed methods of [`Bridge`](crate::Bridge).

#[cfg(feature = "availability")]
pub(crate) mod availability;
#[cfg(feature = "booking")]
pub(crate) mod booking;
#[cfg(feature = "conflict")]
pub(crate) mod conflict;
#[cfg(feature = "ical")]
pub(crate) mod ical;
pub(crate) mod interval;
#[cfg(feature = "policy")]
pub(crate) mod policy;
#[cfg(feature = "recur")]
pub(crate) mod recur;
#[cfg(feature = "slots")]
pub(crate) mod schedule;
#[cfg(feature = "series")]
pub(crate) mod series;
#[cfg(feature = "slots")]
pub(crate) mod slots;
#[cfg(feature = "availability")]
pub(crate) mod source;
#[cfg(feature = "waitlist")]
pub(crate) mod waitlist;
#[cfg(feature = "zone")]
pub(crate) mod zone;
