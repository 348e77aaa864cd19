use super::verdict;
use crate::argument::{ChangeArguments, WeekdaysArgument};
use crate::database;
use crate::exit::Exit;
use crate::render::Clocks;
use crate::terminal::Terminal;
use chrono::NaiveDate;
use clap::{Args, Subcommand};
use kalends::availability::{ScheduleRule, TimeOff as Off, TimeOffSpan, Weekly};
use kalends::booking::{AddRule, ChangeRule, Command, RemoveRule};
use kalends::id::RuleId;
use kalends::time::{DateRange, TimeOfDay, parse_date};
use kalends::{Error, Result};
use kalends_engine::Circumstances;
use std::str::FromStr;

/// Adds, changes or removes weekly hours of a resource.
///
/// Exits with 0 if it is done, with 1 if that is refused: bookings that would be left outside are listed.
#[derive(Debug, Args)]
pub(crate) struct Hours {
    #[command(subcommand)]
    act: HoursAct,
}

#[derive(Debug, Subcommand)]
enum HoursAct {
    /// Adds a window that recurs on weekdays
    Add(Window),
    /// Lets a rule be such a window from now on
    Change(Window),
    /// Takes a rule of any kind out of the schedule
    Remove(Known),
}

/// Adds or removes days off.
///
/// Exits with 0 if it is done, with 1 if that is refused: bookings that would be left outside are listed.
#[derive(Debug, Args)]
pub(crate) struct TimeOff {
    #[command(subcommand)]
    act: TimeOffAct,
}

#[derive(Debug, Subcommand)]
enum TimeOffAct {
    /// Closes whole days
    Add(Days),
    /// Lets a rule close these days from now on
    Change(Days),
    /// Opens them again
    Remove(Known),
}

#[derive(Debug, Args)]
struct Window {
    #[command(flatten)]
    known: Known,
    /// The weekdays on which it starts, such as MO,TU
    #[arg(long, value_name = "DAYS")]
    days: WeekdaysArgument,
    /// Where it opens, HH:MM on the wall
    #[arg(long, value_name = "TIME")]
    from: TimeOfDay,
    /// Where it ends; at or before the opening it is the next day's time
    #[arg(long, value_name = "TIME")]
    to: TimeOfDay,
}

#[derive(Debug, Args)]
struct Days {
    #[command(flatten)]
    known: Known,
    /// The first day
    #[arg(long, value_name = "DATE")]
    from: DateArgument,
    /// The last day, inclusive; the first if absent
    #[arg(long, value_name = "DATE")]
    until: Option<DateArgument>,
}

#[derive(Debug, Args)]
struct Known {
    /// The rule's id
    #[arg(value_name = "RULE")]
    rule: RuleId,
    #[command(flatten)]
    change: ChangeArguments,
}

#[derive(Clone, Copy, Debug)]
struct DateArgument(NaiveDate);

impl FromStr for DateArgument {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        parse_date(text).map(Self)
    }
}

impl Hours {
    pub(super) fn run(self, terminal: &mut Terminal) -> Result<Exit> {
        match self.act {
            HoursAct::Add(window) => {
                let (known, rule) = window.rule();
                known.add(rule, terminal)
            }
            HoursAct::Change(window) => {
                let (known, rule) = window.rule();
                known.change(rule, terminal)
            }
            HoursAct::Remove(known) => known.remove(terminal),
        }
    }
}

impl TimeOff {
    pub(super) fn run(self, terminal: &mut Terminal) -> Result<Exit> {
        match self.act {
            TimeOffAct::Add(days) => {
                let (known, rule) = days.rule()?;
                known.add(rule, terminal)
            }
            TimeOffAct::Change(days) => {
                let (known, rule) = days.rule()?;
                known.change(rule, terminal)
            }
            TimeOffAct::Remove(known) => known.remove(terminal),
        }
    }
}

impl Window {
    fn rule(self) -> (Known, ScheduleRule) {
        let weekly = Weekly::open(self.known.rule.clone(), self.days.0, self.from, self.to);
        (self.known, ScheduleRule::Weekly(weekly))
    }
}

impl Days {
    fn rule(self) -> Result<(Known, ScheduleRule)> {
        let until = self.until.unwrap_or(self.from).0;
        let dates = DateRange::new(Some(self.from.0), Some(until)).map_err(|e| e.in_field("--until"))?;
        let off = Off::new(self.known.rule.clone(), TimeOffSpan::Dates(dates));
        Ok((self.known, ScheduleRule::TimeOff(off)))
    }
}

impl Known {
    fn add(self, rule: ScheduleRule, terminal: &mut Terminal) -> Result<Exit> {
        let (resource, on_bookings) = (self.change.resource.clone(), self.change.on_bookings());
        self.carry_out(AddRule { resource, rule, on_bookings }.into(), terminal)
    }

    fn change(self, rule: ScheduleRule, terminal: &mut Terminal) -> Result<Exit> {
        let (resource, on_bookings) = (self.change.resource.clone(), self.change.on_bookings());
        let version = self.change.expect;
        self.carry_out(ChangeRule { resource, rule, version, on_bookings }.into(), terminal)
    }

    fn remove(self, terminal: &mut Terminal) -> Result<Exit> {
        let (resource, on_bookings) = (self.change.resource.clone(), self.change.on_bookings());
        let (rule, version) = (self.rule.clone(), self.change.expect);
        self.carry_out(RemoveRule { resource, rule, version, on_bookings }.into(), terminal)
    }

    fn carry_out(self, command: Command, terminal: &mut Terminal) -> Result<Exit> {
        let change = self.change;
        let engine = database::existing(&change.database)?;
        let clocks = Clocks::new(database::zone_of(&engine, &change.resource)?, change.viewer.zone()?);
        // Whoever may write the file is its host.
        let host = Circumstances::host();
        let answer = verdict::of_as(&engine, command, &host, change.what_if)?;
        verdict::print_if(terminal, &answer, &clocks, (change.json, change.what_if))
    }
}
