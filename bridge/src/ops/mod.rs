//! The records of each room's operations, and the operations as typed methods of [`Bridge`](crate::Bridge).

#[cfg(feature = "availability")]
pub(crate) mod availability;
#[cfg(feature = "booking")]
pub(crate) mod booking;
pub(crate) mod interval;
#[cfg(feature = "slots")]
pub(crate) mod slots;
#[cfg(feature = "zone")]
pub(crate) mod zone;
