//! What somebody wants done.

mod claim;
mod edit;
mod schedule;
mod series;
mod session;
mod settle;

pub use claim::{Book, Hold, Reschedule};
pub use edit::{EditSeries, SeriesChange, SeriesEdit};
pub use schedule::{
    AddResource, AddRule, AddService, ChangeResource, ChangeRule, ChangeSchedule, ChangeService, OnBookings,
    RemoveResource, RemoveRule, RemoveService,
};
pub use series::{BookSeries, CancelSeries, ExtendSeries, PauseSeries, ResumeSeries};
pub use session::{CancelSession, MoveSession, OpenSession, Swap};
pub use settle::{Attended, Cancel, Complete, Confirm, Decline, Expire, NoShow, Reinstate};

use crate::id::{BookingId, ResourceId, SeriesId, ServiceId, SessionId};

macro_rules! commands {
    ($( $(#[doc = $doc:literal])+ $name:ident = $wire:literal, )*) => {
        /// What somebody wants done.
        #[derive(Clone, Debug, PartialEq, Eq)]
        #[cfg_attr(
            feature = "serde",
            derive(serde::Serialize, serde::Deserialize),
            serde(rename_all = "snake_case")
        )]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[non_exhaustive]
        #[expect(clippy::large_enum_variant, reason = "a command is made once and handed on by reference")]
        pub enum Command { $( $(#[doc = $doc])+ $name($name), )* }

        impl Command {
            /// The command's name on the wire.
            pub const fn name(&self) -> &'static str {
                match self { $( Self::$name(_) => $wire, )* }
            }
        }

        $( impl From<$name> for Command {
            fn from(command: $name) -> Self {
                Self::$name(command)
            }
        } )*
    };
}

commands! {
    /// Keep a time free for somebody for a while.
    Hold = "hold",
    /// Take a time, or ask for it where a host has to confirm.
    Book = "book",
    /// Say yes to what was asked for.
    Confirm = "confirm",
    /// Say no to what was asked for.
    Decline = "decline",
    /// Call a booking off, let go of a hold, or take a request back.
    Cancel = "cancel",
    /// Move a booking to another time, or to another resource.
    Reschedule = "reschedule",
    /// Note that a booking took place, and who came.
    Complete = "complete",
    /// Note that nobody came.
    NoShow = "no_show",
    /// Take a cancellation back.
    Reinstate = "reinstate",
    /// Write down that a hold or a request has lapsed.
    Expire = "expire",
    /// Put a session up that parties can book.
    OpenSession = "open_session",
    /// Move a session with all its bookings.
    MoveSession = "move_session",
    /// Put one resource of a session in the place of another.
    Swap = "swap",
    /// Call a session off with all its bookings.
    CancelSession = "cancel_session",
    /// Book every occurrence of a series.
    BookSeries = "book_series",
    /// Book further occurrences of a series.
    ExtendSeries = "extend_series",
    /// Stop a series for a time.
    PauseSeries = "pause_series",
    /// Let a series that pauses go on.
    ResumeSeries = "resume_series",
    /// End a series.
    CancelSeries = "cancel_series",
    /// Edit a series that is booked.
    EditSeries = "edit_series",
    /// Add a rule to a schedule.
    AddRule = "add_rule",
    /// Let a rule of a schedule say something else.
    ChangeRule = "change_rule",
    /// Take a rule out of a schedule.
    RemoveRule = "remove_rule",
    /// Replace a schedule as a whole.
    ChangeSchedule = "change_schedule",
    /// Make a resource known.
    AddResource = "add_resource",
    /// Change what is said of a resource.
    ChangeResource = "change_resource",
    /// Take a resource out of what is offered.
    RemoveResource = "remove_resource",
    /// Offer a service.
    AddService = "add_service",
    /// Change a service.
    ChangeService = "change_service",
    /// Offer a service no longer.
    RemoveService = "remove_service",
}

/// What a command is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject<'a> {
    /// A booking, new or known.
    Booking(&'a BookingId),
    /// A session, new or known.
    Session(&'a SessionId),
    /// A series, new or known.
    Series(&'a SeriesId),
    /// A resource with its schedule, new or known.
    Resource(&'a ResourceId),
    /// A service, new or known.
    Service(&'a ServiceId),
}

impl Command {
    /// What the command is about.
    pub fn subject(&self) -> Subject<'_> {
        match self {
            Self::Hold(hold) => Subject::Booking(&hold.booking),
            Self::Book(book) => Subject::Booking(&book.booking),
            Self::Confirm(confirm) => Subject::Booking(&confirm.booking),
            Self::Decline(decline) => Subject::Booking(&decline.booking),
            Self::Cancel(cancel) => Subject::Booking(&cancel.booking),
            Self::Reschedule(reschedule) => Subject::Booking(&reschedule.booking),
            Self::Complete(complete) => Subject::Booking(&complete.booking),
            Self::NoShow(no_show) => Subject::Booking(&no_show.booking),
            Self::Reinstate(reinstate) => Subject::Booking(&reinstate.booking),
            Self::Expire(expire) => Subject::Booking(&expire.booking),
            Self::OpenSession(open) => Subject::Session(&open.session),
            Self::MoveSession(moved) => Subject::Session(&moved.session),
            Self::Swap(swap) => Subject::Session(&swap.session),
            Self::CancelSession(cancel) => Subject::Session(&cancel.session),
            Self::BookSeries(book) => Subject::Series(&book.series),
            Self::ExtendSeries(extend) => Subject::Series(&extend.series),
            Self::PauseSeries(pause) => Subject::Series(&pause.series),
            Self::ResumeSeries(resume) => Subject::Series(&resume.series),
            Self::CancelSeries(cancel) => Subject::Series(&cancel.series),
            Self::EditSeries(edit) => Subject::Series(&edit.series),
            Self::AddRule(add) => Subject::Resource(&add.resource),
            Self::ChangeRule(change) => Subject::Resource(&change.resource),
            Self::RemoveRule(remove) => Subject::Resource(&remove.resource),
            Self::ChangeSchedule(change) => Subject::Resource(&change.resource),
            Self::AddResource(add) => Subject::Resource(&add.resource.id),
            Self::ChangeResource(change) => Subject::Resource(&change.resource.id),
            Self::RemoveResource(remove) => Subject::Resource(&remove.resource),
            Self::AddService(add) => Subject::Service(&add.service.id),
            Self::ChangeService(change) => Subject::Service(&change.service.id),
            Self::RemoveService(remove) => Subject::Service(&remove.service),
        }
    }
}
