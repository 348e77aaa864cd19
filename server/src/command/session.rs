use super::verdict;
use crate::argument::{ActArguments, ClaimArguments, DatabaseArguments, TimeArgument};
use crate::database;
use crate::exit::Exit;
use crate::render::Clocks;
use crate::terminal::Terminal;
use clap::{Args, Subcommand};
use kalends::Result;
use kalends::booking::{CancelSession, Command, MoveSession, OpenSession, Swap};
use kalends::id::{ResourceId, SessionId};
use kalends::time::Length;
use std::num::NonZeroU32;

/// What a host does with a session and all its bookings (--as host).
///
/// Exits with 0 if it is done, with 1 if that is refused; all reasons are listed.
#[derive(Debug, Args)]
pub(crate) struct Session {
    #[command(subcommand)]
    act: Act,
}

#[derive(Debug, Subcommand)]
enum Act {
    /// Puts a session up that parties can book
    Open(Open),
    /// Moves a session with all its bookings
    Move(Move),
    /// Puts one resource in the place of another
    Swap(Swapped),
    /// Calls a session off with all its bookings
    Cancel(Known),
}

#[derive(Debug, Args)]
struct Open {
    #[command(flatten)]
    database: DatabaseArguments,
    /// The new session's id
    #[arg(value_name = "SESSION")]
    session: SessionId,
    #[command(flatten)]
    claim: ClaimArguments,
    /// How many can book it; as many as the service says if absent
    #[arg(long, value_name = "N")]
    seats: Option<NonZeroU32>,
    #[command(flatten)]
    act: ActArguments,
}

/// A session that is there.
#[derive(Debug, Args)]
struct Known {
    #[command(flatten)]
    database: DatabaseArguments,
    /// Which session
    #[arg(value_name = "SESSION")]
    session: SessionId,
    /// The version that was seen; any if absent
    #[arg(long, value_name = "N")]
    expect: Option<u64>,
    #[command(flatten)]
    act: ActArguments,
}

#[derive(Debug, Args)]
struct Move {
    #[command(flatten)]
    known: Known,
    /// To when: an instant, or a wall time in the viewer's zone
    #[arg(long, value_name = "TIME")]
    start: TimeArgument,
    /// One of the service's durations, such as PT45M; as it was if absent
    #[arg(long, value_name = "DURATION")]
    duration: Option<Length>,
}

#[derive(Debug, Args)]
struct Swapped {
    #[command(flatten)]
    known: Known,
    /// Who goes
    #[arg(long, value_name = "ID")]
    from: ResourceId,
    /// Who comes
    #[arg(long, value_name = "ID")]
    to: ResourceId,
}

impl Session {
    pub(super) fn run(self, terminal: &mut Terminal) -> Result<Exit> {
        match self.act {
            Act::Open(open) => open.run(terminal),
            Act::Move(Move { known, start, duration }) => known.run(terminal, |session, version, clocks| {
                let start = start.instant(clocks.viewer()).map_err(|error| error.in_field("--start"))?;
                Ok(MoveSession { session, start, duration, version }.into())
            }),
            Act::Swap(Swapped { known, from, to }) => {
                known.run(terminal, |session, version, _| Ok(Swap { session, from, to, version }.into()))
            }
            Act::Cancel(known) => {
                known.run(terminal, |session, version, _| Ok(CancelSession { session, version }.into()))
            }
        }
    }
}

impl Open {
    fn run(self, terminal: &mut Terminal) -> Result<Exit> {
        let engine = database::existing(&self.database)?;
        let claim = self.claim;
        let (clocks, start) = database::clocks_and_start(&engine, &claim, &self.act.viewer)?;
        let command = OpenSession {
            session: self.session,
            resource: claim.resource,
            service: claim.service,
            start,
            duration: claim.duration,
            seats: self.seats,
        };
        verdict::answer(terminal, &engine, command, &clocks, &self.act)
    }
}

impl Known {
    fn run(
        self,
        terminal: &mut Terminal,
        command: impl FnOnce(SessionId, Option<u64>, &Clocks) -> Result<Command>,
    ) -> Result<Exit> {
        let engine = database::existing(&self.database)?;
        let known = database::known_session(&engine, &self.session)?;
        let clocks =
            Clocks::new(database::zone_of_lead(&engine, &known.resources())?, self.act.viewer.zone()?);
        let command = command(self.session, self.expect, &clocks)?;
        verdict::answer(terminal, &engine, command, &clocks, &self.act)
    }
}
