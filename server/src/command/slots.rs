use crate::argument::{
    CircumstanceArguments, ClockArguments, DatabaseArguments, LOOKED_AT, RangeArguments, ViewerArguments,
};
use crate::exit::Exit;
use crate::render::{Clocks, slot_table};
use crate::terminal::Terminal;
use crate::{database, door, failure, input};
use clap::Args;
use kalends::id::{ResourceId, ServiceId};
use kalends::slots::Query;
use kalends::time::Length;
use kalends::{Result, Zone};
use kalends_bridge::{Bridge, OfferedSlot, SlotsFindRequest, SlotsFindResponse};
use std::path::PathBuf;

/// What a request says itself.
const FROM_DATABASE: [&str; 13] = [
    "db", "resource", "service", "duration", "limit", "from", "to", "actor", "waive", "owner", "client",
    "party", "now",
];

/// Lists what can be booked, from a request file or from a database.
///
/// Exits with 1 if there is nothing. An hour that the clocks repeat is listed twice, each time with its offset.
#[derive(Debug, Args)]
pub(crate) struct Slots {
    /// A request of the operation slots.find as JSON; - is standard input
    #[arg(value_name = "REQUEST", required_unless_present = "db", conflicts_with_all = FROM_DATABASE)]
    request: Option<PathBuf>,
    /// The database file
    #[arg(long, value_name = "FILE", requires = "service")]
    db: Option<PathBuf>,
    /// Whose time: needed where the service requires nothing by itself, otherwise a member who has to take part
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
    circumstances: CircumstanceArguments,
    #[command(flatten)]
    clock: ClockArguments,
    /// Print the record
    #[arg(long)]
    json: bool,
}

impl Slots {
    pub(super) fn run(self, terminal: &mut Terminal) -> Result<Exit> {
        let (home, answer) = match &self.request {
            Some(path) => {
                let bridge = Bridge::default();
                let bytes = input::bytes(path, bridge.limits().request_bytes)?;
                let answer: SlotsFindResponse = door::ask(&bridge, "slots.find", &bytes)?;
                let request: SlotsFindRequest = input::record(&bytes)?;
                (door::home_zone(&bridge, &request.resources)?, answer)
            }
            None => self.ask_database()?,
        };
        let exit = Exit::found(!answer.slots.is_empty());
        if self.json {
            terminal.json(&answer)?;
        } else if answer.slots.is_empty() {
            terminal.line("nothing can be booked there")?;
        } else {
            let clocks = Clocks::new(home, self.viewer.zone()?);
            terminal.text(&slot_table(&answer.slots, &clocks))?;
            if let Some(next) = answer.next {
                terminal.line(&format!("more from {} on", clocks.instant(next)))?;
            }
        }
        Ok(exit)
    }

    fn ask_database(&self) -> Result<(Zone, SlotsFindResponse)> {
        let (Some(db), Some(service)) = (&self.db, &self.service) else {
            return Err(failure::usage("expected a request, or --db with --service"));
        };
        let engine = database::existing(&DatabaseArguments { db: db.clone(), clock: self.clock })?;
        let clocks =
            Clocks::new(database::home_of(&engine, self.resource.as_ref(), service)?, self.viewer.zone()?);
        let mut query = Query::new(self.range.resolve(clocks.viewer(), engine.now(), LOOKED_AT)?);
        (query.resource, query.duration, query.limit) = (self.resource.clone(), self.duration, self.limit);
        let offer = engine.slots(service, &query, &self.circumstances.circumstances())?;
        let slots = offer.slots.into_iter().map(OfferedSlot::from).collect();
        let answer = SlotsFindResponse {
            slots,
            near_misses: Vec::new(),
            next: offer.next,
            sources: Vec::new(),
            release: offer.zone_data,
        };
        Ok((clocks.home().clone(), answer))
    }
}
