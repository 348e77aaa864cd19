//! Judging commands: pure, by the same rules that list slots.

mod claim;
mod edit;
mod occurrences;
mod orphans;
mod place;
mod policy;
mod schedule;
mod series;
mod session;
mod settle;
mod verdict;

pub use verdict::{Accepted, Refused, Verdict};

pub(super) use occurrences::Wanted;
pub(super) use place::{bare, new_session_id};

use super::{Action, Booking, Command, View};
use crate::error::Result;
use crate::id::BookingId;
use crate::limits::Limits;
use crate::policy::{Actor, PolicyRule};
use crate::rules::{Context, Reason};
use crate::session::Session;
use crate::time::{Elapsed, MAX_INSTANT};
use crate::zone::ZoneDb;
use chrono::{DateTime, Utc};

/// Judges a command, by the same rules that list slots.
///
/// Pure: the view, the circumstances and the zone data decide, and nothing else. Accepts exactly those starts that
/// [`slots::find`](crate::slots::find) offers at the same state and circumstances.
///
/// # Errors
/// `booking.*`; `service.duration`; `slots.no-resource`, `.not-waivable`; `store.view-too-narrow` when the view does
/// not hold what the decision must see.
pub fn decide(
    view: &View,
    command: &Command,
    context: &Context,
    zones: &ZoneDb,
    limits: &Limits,
) -> Result<Verdict> {
    context.validate().map_err(|error| error.in_field("context"))?;
    let decision = Decision { view, context, zones, limits };
    match command {
        Command::Hold(hold) => decision.hold(hold),
        Command::Book(book) => decision.book(book),
        Command::Reschedule(reschedule) => decision.reschedule(reschedule),
        Command::Confirm(confirm) => decision.confirm(confirm),
        Command::Reinstate(reinstate) => decision.reinstate(reinstate),
        Command::Decline(decline) => decision.decline(decline),
        Command::Cancel(cancel) => decision.cancel(cancel),
        Command::Complete(complete) => decision.complete(complete),
        Command::NoShow(no_show) => decision.no_show(no_show),
        Command::Expire(expire) => decision.expire(expire),
        Command::OpenSession(open) => decision.open_session(open),
        Command::MoveSession(moved) => decision.move_session(moved),
        Command::Swap(swap) => decision.swap(swap),
        Command::CancelSession(cancel) => decision.cancel_session(cancel),
        Command::BookSeries(book) => decision.book_series(book),
        Command::ExtendSeries(extend) => decision.extend_series(extend),
        Command::PauseSeries(pause) => decision.pause_series(pause),
        Command::ResumeSeries(resume) => decision.resume_series(resume),
        Command::CancelSeries(cancel) => decision.cancel_series(cancel),
        Command::EditSeries(edit) => decision.edit_series(edit),
        Command::AddRule(_)
        | Command::ChangeRule(_)
        | Command::RemoveRule(_)
        | Command::ChangeSchedule(_)
        | Command::AddResource(_)
        | Command::ChangeResource(_)
        | Command::RemoveResource(_)
        | Command::AddService(_)
        | Command::ChangeService(_)
        | Command::RemoveService(_) => decision.schedule(command),
    }
}

/// What a decision sees.
pub(super) struct Decision<'a> {
    pub(super) view: &'a View,
    pub(super) context: &'a Context,
    pub(super) zones: &'a ZoneDb,
    pub(super) limits: &'a Limits,
}

/// A booking with the session that it has a part in.
#[derive(Clone, Copy)]
struct Known<'a> {
    booking: &'a Booking,
    session: &'a Session,
}

impl<'a> Decision<'a> {
    fn known(&self, id: &BookingId) -> Result<Known<'a>> {
        let booking = self.view.known_booking(id)?;
        Ok(Known { booking, session: self.view.known_session(&booking.session)? })
    }

    /// Whether a session has bookings that take time besides one.
    fn has_others(&self, known: Known<'_>) -> bool {
        let mut others = self.view.bookings_of(&known.session.id).filter(|one| one.id != known.booking.id);
        others.any(|one| one.status.takes_time_at(self.context.now))
    }

    /// The session as it is when a booking has left it, if that changes it: without bookings it is off, unless the host
    /// has opened it.
    fn left(&self, known: Known<'_>) -> Option<Session> {
        use crate::session::SessionStatus::Cancelled;
        let goes_on = known.session.stays || known.session.status == Cancelled || self.has_others(known);
        (!goes_on).then(|| Session { status: Cancelled, ..self.next_session(known.session) })
    }

    /// Now and so much time; the last instant that can be written, where that is beyond it.
    fn later(&self, wait: Elapsed) -> DateTime<Utc> {
        let then = self.context.now.checked_add_signed(wait.to_delta());
        then.map_or(MAX_INSTANT, |then| then.min(MAX_INSTANT))
    }

    /// The booking one version on.
    fn next(&self, known: &Booking) -> Booking {
        Booking {
            version: known.version.saturating_add(1),
            sequence: known.sequence.saturating_add(1),
            updated_at: self.context.now,
            ..known.clone()
        }
    }

    /// The session one version on.
    fn next_session(&self, known: &Session) -> Session {
        Session { version: known.version.saturating_add(1), updated_at: self.context.now, ..known.clone() }
    }

    /// What is said against an action by the booking's state, its version and whoever acts, in the order of codes.
    fn against(&self, booking: &Booking, action: Action, version: Option<u64>) -> Vec<Reason> {
        let mut reasons = Vec::new();
        let state = booking.status.at(self.context.now);
        reasons.extend(self.out_of_turn(booking.span.start(), action));
        if action.from(state).is_empty() {
            reasons.push(Reason::State { found: state });
        }
        reasons.extend(stale(booking.version, version));
        reasons
    }

    /// Whether the actor may not do that, or not at this time.
    fn out_of_turn(&self, start: DateTime<Utc>, action: Action) -> Option<Reason> {
        use Action::{Cancel, Complete, Confirm, Decline, Move, NoShow, Reinstate};
        let policy = |rule| Some(Reason::Policy { rule, policy: None });
        let client = self.context.actor == Actor::Client;
        match action {
            Cancel | Move if client && self.context.now >= start => {
                policy(PolicyRule::BeforeStart { deadline: start })
            }
            Confirm | Decline | Complete | NoShow | Reinstate if client => self.host_only(),
            Complete | NoShow if self.context.now < start => policy(PolicyRule::AfterStart { from: start }),
            _ => None,
        }
    }

    /// Whether a client wants what only a host may do.
    fn host_only(&self) -> Option<Reason> {
        let client = self.context.actor == Actor::Client;
        client.then_some(Reason::Policy { rule: PolicyRule::HostOnly, policy: None })
    }
}

/// The version that the caller has seen is another one.
fn stale(found: u64, expected: Option<u64>) -> Option<Reason> {
    expected.filter(|expected| *expected != found).map(|expected| Reason::Version { expected, found })
}
