use super::verdict;
use crate::argument::{
    CircumstanceArguments, DatabaseArguments, ParticipantArgument, TimeArgument, ViewerArguments,
};
use crate::database;
use crate::exit::Exit;
use crate::render::Clocks;
use crate::terminal::Terminal;
use clap::Args;
use kalends::Result;
use kalends::booking::{self, Command};
use kalends::id::{BookingId, ResourceId, ServiceId};
use kalends::time::Length;

/// Books a time.
///
/// Exits with 0 if it is booked, with 1 if it is refused; all reasons are listed.
#[derive(Debug, Args)]
pub(crate) struct Book {
    #[command(flatten)]
    database: DatabaseArguments,
    /// Whose time
    #[arg(long, value_name = "ID")]
    resource: ResourceId,
    /// What for
    #[arg(long, value_name = "ID")]
    service: ServiceId,
    /// From when: an instant, or a wall time in the viewer's zone
    #[arg(long, value_name = "TIME")]
    start: TimeArgument,
    /// One of the service's durations, such as PT45M; its default if absent
    #[arg(long, value_name = "DURATION")]
    duration: Option<Length>,
    /// The new booking's id; a fresh one if absent
    #[arg(long, value_name = "ID")]
    id: Option<BookingId>,
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
        let clocks = Clocks::new(database::zone_of(&engine, &self.resource)?, self.viewer.zone()?);
        let start = self.start.instant(clocks.viewer()).map_err(|error| error.in_field("--start"))?;
        let booking = match self.id {
            Some(id) => id,
            None => engine.new_booking_id()?,
        };
        let command = Command::Book(booking::Book {
            booking,
            resource: self.resource,
            service: self.service,
            start,
            duration: self.duration,
            title: self.title,
            participants: self.participants.into_iter().map(|one| one.0).collect(),
        });
        let answer = engine.execute(command, &self.circumstances.circumstances())?;
        verdict::print(terminal, &answer, &clocks, self.json)
    }
}
