//! Finding a place for a booking: a session to join, or time for a new one.

use super::{Decision, Known};
use crate::booking::{Booking, Status};
use crate::error::{BookingError, Error, Result, SlotsError};
use crate::id::{BookingId, ResourceId, SessionId};
use crate::interval::Interval;
use crate::rules::{Context, Question, Reason, ReasonCode, World};
use crate::service::Service;
use crate::session::{LocalIntent, Session, SessionStatus, Use};
use crate::time::{Length, secs_of_instant};
use chrono::{DateTime, Utc};
use std::borrow::Cow;

/// What is asked for.
#[derive(Clone, Copy)]
pub(super) struct Asked<'a> {
    pub(super) service: &'a Service,
    /// Who has to take part.
    pub(super) resources: &'a [ResourceId],
    /// Who takes part rather than others.
    pub(super) preferred: &'a [ResourceId],
    pub(super) start: DateTime<Utc>,
    pub(super) duration: Option<Length>,
}

/// What was found.
pub(super) enum Found {
    /// A session that stands already.
    Joined(SessionId, When),
    /// Time of its own.
    Fresh(Vec<Use>, When),
    /// Nothing.
    Nothing(Vec<Reason>),
}

/// A time, and whose.
pub(super) struct When {
    pub(super) span: Interval,
    pub(super) local: LocalIntent,
    pub(super) resources: Vec<ResourceId>,
}

/// Where a booking goes, and what becomes of the sessions.
pub(super) struct Placed {
    pub(super) session: SessionId,
    pub(super) when: When,
    /// Those that change.
    pub(super) changed: Vec<Session>,
}

impl When {
    /// By the wall of whoever leads.
    pub(super) fn new(
        span: Interval,
        resources: Vec<ResourceId>,
        world: &World,
        release: &str,
    ) -> Result<Self> {
        let lead = resources.first().ok_or_else(|| Error::from(SlotsError::NoResource {}))?;
        let lead = world.get(lead)?;
        let local = LocalIntent::of(span.start(), lead.hours().zone(), lead.resource().zone.clone(), release);
        Ok(Self { span, local, resources })
    }
}

impl Placed {
    /// The booking there.
    pub(super) fn take(self, booking: Booking) -> (Booking, Vec<Session>) {
        let When { span, local, resources } = self.when;
        (Booking { session: self.session, span, local, resources, ..booking }, self.changed)
    }
}

impl Decision<'_> {
    /// Looks for a place, by the rules that list slots. `alone` is for a session of its own even where there is one to
    /// join.
    pub(super) fn find(&self, asked: Asked<'_>, context: &Context, alone: bool) -> Result<Found> {
        let duration = asked.service.duration(asked.duration).map_err(|error| error.in_field("duration"))?;
        let span = bare(asked.start, duration).map_err(|error| error.in_field("start"))?;
        let mut named = Vec::with_capacity(asked.resources.len());
        for id in asked.resources {
            named.push((id, self.view.known_resource(id)?.resource.tags.as_slice()));
        }
        let service = match named.is_empty() {
            true => Cow::Borrowed(asked.service),
            false => Cow::Owned(asked.service.naming(named)?),
        };
        let resource = asked.resources.first();
        let ids = self.view.asked(&service, resource)?;
        let world = self.view.world(&service, &ids, span, self.zones, self.limits)?;
        let question = Question::new(&world, &service, resource, Some(duration), context)?;
        let start = span.start_secs();
        let reasons = if alone { question.judge_alone(start)? } else { question.judge(start)? };
        if !reasons.is_empty() {
            return Ok(Found::Nothing(reasons));
        }
        let when = |resources| When::new(span, resources, &world, self.zones.release());
        if let Some(joined) = question.joinable_at(start).filter(|_| !alone) {
            let holds = |id: &ResourceId| world.get(id).is_ok_and(|one| one.is_used_by(&joined.session.id));
            let resources = ids.into_iter().filter(holds).collect();
            return Ok(Found::Joined(joined.session.id.clone(), when(resources)?));
        }
        let preferred = |_: usize, id: &ResourceId| u64::from(!asked.preferred.contains(id));
        let Some(members) = question.assign(start, preferred)? else {
            return Ok(Found::Nothing(question.judge_alone(start)?));
        };
        let uses = question.uses(&members);
        let resources = uses.iter().map(|one| one.resource.clone()).collect();
        Ok(Found::Fresh(uses, when(resources)?))
    }

    /// Finds a place for a booking with a status: one that is known already leaves the session that it has a part in,
    /// or takes it along if nobody else has.
    pub(super) fn place(
        &self,
        asked: Asked<'_>,
        context: &Context,
        (id, status): (&BookingId, &Status),
        known: Option<Known<'_>>,
        session: Option<&SessionId>,
    ) -> Result<Result<Placed, Vec<Reason>>> {
        let (uses, when) = match self.find(asked, context, false)? {
            Found::Nothing(reasons) => return Ok(Err(reasons)),
            Found::Joined(session, when) => {
                let left = known.filter(|known| known.session.id != session);
                let changed = left.and_then(|known| self.left(known)).into_iter().collect();
                return Ok(Ok(Placed { session, when, changed }));
            }
            Found::Fresh(uses, when) => (uses, when),
        };
        let status = if status.takes_time() { SessionStatus::Confirmed } else { SessionStatus::Tentative };
        let own = known.filter(|known| !known.session.stays && !self.has_others(*known));
        let base = match own {
            Some(Known { session, .. }) => session.clone(),
            None => self.new_session(asked.service, id, known, session, &when)?,
        };
        let wanted = Session {
            span: when.span,
            local: when.local.clone(),
            uses,
            place: context.place.clone(),
            status,
            ..base.clone()
        };
        let placed = |session: SessionId, changed| Placed { session, when, changed };
        Ok(Ok(match own {
            Some(_) if wanted == base => placed(base.id, Vec::new()),
            Some(_) => placed(base.id, vec![self.next_session(&wanted)]),
            None => placed(base.id, vec![wanted]),
        }))
    }

    fn new_session(
        &self,
        service: &Service,
        booking: &BookingId,
        known: Option<Known<'_>>,
        asked: Option<&SessionId>,
        when: &When,
    ) -> Result<Session> {
        let id = match asked {
            Some(id) => id.clone(),
            None => new_session_id(booking, known.map(|known| known.booking.version))?,
        };
        if self.view.session(&id)?.is_some() {
            let taken = BookingError::SessionTaken { session: id.to_string() };
            return Err(Error::from(taken).in_field("session"));
        }
        Ok(self.begun_session(service, id, when))
    }

    /// A session that begins; what it takes is still to be said.
    pub(super) fn begun_session(&self, service: &Service, id: SessionId, when: &When) -> Session {
        Session {
            id,
            version: 1,
            service: service.id.clone(),
            span: when.span,
            local: when.local.clone(),
            uses: Vec::new(),
            seats: service.seats,
            place: None,
            status: SessionStatus::Tentative,
            stays: false,
            created_at: self.context.now,
            updated_at: self.context.now,
        }
    }

    /// The same circumstances, to look once more for what a host has said yes to: only what nobody may waive counts.
    pub(super) fn conflicts_only(&self, booking: &Booking) -> Context {
        let waive = ReasonCode::ALL.iter().copied().filter(|code| code.host_may_waive()).collect();
        Context { actor: crate::policy::Actor::Host, waive, ..self.moving(booking) }
    }

    /// The same circumstances for the party of a known booking, whose own time is not in the way.
    pub(super) fn moving(&self, booking: &Booking) -> Context {
        Context {
            moving: Some(booking.id.clone()),
            party: booking.party,
            client: booking.client.clone(),
            ..self.context.clone()
        }
    }
}

/// The id of the session that begins with a booking: the booking's own, or for one that is known already, and so may
/// have begun another session, with the version that it will have.
pub(in crate::booking) fn new_session_id(booking: &BookingId, version: Option<u64>) -> Result<SessionId> {
    match version {
        None => SessionId::new(booking.as_str()),
        Some(version) => SessionId::new(&format!("{booking}~{}", version.saturating_add(1))),
    }
}

/// The time from `start` on.
pub(in crate::booking) fn bare(start: DateTime<Utc>, duration: Length) -> Result<Interval> {
    secs_of_instant(start)?;
    Interval::new(start, start + duration.to_delta())
}

/// A service with a duration that was booked, whether or not it is still offered.
pub(super) fn as_booked(service: &Service, span: Interval) -> Result<Service> {
    let duration = Length::from_seconds(span.length().num_seconds())?;
    Ok(Service { durations: vec![duration], ..service.clone() })
}
