use crate::argument::{ActArguments, ClaimArguments, DatabaseArguments, SaidArguments, TimeArgument};
use crate::command::verdict;
use crate::exit::Exit;
use crate::terminal::Terminal;
use crate::{database, failure};
use chrono::{DateTime, Utc};
use clap::{Args, ValueEnum};
use kalends::Result;
use kalends::booking::BookSeries;
use kalends::id::SeriesId;
use kalends::recur::{Moment, Rule, SeriesRecord, Start};
use kalends::series::{Direction, OnConflict};
use kalends::time::{CalendarDuration, parse_tick};

/// Books every occurrence of a rule, in one commit. It recurs on the clock of the resource, whatever the viewer's does.
#[derive(Debug, Args)]
pub(super) struct Book {
    #[command(flatten)]
    database: DatabaseArguments,
    /// The new series' id
    #[arg(value_name = "SERIES")]
    series: SeriesId,
    #[command(flatten)]
    claim: ClaimArguments,
    /// When it comes again, such as FREQ=WEEKLY;COUNT=10
    #[arg(long, value_name = "RULE")]
    rule: Rule,
    /// Only what starts before this instant; a series without end needs it
    #[arg(long, value_name = "INSTANT", value_parser = parse_tick)]
    until: Option<DateTime<Utc>>,
    #[command(flatten)]
    conflicts: Conflicts,
    #[command(flatten)]
    said: SaidArguments,
    #[command(flatten)]
    act: ActArguments,
}

/// What becomes of occurrences that cannot be booked.
#[derive(Debug, Args)]
struct Conflicts {
    /// What becomes of occurrences that cannot be booked
    #[arg(long, value_enum, value_name = "WHAT", default_value = "refuse")]
    on_conflict: OnConflictArgument,
    /// With `move`: how far at most, such as P1D
    #[arg(long, value_name = "DURATION", required_if_eq("on_conflict", "move"))]
    within: Option<CalendarDuration>,
    /// With `extend`: nothing that starts at this instant or later
    #[arg(long, value_name = "INSTANT", value_parser = parse_tick, required_if_eq("on_conflict", "extend"))]
    no_later: Option<DateTime<Utc>>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum OnConflictArgument {
    /// One of them refuses all
    Refuse,
    /// They are left out
    Skip,
    /// They are left out, and as many come at the end
    Extend,
    /// Each goes to the nearest time that is free
    Move,
}

impl Conflicts {
    fn policy(self) -> Result<OnConflict> {
        match (self.on_conflict, self.within, self.no_later) {
            (OnConflictArgument::Refuse, ..) => Ok(OnConflict::AllOrNothing),
            (OnConflictArgument::Skip, ..) => Ok(OnConflict::SkipConflicts),
            (OnConflictArgument::Extend, _, Some(until)) => Ok(OnConflict::ExtendToCount { until }),
            (OnConflictArgument::Move, Some(within), _) => {
                Ok(OnConflict::Move { within, direction: Direction::Nearest })
            }
            _ => Err(failure::usage("--on-conflict extend needs --no-later, and move needs --within")),
        }
    }
}

impl Book {
    pub(super) fn run(self, terminal: &mut Terminal) -> Result<Exit> {
        let engine = database::existing(&self.database)?;
        let claim = self.claim;
        let (clocks, first) = database::clocks_and_start(&engine, &claim, &self.act.viewer)?;
        let start = TimeArgument::Instant(first).start(clocks.home());
        let Start::Zoned(wall, zone) = start.map_err(|error| error.in_field("--start"))? else {
            return Err(failure::usage("--start needs a time of day"));
        };
        let mut recurrence = SeriesRecord::new(Moment::Wall(wall));
        recurrence.rule = Some(self.rule.to_string());
        recurrence.zone = Some(zone.name().to_owned());
        let command = BookSeries {
            series: self.series,
            recurrence,
            resource: claim.resource,
            service: claim.service,
            duration: claim.duration,
            on_conflict: self.conflicts.policy()?,
            until: self.until,
            kind: None,
            price: self.said.price,
            participants: self.said.participants(),
            details: self.said.details(),
        };
        verdict::answer(terminal, &engine, command, &clocks, &self.act)
    }
}
