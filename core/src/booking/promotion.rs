//! The second half of a transaction: what became free is offered to those who wait, in the same commit.

use super::decide::settle_room;
use super::vacancy::Vacancy;
use super::{Changes, Command, Need, Subject, View, WaitingNeed};
use crate::error::Result;
use crate::id::{ResourceId, WaitlistId};
use crate::limits::Limits;
use crate::rules::Context;
use crate::waitlist::{Entry, Wish};
use crate::zone::ZoneDb;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// Settles one vacancy after the other.
#[derive(Clone, Debug)]
pub(super) struct Promotion {
    context: Context,
    left: VecDeque<Vacancy>,
    /// Those who wait, as they are by now; nothing until they are loaded.
    waiting: Option<BTreeMap<WaitlistId, Entry>>,
    asked: Need,
    view: View,
}

/// What is to be done next.
pub(super) enum Next {
    /// What is [asked](Promotion::asked).
    Load,
    Write(Box<Changes>),
    Done,
}

impl Promotion {
    /// What a command has left free, if it has.
    pub(super) fn new(view: &View, changes: &Changes, command: &Command, context: &Context) -> Option<Self> {
        let left: VecDeque<Vacancy> = Vacancy::all(view, changes, command).into();
        let (context, waiting) = (context.clone(), None);
        (!left.is_empty()).then(|| {
            let mut promotion =
                Self { context, left, waiting, asked: Need::default(), view: View::default() };
            promotion.asked = promotion.who_waits();
            promotion
        })
    }

    fn who_waits(&self) -> Need {
        let sessions = self.left.iter().map(|vacancy| vacancy.session.id.clone()).collect();
        let services = self.left.iter().map(|vacancy| vacancy.session.service.clone()).collect();
        Need { waiting: Some(WaitingNeed { sessions, services }), ..Need::default() }
    }

    /// What is to be loaded next.
    pub(super) fn asked(&self) -> Need {
        self.asked.clone()
    }

    /// Settles what can be settled by now.
    pub(super) fn loaded(&mut self, view: View, zones: &ZoneDb, limits: &Limits) -> Result<Next> {
        let Some(waiting) = self.waiting.as_ref() else {
            self.waiting = Some(view.entries);
            return self.begin(zones);
        };
        self.view.absorb(view);
        let Some(vacancy) = self.left.front() else { return Ok(Next::Done) };
        let need = self.need(vacancy, waiting, zones)?.without(&self.view.need);
        if !need.is_empty() {
            self.asked = need;
            return Ok(Next::Load);
        }
        let mut view = std::mem::take(&mut self.view);
        view.entries.clone_from(waiting);
        let changes = settle_room(view, vacancy, &self.context, zones, limits)?;
        self.left.pop_front();
        let later = changes.entries.iter().map(|entry| (entry.id.clone(), entry.clone()));
        self.waiting.get_or_insert_default().extend(later);
        let next = self.begin(zones)?;
        Ok(if changes.is_empty() { next } else { Next::Write(Box::new(changes)) })
    }

    /// Whether everything is settled.
    pub(super) fn is_over(&self) -> bool {
        self.left.is_empty()
    }

    /// The next vacancy that somebody waits for.
    fn begin(&mut self, zones: &ZoneDb) -> Result<Next> {
        while let (Some(vacancy), Some(waiting)) = (self.left.front(), &self.waiting) {
            if !concerned(vacancy, waiting, zones)?.is_empty() {
                self.asked = self.need(vacancy, waiting, zones)?;
                return Ok(Next::Load);
            }
            self.left.pop_front();
        }
        Ok(Next::Done)
    }

    /// What has to be seen to settle a vacancy, as far as it is known by now.
    fn need(&self, vacancy: &Vacancy, waiting: &BTreeMap<WaitlistId, Entry>, zones: &ZoneDb) -> Result<Need> {
        let resources: BTreeSet<ResourceId> = vacancy.session.resources().into_iter().collect();
        let mut need = Need::session(vacancy.id()?);
        need.services.insert(vacancy.session.service.clone());
        need.resources.extend(resources.iter().cloned());
        for entry in concerned(vacancy, waiting, zones)? {
            need.bookings.insert(entry.booking()?);
        }
        let service = self.view.services.get(&vacancy.session.service);
        let Some(service) =
            service.filter(|_| resources.iter().all(|id| self.view.resources.contains_key(id)))
        else {
            return Ok(need);
        };
        need.counted = self.view.counted_need(service, &resources, vacancy.span());
        need.busy = Some(self.view.busy_need(service, resources, vacancy.span()));
        Ok(need)
    }
}

fn concerned<'e>(
    vacancy: &Vacancy,
    waiting: &'e BTreeMap<WaitlistId, Entry>,
    zones: &ZoneDb,
) -> Result<Vec<&'e Entry>> {
    let opening = vacancy.opening()?;
    let mut found = Vec::new();
    for entry in waiting.values() {
        if vacancy.concerns(entry, &opening, zones)? {
            found.push(entry);
        }
    }
    Ok(found)
}

/// What a command about a place in a waitlist has to see, as far as it is known by now.
pub(super) fn need_of_entry(command: &Command, view: &View, need: &mut Need) {
    let Subject::Entry(id) = command.subject() else { return };
    need.entries.insert(id.clone());
    if let Command::JoinWaitlist(join) = command {
        let mut waiting = WaitingNeed::default();
        match &join.wish {
            Wish::Session(session) => {
                need.services.extend(view.sessions.get(session).map(|known| known.service.clone()));
                need.sessions.insert(session.clone());
                waiting.sessions.insert(session.clone());
            }
            Wish::Time(wish) => {
                need.services.insert(wish.service.clone());
                waiting.services.insert(wish.service.clone());
            }
        }
        need.waiting = Some(waiting);
        return;
    }
    let Some(entry) = view.entries.get(id) else { return };
    if let Wish::Session(session) = &entry.wish {
        need.sessions.insert(session.clone());
    }
    let Ok(booking) = entry.booking() else { return };
    need.sessions.extend(view.bookings.get(&booking).map(|known| known.session.clone()));
    need.bookings.insert(booking);
}
