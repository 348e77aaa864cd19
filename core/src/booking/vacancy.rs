//! What a command leaves free, or moves to where somebody may wait for it.

use super::{Booking, Changes, Command, Status, Subject, View};
use crate::error::Result;
use crate::id::SessionId;
use crate::interval::Interval;
use crate::session::Session;
use crate::waitlist::{Entry, Opening, Wish};
use crate::zone::ZoneDb;
use std::collections::BTreeSet;
use std::num::NonZeroU32;

/// A session, or its time, that may be free for those who wait.
#[derive(Clone, Debug)]
pub(super) struct Vacancy {
    /// The session; of time that it has left, as it was there.
    pub(super) session: Session,
    pub(super) kind: Kind,
}

/// What has become of the session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// It has seats or time that may be free, or is where it was not before.
    Seats,
    /// The host has called it off, or it is not offered any more: who waits for it waits in vain.
    CalledOff,
    /// It has gone elsewhere, and its time is free. Those who wait for it stay, if it was its only party that moved.
    LeftBehind { keeps_waiting: bool },
}

impl Vacancy {
    /// Everything that a command has left free, what was left behind first.
    pub(super) fn all(view: &View, changes: &Changes, command: &Command) -> Vec<Self> {
        let later = |id: &SessionId| {
            let changed = changes.sessions.iter().rev().find(|one| one.id == *id);
            changed.or_else(|| view.sessions.get(id)).cloned()
        };
        let mut found = Vec::new();
        let mut settled: BTreeSet<SessionId> = BTreeSet::new();
        for session in &changes.sessions {
            match view.sessions.get(&session.id) {
                None if session.stays => drop(settled.insert(session.id.clone())),
                None => {}
                Some(old) => {
                    let elsewhere = (old.span, &old.uses) != (session.span, &session.uses);
                    if elsewhere && old.takes_time() {
                        let keeps_waiting = matches!(
                            command,
                            Command::Reschedule(_) | Command::Hold(_) | Command::EditSeries(_)
                        );
                        let kind = Kind::LeftBehind { keeps_waiting };
                        found.push(Self { session: old.clone(), kind });
                    }
                    if elsewhere || old.status != session.status {
                        settled.insert(session.id.clone());
                    }
                }
            }
        }
        let old = |new: &Booking| view.bookings.get(&new.id);
        let freed = changes.bookings.iter().filter_map(|new| old(new).filter(|old| frees(old, new)));
        settled.extend(freed.map(|old| old.session.clone()));
        let wished = changes.entries.iter().filter_map(|entry| match &entry.wish {
            Wish::Session(id) => Some(id.clone()),
            Wish::Time(_) => None,
        });
        settled.extend(wished);
        let by_schedule = matches!(command.subject(), Subject::Resource(_) | Subject::Service(_));
        let called_off = by_schedule || matches!(command, Command::CancelSession(_));
        let kind = if called_off { Kind::CalledOff } else { Kind::Seats };
        found.extend(settled.iter().filter_map(later).map(|session| Self { session, kind }));
        found
    }

    /// The id of the session that has the seats.
    pub(super) fn id(&self) -> Result<SessionId> {
        match self.kind {
            Kind::Seats | Kind::CalledOff => Ok(self.session.id.clone()),
            Kind::LeftBehind { .. } => {
                SessionId::new(&format!("{}~{}", self.session.id, self.session.version))
            }
        }
    }

    /// The seats, as if nobody had taken any. A session of one party alone has as many as that party needs.
    pub(super) fn opening(&self) -> Result<Opening> {
        let Session { service, span, seats, .. } = &self.session;
        let seats = seats.unwrap_or(NonZeroU32::MAX);
        let resources = self.session.resources();
        Ok(Opening { resources, ..Opening::new(self.id()?, service.clone(), *span, seats) })
    }

    /// Whether an entry has an offer of it or waits for it.
    pub(super) fn concerns(&self, entry: &Entry, opening: &Opening, zones: &ZoneDb) -> Result<bool> {
        if let Some(offer) = entry.offer() {
            return Ok(offer.session == opening.session);
        }
        if !entry.is_live() {
            return Ok(false);
        }
        match (&entry.wish, self.kind) {
            (Wish::Session(id), Kind::LeftBehind { keeps_waiting }) => {
                Ok(keeps_waiting && *id == self.session.id)
            }
            (Wish::Session(id), _) => Ok(*id == self.session.id),
            (Wish::Time(_), Kind::CalledOff) => Ok(false),
            (Wish::Time(_), _) => entry.wish.fits(opening, zones),
        }
    }

    /// When.
    pub(super) fn span(&self) -> Interval {
        self.session.span
    }
}

/// Whether a booking leaves something, or was held: what is held may be an offer, and that is over.
fn frees(old: &Booking, new: &Booking) -> bool {
    let leaves = !new.status.takes_time()
        || (&old.session, old.span) != (&new.session, new.span)
        || new.party < old.party;
    matches!(old.status, Status::Held(_)) || old.status.takes_time() && leaves
}
