//! One file per command: reads its arguments, asks the engine, prints.

mod agenda;
mod book;
mod call;
mod cancel;
mod conflicts;
mod demo;
mod expand;
mod explain;
mod export;
mod import;
mod preview;
mod put;
mod reschedule;
mod slots;
mod verdict;

use crate::exit::Exit;
use crate::terminal::Terminal;
use clap::Subcommand;
use kalends::Result;

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
    /// Books a time
    Book(book::Book),
    /// Moves a booking
    Reschedule(reschedule::Reschedule),
    /// Calls a booking off
    Cancel(cancel::Cancel),
    /// Lists bookings
    Agenda(agenda::Agenda),
    /// Writes bookings as a calendar file
    Export(export::Export),
    /// Says what a changed schedule would do
    Preview(preview::Preview),
    /// Puts resources, schedules and services into a database
    Put(put::Put),
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
            Self::Book(command) => command.run(terminal),
            Self::Reschedule(command) => command.run(terminal),
            Self::Cancel(command) => command.run(terminal),
            Self::Agenda(command) => command.run(terminal),
            Self::Export(command) => command.run(terminal),
            Self::Preview(command) => command.run(terminal),
            Self::Put(command) => command.run(terminal),
            Self::Import(command) => command.run(terminal),
            Self::Demo(command) => command.run(terminal),
        }
    }
}
