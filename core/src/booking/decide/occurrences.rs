//! From the plan of a series to its bookings.

use super::place::{When, new_session_id};
use super::{Decision, Known, Verdict};
use crate::booking::{
    Accepted, Agreement, BookedSeries, Booking, Changes, Details, Occurrence, Participant, Refused, Status,
};
use crate::error::Result;
use crate::id::{BookingId, ResourceId, SeriesId, SessionId};
use crate::interval::Interval;
use crate::limits::Limits;
use crate::policy::Money;
use crate::recur::{Moment, Series};
use crate::rules::{Context, Question, World};
use crate::series::{self, OnConflict, Plan, Planned, Query};
use crate::service::Service;
use crate::session::{Session, SessionStatus, Use};
use crate::zone::ZoneDb;
use chrono::{DateTime, NaiveDateTime, Utc};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

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
    pub(in crate::booking) only: Option<BTreeSet<NaiveDateTime>>,
}

/// What a plan has come to.
pub(super) struct Done {
    pub(super) series: BookedSeries,
    pub(super) plan: Option<Plan>,
    pub(super) sessions: Vec<Session>,
    pub(super) bookings: Vec<Booking>,
}

/// The bookings that take occurrences by their names; none for those that are new.
pub(super) type Placed = BTreeMap<NaiveDateTime, Option<BookingId>>;

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
        query.only = self.only;
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
    pub(super) fn plan_series(&self, booked: BookedSeries, wanted: Wanted, said: &Said) -> Result<Verdict> {
        let planned = self.planned(booked, wanted, said, &Placed::new())?;
        Ok(planned.map_or_else(|refused| refused, |done| done.accepted(None)))
    }

    /// The same, with some bookings that move to the occurrences that are theirs; or why not.
    pub(super) fn planned(
        &self,
        booked: BookedSeries,
        wanted: Wanted,
        said: &Said,
        placed: &Placed,
    ) -> Result<Result<Done, Verdict>> {
        // Whoever extends or edits it: as many come as it is booked for, and it counts for whom it is.
        let (party, client) = (booked.party, booked.client.clone());
        let context = Context { party, client, ..self.context.clone() };
        Decision { context: &context, ..*self }.planned_for(booked, wanted, said, placed)
    }

    fn planned_for(
        &self,
        mut booked: BookedSeries,
        wanted: Wanted,
        said: &Said,
        placed: &Placed,
    ) -> Result<Result<Done, Verdict>> {
        let series = wanted.series(&booked, (self.zones, self.limits))?;
        let query = wanted.query(&booked, &series);
        let known = self.view.known_service(&booked.service)?;
        let mut service = Cow::Borrowed(known);
        if let Some(id) = &booked.resource {
            let tags = self.view.known_resource(id)?.resource.tags.as_slice();
            service = Cow::Owned(service.naming([(id, tags)])?);
        }
        let Some(span) = query.span(&service, self.context, self.limits)? else {
            return Ok(Ok(self.nothing_planned(booked)));
        };
        let ids = self.view.asked(&service, booked.resource.as_ref())?;
        let world = self.view.world(&service, &ids, span, self.zones, self.limits)?;
        let plan = series::plan(&world, &service, &query, self.context, self.limits)?;
        if plan.refused {
            let reasons = plan.conflicts().next().map(|(_, reasons)| reasons.to_vec()).unwrap_or_default();
            let refused = Refused { reasons, plan: Some(plan), ..Refused::default() };
            return Ok(Err(Verdict::Refuse(Box::new(refused))));
        }
        booked.planned = plan.occurrences.iter().map(|one| one.original).chain(booked.planned).max();
        let question =
            Question::new(&world, &service, booked.resource.as_ref(), booked.duration, self.context)?;
        let agreement = self.agreed(&service, said.price)?;
        let id = booked.id.clone();
        let own = self.by_original(&id);
        let mut done = self.nothing_planned(booked);
        for planned in plan.bookings() {
            let own = match placed.get(&planned.original) {
                Some(Some(id)) => Some(self.view.known_booking(id)?),
                _ => own.get(&planned.original).copied(),
            };
            let asked = (&question, &world);
            let (sessions, booking) =
                self.occurrence(&done.series, planned, asked, (said, &agreement), own)?;
            done.sessions.extend(sessions);
            done.bookings.push(booking);
        }
        done.plan = Some(plan);
        Ok(Ok(done))
    }

    pub(super) fn nothing_planned(&self, series: BookedSeries) -> Done {
        Done { series, plan: None, sessions: Vec::new(), bookings: Vec::new() }
    }

    /// The bookings of a series by the occurrences that they are.
    fn by_original<'s>(&'s self, series: &'s SeriesId) -> BTreeMap<NaiveDateTime, &'s Booking> {
        let own = self.view.bookings_of_series(series);
        own.filter_map(|one| Some((one.occurrence.as_ref()?.original, one))).collect()
    }

    /// One occurrence of the plan as a booking, and the sessions that change with it: one that begins, or that goes along,
    /// unless it joins one; and one that it leaves.
    fn occurrence(
        &self,
        booked: &BookedSeries,
        planned: &Planned,
        (question, world): (&Question<'_>, &World),
        (said, agreement): (&Said, &Option<Box<Agreement>>),
        known: Option<&Booking>,
    ) -> Result<(Vec<Session>, Booking)> {
        let service: &Service = question.service();
        let occurrence = Occurrence { series: booked.id.clone(), original: planned.original };
        // One that is live moves, and one that a pause had called off goes on.
        let moves = known.is_some_and(|known| known.status.is_live());
        let status = known.filter(|_| moves).map(|one| one.status.clone());
        let status = status.unwrap_or_else(|| self.first_status(service));
        let uses = question.uses(&planned.members);
        let resources: Vec<ResourceId> = match &planned.session {
            Some(session) => {
                let all = world.resources().iter().filter(|one| one.is_used_by(session));
                all.map(|one| one.resource().id.clone()).collect()
            }
            None => uses.iter().map(|one| one.resource.clone()).collect(),
        };
        let when = When::new(planned.span, resources, world, self.zones.release())?;
        let id = match known {
            Some(known) => known.id.clone(),
            None => self.fresh_id(&occurrence, booked)?,
        };
        let left = known.filter(|_| moves).map(|known| self.known(&known.id)).transpose()?;
        let (session, sessions) = match (&planned.session, left) {
            (Some(joined), left) => {
                let left = left.filter(|left| left.session.id != *joined).and_then(|left| self.left(left));
                (joined.clone(), left.into_iter().collect())
            }
            (None, left) => {
                let session = new_session_id(&id, known.map(|known| known.version))?;
                let begun = self.session_of_its_own(left, (service, session), (&when, uses), &status);
                (begun.id.clone(), vec![begun])
            }
        };
        let booking = match known {
            Some(known) if moves => self.next(known),
            Some(known) => self.resumed_booking(known)?,
            None => {
                let begun = self.begun(id, booked.service.clone(), session.clone(), &when);
                Booking { price: said.price, agreement: agreement.clone(), ..begun }
            }
        };
        let (participants, details) = match known.filter(|_| moves) {
            Some(known) => (known.participants.clone(), known.details.clone()),
            None => (said.participants.clone(), said.details.clone()),
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
            participants,
            details,
            ..booking
        };
        Ok((sessions, booking))
    }

    /// The session of an occurrence that joins none: one that begins, or the one that it has for itself, elsewhere.
    fn session_of_its_own(
        &self,
        left: Option<Known<'_>>,
        (service, id): (&Service, SessionId),
        (when, uses): (&When, Vec<Use>),
        status: &Status,
    ) -> Session {
        let status = if status.takes_time() { SessionStatus::Confirmed } else { SessionStatus::Tentative };
        let own = left.filter(|left| !left.session.stays && !self.has_others(*left));
        let begun = match own {
            Some(own) => self.next_session(own.session),
            None => {
                let place = self.context.place.clone();
                Session { place, ..self.begun_session(service, id, when) }
            }
        };
        Session { uses, status, span: when.span, local: when.local.clone(), ..begun }
    }

    /// The id of the booking of an occurrence; with the version of the series where another booking, whose occurrence was
    /// called so before an edit, has it.
    fn fresh_id(&self, occurrence: &Occurrence, booked: &BookedSeries) -> Result<BookingId> {
        let id = occurrence.booking()?;
        match self.view.bookings.contains_key(&id) {
            true => BookingId::new(&format!("{id}~{}", booked.version)),
            false => Ok(id),
        }
    }

    pub(super) fn written(
        &self,
        series: BookedSeries,
        plan: Option<Plan>,
        sessions: Vec<Session>,
        bookings: Vec<Booking>,
    ) -> Verdict {
        Done { series, plan, sessions, bookings }.accepted(None)
    }
}

impl Done {
    /// Written, with what a split leaves of the series that there was.
    pub(super) fn accepted(self, before: Option<BookedSeries>) -> Verdict {
        let Self { series, plan, sessions, bookings } = self;
        let changes = Changes {
            series: before.iter().cloned().chain([series.clone()]).collect(),
            sessions,
            bookings: bookings.clone(),
            ..Changes::default()
        };
        let (series, before) = (Some(series), before.map(Box::new));
        Verdict::Accept(Box::new(Accepted { bookings, series, before, plan, changes, ..Accepted::default() }))
    }
}
