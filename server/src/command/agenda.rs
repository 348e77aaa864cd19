use crate::argument::{DatabaseArguments, LOOKED_AT, RangeArguments, ViewerArguments};
use crate::database;
use crate::exit::Exit;
use crate::render::{Clocks, Legend, Picture, Table, booking_row};
use crate::terminal::Terminal;
use chrono::TimeDelta;
use clap::Args;
use kalends::booking::Booking;
use kalends::id::ResourceId;
use kalends::interval::Interval;
use kalends::time::{MAX_INSTANT, MIN_INSTANT};
use kalends::{Result, Zone};
use kalends_engine::Engine;
use serde::Serialize;

/// Lists bookings, cancelled ones too.
#[derive(Debug, Args)]
pub(crate) struct Agenda {
    #[command(flatten)]
    database: DatabaseArguments,
    /// Whose; everyone's if absent
    #[arg(long, value_name = "ID")]
    resource: Option<ResourceId>,
    #[command(flatten)]
    range: RangeArguments,
    #[command(flatten)]
    viewer: ViewerArguments,
    /// Draw the days: free, busy, booked
    #[arg(long, conflicts_with = "json")]
    picture: bool,
    /// Print the records
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Answer {
    bookings: Vec<Booking>,
}

impl Agenda {
    pub(super) fn run(self, terminal: &mut Terminal) -> Result<Exit> {
        let engine = database::existing(&self.database)?;
        let viewer = self.viewer.zone()?;
        let resources = match self.resource {
            Some(resource) => vec![resource],
            None => engine.resources()?.into_iter().map(|resource| resource.id).collect(),
        };
        let mut bookings = Vec::new();
        for resource in resources {
            let home = database::zone_of(&engine, &resource)?;
            let clocks = Clocks::new(home, viewer.clone());
            let range = self.range.resolve(clocks.viewer(), engine.now(), LOOKED_AT)?;
            let own = engine.bookings(&resource, range)?;
            if self.json {
                bookings.extend(own);
                continue;
            }
            terminal.line(&format!("{resource} ({})", clocks.home().name()))?;
            if self.picture {
                terminal.text(&picture(
                    &engine,
                    &resource,
                    range,
                    clocks.viewer(),
                    terminal.has_colour(),
                )?)?;
            }
            terminal.text(&table(&own, &clocks))?;
        }
        if self.json {
            terminal.json(&Answer { bookings })?;
        }
        Ok(Exit::Answer)
    }
}

/// A resource's days, from the first to the last date of `range` on the viewer's calendar.
fn picture(
    engine: &Engine,
    resource: &ResourceId,
    range: Interval,
    viewer: &Zone,
    colour: bool,
) -> Result<String> {
    let within = range.end() - TimeDelta::seconds(1);
    let (first, last) = (viewer.wall(range.start()).date(), viewer.wall(within).date());
    let days = usize::try_from((last - first).num_days()).unwrap_or(0).saturating_add(1);
    let prepared = engine.prepared(resource, drawn(range)?)?;
    Ok(format!("{}{Legend}\n", Picture::new(&prepared, viewer, colour).text(first, days)))
}

/// The range with all of its first and last day, on whatever calendar.
fn drawn(range: Interval) -> Result<Interval> {
    let around = TimeDelta::days(2);
    let start = range.start().checked_sub_signed(around).map_or(MIN_INSTANT, |at| at.max(MIN_INSTANT));
    let end = range.end().checked_add_signed(around).map_or(MAX_INSTANT, |at| at.min(MAX_INSTANT));
    Interval::new(start, end)
}

/// Bookings as a table.
fn table(bookings: &[Booking], clocks: &Clocks) -> String {
    if bookings.is_empty() {
        return "no bookings\n".to_owned();
    }
    let zones = clocks.each().map(|zone| zone.name().to_owned());
    let rest = ["booking", "service", "state", "title"].map(str::to_owned);
    let mut table = Table::new(zones.chain(rest));
    for booking in bookings {
        table.row(booking_row(booking, clocks));
    }
    table.text()
}
