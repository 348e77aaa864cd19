//! One file per command: reads its arguments, asks the engine, prints.

mod agenda;
mod book;
mod call;
mod conflicts;
mod demo;
mod erase;
mod expand;
mod explain;
mod export;
mod history;
mod hold;
mod hours;
mod import;
mod policy;
mod preview;
mod put;
mod reschedule;
mod series;
mod session;
mod settle;
mod slots;
mod tick;
mod verdict;
mod waitlist;

use crate::exit::Exit;
use crate::terminal::Terminal;
use clap::Subcommand;
use kalends::Result;
use kalends::booking::{Cancel, Confirm, Decline, NoShow, Reinstate};

/// Everything that `kalends` can do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Does one operation of the engine, JSON in and JSON out
    Call(call::Call),
    /// Lists the times at which a recurrence rule happens
    Expand(expand::Expand),
    /// Lists when two series are in each other's way
    Conflicts(conflicts::Conflicts),
    /// Lists what can be booked
    Slots(slots::Slots),
    /// Says why a time cannot be booked
    Explain(explain::Explain),
    /// Keeps a time free for somebody for a while
    Hold(hold::Hold),
    /// Books a time, or asks for it where a host has to confirm
    #[command(visible_alias = "request")]
    Book(book::Book),
    /// Says yes to what was asked for
    Confirm(settle::Settle),
    /// Says no to what was asked for
    Decline(settle::Settle),
    /// Moves a booking
    #[command(visible_alias = "move")]
    Reschedule(reschedule::Reschedule),
    /// Calls a booking off, lets go of a hold, or takes a request back
    Cancel(settle::Settle),
    /// Notes that a booking took place, and who came
    Complete(settle::Completed),
    /// Notes that nobody came
    NoShow(settle::Settle),
    /// Takes a cancellation back
    Reinstate(settle::Settle),
    /// Opens, moves, swaps or cancels a session with all its bookings
    Session(session::Session),
    /// Waits for what is taken, and answers what is offered
    Waitlist(waitlist::Waitlist),
    /// Writes down what has lapsed, and offers what becomes free
    Tick(tick::Tick),
    /// Lists bookings
    Agenda(agenda::Agenda),
    /// Tells what was changed, by whom, when and why
    History(Box<history::History>),
    /// Writes bookings as a calendar file
    Export(export::Export),
    /// Erases what bookings say about people
    Erase(erase::Erase),
    /// Adds, changes or removes weekly hours of a resource
    Hours(hours::Hours),
    /// Adds, changes or removes days off of a resource
    TimeOff(hours::TimeOff),
    /// Edits a series that is booked
    Series(Box<series::Series>),
    /// Says what a changed schedule would do
    Preview(preview::Preview),
    /// Puts resources, schedules, services and policies into a database
    Put(put::Put),
    /// Puts, shows and lists policies: what cancelling, moving and not coming cost
    Policy(policy::Policy),
    /// Takes busy time over from a calendar file
    Import(import::Import),
    /// Shows it all on sample data
    Demo(demo::Demo),
}

impl Command {
    /// Does it.
    ///
    /// # Errors
    /// Those of the engine and `cli.*`.
    pub(crate) fn run(self, terminal: &mut Terminal) -> Result<Exit> {
        match self {
            Self::Call(command) => command.run(terminal),
            Self::Expand(command) => command.run(terminal),
            Self::Conflicts(command) => command.run(terminal),
            Self::Slots(command) => command.run(terminal),
            Self::Explain(command) => command.run(terminal),
            Self::Hold(command) => command.run(terminal),
            Self::Book(command) => command.run(terminal),
            Self::Confirm(command) => command.run(terminal, |booking, version| Confirm { booking, version }),
            Self::Decline(command) => command.run(terminal, |booking, version| Decline { booking, version }),
            Self::Reschedule(command) => command.run(terminal),
            Self::Cancel(command) => command.run(terminal, |booking, version| Cancel { booking, version }),
            Self::Complete(command) => command.run(terminal),
            Self::NoShow(command) => command.run(terminal, |booking, version| NoShow { booking, version }),
            Self::Reinstate(command) => {
                command.run(terminal, |booking, version| Reinstate { booking, version })
            }
            Self::Session(command) => command.run(terminal),
            Self::Waitlist(command) => command.run(terminal),
            Self::Tick(command) => command.run(terminal),
            Self::Agenda(command) => command.run(terminal),
            Self::History(command) => command.run(terminal),
            Self::Export(command) => command.run(terminal),
            Self::Erase(command) => command.run(terminal),
            Self::Hours(command) => command.run(terminal),
            Self::TimeOff(command) => command.run(terminal),
            Self::Series(command) => command.run(terminal),
            Self::Preview(command) => command.run(terminal),
            Self::Put(command) => command.run(terminal),
            Self::Policy(command) => command.run(terminal),
            Self::Import(command) => command.run(terminal),
            Self::Demo(command) => command.run(terminal),
        }
    }
}
