use super::verdict;
use crate::argument::{ActArguments, ClaimArguments, DatabaseArguments};
use crate::database;
use crate::exit::Exit;
use crate::terminal::Terminal;
use clap::Args;
use kalends::Result;
use kalends::booking;
use kalends::id::BookingId;
use kalends::time::Length;

/// Keeps a time free for somebody (--owner) for a while; `book` with the same id makes a booking of it.
///
/// Exits with 0 if it is held, with 1 if it is refused; all reasons are listed.
#[derive(Debug, Args)]
pub(crate) struct Hold {
    #[command(flatten)]
    database: DatabaseArguments,
    #[command(flatten)]
    claim: ClaimArguments,
    /// The new booking's id; a fresh one if absent
    #[arg(long, value_name = "ID")]
    id: Option<BookingId>,
    /// How long from now on
    #[arg(long = "for", value_name = "DURATION", default_value = "PT10M")]
    ttl: Length,
    #[command(flatten)]
    act: ActArguments,
}

impl Hold {
    pub(super) fn run(self, terminal: &mut Terminal) -> Result<Exit> {
        let engine = database::existing(&self.database)?;
        let claim = self.claim;
        let (clocks, start) = database::clocks_and_start(&engine, &claim, &self.act.viewer)?;
        let booking = self.id.map_or_else(|| engine.new_booking_id(), Ok)?;
        let command = booking::Hold {
            booking,
            resource: claim.resource,
            service: claim.service,
            start,
            duration: claim.duration,
            ttl: self.ttl,
            session: None,
        };
        verdict::answer(terminal, &engine, command, &clocks, &self.act)
    }
}
