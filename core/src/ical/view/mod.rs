//! Typed views of components: what an event, a free/busy answer and a zone say, before any zone is looked up.

mod availability;
mod event;
mod freebusy;
mod read;
mod timezone;

pub use availability::Availability;
pub use event::{Event, MicrosoftBusy, RecurrenceDate, RecurrenceId, RuleText, Status};
pub use freebusy::{BusyType, FreeBusy, FreeBusyPeriod};
pub(super) use timezone::tzid;
pub use timezone::{Observance, Timezone};

#[cfg(test)]
mod tests;
