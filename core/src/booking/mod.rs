//! The decision about a command, and the sans-I/O transaction that carries it through a store.
//!
//! A booking is accepted exactly if [`explain`](crate::slots::explain) has nothing to say against its start.

mod agreement;
mod changes;
mod command;
mod decide;
mod details;
mod guardian;
mod kind;
mod life;
mod need;
mod noted;
mod occupancy;
mod order;
mod participant;
mod policies;
mod private;
mod query;
mod record;
mod scheduled;
mod series;
mod status;
mod transaction;
mod view;

pub use agreement::{Agreement, Consequence};
pub use changes::{Changes, ExternalBusy, ExternalSpan};
pub use command::{
    AddResource, AddRule, AddService, Attended, Book, BookSeries, Cancel, CancelSeries, CancelSession,
    ChangeResource, ChangeRule, ChangeSchedule, ChangeService, Command, Complete, Confirm, Decline,
    EditSeries, Expire, ExtendSeries, Hold, MoveSession, NoShow, OnBookings, OpenSession, PauseSeries,
    Reinstate, RemoveResource, RemoveRule, RemoveService, Reschedule, ResumeSeries, SeriesChange, SeriesEdit,
    Subject, Swap,
};
pub use decide::{Accepted, Refused, Verdict, decide};
pub use details::Details;
pub use guardian::GuardianLink;
pub use kind::BookingKind;
pub use life::{Action, TRANSITIONS};
pub use need::{BusyNeed, CountedNeed, Need, TokenNeed};
pub use occupancy::Occupancy;
pub use order::{Answer, Fingerprint, Order, Remembered, Request, RequestScope};
pub use participant::{Attendance, Participant, ParticipantRole};
pub use policies::unknown_policy;
pub use private::{Person, Private};
pub use query::{BookingCursor, BookingPage, BookingQuery};
pub use record::Booking;
pub use scheduled::Scheduled;
pub use series::{BookedSeries, Occurrence, SplitFrom};
pub use status::{EndedWith, Ending, Expiry, Held, Requested, Status};
pub use transaction::{Step, Transaction};
pub use view::{ResourceRecord, View};

#[cfg(test)]
mod tests;
