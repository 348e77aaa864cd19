//! Typed views of components: what an event, a free/busy answer and a zone say, before any zone is looked up.

mod event;
mod freebusy;
mod read;

pub use event::{Event, MicrosoftBusy, RecurrenceDate, RecurrenceId, RuleText, Status};
pub use freebusy::{BusyType, FreeBusy, FreeBusyPeriod};

#[cfg(test)]
mod tests;
