use super::clocks_of;
use crate::argument::{ActArguments, DatabaseArguments};
use crate::command::verdict;
use crate::exit::Exit;
use crate::terminal::Terminal;
use crate::{database, failure};
use clap::Args;
use kalends::Result;
use kalends::booking::{EditSeries, SeriesChange, SeriesEdit};
use kalends::id::{ResourceId, SeriesId};
use kalends::recur::{Moment, Rule};
use kalends::series::{Change, OnConflict, OneChange};
use kalends::time::{Length, TimeOfDay};

/// Changes one occurrence, one and all that follow, or all.
#[derive(Debug, Args)]
pub(super) struct Edit {
    #[command(flatten)]
    database: DatabaseArguments,
    /// Which series
    #[arg(value_name = "SERIES")]
    series: SeriesId,
    #[command(flatten)]
    scope: Scope,
    #[command(flatten)]
    change: ChangeOf,
    /// Leave out what is in the way; else one conflict refuses all
    #[arg(long)]
    skip_conflicts: bool,
    /// The version that was seen; any if absent
    #[arg(long, value_name = "N")]
    expect: Option<u64>,
    #[command(flatten)]
    act: ActArguments,
}

/// Which occurrences; all if neither is said.
#[derive(Debug, Args)]
struct Scope {
    /// Only this occurrence, by its original start in the series' zone
    #[arg(long, value_name = "TIME", conflicts_with = "from")]
    only: Option<Moment>,
    /// This occurrence and all that follow
    #[arg(long, value_name = "TIME", requires = "into")]
    from: Option<Moment>,
    /// The id of the series that those become
    #[arg(long, value_name = "ID", requires = "from")]
    into: Option<SeriesId>,
}

/// What is different.
#[derive(Debug, Args)]
struct ChangeOf {
    /// They do not take place
    #[arg(long, conflicts_with_all = ["time", "move_to", "rule", "reset"])]
    cancel: bool,
    /// The occurrence is again what the series says
    #[arg(long, requires = "only", conflicts_with_all = ["time", "move_to", "rule"])]
    reset: bool,
    /// Another time of day
    #[arg(long, value_name = "TIME", conflicts_with_all = ["move_to", "rule", "only"])]
    time: Option<TimeOfDay>,
    /// Where the first of them goes; the others go as far
    #[arg(long, value_name = "TIME", conflicts_with = "rule")]
    move_to: Option<Moment>,
    /// Another recurrence rule
    #[arg(long, value_name = "RULE", conflicts_with = "only")]
    rule: Option<Rule>,
    /// Somebody else
    #[arg(long, value_name = "ID", conflicts_with = "only")]
    resource: Option<ResourceId>,
    /// Another length
    #[arg(long, value_name = "DURATION", conflicts_with = "only")]
    duration: Option<Length>,
}

impl ChangeOf {
    fn of_one(&self) -> Result<OneChange> {
        match (self.cancel, self.reset, self.move_to) {
            (true, ..) => Ok(OneChange::Cancel),
            (_, true, _) => Ok(OneChange::Reset),
            (.., Some(to)) => Ok(OneChange::Move(to)),
            _ => Err(failure::usage("an edit of one occurrence needs --cancel, --reset or --move-to")),
        }
    }

    fn of_several(self) -> SeriesChange {
        let Self { cancel, time, move_to, rule, resource, duration, .. } = self;
        let when = match (cancel, time, move_to, rule) {
            (true, ..) => Change::Cancel,
            (_, Some(time), ..) => Change::Time(time),
            (_, _, Some(to), _) => Change::Move(to),
            (.., Some(rule)) => Change::Rule(Box::new(rule)),
            _ => Change::Nothing,
        };
        SeriesChange { when, resource, duration }
    }
}

impl Edit {
    pub(super) fn run(self, terminal: &mut Terminal) -> Result<Exit> {
        let engine = database::existing(&self.database)?;
        let clocks = clocks_of(&engine, &self.series, &self.act)?;
        let edit = match (self.scope.only, self.scope.from, self.scope.into) {
            (Some(original), ..) => SeriesEdit::This { original, change: self.change.of_one()? },
            (_, Some(original), Some(into)) => {
                SeriesEdit::Following { original, change: self.change.of_several(), into }
            }
            _ => SeriesEdit::All { change: self.change.of_several() },
        };
        let skip = self.skip_conflicts;
        let on_conflict = if skip { OnConflict::SkipConflicts } else { OnConflict::AllOrNothing };
        let command = EditSeries { series: self.series, edit, on_conflict, version: self.expect };
        verdict::answer(terminal, &engine, command, &clocks, &self.act)
    }
}
