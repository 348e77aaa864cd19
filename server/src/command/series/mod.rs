//! Series of bookings: `series book`, `edit`, `extend`, `pause`, `resume`, `cancel`.

mod book;
mod edit;

use super::verdict;
use crate::argument::{ActArguments, DatabaseArguments};
use crate::database;
use crate::exit::Exit;
use crate::render::Clocks;
use crate::terminal::Terminal;
use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use clap::{Args, Subcommand};
use kalends::Result;
use kalends::booking::{CancelSeries, Command, ExtendSeries, PauseSeries, ResumeSeries};
use kalends::id::SeriesId;
use kalends::time::{parse_date, parse_tick, parse_wall};
use kalends_engine::Engine;

/// Books a series, and what is done with one that is booked.
///
/// Exits with 0 if it is done, with 1 if that is refused; all reasons are listed.
#[derive(Debug, Args)]
pub(crate) struct Series {
    #[command(subcommand)]
    act: Act,
}

#[derive(Debug, Subcommand)]
enum Act {
    /// Books every occurrence of a rule, in one commit
    Book(Box<book::Book>),
    /// Changes one occurrence, one and all that follow, or all
    Edit(Box<edit::Edit>),
    /// Books further occurrences of a series without end
    Extend(Extend),
    /// Stops it for a time
    Pause(Pause),
    /// Lets it go on
    Resume(Resume),
    /// Ends it
    Cancel(Cancel),
}

/// A series that is there.
#[derive(Debug, Args)]
struct Known {
    #[command(flatten)]
    database: DatabaseArguments,
    /// Which series
    #[arg(value_name = "SERIES")]
    series: SeriesId,
    /// The version that was seen; any if absent
    #[arg(long, value_name = "N")]
    expect: Option<u64>,
    #[command(flatten)]
    act: ActArguments,
}

#[derive(Debug, Args)]
struct Extend {
    #[command(flatten)]
    known: Known,
    /// Up to this instant
    #[arg(long, value_name = "INSTANT", value_parser = parse_tick)]
    until: DateTime<Utc>,
}

#[derive(Debug, Args)]
struct Pause {
    #[command(flatten)]
    known: Known,
    /// The first date without it, in the series' zone
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    from: NaiveDate,
    /// The last date without it; absent while the end is not known
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    until: Option<NaiveDate>,
}

#[derive(Debug, Args)]
struct Resume {
    #[command(flatten)]
    known: Known,
    /// The first date with it again, in the series' zone
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    on: NaiveDate,
}

#[derive(Debug, Args)]
struct Cancel {
    #[command(flatten)]
    known: Known,
    /// From this occurrence on, by its original start in the series' zone; all that have not begun if absent
    #[arg(long, value_name = "WALL", value_parser = parse_wall)]
    from: Option<NaiveDateTime>,
}

impl Series {
    pub(super) fn run(self, terminal: &mut Terminal) -> Result<Exit> {
        match self.act {
            Act::Book(book) => book.run(terminal),
            Act::Edit(edit) => edit.run(terminal),
            Act::Extend(Extend { known, until }) => {
                known.run(terminal, |series, version| ExtendSeries { series, until, version })
            }
            Act::Pause(Pause { known, from, until }) => {
                known.run(terminal, |series, version| PauseSeries { series, from, until, version })
            }
            Act::Resume(Resume { known, on }) => {
                known.run(terminal, |series, version| ResumeSeries { series, on, version })
            }
            Act::Cancel(Cancel { known, from }) => {
                known.run(terminal, |series, version| CancelSeries { series, from, version })
            }
        }
    }
}

impl Known {
    fn run<C: Into<Command>>(
        self,
        terminal: &mut Terminal,
        command: impl FnOnce(SeriesId, Option<u64>) -> C,
    ) -> Result<Exit> {
        let engine = database::existing(&self.database)?;
        let clocks = clocks_of(&engine, &self.series, &self.act)?;
        verdict::answer(terminal, &engine, command(self.series, self.expect), &clocks, &self.act)
    }
}

/// The clocks that a series is told by: that of its resource, and the viewer's.
fn clocks_of(engine: &Engine, series: &SeriesId, act: &ActArguments) -> Result<Clocks> {
    let resource = engine.series(series)?.and_then(|(series, _)| series.resource);
    Ok(Clocks::new(database::zone_of_lead(engine, resource.as_slice())?, act.viewer.zone()?))
}
