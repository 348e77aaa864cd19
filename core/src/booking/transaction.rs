use super::decide::{Decision, Wanted, bare, new_session_id, own_holds};
use super::promotion::{Next, Promotion, need_of_entry};
use super::{
    Accepted, BookedSeries, Booking, Changes, Command, EditSeries, Need, Order, Remembered, SeriesEdit,
    Subject, Verdict, View, decide,
};
use crate::error::{BookingError, Result, StoreError};
use crate::id::{ResourceId, ServiceId, Tag};
use crate::interval::Interval;
use crate::limits::Limits;
use crate::rules::Context;
use crate::service::{Leg, Service};
use crate::time::Length;
use crate::waitlist::Entry;
use crate::zone::ZoneDb;
use chrono::{DateTime, Utc};
use std::collections::BTreeSet;

/// What whoever runs a [`Transaction`] has to do next.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::large_enum_variant, reason = "a handful of steps carries a command")]
pub enum Step {
    /// Load a view and hand it to [`Transaction::loaded`].
    Load(Need),
    /// Write the changes, then call [`Transaction::written`].
    Write(Changes),
    /// Commit, and give this answer.
    Done(Verdict),
}

/// A command on its way through a store, without I/O.
///
/// Run it inside one serialisable database transaction: every `Load` sees, and every `Write` changes, the same
/// state. Whatever goes wrong in between, roll back.
///
/// # Example: the whole driver
/// ```
/// use kalends::booking::{Step, Transaction, Verdict};
/// # use kalends::{Limits, Result, zone::ZoneDb, booking::{Changes, Command, Need, View}, rules::Context};
/// fn run(
///     command: Command,
///     context: Context,
///     load: impl Fn(Need) -> Result<View>,
///     write: impl Fn(Changes) -> Result<()>,
/// ) -> Result<Verdict> {
///     let (mut transaction, limits) = (Transaction::new(command, context), Limits::default());
///     let mut step = transaction.start();
///     loop {
///         step = match step {
///             Step::Load(need) => transaction.loaded(load(need)?, ZoneDb::builtin(), &limits)?,
///             Step::Write(changes) => { write(changes)?; transaction.written() }
///             Step::Done(verdict) => return Ok(verdict),
///         }
///     }
/// }
/// ```
#[derive(Clone, Debug)]
pub struct Transaction {
    order: Order,
    asked: Need,
    view: View,
    verdict: Option<Verdict>,
    /// What is still to be done for those who wait.
    promotion: Option<Promotion>,
}

impl Transaction {
    /// A command that has not been judged yet.
    pub fn new(command: Command, context: Context) -> Self {
        Self::of(Order::new(command, context))
    }

    /// A command with everything that goes with it.
    pub fn of(order: Order) -> Self {
        Self { order, asked: Need::default(), view: View::default(), verdict: None, promotion: None }
    }

    /// The first step: what the command is about.
    pub fn start(&mut self) -> Step {
        // Nothing is known yet that zone data or budgets could matter for.
        self.asked = self.first();
        Step::Load(self.asked.clone())
    }

    /// Judges what was loaded, or asks for what is still missing. Nothing is loaded twice.
    ///
    /// # Errors
    /// As [`decide`].
    pub fn loaded(&mut self, view: View, zones: &ZoneDb, limits: &Limits) -> Result<Step> {
        if view.need != self.asked {
            return Err(StoreError::ViewTooNarrow { what: "what was asked for" }.into());
        }
        if let Some(mut promotion) = self.promotion.take() {
            let next = promotion.loaded(view, zones, limits)?;
            return self.promoted(promotion, next);
        }
        self.view.absorb(view);
        self.asked = self.missing(zones, limits)?;
        if !self.asked.is_empty() {
            return Ok(Step::Load(self.asked.clone()));
        }
        if let Some(remembered) = &self.view.remembered {
            return self.repeated(remembered).map(Step::Done);
        }
        let mut verdict = decide(&self.view, &self.order.command, &self.order.context, zones, limits)?;
        self.promotion = Promotion::new(&self.view, verdict.changes(), self.command(), &self.order.context);
        if self.promotion.is_none() {
            self.remember(&mut verdict);
        }
        if verdict.changes().is_empty() {
            return Ok(Step::Done(verdict));
        }
        verdict.note(&self.order.act())?;
        let changes = verdict.changes().clone();
        self.verdict = Some(verdict);
        Ok(Step::Write(changes))
    }

    /// The next step, after a write: the last one, if nobody can wait for what the command leaves free.
    pub fn written(&mut self) -> Step {
        if let Some(promotion) = &self.promotion {
            self.asked = promotion.asked();
            return Step::Load(self.asked.clone());
        }
        Step::Done(self.verdict())
    }

    /// The answer at the first write, for whoever will not write it: without what follows for those who wait.
    pub fn into_verdict(mut self) -> Verdict {
        self.verdict()
    }

    fn verdict(&mut self) -> Verdict {
        self.verdict.take().unwrap_or_else(|| Verdict::Refuse(Box::default()))
    }

    /// What follows for those who wait; the answer is remembered with it.
    fn promoted(&mut self, promotion: Promotion, next: Next) -> Result<Step> {
        let mut changes = match next {
            Next::Load => {
                self.asked = promotion.asked();
                self.promotion = Some(promotion);
                return Ok(Step::Load(self.asked.clone()));
            }
            Next::Write(changes) => {
                self.promotion = Some(promotion).filter(|promotion| !promotion.is_over());
                changes.noted(&self.order.promotion())?
            }
            Next::Done => Changes::default(),
        };
        let Some(verdict) = &mut self.verdict else { return Ok(self.written()) };
        verdict.promote(changes.clone());
        if self.promotion.is_none()
            && let Verdict::Accept(accepted) = verdict
        {
            accepted.changes.remembered = self.order.remember(accepted);
            changes.remembered.clone_from(&accepted.changes.remembered);
        }
        Ok(if changes.is_empty() { self.written() } else { Step::Write(changes) })
    }

    fn remember(&self, verdict: &mut Verdict) {
        if let Verdict::Accept(accepted) = verdict {
            accepted.changes.remembered = self.order.remember(accepted);
        }
    }

    /// The first answer, with what is personal as it is now.
    fn repeated(&self, remembered: &Remembered) -> Result<Verdict> {
        if self.order.request.as_ref().is_none_or(|request| request.fingerprint != remembered.fingerprint) {
            let key = remembered.scope.id.to_string();
            return Err(BookingError::KeyReused { key }.into());
        }
        let answer = remembered.answer.clone();
        let known = |booking: Booking| match self.view.bookings.get(&booking.id) {
            Some(known) => booking.with_private(known.private()),
            None => booking,
        };
        let accepted = Accepted {
            bookings: answer.bookings.into_iter().map(known).collect(),
            session: answer.session,
            series: answer.series,
            outcomes: answer.outcomes,
            resource: answer.resource,
            service: answer.service,
            entry: answer.entry,
            promoted: answer.promoted,
            ..Accepted::default()
        };
        Ok(Verdict::Accept(Box::new(accepted)))
    }

    /// What the command is about.
    fn first(&self) -> Need {
        let mut need = Need { remembered: self.order.scope(), ..Need::default() };
        match self.command().subject() {
            Subject::Booking(id) => drop(need.bookings.insert(id.clone())),
            Subject::Session(id) => drop(need.sessions.insert(id.clone())),
            Subject::Series(id) => {
                need.series.insert(id.clone());
                if let Command::EditSeries(EditSeries { edit: SeriesEdit::Following { into, .. }, .. }) =
                    self.command()
                {
                    need.series.insert(into.clone());
                }
            }
            Subject::Resource(id) => drop(need.resources.insert(id.clone())),
            Subject::Service(id) => drop(need.services.insert(id.clone())),
            Subject::Entry(_) => need_of_entry(self.command(), &self.view, &mut need),
        }
        self.add_sessions(&mut need);
        need
    }

    /// What the command needs and the view does not hold, as far as it is known by now.
    fn missing(&self, zones: &ZoneDb, limits: &Limits) -> Result<Need> {
        if self.view.remembered.is_some() {
            return Ok(Need::default());
        }
        let mut need = self.first();
        if let Subject::Resource(_) | Subject::Service(_) = self.command().subject() {
            // What it is about comes first.
            if need.clone().without(&self.view.need).is_empty() {
                let decision = Decision { view: &self.view, context: &self.order.context, zones, limits };
                need.extend(decision.touched(self.command())?);
                need.extend(self.view.policy_need(self.command(), &self.order.context, zones)?);
            }
            return Ok(need.without(&self.view.need));
        }
        if let Some(target) = self.target(zones, limits)? {
            need.services.insert(target.service.clone());
            need.resources.extend(target.resources.iter().cloned());
            if let Some(service) = self.view.services.get(&target.service) {
                self.add_time(service, target, (zones, limits), &mut need)?;
            }
        }
        need.extend(self.view.policy_need(self.command(), &self.order.context, zones)?);
        Ok(need.without(&self.view.need))
    }

    fn command(&self) -> &Command {
        &self.order.command
    }

    /// The session of the booking, and the one that may begin with it; the sessions of a series' bookings.
    fn add_sessions(&self, need: &mut Need) {
        let id = match self.command().subject() {
            Subject::Session(_) | Subject::Resource(_) | Subject::Service(_) | Subject::Entry(_) => return,
            Subject::Series(id) => {
                let live = self.view.bookings_of_series(id).filter(|one| one.status.is_live());
                need.sessions.extend(live.map(|one| one.session.clone()));
                return;
            }
            Subject::Booking(id) => id,
        };
        let known = self.view.bookings.get(id);
        need.sessions.extend(known.map(|known| known.session.clone()));
        let asked = match self.command() {
            Command::Hold(hold) => &hold.session,
            Command::Book(book) => &book.session,
            Command::Reschedule(reschedule) => &reschedule.session,
            Command::Confirm(_) | Command::Reinstate(_) => &None,
            _ => return,
        };
        let version = known.map(|known| known.version);
        need.sessions.extend(asked.clone().or_else(|| new_session_id(id, version).ok()));
    }

    /// Whose time the command is about, and when.
    fn add_time(
        &self,
        service: &Service,
        target: Target,
        (zones, limits): (&ZoneDb, &Limits),
        need: &mut Need,
    ) -> Result<()> {
        need.tagged.extend(service.requires.iter().filter_map(Leg::tags).map(<[Tag]>::to_vec));
        if need.tagged.iter().any(|tags| !self.view.need.tagged.contains(tags)) {
            return Ok(());
        }
        let Ok(asked) = self.view.asked(service, target.resources.first()) else { return Ok(()) };
        let mut resources: BTreeSet<ResourceId> = asked.into_iter().collect();
        resources.extend(target.resources);
        need.resources.extend(resources.iter().filter(|id| !self.view.resources.contains_key(*id)).cloned());
        let span = match target.time {
            Time::At(start, duration) => {
                let duration = duration.or_else(|| service.duration(None).ok());
                duration.and_then(|duration| bare(start, duration).ok())
            }
            Time::Series(series, wanted) => {
                wanted.span(&series, service, &self.order.context, (zones, limits))?
            }
        };
        let Some(span) = span else { return Ok(()) };
        // Quotas and buffers of resources are known only once the resources are.
        let is_seen =
            |id: &ResourceId| self.view.resources.contains_key(id) || self.view.need.resources.contains(id);
        if resources.iter().all(is_seen) {
            need.counted = self.view.counted_need(service, &resources, span);
            need.busy = Some(self.view.busy_need(service, resources, span));
        }
        // Whoever books over a hold of their own lets go of it.
        for id in own_holds(&self.view, &self.order.context, span) {
            need.sessions.extend(self.view.bookings.get(&id).map(|hold| hold.session.clone()));
            need.bookings.insert(id);
        }
        Ok(())
    }

    /// Where the command wants time to be taken, if it does.
    fn target(&self, zones: &ZoneDb, limits: &Limits) -> Result<Option<Target>> {
        if let Subject::Series(_) = self.command().subject() {
            let decision = Decision { view: &self.view, context: &self.order.context, zones, limits };
            return Ok(decision.wanted(self.command())?.map(|(series, wanted)| Target {
                service: series.service.clone(),
                resources: series.resource.iter().cloned().collect(),
                time: Time::Series(Box::new(series), wanted),
            }));
        }
        Ok(self.target_at())
    }

    fn target_at(&self) -> Option<Target> {
        let booking = |id| self.view.bookings.get(id);
        let session = |id| self.view.sessions.get(id);
        let named = |id: &Option<ResourceId>| id.iter().cloned().collect::<Vec<_>>();
        let length = |span: Interval| Length::from_seconds(span.length().num_seconds()).ok();
        let (service, resources, start, duration) = match self.command() {
            Command::Hold(hold) => (&hold.service, named(&hold.resource), hold.start, hold.duration),
            Command::Book(book) => (&book.service, named(&book.resource), book.start, book.duration),
            Command::OpenSession(open) => (&open.service, named(&open.resource), open.start, open.duration),
            Command::Reschedule(to) => {
                let known = booking(&to.booking)?;
                let mut resources = named(&to.resource);
                resources.extend(known.resources.iter().cloned());
                (&known.service, resources, to.start, to.duration.or(length(known.span)))
            }
            Command::Confirm(_) | Command::Reinstate(_) => {
                let Subject::Booking(id) = self.command().subject() else { return None };
                let known = booking(id)?;
                (&known.service, known.resources.clone(), known.span.start(), length(known.span))
            }
            Command::AcceptOffer(accept) => {
                let known = booking(&Entry::booking_of(&accept.entry).ok()?)?;
                (&known.service, known.resources.clone(), known.span.start(), length(known.span))
            }
            Command::MoveSession(to) => {
                let known = session(&to.session)?;
                (&known.service, known.resources(), to.start, to.duration.or(length(known.span)))
            }
            Command::Swap(swap) => {
                let known = session(&swap.session)?;
                let mut resources = vec![swap.to.clone()];
                resources.extend(known.resources());
                (&known.service, resources, known.span.start(), length(known.span))
            }
            _ => return None,
        };
        Some(Target { service: service.clone(), resources, time: Time::At(start, duration) })
    }
}

/// Where a command wants time to be taken.
struct Target {
    service: ServiceId,
    /// Who has to take part.
    resources: Vec<ResourceId>,
    time: Time,
}

/// When a command wants time to be taken.
enum Time {
    /// From a start on; absent is the service's default duration.
    At(DateTime<Utc>, Option<Length>),
    /// As a series recurs.
    Series(Box<BookedSeries>, Wanted),
}
