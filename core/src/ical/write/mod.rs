//! Writing bookings as iCalendar that mail programs and calendars act on (RFC 5545, RFC 5546).

mod calendar;
mod event;
mod invitation;
mod line;
mod pattern;
mod timezone;

pub use calendar::write;
pub use invitation::{Attendee, Invitation, Method, Organizer, Reply, Role};

#[cfg(test)]
mod tests;
