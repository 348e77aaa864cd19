use super::verdict;
use crate::argument::{ActArguments, DatabaseArguments, SaidArguments, ViewerArguments};
use crate::database;
use crate::exit::Exit;
use crate::failure;
use crate::render::{Clocks, Table, entry_row};
use crate::terminal::Terminal;
use chrono::{DateTime, Utc};
use clap::{Args, Subcommand};
use kalends::Result;
use kalends::booking::{AcceptOffer, Command, DeclineOffer, EntryQuery, JoinWaitlist, LeaveWaitlist};
use kalends::id::{ResourceId, ServiceId, SessionId, SubjectId, WaitlistId};
use kalends::time::{TimeOfDay, Weekdays, parse_instant, parse_weekday};
use kalends::waitlist::{TimeWish, Wish};

/// Waits for seats in a session or for a time that is taken, and answers what is offered.
///
/// Exits with 0 if it is done, with 1 if that is refused; all reasons are listed.
#[derive(Debug, Args)]
pub(crate) struct Waitlist {
    #[command(subcommand)]
    act: Act,
}

#[derive(Debug, Subcommand)]
enum Act {
    /// Waits (--client) for a session, or for any time that suits
    Join(Join),
    /// Does not wait any longer
    Leave(Known),
    /// Takes what is offered
    Accept(Accept),
    /// Does not take what is offered
    Decline(Known),
    /// Lists who waits
    List(List),
}

#[derive(Debug, Args)]
struct Join {
    #[command(flatten)]
    database: DatabaseArguments,
    /// The new entry's id
    #[arg(value_name = "ENTRY")]
    entry: WaitlistId,
    /// The session that is waited for, and no other
    #[arg(long, value_name = "ID", conflicts_with = "service")]
    session: Option<SessionId>,
    /// Any time of this service that suits
    #[arg(long, value_name = "ID", required_unless_present = "session")]
    service: Option<ServiceId>,
    /// With whom, if not with anyone; repeat for more
    #[arg(long, value_name = "ID", requires = "service")]
    resource: Vec<ResourceId>,
    /// On this weekday, such as MO; repeat for more, any if absent
    #[arg(long, value_name = "DAY", value_parser = parse_weekday, requires = "service")]
    day: Vec<chrono::Weekday>,
    /// Not before this time of day
    #[arg(long, value_name = "TIME", default_value = "00:00")]
    from: TimeOfDay,
    /// Over by this time of day; at or before the first it is the next day's
    #[arg(long, value_name = "TIME", default_value = "24:00")]
    to: TimeOfDay,
    /// Only what starts before this instant
    #[arg(long, value_name = "INSTANT", value_parser = parse_instant, requires = "service")]
    until: Option<DateTime<Utc>>,
    #[command(flatten)]
    act: ActArguments,
}

/// A place in a waitlist that is there.
#[derive(Debug, Args)]
struct Known {
    #[command(flatten)]
    database: DatabaseArguments,
    /// Which entry
    #[arg(value_name = "ENTRY")]
    entry: WaitlistId,
    /// The version that was seen; any if absent
    #[arg(long, value_name = "N")]
    expect: Option<u64>,
    #[command(flatten)]
    act: ActArguments,
}

#[derive(Debug, Args)]
struct Accept {
    #[command(flatten)]
    known: Known,
    #[command(flatten)]
    said: SaidArguments,
}

#[derive(Debug, Args)]
struct List {
    #[command(flatten)]
    database: DatabaseArguments,
    /// Those that wait for this session alone, or have an offer of it
    #[arg(long, value_name = "ID")]
    session: Option<SessionId>,
    /// Those that wait for any time of this service
    #[arg(long, value_name = "ID")]
    service: Option<ServiceId>,
    /// Of this person
    #[arg(long, value_name = "SUBJECT")]
    client: Option<SubjectId>,
    /// Also those that are over
    #[arg(long)]
    over: bool,
    #[command(flatten)]
    viewer: ViewerArguments,
    /// Print the records
    #[arg(long)]
    json: bool,
}

impl Waitlist {
    pub(super) fn run(self, terminal: &mut Terminal) -> Result<Exit> {
        match self.act {
            Act::Join(join) => join.run(terminal),
            Act::Leave(known) => known.run(terminal, |entry, version| LeaveWaitlist { entry, version }),
            Act::Accept(Accept { known, said }) => known.run(terminal, |entry, version| AcceptOffer {
                entry,
                kind: None,
                price: said.price,
                participants: said.participants(),
                details: said.details(),
                version,
            }),
            Act::Decline(known) => known.run(terminal, |entry, version| DeclineOffer { entry, version }),
            Act::List(list) => list.run(terminal),
        }
    }
}

impl Join {
    fn run(self, terminal: &mut Terminal) -> Result<Exit> {
        let engine = database::existing(&self.database)?;
        let viewer = self.act.viewer.zone()?;
        let wish = match (self.session, self.service) {
            (Some(session), _) => Wish::Session(session),
            (None, Some(service)) => {
                let home = database::home_of(&engine, self.resource.first(), &service)?;
                let zone = viewer.as_ref().unwrap_or(&home).name().parse()?;
                let days = match self.day.is_empty() {
                    true => Weekdays::ALL,
                    false => self.day.into_iter().collect(),
                };
                let (resources, from, to, until) = (self.resource, self.from, self.to, self.until);
                Wish::Time(TimeWish { service, resources, days, from, to, zone, until })
            }
            (None, None) => return Err(failure::usage("expected --session or --service")),
        };
        let clocks = Clocks::new(database::zone_of_wish(&engine, &wish)?, viewer);
        let command = JoinWaitlist { entry: self.entry, wish };
        verdict::answer(terminal, &engine, command, &clocks, &self.act)
    }
}

impl Known {
    fn run<C: Into<Command>>(
        self,
        terminal: &mut Terminal,
        command: impl FnOnce(WaitlistId, Option<u64>) -> C,
    ) -> Result<Exit> {
        let engine = database::existing(&self.database)?;
        let known = database::known_entry(&engine, &self.entry)?;
        let act = self.act;
        let clocks = Clocks::new(database::zone_of_wish(&engine, &known.wish)?, act.viewer.zone()?);
        verdict::answer(terminal, &engine, command(self.entry, self.expect), &clocks, &act)
    }
}

impl List {
    fn run(self, terminal: &mut Terminal) -> Result<Exit> {
        let engine = database::existing(&self.database)?;
        let (session, service, client, over) = (self.session, self.service, self.client, self.over);
        let query = EntryQuery { session, service, client, over, ..EntryQuery::default() };
        let viewer = match self.viewer.zone()? {
            Some(zone) => zone,
            None => engine.zones().get("UTC")?,
        };
        let clocks = Clocks::new(viewer, None);
        let (mut after, mut any) = (None, false);
        loop {
            let page = engine.waiting(&EntryQuery { after, ..query.clone() })?;
            any |= !page.entries.is_empty();
            if self.json {
                page.entries.iter().try_for_each(|entry| terminal.json(entry))?;
            } else if !page.entries.is_empty() {
                let mut table = Table::new(["since", "entry", "client", "waits for", "seats", "state"]);
                page.entries.iter().for_each(|entry| table.row(entry_row(entry, &clocks)));
                terminal.text(&table.text())?;
            }
            match page.next {
                Some(next) => after = Some(next),
                None => return Ok(Exit::found(any)),
            }
        }
    }
}
