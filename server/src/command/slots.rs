use crate::argument::{Circumstances, LOOKED_AT, RangeArguments, ViewerArguments};
use crate::database::Database;
use crate::exit::Exit;
use crate::render::{Clocks, Table, stamp};
use crate::terminal::Terminal;
use crate::{door, input};
use clap::Args;
use kalends::id::{ResourceId, ServiceId};
use kalends::slots::{Query, Slot};
use kalends::time::{Length, format_instant};
use kalends::{Limits, Result};
use kalends_bridge::{Bridge, SlotsFindRequest, SlotsFindResponse};
use std::path::PathBuf;

/// Lists what can be booked, from a request file or from a database.
///
/// Exits with 1 if there is nothing. An hour that the clocks repeat is listed twice, each time with its offset.
#[derive(Debug, Args)]
pub(crate) struct Slots {
    /// A request of the operation slots.find as JSON; - is standard input
    #[arg(value_name = "REQUEST", required_unless_present = "db", conflicts_with = "db")]
    request: Option<PathBuf>,
    /// The database file
    #[arg(long, value_name = "FILE", requires = "resource", requires = "service")]
    db: Option<PathBuf>,
    /// Whose time
    #[arg(long, value_name = "ID")]
    resource: Option<ResourceId>,
    /// What for
    #[arg(long, value_name = "ID")]
    service: Option<ServiceId>,
    /// One of the service's durations, such as PT45M; its default if absent
    #[arg(long, value_name = "DURATION")]
    duration: Option<Length>,
    /// At most this many
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    #[command(flatten)]
    range: RangeArguments,
    #[command(flatten)]
    viewer: ViewerArguments,
    #[command(flatten)]
    circumstances: Circumstances,
    /// Print the record
    #[arg(long)]
    json: bool,
}

impl Slots {
    pub(super) fn run(self, terminal: &mut Terminal) -> Result<Exit> {
        let bridge = Bridge::default();
        let (request, answer): (SlotsFindRequest, SlotsFindResponse) = match &self.request {
            Some(path) => {
                let bytes = input::bytes(path, Limits::default().request_bytes)?;
                let answer = door::ask(&bridge, "slots.find", &bytes)?;
                (input::record(&bytes)?, answer)
            }
            None => {
                let request = self.database_request()?;
                let answer = bridge.slots_find(request.clone())?;
                (request, answer)
            }
        };
        let exit = Exit::found(!answer.slots.is_empty());
        if self.json {
            terminal.json(&answer)?;
        } else if answer.slots.is_empty() {
            terminal.line("nothing can be booked there")?;
        } else {
            let home = bridge.zones().get(request.resource.zone.as_str())?;
            terminal.text(&table(&answer.slots, &Clocks::new(home, self.viewer.zone()?)))?;
        }
        Ok(exit)
    }

    fn database_request(&self) -> Result<SlotsFindRequest> {
        let (Some(path), Some(resource), Some(service)) = (&self.db, &self.resource, &self.service) else {
            return Err(crate::failure::usage("expected a request, or --db with --resource and --service"));
        };
        let mut database = Database::open_existing(path)?;
        let context = self.circumstances.context(&database);
        let clocks = Clocks::new(database.zone_of(resource)?, self.viewer.zone()?);
        let range = self.range.resolve(clocks.viewer(), context.now, LOOKED_AT)?;
        let service = database.service(service)?;
        let (record, busy) = database.around(resource, Query::new(range).span(&service)?)?;
        Ok(SlotsFindRequest {
            resource: record.resource,
            schedule: record.schedule,
            service,
            busy,
            range,
            duration: self.duration,
            limit: self.limit,
            context,
        })
    }
}

/// Slots as a table, one start to a row, on every clock.
fn table(slots: &[Slot], clocks: &Clocks) -> String {
    let zones = clocks.each().map(|zone| zone.name().to_owned());
    let headings = ["#".to_owned()].into_iter().chain(zones);
    let mut table = Table::new(headings.chain(["minutes", "UTC"].map(str::to_owned))).numbered();
    for (at, slot) in (1..).zip(slots) {
        let times = clocks.each().map(|zone| stamp(slot.start, zone));
        let minutes = (slot.end - slot.start).num_minutes().to_string();
        let rest = [minutes, format_instant(slot.start)];
        table.row([format!("{at}")].into_iter().chain(times).chain(rest));
    }
    table.text()
}
