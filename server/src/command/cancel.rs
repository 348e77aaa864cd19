use super::verdict;
use crate::argument::{CircumstanceArguments, DatabaseArguments, ViewerArguments};
use crate::database;
use crate::exit::Exit;
use crate::render::Clocks;
use crate::terminal::Terminal;
use clap::Args;
use kalends::Result;
use kalends::booking::{self, Command};
use kalends::id::BookingId;

/// Calls a booking off.
///
/// Exits with 0 if it is called off, with 1 if that is refused; all reasons are listed.
#[derive(Debug, Args)]
pub(crate) struct Cancel {
    #[command(flatten)]
    database: DatabaseArguments,
    /// Which booking
    #[arg(value_name = "BOOKING")]
    booking: BookingId,
    /// The version that was seen; any if absent
    #[arg(long, value_name = "N")]
    expect: Option<u64>,
    #[command(flatten)]
    viewer: ViewerArguments,
    #[command(flatten)]
    circumstances: CircumstanceArguments,
    /// Print the record
    #[arg(long)]
    json: bool,
}

impl Cancel {
    pub(super) fn run(self, terminal: &mut Terminal) -> Result<Exit> {
        let engine = database::existing(&self.database)?;
        let known = database::known_booking(&engine, &self.booking)?;
        let clocks = Clocks::new(database::zone_of(&engine, &known.resource)?, self.viewer.zone()?);
        let command = Command::Cancel(booking::Cancel { booking: self.booking, version: self.expect });
        let answer = engine.execute(command, &self.circumstances.circumstances())?;
        verdict::print(terminal, &answer, &clocks, self.json)
    }
}
