//! Those who wait, found by what for; what can lapse, found by when.

use super::state::{State, swap};
use crate::booking::{EntryPage, EntryQuery, WaitingNeed};
use crate::id::{ServiceId, SessionId, WaitlistId};
use crate::store::{Due, LapsedQuery};
use crate::waitlist::{Entry, Wish};

/// What somebody waits for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Awaited {
    Session(SessionId),
    Service(ServiceId),
}

impl Awaited {
    /// What an entry waits for, or has an offer of.
    fn of(entry: &Entry) -> impl Iterator<Item = Self> {
        let wished = match &entry.wish {
            Wish::Session(id) => Self::Session(id.clone()),
            Wish::Time(wish) => Self::Service(wish.service.clone()),
        };
        let offered = entry.offer().map(|offer| Self::Session(offer.session.clone()));
        entry.is_live().then_some(wished).into_iter().chain(offered)
    }
}

impl State {
    pub(super) fn set_entry(&mut self, id: &WaitlistId, record: Option<Entry>) -> Option<Entry> {
        if let Some(old) = self.entries.get(id) {
            for awaited in Awaited::of(old) {
                if let Some(ids) = self.awaited.get_mut(&awaited) {
                    ids.remove(id);
                }
            }
            if let Some(due) = Due::entry(old) {
                self.due.remove(&due);
            }
        }
        if let Some(new) = &record {
            for awaited in Awaited::of(new) {
                self.awaited.entry(awaited).or_default().insert(id.clone());
            }
            self.due.extend(Due::entry(new));
        }
        swap(&mut self.entries, id, record)
    }

    /// Those who wait for one of these.
    pub(super) fn waiting<'a>(&'a self, need: &'a WaitingNeed) -> impl Iterator<Item = &'a Entry> {
        let sessions = need.sessions.iter().map(|id| Awaited::Session(id.clone()));
        let services = need.services.iter().map(|id| Awaited::Service(id.clone()));
        let ids =
            sessions.chain(services).flat_map(|awaited| self.awaited.get(&awaited).into_iter().flatten());
        ids.filter_map(|id| self.entries.get(id))
    }

    pub(super) fn waiting_page(&self, query: &EntryQuery) -> EntryPage {
        let mut found: Vec<&Entry> = self.entries.values().filter(|entry| query.matches(entry)).collect();
        found.sort_by(|a, b| (a.joined_at, &a.id).cmp(&(b.joined_at, &b.id)));
        let most = usize::try_from(query.limit.get()).unwrap_or(usize::MAX);
        query.page(found.into_iter().take(most.saturating_add(1)).cloned().collect())
    }

    pub(super) fn lapsed(&self, query: &LapsedQuery) -> Vec<Due> {
        let after = |due: &&Due| query.after.as_ref().is_none_or(|after| after < due);
        let due = self.due.iter().take_while(|due| due.at <= query.now).filter(after);
        due.take(usize::try_from(query.limit.get()).unwrap_or(usize::MAX)).cloned().collect()
    }
}
