use super::verdict;
use crate::argument::{ActArguments, DatabaseArguments};
use crate::database;
use crate::exit::Exit;
use crate::failure;
use crate::render::Clocks;
use crate::terminal::Terminal;
use clap::Args;
use kalends::booking::{Attendance, Attended, Command, Complete};
use kalends::id::BookingId;
use kalends::{Error, Result};
use std::str::FromStr;

/// Which booking is settled or ended.
///
/// Exits with 0 if it is done, with 1 if that is refused; all reasons are listed.
#[derive(Debug, Args)]
pub(crate) struct Settle {
    #[command(flatten)]
    database: DatabaseArguments,
    /// Which booking
    #[arg(value_name = "BOOKING")]
    booking: BookingId,
    /// The version that was seen; any if absent
    #[arg(long, value_name = "N")]
    expect: Option<u64>,
    #[command(flatten)]
    act: ActArguments,
}

/// A booking that took place, and who came.
#[derive(Debug, Args)]
pub(crate) struct Completed {
    #[command(flatten)]
    settle: Settle,
    /// Who came or did not, SUBJECT:present, late, excused or absent; repeat for more
    #[arg(long = "attendance", value_name = "WHO")]
    attendance: Vec<AttendedArgument>,
}

/// Whether somebody came: `SUBJECT:WORD`.
#[derive(Clone, Debug)]
struct AttendedArgument(Attended);

const WORDS: &[(&str, Attendance)] = &[
    ("present", Attendance::Present),
    ("late", Attendance::Late),
    ("excused", Attendance::Excused),
    ("absent", Attendance::Absent),
];

impl FromStr for AttendedArgument {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let (subject, word) = text.rsplit_once(':').unwrap_or((text, ""));
        let known = WORDS.iter().find(|(name, _)| *name == word).map(|(_, attendance)| *attendance);
        let attendance = known.ok_or_else(|| {
            let names: Vec<&str> = WORDS.iter().map(|(name, _)| *name).collect();
            failure::usage(format!("`{text}` does not end in one of :{}", names.join(", :")))
        })?;
        Ok(Self(Attended { subject: subject.parse()?, attendance }))
    }
}

impl Settle {
    /// Does what `command` makes of the booking and its expected version.
    pub(super) fn run<C: Into<Command>>(
        self,
        terminal: &mut Terminal,
        command: impl FnOnce(BookingId, Option<u64>) -> C,
    ) -> Result<Exit> {
        let engine = database::existing(&self.database)?;
        let known = database::known_booking(&engine, &self.booking)?;
        let clocks = Clocks::new(database::zone_of_lead(&engine, &known.resources)?, self.act.viewer.zone()?);
        let command = command(self.booking, self.expect);
        verdict::answer(terminal, &engine, command, &clocks, &self.act)
    }
}

impl Completed {
    pub(super) fn run(self, terminal: &mut Terminal) -> Result<Exit> {
        let attendance = self.attendance.into_iter().map(|one| one.0).collect();
        self.settle.run(terminal, |booking, version| Complete { booking, attendance, version })
    }
}
