use super::{DatabaseArguments, ViewerArguments};
use crate::failure;
use chrono::Weekday;
use clap::{Args, ValueEnum};
use kalends::booking::OnBookings;
use kalends::id::ResourceId;
use kalends::time::{Weekdays, parse_weekday};
use kalends::{Error, Result};
use std::str::FromStr;

/// Whose schedule is changed, and what becomes of bookings.
#[derive(Debug, Args)]
pub(crate) struct ChangeArguments {
    #[command(flatten)]
    pub(crate) database: DatabaseArguments,
    /// Whose schedule
    #[arg(long, value_name = "ID")]
    pub(crate) resource: ResourceId,
    /// What becomes of bookings that would be left outside opening hours
    #[arg(long, value_enum, value_name = "WHAT", default_value = "ask")]
    on_bookings: OnBookingsArgument,
    /// The version of the rule that was seen; any if absent
    #[arg(long, value_name = "N")]
    pub(crate) expect: Option<u64>,
    /// Say what would happen, and change nothing
    #[arg(long)]
    pub(crate) what_if: bool,
    #[command(flatten)]
    pub(crate) viewer: ViewerArguments,
    /// Print the record
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum OnBookingsArgument {
    /// They refuse the change
    Ask,
    /// They stay
    Keep,
    /// They are cancelled
    Cancel,
}

impl ChangeArguments {
    pub(crate) fn on_bookings(&self) -> OnBookings {
        match self.on_bookings {
            OnBookingsArgument::Ask => OnBookings::Ask,
            OnBookingsArgument::Keep => OnBookings::Keep,
            OnBookingsArgument::Cancel => OnBookings::Cancel,
        }
    }
}

/// Weekdays by their codes: `MO,TU`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct WeekdaysArgument(pub(crate) Weekdays);

impl FromStr for WeekdaysArgument {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let days: Vec<Weekday> =
            text.split(',').map(|code| parse_weekday(code.trim())).collect::<Result<_>>()?;
        match days.is_empty() {
            true => Err(failure::usage("no weekday is named")),
            false => Ok(Self(days.into_iter().collect())),
        }
    }
}
