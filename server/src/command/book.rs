use super::verdict;
use crate::argument::{ActArguments, ClaimArguments, DatabaseArguments, SaidArguments};
use crate::database;
use crate::exit::Exit;
use crate::terminal::Terminal;
use clap::Args;
use kalends::Result;
use kalends::booking;
use kalends::id::BookingId;

/// Books a time, or asks for it where a host has to confirm.
///
/// Exits with 0 if it is booked or asked for, with 1 if it is refused; all reasons are listed.
#[derive(Debug, Args)]
pub(crate) struct Book {
    #[command(flatten)]
    database: DatabaseArguments,
    #[command(flatten)]
    claim: ClaimArguments,
    /// The new booking's id, or that of one's own hold; a fresh one if absent
    #[arg(long, value_name = "ID")]
    id: Option<BookingId>,
    #[command(flatten)]
    said: SaidArguments,
    #[command(flatten)]
    act: ActArguments,
}

impl Book {
    pub(super) fn run(self, terminal: &mut Terminal) -> Result<Exit> {
        let engine = database::existing(&self.database)?;
        let claim = self.claim;
        let (clocks, start) = database::clocks_and_start(&engine, &claim, &self.act.viewer)?;
        let booking = self.id.map_or_else(|| engine.new_booking_id(), Ok)?;
        let command = booking::Book {
            booking,
            resource: claim.resource,
            service: claim.service,
            start,
            duration: claim.duration,
            session: None,
            kind: None,
            price: self.said.price,
            participants: self.said.participants(),
            details: self.said.details(),
        };
        verdict::answer(terminal, &engine, command, &clocks, &self.act)
    }
}
