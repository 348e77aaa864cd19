//! Waiting: join, leave, accept, decline, and writing down that it is over.

use super::{Decision, Known, Verdict, stale};
use crate::booking::{
    AcceptOffer, Accepted, Book, Booking, DeclineOffer, ExpireEntry, Expiry, JoinWaitlist, LeaveWaitlist,
    Status,
};
use crate::error::{Error, Result, WaitlistError};
use crate::policy::PolicyRule;
use crate::rules::{Context, Reason, StateName};
use crate::service::Service;
use crate::session::{Session, SessionStatus};
use crate::time::Length;
use crate::waitlist::{self, Entry, State, Step, Terms, Wish};

impl Decision<'_> {
    pub(super) fn join_waitlist(&self, join: &JoinWaitlist) -> Result<Verdict> {
        let no_client = || Error::from(WaitlistError::NoClient {}).in_field("context");
        let client = self.context.client.clone().ok_or_else(no_client)?;
        let (service, session) = self.wished(&join.wish).map_err(|error| error.in_field("wish"))?;
        let entry = Entry {
            seats: self.context.party,
            ends_at: match &join.wish {
                Wish::Session(_) => session.map(|session| session.span.start()),
                Wish::Time(wish) => wish.until,
            },
            ..Entry::new(join.entry.clone(), join.wish.clone(), client, self.context.now)
        };
        if let Some(known) = self.view.entry(&entry.id)? {
            return join_again(known, &entry);
        }
        entry.booking().map_err(|error| error.in_field("entry"))?;
        let terms = service.waitlist.ok_or_else(|| {
            Error::from(WaitlistError::NoTerms { service: service.id.to_string() }).in_field("wish")
        })?;
        let (found, limit) =
            (self.view.entries.values().filter(|one| one.is_live()).count(), self.limits.waiting);
        if found >= limit {
            return Err(WaitlistError::TooMany { found: found.saturating_add(1), limit }.into());
        }
        let reasons = self.against_joining(&entry, session, &terms);
        Ok(match reasons.is_empty() {
            true => Verdict::changed_entry(entry, Vec::new(), None),
            false => Verdict::refused(reasons),
        })
    }

    /// What is wished for: of which service, and which session if it is one alone.
    fn wished(&self, wish: &Wish) -> Result<(&Service, Option<&Session>)> {
        match wish {
            Wish::Session(id) => {
                let session = self.view.known_session(id)?;
                Ok((self.view.known_service(&session.service)?, Some(session)))
            }
            Wish::Time(wish) => {
                self.zones.get(wish.zone.as_str()).map_err(|error| error.in_field("zone"))?;
                Ok((self.view.known_service(&wish.service)?, None))
            }
        }
    }

    /// What is said against waiting, in the order of codes.
    fn against_joining(&self, entry: &Entry, session: Option<&Session>, terms: &Terms) -> Vec<Reason> {
        let now = self.context.now;
        let mut reasons = Vec::new();
        let is_over = entry.ends_at.is_some_and(|end| end <= now);
        if is_over {
            reasons.push(Reason::Past { now });
        }
        let Some(session) = session else { return reasons };
        let seats = session.seats.filter(|seats| *seats < entry.seats);
        reasons.extend(seats.map(|seats| Reason::Seats { remaining: seats.get() }));
        let since = terms.closes(session.span.start());
        if since <= now && !is_over {
            reasons.push(Reason::Policy { rule: PolicyRule::WaitlistClosed { since }, policy: None });
        }
        if session.status == SessionStatus::Cancelled {
            reasons.push(Reason::State { found: StateName::Cancelled });
        }
        reasons
    }

    pub(super) fn leave_waitlist(&self, leave: &LeaveWaitlist) -> Result<Verdict> {
        let known = self.view.known_entry(&leave.entry)?;
        match self.answered(known, Step::Leave, leave.version) {
            Err(verdict) => Ok(*verdict),
            Ok(left) => self.without_offer(known, left),
        }
    }

    pub(super) fn decline_offer(&self, decline: &DeclineOffer) -> Result<Verdict> {
        let known = self.view.known_entry(&decline.entry)?;
        match self.answered(known, Step::Decline, decline.version) {
            Err(verdict) => Ok(*verdict),
            Ok(declined) => self.without_offer(known, declined),
        }
    }

    pub(super) fn expire_entry(&self, expire: &ExpireEntry) -> Result<Verdict> {
        let known = self.view.known_entry(&expire.entry)?;
        if known.status == waitlist::Status::Expired {
            return Ok(unchanged(known));
        }
        let found = known.state_at(self.context.now);
        let expired = known.stepped(Step::Expire, waitlist::Status::Expired);
        match expired.filter(|_| found == State::Expired) {
            Some(expired) => self.without_offer(known, expired),
            None => Ok(Verdict::refused(vec![Reason::EntryState { found }])),
        }
    }

    pub(super) fn accept_offer(&self, accept: &AcceptOffer) -> Result<Verdict> {
        let known = self.view.known_entry(&accept.entry)?;
        let accepted = match self.answered(known, Step::Accept, accept.version) {
            Err(verdict) => return Ok(*verdict),
            Ok(accepted) => accepted,
        };
        let Some(Known { booking, session }) = self.offered(known)? else {
            return Ok(Verdict::refused(vec![Reason::EntryState { found: State::Expired }]));
        };
        let book = Book {
            booking: booking.id.clone(),
            resource: booking.resources.first().cloned(),
            service: booking.service.clone(),
            start: booking.span.start(),
            duration: Some(Length::from_seconds(booking.span.length().num_seconds())?),
            session: None,
            kind: accept.kind,
            price: accept.price,
            participants: accept.participants.clone(),
            details: accept.details.clone(),
        };
        // Whoever answers for them: it is theirs.
        let context = Context {
            client: Some(known.client.clone()),
            hold_owner: Some(known.client.clone()),
            party: known.seats,
            place: session.place.clone(),
            ..self.context.clone()
        };
        let mut verdict = Decision { context: &context, ..*self }.book(&book)?;
        if let Verdict::Accept(done) = &mut verdict {
            done.changes.entries.push(accepted.clone());
            done.entry = Some(accepted);
        }
        Ok(verdict)
    }

    /// The entry after the answer; or the verdict, where that changes nothing or is not possible.
    fn answered(&self, known: &Entry, step: Step, version: Option<u64>) -> Result<Entry, Box<Verdict>> {
        let after = known.answer(step, self.context.now);
        if let Some(same) = after.as_ref().filter(|after| after.version == known.version) {
            let bookings = self.offer_of(same).into_iter().cloned().collect();
            let entry = Some(same.clone());
            return Err(Box::new(Verdict::Accept(Box::new(Accepted {
                bookings,
                entry,
                ..Accepted::default()
            }))));
        }
        let found = known.state_at(self.context.now);
        let mut reasons = Vec::new();
        reasons.extend(after.is_none().then_some(Reason::EntryState { found }));
        reasons.extend(stale(known.version, version));
        match after.filter(|_| reasons.is_empty()) {
            Some(after) => Ok(after),
            None => Err(Box::new(Verdict::refused(reasons))),
        }
    }

    /// The booking that an entry's offers are.
    fn offer_of(&self, entry: &Entry) -> Option<&Booking> {
        self.view.bookings.get(&entry.booking().ok()?)
    }

    /// What holds its offer, if anything does.
    fn offered(&self, entry: &Entry) -> Result<Option<Known<'_>>> {
        let held = |booking: &&Booking| matches!(booking.status, Status::Held(_));
        self.offer_of(entry).filter(held).map(|booking| self.known(&booking.id)).transpose()
    }

    /// The entry as it is now, and what it was offered free again.
    fn without_offer(&self, known: &Entry, now: Entry) -> Result<Verdict> {
        let Some(held) = self.offered(known)? else {
            return Ok(Verdict::changed_entry(now, Vec::new(), None));
        };
        let status = match held.booking.status.expires_at().filter(|end| *end <= self.context.now) {
            Some(at) => Status::Expired(Expiry { from: StateName::Held, at }),
            None => Status::Cancelled(self.ending(None)),
        };
        let booking = Booking { status, ..self.next(held.booking) };
        Ok(Verdict::changed_entry(now, vec![booking], self.left(held)))
    }
}

/// The same once more: by then it may have been offered something, which does not make it another one.
fn join_again(known: &Entry, entry: &Entry) -> Result<Verdict> {
    let same = (known.seats, &known.client) == (entry.seats, &entry.client)
        && (known.version > 1 || known.wish == entry.wish);
    match same {
        true => Ok(unchanged(known)),
        false => {
            let taken = WaitlistError::IdTaken { entry: known.id.to_string() };
            Err(Error::from(taken).in_field("entry"))
        }
    }
}

fn unchanged(known: &Entry) -> Verdict {
    Verdict::Accept(Box::new(Accepted { entry: Some(known.clone()), ..Accepted::default() }))
}
