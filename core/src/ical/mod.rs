//! iCalendar (RFC 5545): reading what others export, and writing our own bookings.

mod busy;
mod place;
mod problem;
mod tree;
mod value;
mod view;
mod write;

pub use busy::{BusyEvent, BusyKind, BusyOptions, BusyReport, busy};
pub use problem::Problem;
pub use tree::{Component, Document, Param, Property};
pub use value::{End, Period, Time};
pub use view::{
    BusyType, Event, FreeBusy, FreeBusyPeriod, MicrosoftBusy, Observance, RecurrenceDate, RecurrenceId,
    RuleText, Status, Timezone,
};
pub use write::{Attendee, Invitation, Method, Organizer, Reply, Role, write};

/// Untrusted text inside a message stays short and printable.
fn clip(text: &[u8]) -> String {
    const SHOWN: usize = 64;
    let head = text.get(..4 * SHOWN).unwrap_or(text);
    let printable = |char: char| if char.is_control() { '\u{fffd}' } else { char };
    let mut shown: String = String::from_utf8_lossy(head).chars().take(SHOWN).map(printable).collect();
    if String::from_utf8_lossy(head).chars().nth(SHOWN).is_some() {
        shown.push('…');
    }
    shown
}
