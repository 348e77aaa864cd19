//! Who gets what became free: those who wait, in their order, by the same rules that list slots.

use super::Decision;
use super::place::{Asked, Found, When, as_booked};
use crate::booking::vacancy::{Kind, Vacancy};
use crate::booking::{Booking, Changes, EndedWith, Expiry, Held, Status, View};
use crate::error::Result;
use crate::id::{BookingId, WaitlistId};
use crate::limits::Limits;
use crate::policy::Actor;
use crate::rules::{Context, StateName};
use crate::service::Service;
use crate::session::{Session, SessionStatus};
use crate::time::Length;
use crate::waitlist::{self, Entry, Step, Wish, settle_with};
use crate::zone::ZoneDb;
use chrono::{DateTime, Utc};
use std::collections::BTreeMap;
use std::num::NonZeroU32;

/// What follows for those who wait when something has become free. An offer is a hold, for whoever waits: it takes time
/// and seats by the rules of every other hold.
pub(in crate::booking) fn settle_room(
    view: View,
    vacancy: &Vacancy,
    context: &Context,
    zones: &ZoneDb,
    limits: &Limits,
) -> Result<Changes> {
    let context = Context { actor: Actor::Client, waive: Vec::new(), ..context.clone() };
    let offered = view.offered(&vacancy.session.service)?;
    let terms = offered.and_then(|service| service.waitlist).filter(|_| vacancy.kind != Kind::CalledOff);
    // A service that is gone has no terms, so nothing of it is offered to anybody.
    let length = Length::from_seconds(vacancy.span().length().num_seconds())?;
    let gone = Service::new(vacancy.session.service.clone(), length, length);
    let service = as_booked(offered.unwrap_or(&gone), vacancy.span())?;
    let service = Service { seats: vacancy.session.seats, ..service };
    let mut opening = vacancy.opening()?;
    let mut queue = Queue::new(&view, vacancy, (zones, limits))?;
    queue.answered(&view, context.now);
    let kept = BookingId::new(&format!("{}~kept", opening.session)).ok();
    opening.free = free(&view, &queue, kept.as_ref(), context.now, opening.seats);
    let session = vacancy.session.clone();
    let mut desk =
        Desk { view, vacancy, session, service, kept, context, zones, limits, changes: Changes::default() };
    if vacancy.kind == Kind::CalledOff {
        queue.expire();
    } else {
        let entries: Vec<Entry> = queue.now.values().cloned().collect();
        let settled =
            settle_with(&opening, &entries, &terms.unwrap_or_default(), desk.context.now, limits, |offer| {
                if terms.is_some() { desk.offer(offer) } else { Ok(false) }
            })?;
        queue.now.extend(settled.changes.into_iter().map(|entry| (entry.id.clone(), entry)));
        desk.end_offers(&queue);
        let head = settled.kept_for.and_then(|id| queue.now.get(&id));
        let closes = terms.unwrap_or_default().closes(opening.span.start());
        desk.keep(head.zip(NonZeroU32::new(settled.kept)), closes)?;
    }
    desk.leave();
    desk.changes.entries = queue.changed();
    Ok(desk.changes)
}

/// Those who are concerned.
struct Queue {
    before: BTreeMap<WaitlistId, Entry>,
    now: BTreeMap<WaitlistId, Entry>,
}

impl Queue {
    fn new(view: &View, vacancy: &Vacancy, (zones, limits): (&ZoneDb, &Limits)) -> Result<Self> {
        let opening = vacancy.opening()?;
        let mut found = Vec::new();
        for entry in view.entries.values() {
            if vacancy.concerns(entry, &opening, zones)? {
                found.push(entry.clone());
            }
        }
        // Whoever is beyond the limit waits, and stops nobody from leaving.
        found.sort_by(|a, b| (a.joined_at, &a.id).cmp(&(b.joined_at, &b.id)));
        found.truncate(limits.waiting);
        let before: BTreeMap<_, _> = found.into_iter().map(|entry| (entry.id.clone(), entry)).collect();
        let mut now = before.clone();
        for entry in now.values_mut().filter(|entry| matches!(entry.wish, Wish::Session(_))) {
            entry.wish = Wish::Session(opening.session.clone());
            entry.ends_at = Some(opening.span.start());
        }
        Ok(Self { before, now })
    }

    /// Who has answered by what was done with the booking that is the offer.
    fn answered(&mut self, view: &View, now: DateTime<Utc>) {
        for entry in self.now.values_mut() {
            let Some(offer) = entry.offer().cloned() else { continue };
            let booking = entry.booking().ok().and_then(|id| view.bookings.get(&id));
            let (step, status) = match booking.map(|booking| (&booking.status, &booking.session)) {
                Some((Status::Held(_), session)) if *session == offer.session => continue,
                Some((Status::Confirmed | Status::Requested(_) | Status::Completed | Status::NoShow, _)) => {
                    (Step::Accept, waitlist::Status::Accepted)
                }
                Some((Status::Cancelled(end), _))
                    if matches!(end.with, Some(EndedWith::Session | EndedWith::Schedule)) =>
                {
                    (Step::Expire, waitlist::Status::Expired)
                }
                Some((Status::Expired(_), _)) | None => (Step::Expire, waitlist::Status::Expired),
                Some(_) if offer.until <= now => (Step::Expire, waitlist::Status::Expired),
                Some(_) => (Step::Decline, waitlist::Status::Declined),
            };
            if let Some(after) = entry.stepped(step, status) {
                *entry = after;
            }
        }
    }

    fn expire(&mut self) {
        for entry in self.now.values_mut() {
            if let Some(after) = entry.stepped(Step::Expire, waitlist::Status::Expired) {
                *entry = after;
            }
        }
    }

    /// Those who are not as they were, one version on.
    fn changed(self) -> Vec<Entry> {
        let Self { before, now } = self;
        let next = |entry: Entry| {
            let old = before.get(&entry.id)?;
            let same = Entry { version: old.version, ..entry.clone() } == *old;
            (!same).then(|| Entry { version: old.version.saturating_add(1), ..entry })
        };
        let mut changed: Vec<Entry> = now.into_values().filter_map(next).collect();
        changed.sort_by(|a, b| (a.joined_at, &a.id).cmp(&(b.joined_at, &b.id)));
        changed
    }
}

/// The seats that are free or offered; in a session of one party, all or none.
fn free(view: &View, queue: &Queue, kept: Option<&BookingId>, now: DateTime<Utc>, seats: NonZeroU32) -> u32 {
    let offers: Vec<BookingId> =
        queue.now.values().filter(|one| one.is_live()).filter_map(|one| one.booking().ok()).collect();
    let is_offer = |one: &Booking| {
        matches!(one.status, Status::Held(_)) && (offers.contains(&one.id) || kept == Some(&one.id))
    };
    let of_session = |one: &&Booking| view.need.sessions.contains(&one.session);
    let taken = view
        .bookings
        .values()
        .filter(of_session)
        .filter(|one| one.status.takes_time_at(now) && !is_offer(one));
    let taken = taken.fold(0_u32, |sum, one| sum.saturating_add(one.party.get()));
    match (seats, taken) {
        (NonZeroU32::MAX, 1..) => 0,
        (seats, taken) => seats.get().saturating_sub(taken),
    }
}

/// Makes and ends offers.
struct Desk<'a> {
    /// What stands by now.
    view: View,
    vacancy: &'a Vacancy,
    /// The session that has the seats.
    session: Session,
    service: Service,
    /// What keeps seats for the first who waits, until there are enough.
    kept: Option<BookingId>,
    context: Context,
    zones: &'a ZoneDb,
    limits: &'a Limits,
    changes: Changes,
}

impl Desk<'_> {
    fn decision<'d>(&'d self, context: &'d Context) -> Decision<'d> {
        Decision { view: &self.view, context, zones: self.zones, limits: self.limits }
    }

    /// Holds what is offered, if it can be booked.
    fn offer(&mut self, entry: &Entry) -> Result<bool> {
        let (id, Some(offer)) = (entry.booking()?, entry.offer()) else { return Ok(false) };
        let known = self.view.bookings.get(&id);
        if known.is_some_and(|known| !matches!(known.status, Status::Expired(_))) {
            return Ok(false);
        }
        let context = Context {
            moving: self.kept.clone(),
            hold_owner: None,
            client: Some(entry.client.clone()),
            place: self.session.place.clone(),
            party: entry.seats,
            ..self.context.clone()
        };
        let decision = self.decision(&context);
        let resources = self.session.resources();
        let (start, service) = (self.vacancy.span().start(), &self.service);
        let asked = Asked { service, resources: &resources, preferred: &[], start, duration: None };
        let (when, session) = match decision.find(asked, &context, false)? {
            Found::Joined(joined, when) if joined == offer.session => (when, None),
            Found::Fresh(uses, when) if !self.stands() => {
                let base = match self.vacancy.kind {
                    Kind::LeftBehind { .. } => decision.begun_session(service, self.vacancy.id()?, &when),
                    Kind::Seats | Kind::CalledOff => decision.next_session(&self.session),
                };
                let place = context.place.clone();
                (when, Some(Session { uses, place, status: SessionStatus::Confirmed, ..base }))
            }
            Found::Fresh(_, when) if self.is_only_kept() => (when, None),
            _ => return Ok(false),
        };
        let held = Held { owner: entry.client.clone(), expires_at: offer.until };
        let booking = self.held(known.cloned(), id, (entry, entry.seats), (&when, held))?;
        self.put(session, booking);
        Ok(true)
    }

    /// A booking that holds seats of the session for whoever waits.
    fn held(
        &self,
        known: Option<Booking>,
        id: BookingId,
        (entry, party): (&Entry, NonZeroU32),
        (when, held): (&When, Held),
    ) -> Result<Booking> {
        let decision = self.decision(&self.context);
        let session = self.vacancy.id()?;
        let booking = match known {
            Some(known) => Booking { created_at: self.context.now, ..decision.next(&known) },
            None => decision.begun(id, self.session.service.clone(), session.clone(), when),
        };
        Ok(Booking {
            session,
            service: self.session.service.clone(),
            resources: when.resources.clone(),
            span: when.span,
            local: when.local.clone(),
            client: Some(entry.client.clone()),
            party,
            status: Status::Held(held),
            ..booking
        })
    }

    /// Whether the session takes its time by now.
    fn stands(&self) -> bool {
        match self.vacancy.kind {
            Kind::LeftBehind { .. } => self.changes.sessions.iter().any(|one| one.takes_time()),
            Kind::Seats | Kind::CalledOff => self.session.takes_time(),
        }
    }

    /// Whether nothing but the seats that are kept for the first who waits lets the session stand.
    fn is_only_kept(&self) -> bool {
        let now = self.context.now;
        let is_other = |one: &Booking| self.kept.as_ref() != Some(&one.id) && one.status.takes_time_at(now);
        self.vacancy.kind == Kind::Seats
            && !self.session.stays
            && !self.view.bookings_of(&self.session.id).any(is_other)
    }

    /// Lets go of what was held for those who have no offer any more; what stands is held as it was offered, whatever
    /// its owner has made of the hold.
    fn end_offers(&mut self, queue: &Queue) {
        for entry in queue.now.values() {
            let (Some(offer), Ok(id)) = (entry.offer(), entry.booking()) else { continue };
            let Some(known) = self.view.bookings.get(&id) else { continue };
            let Status::Held(held) = &known.status else { continue };
            if (held.expires_at, known.party) != (offer.until, offer.seats) {
                let status = Status::Held(Held { expires_at: offer.until, ..held.clone() });
                let booking = self.decision(&self.context).next(known);
                self.put(None, Booking { status, party: offer.seats, ..booking });
            }
        }
        let ended = queue.now.values().filter(|now| {
            now.offer().is_none() && queue.before.get(&now.id).is_some_and(|one| one.offer().is_some())
        });
        for id in ended.filter_map(|entry| entry.booking().ok()) {
            self.let_go(&id);
        }
    }

    fn let_go(&mut self, id: &BookingId) {
        let Some(known) = self.view.bookings.get(id) else { return };
        let Status::Held(held) = &known.status else { return };
        let at = held.expires_at.min(self.context.now);
        let status = Status::Expired(Expiry { from: StateName::Held, at });
        let booking = Booking { status, ..self.decision(&self.context).next(known) };
        self.put(None, booking);
    }

    /// Keeps seats for the first who waits, and for nobody else, until the seats are everybody's.
    fn keep(&mut self, head: Option<(&Entry, NonZeroU32)>, closes: DateTime<Utc>) -> Result<()> {
        let Some(id) = self.kept.clone() else { return Ok(()) };
        let known = self.view.bookings.get(&id).cloned();
        let Some((entry, seats)) = head.filter(|_| self.stands()) else {
            self.let_go(&id);
            return Ok(());
        };
        let held = Held { owner: entry.client.clone(), expires_at: closes };
        let same = |known: &Booking| known.party == seats && known.status == Status::Held(held.clone());
        if known.as_ref().is_some_and(same) {
            return Ok(());
        }
        let Session { span, local, .. } = self.session.clone();
        let when = When { span, local, resources: self.session.resources() };
        let booking = self.held(known, id, (entry, seats), (&when, held))?;
        self.put(None, booking);
        Ok(())
    }

    /// A session that nobody is left in is off.
    fn leave(&mut self) {
        let now = self.context.now;
        let is_taken = self.view.bookings_of(&self.session.id).any(|one| one.status.takes_time_at(now));
        if self.vacancy.kind == Kind::Seats && self.session.takes_time() && !self.session.stays && !is_taken {
            let off = Session {
                status: SessionStatus::Cancelled,
                ..self.decision(&self.context).next_session(&self.session)
            };
            self.changes.sessions.push(off);
        }
    }

    fn put(&mut self, session: Option<Session>, booking: Booking) {
        if let Some(session) = session {
            if self.vacancy.kind == Kind::Seats {
                self.session.clone_from(&session);
            }
            self.view.sessions.insert(session.id.clone(), session.clone());
            self.changes.sessions.push(session);
        }
        self.view.bookings.insert(booking.id.clone(), booking.clone());
        self.view.retake(&booking.session);
        self.changes.bookings.push(booking);
    }
}
