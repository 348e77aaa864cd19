use super::verdict;
use crate::argument::{ActArguments, DatabaseArguments, TimeArgument};
use crate::database;
use crate::exit::Exit;
use crate::render::Clocks;
use crate::terminal::Terminal;
use clap::Args;
use kalends::Result;
use kalends::booking::{self, Booking, Verdict};
use kalends::id::{BookingId, ResourceId};
use kalends::time::Length;

/// Moves a booking.
///
/// Exits with 0 if it is moved, with 1 if it is refused; all reasons are listed.
#[derive(Debug, Args)]
pub(crate) struct Reschedule {
    #[command(flatten)]
    database: DatabaseArguments,
    /// Which booking
    #[arg(value_name = "BOOKING")]
    booking: BookingId,
    /// To when: an instant, or a wall time in the viewer's zone
    #[arg(long, value_name = "TIME")]
    start: TimeArgument,
    /// One of the service's durations, such as PT45M; as it was if absent
    #[arg(long, value_name = "DURATION")]
    duration: Option<Length>,
    /// To whom; whoever takes part, or any other member who can, if absent
    #[arg(long, value_name = "ID")]
    resource: Option<ResourceId>,
    /// The version that was seen; any if absent
    #[arg(long, value_name = "N")]
    expect: Option<u64>,
    #[command(flatten)]
    act: ActArguments,
}

impl Reschedule {
    pub(super) fn run(self, terminal: &mut Terminal) -> Result<Exit> {
        let engine = database::existing(&self.database)?;
        let known = database::known_booking(&engine, &self.booking)?;
        let clocks = Clocks::new(database::zone_of_lead(&engine, &known.resources)?, self.act.viewer.zone()?);
        let start = self.start.instant(clocks.viewer()).map_err(|error| error.in_field("--start"))?;
        let command = booking::Reschedule {
            booking: self.booking,
            start,
            duration: self.duration,
            resource: self.resource,
            session: None,
            version: self.expect,
        };
        let answer = verdict::of(&engine, command, &self.act)?;
        let moved = |one: &Booking| one.span != known.span;
        if !self.act.json
            && matches!(&answer, Verdict::Accept(accepted) if accepted.booking().is_some_and(moved))
        {
            terminal.line(&format!("was {}", clocks.span(known.span)))?;
        }
        verdict::print_if(terminal, &answer, &clocks, (self.act.json, self.act.what_if))
    }
}
