//! Random acts, and the small world that they are done in.

use super::commands::{command, giver, is_for_hosts};
use crate::store_contract::sample::{always_open, at, put_one, resource_id, service, subject};
use chrono::{DateTime, TimeDelta, Utc};
use kalends::booking::{Changes, Command, Transaction, Verdict};
use kalends::resource::Resource;
use kalends::rules::Context;
use kalends::service::{Confirmation, LateConfirm, Service};
use kalends::store::{Store, execute, tick};
use kalends::time::{Elapsed, Length};
use kalends::waitlist::{Discipline, Terms};
use kalends::zone::ZoneDb;
use kalends::{Category, Limits, Result};
use proptest::prelude::*;
use serde_json::Value;
use std::num::NonZeroU32;

/// One random act, in numbers that mean something only once it is known what there is to act on.
#[derive(Clone, Debug)]
pub(super) struct Act {
    /// Which command; `tick` for the pass over what has lapsed.
    pub(super) what: &'static str,
    /// Which client gives it, if no host has to.
    pub(super) who: usize,
    /// Whether the host gives it in any case.
    by_host: bool,
    /// How many come.
    party: u32,
    /// How many minutes after the act before.
    later: i64,
    /// What it is done to, and when.
    pub(super) choice: [usize; 3],
}

/// How often each is done, of a hundred and some.
const WEIGHTS: [(usize, &str); 31] = [
    (9, "hold"),
    (28, "book"),
    (8, "confirm"),
    (6, "decline"),
    (7, "cancel"),
    (6, "reschedule"),
    (6, "complete"),
    (6, "no_show"),
    (4, "reinstate"),
    (4, "open_session"),
    (4, "move_session"),
    (8, "swap"),
    (2, "cancel_session"),
    (4, "book_series"),
    (2, "edit_one"),
    (2, "edit_following"),
    (2, "edit_all"),
    (2, "pause_series"),
    (4, "resume_series"),
    (2, "extend_series"),
    (1, "cancel_series"),
    (10, "join_session"),
    (4, "join_time"),
    (2, "leave_waitlist"),
    (9, "accept_offer"),
    (6, "decline_offer"),
    (2, "add_rule"),
    (1, "change_rule"),
    (4, "remove_rule"),
    (1, "change_service"),
    (6, "tick"),
];

pub(super) fn act() -> impl Strategy<Value = Act> {
    let what: Vec<&str> =
        WEIGHTS.iter().flat_map(|(often, what)| std::iter::repeat_n(*what, *often)).collect();
    let choice = prop::array::uniform3(0usize..1_000);
    (prop::sample::select(what), 0..CLIENTS.len(), prop::bool::weighted(0.3), 1u32..4, 1i64..90, choice)
        .prop_map(|(what, who, by_host, party, later, choice)| Act {
            what,
            who,
            by_host,
            party,
            later,
            choice,
        })
}

pub(super) const RESOURCES: [&str; 3] = ["anna", "bob", "hall"];
pub(super) const CLIENTS: [&str; 6] = ["ada", "ben", "cy", "dot", "eve", "flo"];
pub(super) const SERVICES: [&str; 5] = ["lesson", "group", "choir", "ask", "wish"];

const TWO: NonZeroU32 = NonZeroU32::new(2).unwrap();
const FOUR: NonZeroU32 = NonZeroU32::new(4).unwrap();
const MOST: NonZeroU32 = NonZeroU32::new(50).unwrap();

/// Anna and Bob, who do one thing at a time, and a hall for two; what can be booked of each: alone, in a group, and on
/// request.
fn furnish(store: &mut dyn Store) -> Result<()> {
    for id in RESOURCES {
        let capacity = if id == "hall" { TWO } else { NonZeroU32::MIN };
        let resource = Resource { capacity, ..Resource::new(resource_id(id)?, "Europe/Berlin".parse()?) };
        put_one(store, &Changes::resource(resource, always_open()?))?;
    }
    let terms = |discipline, cutoff| -> Result<_> {
        let (offer_ttl, cutoff) = (Length::from_minutes(240)?, Elapsed::from_minutes(cutoff)?);
        Ok(Some(Terms { discipline, offer_ttl, cutoff }))
    };
    let asked = |pending_blocks: bool| -> Result<_> {
        let (expires_after, late_confirm) = (Some(Elapsed::from_minutes(240)?), LateConfirm::IfFree);
        let declines_losers = !pending_blocks;
        Ok(Some(Confirmation { expires_after, pending_blocks, late_confirm, declines_losers }))
    };
    let (first, strict) = (terms(Discipline::FirstFit, 60)?, terms(Discipline::StrictFifo, 0)?);
    for one in [
        Service { waitlist: first, ..service("lesson", 60, 0, 0)? },
        Service { waitlist: first, seats: Some(FOUR), ..service("group", 60, 0, 0)? },
        Service { waitlist: strict, seats: Some(FOUR), ..service("choir", 90, 0, 0)? },
        Service { confirmation: asked(true)?, ..service("ask", 30, 0, 0)? },
        Service { confirmation: asked(false)?, seats: Some(TWO), ..service("wish", 60, 0, 0)? },
    ] {
        put_one(store, &Changes::service(one))?;
    }
    Ok(())
}

/// What there is to act on, the latest last.
#[derive(Debug, Default)]
pub(super) struct Known {
    pub(super) bookings: Vec<String>,
    pub(super) sessions: Vec<String>,
    pub(super) series: Vec<String>,
    pub(super) entries: Vec<String>,
    /// What was held, as it was asked for.
    pub(super) holds: Vec<Value>,
}

/// A store, the time in it, and what there is to act on.
pub(super) struct World<'a> {
    store: &'a mut dyn Store,
    now: DateTime<Utc>,
    acts: usize,
    known: Known,
}

impl<'a> World<'a> {
    /// Two days before the night in which Berlin's clocks skip an hour.
    pub(super) fn new(store: &'a mut dyn Store) -> Result<Self> {
        furnish(store)?;
        Ok(Self { store, now: at("2027-03-26T08:00:00Z")?, acts: 0, known: Known::default() })
    }

    /// When the last act was done.
    pub(super) fn now(&self) -> DateTime<Utc> {
        self.now
    }

    /// Carries an act out. To be refused is fine; to fail is not, but for what cannot be meant.
    pub(super) fn carry_out(&mut self, act: &Act) -> Result<(), String> {
        self.now += TimeDelta::minutes(act.later);
        self.acts += 1;
        let failed = |error: kalends::Error| format!("{act:?}: {error:?}");
        let (zones, limits) = (ZoneDb::builtin(), Limits::default());
        let Some(command) = command(act, self.now, self.acts, &self.known) else {
            return tick(self.store, self.now, None, MOST, (zones, &limits)).map(drop).map_err(failed);
        };
        let who = giver(&command, act.who);
        self.known.holds.extend(command.get("hold").cloned());
        let read = serde_json::from_value::<Command>(command.clone());
        let command = read.map_err(|error| format!("{command}: {error}"))?;
        let context = self.context(act, who, command.name()).map_err(failed)?;
        match execute(self.store, Transaction::new(command, context), zones, &limits) {
            Ok(Verdict::Accept(accepted)) => self.learn(&accepted.changes),
            Ok(Verdict::Refuse(refused)) => self.learn(&refused.changes),
            Err(error) if matches!(error.category(), Category::Input | Category::Limit) => {}
            Err(error) => return Err(failed(error)),
        }
        Ok(())
    }

    fn context(&self, act: &Act, who: usize, command: &str) -> Result<Context> {
        let client = CLIENTS.get(who).map(|name| subject(name)).transpose()?;
        let party = NonZeroU32::new(act.party).unwrap_or(NonZeroU32::MIN);
        let by_host = act.by_host || is_for_hosts(command);
        let context = if by_host { Context::host(self.now) } else { Context::client(self.now) };
        Ok(Context { hold_owner: client.clone(), client, party, ..context })
    }

    fn learn(&mut self, changes: &Changes) {
        let known = &mut self.known;
        let new = |version: u64| version == 1;
        known
            .bookings
            .extend(changes.bookings.iter().filter(|one| new(one.version)).map(|one| one.id.to_string()));
        known
            .sessions
            .extend(changes.sessions.iter().filter(|one| new(one.version)).map(|one| one.id.to_string()));
        known
            .series
            .extend(changes.series.iter().filter(|one| new(one.version)).map(|one| one.id.to_string()));
        known
            .entries
            .extend(changes.entries.iter().filter(|one| new(one.version)).map(|one| one.id.to_string()));
    }
}
