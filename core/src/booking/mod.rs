//! The decision about a command, and the sans-I/O transaction that carries it through a store.
//!
//! A booking is accepted exactly if [`explain`](crate::slots::explain) has nothing to say against its start.

mod changes;
mod command;
mod decide;
mod details;
mod entry_query;
mod guardian;
mod kind;
mod life;
mod need;
mod occupancy;
mod order;
mod participant;
mod private;
mod promotion;
mod query;
mod record;
mod series;
mod status;
mod transaction;
mod vacancy;
mod view;

pub use changes::{Changes, ExternalBusy, ExternalSpan};
pub use command::{
    AcceptOffer, Attended, Book, BookSeries, Cancel, CancelSeries, CancelSession, Command, Complete, Confirm,
    Decline, DeclineOffer, Expire, ExpireEntry, ExtendSeries, Hold, JoinWaitlist, LeaveWaitlist, MoveSession,
    NoShow, OpenSession, PauseSeries, Reinstate, Reschedule, ResumeSeries, Subject, Swap,
};
pub use decide::{Accepted, Refused, Verdict, decide};
pub use details::Details;
pub use entry_query::{EntryCursor, EntryPage, EntryQuery};
pub use guardian::GuardianLink;
pub use kind::BookingKind;
pub use life::{Action, TRANSITIONS};
pub use need::{BusyNeed, CountedNeed, Need, WaitingNeed};
pub use occupancy::Occupancy;
pub use order::{Answer, Fingerprint, Order, Remembered, Request, RequestScope};
pub use participant::{Attendance, Participant, ParticipantRole};
pub use private::{Person, Private};
pub use query::{BookingCursor, BookingPage, BookingQuery};
pub use record::Booking;
pub use series::{BookedSeries, Occurrence};
pub use status::{EndedWith, Ending, Expiry, Held, Requested, Status};
pub use transaction::{Step, Transaction};
pub use view::{ResourceRecord, View};

#[cfg(test)]
mod tests;
