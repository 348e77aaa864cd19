use super::verdict;
use crate::argument::{
    CircumstanceArguments, ClaimArguments, DatabaseArguments, ParticipantArgument, ViewerArguments,
};
use crate::database;
use crate::exit::Exit;
use crate::terminal::Terminal;
use clap::Args;
use kalends::Result;
use kalends::booking::{self, Details};
use kalends::id::BookingId;
use kalends::policy::Money;

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
    /// What it costs to come, in minor units and a currency, such as "4500 EUR"
    #[arg(long, value_name = "MONEY")]
    price: Option<Money>,
    /// Subject, for people
    #[arg(long)]
    title: Option<String>,
    /// Who takes part, ROLE:SUBJECT:NAME:EMAIL, the last two as wanted (host, booker, attendee, payer, guardian); repeat for more
    #[arg(long = "participant", value_name = "WHO")]
    participants: Vec<ParticipantArgument>,
    #[command(flatten)]
    viewer: ViewerArguments,
    #[command(flatten)]
    circumstances: CircumstanceArguments,
    /// Print the record
    #[arg(long)]
    json: bool,
}

impl Book {
    pub(super) fn run(self, terminal: &mut Terminal) -> Result<Exit> {
        let engine = database::existing(&self.database)?;
        let claim = self.claim;
        let (clocks, start) = database::clocks_and_start(&engine, &claim, &self.viewer)?;
        let booking = self.id.map_or_else(|| engine.new_booking_id(), Ok)?;
        let command = booking::Book {
            booking,
            resource: claim.resource,
            service: claim.service,
            start,
            duration: claim.duration,
            session: None,
            kind: None,
            price: self.price,
            participants: self.participants.into_iter().map(|one| one.0).collect(),
            details: Details { title: self.title, ..Details::default() },
        };
        let answer = engine.execute(command, &self.circumstances.circumstances())?;
        verdict::print(terminal, &answer, &clocks, self.json)
    }
}
