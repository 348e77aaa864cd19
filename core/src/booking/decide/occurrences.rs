//! From the plan of a series to its bookings.

use super::place::{When, new_session_id};
use super::{Decision, Verdict};
use crate::booking::{
    Accepted, Agreement, BookedSeries, Booking, Changes, Details, Occurrence, Participant, Refused,
};
use crate::error::Result;
use crate::id::ResourceId;
use crate::interval::Interval;
use crate::limits::Limits;
use crate::policy::Money;
use crate::recur::{Moment, Series};
use crate::rules::{Context, Question, World};
use crate::series::{self, OnConflict, Plan, Planned, Query};
use crate::service::Service;
use crate::session::{Session, SessionStatus};
use crate::zone::ZoneDb;
use chrono::{DateTime, NaiveDateTime, Utc};
use std::borrow::Cow;

/// What is said of every booking of a series.
#[derive(Default)]
pub(super) struct Said {
    pub(super) participants: Vec<Participant>,
    pub(super) details: Details,
    pub(super) price: Option<Money>,
}

/// Which occurrences are to be booked: those after one, before an instant, but for some.
pub(in crate::booking) struct Wanted {
    pub(in crate::booking) after: Option<NaiveDateTime>,
    pub(in crate::booking) until: Option<DateTime<Utc>>,
    pub(in crate::booking) on_conflict: OnConflict,
    pub(in crate::booking) except: Vec<NaiveDateTime>,
}

impl Wanted {
    /// The span that has to be seen to plan; none if there is nothing to plan.
    pub(in crate::booking) fn span(
        self,
        booked: &BookedSeries,
        service: &Service,
        context: &Context,
        (zones, limits): (&ZoneDb, &Limits),
    ) -> Result<Option<Interval>> {
        let series = self.series(booked, (zones, limits))?;
        self.query(booked, &series).span(service, context, limits)
    }

    /// The question to the series.
    fn query<'s>(self, booked: &BookedSeries, series: &'s Series) -> Query<'s> {
        let mut query = Query::new(series).on_conflict(self.on_conflict);
        query.resource = booked.resource.clone();
        query.duration = booked.duration;
        query.pauses = booked.pauses.clone();
        (query.after, query.until) = (self.after, self.until);
        query
    }

    /// The series without what is not wanted.
    fn series(&self, booked: &BookedSeries, (zones, limits): (&ZoneDb, &Limits)) -> Result<Series> {
        let mut record = booked.recurrence.clone();
        record.exdate.extend(self.except.iter().map(|original| Moment::Wall(*original)));
        series::read(&record, zones, limits).map_err(|error| error.in_field("recurrence"))
    }
}

impl Decision<'_> {
    /// Plans what is wanted of a series, and books it.
    pub(super) fn plan_series(
        &self,
        mut booked: BookedSeries,
        wanted: Wanted,
        said: &Said,
    ) -> Result<Verdict> {
        let series = wanted.series(&booked, (self.zones, self.limits))?;
        let query = wanted.query(&booked, &series);
        let known = self.view.known_service(&booked.service)?;
        let mut service = Cow::Borrowed(known);
        if let Some(id) = &booked.resource {
            let tags = self.view.known_resource(id)?.resource.tags.as_slice();
            service = Cow::Owned(service.naming([(id, tags)])?);
        }
        let Some(span) = query.span(&service, self.context, self.limits)? else {
            return Ok(self.written(booked, None, Vec::new(), Vec::new()));
        };
        let ids = self.view.asked(&service, booked.resource.as_ref())?;
        let world = self.view.world(&service, &ids, span, self.zones, self.limits)?;
        let plan = series::plan(&world, &service, &query, self.context, self.limits)?;
        if plan.refused {
            let reasons = plan.conflicts().next().map(|(_, reasons)| reasons.to_vec()).unwrap_or_default();
            return Ok(Verdict::Refuse(Box::new(Refused {
                reasons,
                plan: Some(plan),
                ..Refused::default()
            })));
        }
        booked.planned = plan.occurrences.iter().map(|one| one.original).chain(booked.planned).max();
        let question =
            Question::new(&world, &service, booked.resource.as_ref(), booked.duration, self.context)?;
        let agreement = self.agreed(&service, said.price)?;
        let (mut sessions, mut bookings) = (Vec::new(), Vec::new());
        for planned in plan.bookings() {
            let (session, booking) =
                self.occurrence(&booked, planned, (&question, &world), (said, &agreement))?;
            sessions.extend(session);
            bookings.push(booking);
        }
        Ok(self.written(booked, Some(plan), sessions, bookings))
    }

    /// One occurrence of the plan as a booking; with a session that begins with it, unless it joins one.
    fn occurrence(
        &self,
        booked: &BookedSeries,
        planned: &Planned,
        (question, world): (&Question<'_>, &World),
        (said, agreement): (&Said, &Option<Box<Agreement>>),
    ) -> Result<(Option<Session>, Booking)> {
        let service: &Service = question.service();
        let occurrence = Occurrence { series: booked.id.clone(), original: planned.original };
        let id = occurrence.booking()?;
        let status = self.first_status(service);
        // One that a pause had called off goes on.
        let known = self.view.bookings.get(&id);
        let uses = question.uses(&planned.members);
        let resources: Vec<ResourceId> = match &planned.session {
            Some(session) => {
                let all = world.resources().iter().filter(|one| one.is_used_by(session));
                all.map(|one| one.resource().id.clone()).collect()
            }
            None => uses.iter().map(|one| one.resource.clone()).collect(),
        };
        let when = When::new(planned.span, resources, world, self.zones.release())?;
        let (session, begun) = match &planned.session {
            Some(session) => (session.clone(), None),
            None => {
                let id = new_session_id(&id, known.map(|known| known.version))?;
                let status =
                    if status.takes_time() { SessionStatus::Confirmed } else { SessionStatus::Tentative };
                let begun = self.begun_session(service, id.clone(), &when);
                (id, Some(Session { uses, status, place: self.context.place.clone(), ..begun }))
            }
        };
        let booking = match known {
            Some(known) => self.resumed_booking(known)?,
            None => {
                let begun = self.begun(id, booked.service.clone(), session.clone(), &when);
                Booking { price: said.price, agreement: agreement.clone(), ..begun }
            }
        };
        let booking = Booking {
            session,
            span: when.span,
            local: when.local,
            resources: when.resources,
            party: booked.party,
            client: booked.client.clone(),
            occurrence: Some(occurrence),
            kind: booked.kind,
            status,
            participants: said.participants.clone(),
            details: said.details.clone(),
            ..booking
        };
        Ok((begun, booking))
    }

    pub(super) fn written(
        &self,
        series: BookedSeries,
        plan: Option<Plan>,
        sessions: Vec<Session>,
        bookings: Vec<Booking>,
    ) -> Verdict {
        let changes = Changes {
            series: vec![series.clone()],
            sessions,
            bookings: bookings.clone(),
            ..Changes::default()
        };
        let series = Some(series);
        Verdict::Accept(Box::new(Accepted { bookings, series, plan, changes, ..Accepted::default() }))
    }
}
