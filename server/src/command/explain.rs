use crate::argument::{Circumstances, TimeArgument, ViewerArguments};
use crate::database::Database;
use crate::exit::Exit;
use crate::render::{Clocks, reason_lines};
use crate::terminal::Terminal;
use crate::{door, failure, input};
use clap::Args;
use kalends::id::{BookingId, ResourceId, ServiceId};
use kalends::interval::Interval;
use kalends::time::Length;
use kalends::{Limits, Result};
use kalends_bridge::{Bridge, SlotsExplainRequest, SlotsExplainResponse};
use std::path::PathBuf;

/// Says why a time cannot be booked, from a request file or from a database.
///
/// Exits with 0 if it can be booked, with 1 if it cannot; all reasons are listed.
#[derive(Debug, Args)]
pub(crate) struct Explain {
    /// A request of the operation slots.explain as JSON; - is standard input
    #[arg(value_name = "REQUEST", required_unless_present = "db", conflicts_with = "db")]
    request: Option<PathBuf>,
    /// The database file
    #[arg(long, value_name = "FILE", requires = "resource", requires = "service", requires = "start")]
    db: Option<PathBuf>,
    /// Whose time
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
    circumstances: Circumstances,
    /// Print the record
    #[arg(long)]
    json: bool,
}

impl Explain {
    pub(super) fn run(self, terminal: &mut Terminal) -> Result<Exit> {
        let bridge = Bridge::default();
        let (request, answer): (SlotsExplainRequest, SlotsExplainResponse) = match &self.request {
            Some(path) => {
                let bytes = input::bytes(path, Limits::default().request_bytes)?;
                let answer = door::ask(&bridge, "slots.explain", &bytes)?;
                (input::record(&bytes)?, answer)
            }
            None => {
                let request = self.database_request()?;
                let answer = bridge.slots_explain(request.clone())?;
                (request, answer)
            }
        };
        let exit = Exit::found(answer.reasons.is_empty());
        if self.json {
            terminal.json(&answer)?;
            return Ok(exit);
        }
        let clocks = Clocks::new(bridge.zones().get(request.resource.zone.as_str())?, self.viewer.zone()?);
        let start = clocks.instant(request.start);
        if answer.reasons.is_empty() {
            terminal.line(&format!("{start} can be booked"))?;
        } else {
            terminal.line(&format!("{start} cannot be booked:"))?;
            terminal.text(&reason_lines(&answer.reasons, &clocks))?;
        }
        Ok(exit)
    }

    fn database_request(&self) -> Result<SlotsExplainRequest> {
        let (Some(path), Some(resource), Some(service), Some(start)) =
            (&self.db, &self.resource, &self.service, self.start)
        else {
            return Err(failure::usage("expected a request, or --db with --resource, --service and --start"));
        };
        let mut database = Database::open_existing(path)?;
        let mut context = self.circumstances.context(&database);
        context.moving.clone_from(&self.moving);
        let clocks = Clocks::new(database.zone_of(resource)?, self.viewer.zone()?);
        let start = start.instant(clocks.viewer()).map_err(|error| error.in_field("--start"))?;
        let service = database.service(service)?;
        let length = service.duration(self.duration).map_err(|error| error.in_field("--duration"))?;
        let end = start.checked_add_signed(length.to_delta()).unwrap_or(start);
        let span = Interval::new(start, end).map_err(|error| error.in_field("--start"))?;
        let (record, busy) = database.around(resource, span)?;
        Ok(SlotsExplainRequest {
            resource: record.resource,
            schedule: record.schedule,
            service,
            busy,
            start,
            duration: self.duration,
            context,
        })
    }
}
