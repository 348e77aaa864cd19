use crate::argument::{DatabaseArguments, ViewerArguments};
use crate::database;
use crate::exit::Exit;
use crate::failure;
use crate::render::{Table, stamp};
use crate::terminal::Terminal;
use clap::Args;
use kalends::audit::{Broken, Code, Entity, EventQuery, Hash, Head, Recorded, verify};
use kalends::id::EntityId;
use kalends::{Result, Zone};
use serde::Serialize;
use std::num::NonZeroU32;

/// Tells what was changed, by whom, when and why: of one booking, or of everything.
///
/// Every event names the hash of the one before. Exits with 1 if --verify finds a chain that does not fit.
#[derive(Debug, Args)]
pub(crate) struct History {
    #[command(flatten)]
    database: DatabaseArguments,
    /// Which booking, or what else --kind says; everything if absent
    #[arg(value_name = "ID", conflicts_with_all = ["after", "limit"])]
    id: Option<EntityId>,
    /// What has the id: booking, session, series ...
    #[arg(long, value_name = "KIND", default_value = "booking", requires = "id")]
    kind: Code,
    /// Walk the chain, and say whether it fits
    #[arg(long, requires = "id")]
    verify: bool,
    /// The hash of its last event, as it was kept elsewhere
    #[arg(long, value_name = "HASH", requires = "verify")]
    head: Option<Hash>,
    /// Only what comes after this position
    #[arg(long, value_name = "N", default_value_t = 0)]
    after: u64,
    /// How many at most
    #[arg(long, value_name = "N", default_value = "100")]
    limit: NonZeroU32,
    #[command(flatten)]
    viewer: ViewerArguments,
    /// Print the records
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Answer {
    events: Vec<Recorded>,
    #[serde(skip_serializing_if = "Option::is_none")]
    broken: Option<Broken>,
}

impl History {
    pub(super) fn run(self, terminal: &mut Terminal) -> Result<Exit> {
        let engine = database::existing(&self.database)?;
        let zone = self.viewer.zone()?.unwrap_or(Zone::utc());
        let entity = self.id.map(|id| Entity { kind: self.kind, id });
        let events = match &entity {
            Some(entity) => engine.history(entity)?,
            None => engine.events(&EventQuery { entity: None, after: self.after, limit: self.limit })?,
        };
        if let (Some(entity), []) = (&entity, events.as_slice()) {
            return Err(failure::usage(format!("nothing was noted of {} `{}`", entity.kind, entity.id)));
        }
        let broken = events.last().filter(|_| self.verify).and_then(|last| {
            let own = Head::of(&last.event);
            let head = Head { hash: self.head.unwrap_or(own.hash), ..own };
            verify(events.iter().map(|one| &one.event), &head).err()
        });
        let exit = if broken.is_some() { Exit::No } else { Exit::Answer };
        if self.json {
            terminal.json(&Answer { events, broken })?;
            return Ok(exit);
        }
        terminal.text(&table(&events, &zone))?;
        match broken {
            Some(broken) => terminal.line(&format!("the chain does not fit at event {}", broken.at + 1))?,
            None if self.verify => terminal.line("the chain fits")?,
            None => {}
        }
        Ok(exit)
    }
}

fn table(events: &[Recorded], zone: &Zone) -> String {
    let mut table =
        Table::new(["position", zone.name(), "what", "version", "action", "as", "by", "cause"]).numbered();
    for Recorded { position, event } in events {
        let by = event.by.as_ref().map(ToString::to_string).unwrap_or_default();
        let cause = event.cause.as_ref().map(ToString::to_string).unwrap_or_default();
        table.row([
            position.to_string(),
            stamp(event.at, zone),
            format!("{} {}", event.entity.kind, event.entity.id),
            event.version.to_string(),
            event.action.to_string(),
            event.actor.as_str().to_owned(),
            by,
            cause,
        ]);
    }
    table.text()
}
