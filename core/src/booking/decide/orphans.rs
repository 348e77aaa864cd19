//! The bookings that a change leaves outside: which they are, what has to be seen of them, and how they end.

use super::Decision;
use super::policy::Judgements;
use super::schedule::Rearranged;
use crate::booking::{BusyNeed, Changes, Command, CountedNeed, EndedWith, Need, OnBookings, Status};
use crate::error::Result;
use crate::id::{ServiceId, SessionId};
use crate::impact::{Orphan, left_outside};
use crate::interval::Interval;
use crate::rules::{Blocker, Counted};
use crate::session::{Session, SessionStatus};
use std::collections::BTreeSet;

impl Decision<'_> {
    /// What a rearranged schedule leaves outside, of all that is to come.
    pub(super) fn orphans_of(&self, after: &Rearranged<'_>) -> Result<Vec<Orphan>> {
        let id = &after.known.resource.id;
        let busy = self.view.busy_of(id, self.to_come())?;
        let before = (&after.known.resource, &after.known.schedule);
        let next = (&after.resource, &after.schedule);
        let mut orphans = left_outside(before, next, busy, self.context.now, self.zones, self.limits)?;
        orphans.retain(|orphan| after.ends || !orphan.already);
        Ok(orphans)
    }

    /// What is booked of a service and is to come.
    pub(super) fn booked_of(&self, service: &ServiceId) -> Vec<Orphan> {
        let now = self.context.now;
        let alive = |one: &&Counted| {
            one.service == *service
                && now <= one.start
                && one.tentative.as_ref().is_none_or(|tentative| now < tentative.expires_at)
        };
        let orphan = |one: &Counted| {
            let (start, end) = (one.start.timestamp(), one.start.timestamp() + one.length.seconds());
            let span = Interval::from_secs(start, end)?;
            let what = Blocker::Booking(one.booking.clone());
            Some(Orphan { what, span, closed_by: Vec::new(), already: false })
        };
        let mut orphans: Vec<Orphan> = self.view.counted.iter().filter(alive).filter_map(orphan).collect();
        orphans.sort_by_cached_key(|one| (one.span, one.what.to_string()));
        orphans
    }

    /// What a command about a schedule has to see beside what it is about, as far as that is known by now.
    pub(in crate::booking) fn touched(&self, command: &Command) -> Result<Need> {
        let mut need = Need::default();
        let (orphans, on_bookings) = match command {
            Command::RemoveService(remove) => {
                let services = BTreeSet::from([remove.service.clone()]);
                let starts = Some(self.to_come());
                need.counted = Some(CountedNeed { services, resources: BTreeSet::new(), starts });
                (self.booked_of(&remove.service), remove.on_bookings)
            }
            _ => {
                let Some(after) = self.rearranged(command)?.filter(|after| !after.is_known()) else {
                    return Ok(need);
                };
                let resources = BTreeSet::from([after.known.resource.id.clone()]);
                let busy = BusyNeed { resources, span: self.to_come() };
                let is_seen = self.view.need.busy.as_ref() == Some(&busy);
                need.busy = Some(busy);
                // Hours are resolved a second time when the command is judged, and only to know whose records to load.
                let needed = is_seen && after.on_bookings == OnBookings::Cancel;
                (if needed { self.orphans_of(&after)? } else { Vec::new() }, after.on_bookings)
            }
        };
        if on_bookings == OnBookings::Cancel {
            for orphan in &orphans {
                match &orphan.what {
                    Blocker::Booking(id) | Blocker::Hold(id) => {
                        need.sessions.extend(self.view.bookings.get(id).map(|one| one.session.clone()));
                        need.bookings.insert(id.clone());
                    }
                    Blocker::Session(id) => drop(need.sessions.insert(id.clone())),
                    Blocker::External(_) => {}
                }
            }
        }
        Ok(need)
    }

    /// The sessions and bookings that end with the change, where it says so.
    pub(super) fn ending_orphans(
        &self,
        orphans: &[Orphan],
        on_bookings: OnBookings,
    ) -> Result<(Changes, Judgements)> {
        let (mut changes, mut judged) = (Changes::default(), Judgements::default());
        if on_bookings != OnBookings::Cancel {
            return Ok((changes, judged));
        }
        let mut ended: BTreeSet<&SessionId> = BTreeSet::new();
        let status = Status::Cancelled(self.ending(Some(EndedWith::Schedule)));
        for orphan in orphans {
            let session = match &orphan.what {
                Blocker::Booking(id) | Blocker::Hold(id) => &self.view.known_booking(id)?.session,
                Blocker::Session(id) => id,
                Blocker::External(_) => continue,
            };
            let session = self.view.known_session(session)?;
            if !ended.insert(&session.id) {
                continue;
            }
            for one in self.live(session) {
                changes.bookings.push(self.ended_by_host(one, &status, &mut judged)?);
            }
            changes.sessions.push(Session { status: SessionStatus::Cancelled, ..self.next_session(session) });
        }
        Ok((changes, judged))
    }

    /// From now on, for ever.
    fn to_come(&self) -> Interval {
        let all = Interval::all();
        Interval::from_secs(self.context.now.timestamp().max(all.start_secs()), all.end_secs()).unwrap_or(all)
    }
}
