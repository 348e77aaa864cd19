use crate::argument::{
    CircumstanceArguments, ClockArguments, DatabaseArguments, TimeArgument, ViewerArguments,
};
use crate::exit::Exit;
use crate::render::{Clocks, reason_lines};
use crate::terminal::Terminal;
use crate::{database, door, failure, input};
use chrono::{DateTime, Utc};
use clap::Args;
use kalends::id::{BookingId, ResourceId, ServiceId};
use kalends::time::Length;
use kalends::{Result, Zone};
use kalends_bridge::{Bridge, SlotsExplainRequest, SlotsExplainResponse};
use std::path::{Path, PathBuf};

/// What a request says itself.
const FROM_DATABASE: [&str; 12] = [
    "db", "resource", "service", "start", "duration", "moving", "actor", "waive", "owner", "client", "party",
    "now",
];

/// Says why a time cannot be booked, from a request file or from a database.
///
/// Exits with 0 if it can be booked, with 1 if it cannot; all reasons are listed.
#[derive(Debug, Args)]
pub(crate) struct Explain {
    /// A request of the operation slots.explain as JSON; - is standard input
    #[arg(value_name = "REQUEST", required_unless_present = "db", conflicts_with_all = FROM_DATABASE)]
    request: Option<PathBuf>,
    /// The database file
    #[arg(long, value_name = "FILE", requires = "service", requires = "start")]
    db: Option<PathBuf>,
    /// Whose time: needed where the service requires nothing by itself, otherwise a member who has to take part
    #[arg(long, value_name = "ID")]
    resource: Option<ResourceId>,
    /// What for
    #[arg(long, value_name = "ID")]
    service: Option<ServiceId>,
    /// From when: an instant, or a wall time in the viewer's zone
    #[arg(long, value_name = "TIME")]
    start: Option<TimeArgument>,
    /// One of the service's durations, such as PT45M; its default if absent
    #[arg(long, value_name = "DURATION")]
    duration: Option<Length>,
    /// A booking that is being moved: it does not stand in its own way
    #[arg(long, value_name = "BOOKING")]
    moving: Option<BookingId>,
    #[command(flatten)]
    viewer: ViewerArguments,
    #[command(flatten)]
    circumstances: CircumstanceArguments,
    #[command(flatten)]
    clock: ClockArguments,
    /// Print the record
    #[arg(long)]
    json: bool,
}

/// A start, whose it is, and what is said against it.
struct Explained {
    home: Zone,
    start: DateTime<Utc>,
    answer: SlotsExplainResponse,
}

impl Explain {
    pub(super) fn run(self, terminal: &mut Terminal) -> Result<Exit> {
        let Explained { home, start, answer } = match &self.request {
            Some(path) => answer_request(path)?,
            None => self.ask_database()?,
        };
        let exit = Exit::found(answer.reasons.is_empty());
        let clocks = Clocks::new(home, self.viewer.zone()?);
        if self.json {
            terminal.json(&answer)?;
        } else if answer.reasons.is_empty() {
            terminal.line(&format!("{} can be booked", clocks.instant(start)))?;
        } else {
            terminal.line(&format!("{} cannot be booked:", clocks.instant(start)))?;
            terminal.text(&reason_lines(&answer.reasons, &clocks))?;
        }
        Ok(exit)
    }

    fn ask_database(&self) -> Result<Explained> {
        let (Some(db), Some(service), Some(start)) = (&self.db, &self.service, self.start) else {
            return Err(failure::usage("expected a request, or --db with --service and --start"));
        };
        let engine = database::existing(&DatabaseArguments { db: db.clone(), clock: self.clock })?;
        let resource = self.resource.as_ref();
        let clocks = Clocks::new(database::home_of(&engine, resource, service)?, self.viewer.zone()?);
        let start = start.instant(clocks.viewer()).map_err(|error| error.in_field("--start"))?;
        let circumstances = self.circumstances.circumstances();
        let circumstances = match &self.moving {
            Some(booking) => circumstances.moving(booking.clone()),
            None => circumstances,
        };
        let told = engine.explain(resource, service, start, self.duration, &circumstances)?;
        let answer =
            SlotsExplainResponse { reasons: told.reasons, sources: Vec::new(), release: told.zone_data };
        Ok(Explained { home: clocks.home().clone(), start, answer })
    }
}

fn answer_request(path: &Path) -> Result<Explained> {
    let bridge = Bridge::default();
    let bytes = input::bytes(path, bridge.limits().request_bytes)?;
    let answer = door::ask(&bridge, "slots.explain", &bytes)?;
    let request: SlotsExplainRequest = input::record(&bytes)?;
    let home = door::home_zone(&bridge, &request.resources)?;
    Ok(Explained { home, start: request.start, answer })
}
