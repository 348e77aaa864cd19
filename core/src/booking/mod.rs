//! Booking, moving and cancelling: one pure decision, and the steps that carry it through a store.
//!
//! [`decide`] judges a command against a [`View`] with the same rules that list slots: what is offered can be
//! booked. [`Transaction`] is the state machine around it, without I/O: it says what to load and what to write, and
//! whoever runs it commits both in one database transaction.

mod changes;
mod command;
mod decide;
mod record;
mod transaction;
mod view;

pub use changes::{Changes, ExternalBusy, ExternalSpan};
pub use command::{Book, Cancel, Command, Reschedule};
pub use decide::{Accepted, Verdict, decide};
pub use record::{Booking, Cancellation, LocalIntent, Participant, ParticipantRole, Status};
pub use transaction::{Step, Transaction};
pub use view::{BusyNeed, Need, ResourceRecord, View};

#[cfg(test)]
mod tests;
