use super::added::Added;
use super::business::BusinessBounds;
use super::limit::Counting;
use super::tally::Tally;
use super::{
    Busy, Context, History, Occupant, Prepared, RULES, Reason, ReasonCode, Rule, SessionUse, StartSet,
    TravelTimes,
};
use crate::error::{Error, Result, ServiceError, SlotsError};
use crate::id::{BookingId, ResourceId};
use crate::interval::{Interval, IntervalSet};
use crate::service::{Align, Buffer, BufferScope, Compose, Service, Units};
use crate::session::Use;
use crate::time::Length;
use std::borrow::Cow;
use std::num::NonZeroU32;
use std::sync::Arc;

/// One question about one resource: may this service be booked here, for this long, under these circumstances?
///
/// Where a service requires several resources, a [`Question`](super::Question) puts one case to each.
#[derive(Clone, Debug)]
pub struct Case<'a> {
    prepared: &'a Prepared,
    /// What was taken since.
    added: Added,
    service: &'a Service,
    context: &'a Context,
    duration: i64,
    buffer: Buffer,
    units: Units,
    part: Part<'a>,
    /// The session that the candidate joins.
    joining: Option<&'a SessionUse>,
    /// How many of its seats were claimed since.
    claimed: u32,
    /// Whether reasons name the resource.
    names: bool,
    /// What the service's business calendar says.
    business: Option<BusinessBounds>,
    /// What is booked under each limit.
    tallies: Vec<Arc<Tally>>,
    /// How long ways take.
    travel: Option<&'a dyn TravelTimes>,
}

/// What a resource's case has to say about the grid, and about when one may book at all.
#[derive(Clone, Debug)]
pub(super) enum Part<'a> {
    /// The grid is anchored on these windows, and anew at these ticks.
    Leads { windows: Cow<'a, IntervalSet>, restarts: Vec<i64> },
    /// Another resource leads.
    Follows,
}

impl<'a> Case<'a> {
    /// Puts the question together.
    ///
    /// # Errors
    /// `slots.not-waivable`; `service.duration` for a duration that is not offered; `service.*` for a service that
    /// is not valid.
    pub fn new(
        prepared: &'a Prepared,
        service: &'a Service,
        duration: Option<Length>,
        context: &'a Context,
    ) -> Result<Self> {
        let duration = Self::checked(service, duration, context)?;
        let mut case = Self::part(prepared, service, duration, context)?.leading(&[]);
        case.bound(BusinessBounds::new(service, context.first_tick(), prepared.zones())?);
        case.counting(&History::default())
    }

    /// The duration in seconds, of what can be asked at all.
    pub(super) fn checked(service: &Service, duration: Option<Length>, context: &Context) -> Result<i64> {
        context.validate().map_err(|error| error.in_field("context"))?;
        let duration = service.duration(duration).map_err(|error| error.in_field("duration"))?;
        service.buffer.validate().map_err(|error| error.in_field("buffer").in_field("service"))?;
        Ok(duration.seconds())
    }

    /// The same with what is booked already, where limits count it.
    ///
    /// # Errors
    /// `service.no-zone`, `service.too-many-terms`, `zone.unknown`.
    pub fn counting(self, history: &History) -> Result<Self> {
        let resource = self.prepared.resource();
        if self.service.limits.is_empty() && resource.limits.is_empty() {
            return Ok(self);
        }
        let (service, context, zones) = (self.service, self.context, self.prepared.zones());
        let counting = Counting::new(service, context, self.duration, history, zones)?;
        let mut tallies = counting.shared()?;
        tallies.extend(counting.pool(std::iter::once(&resource.id))?);
        tallies.extend(counting.resource(resource, self.prepared.hours().zone()));
        Ok(Self { tallies, ..self })
    }

    /// The same where ways take time.
    #[must_use]
    pub fn travelling(self, times: &'a dyn TravelTimes) -> Self {
        Self { travel: Some(times), ..self }
    }

    /// The case of a resource that follows, of a question that is checked already.
    pub(super) fn part(
        prepared: &'a Prepared,
        service: &'a Service,
        duration: i64,
        context: &'a Context,
    ) -> Result<Self> {
        let resource = prepared.resource();
        if resource.capacity.get() > 1 && service.compose == Compose::Max {
            let error = ServiceError::MaxOfMany { resource: resource.id.to_string() };
            return Err(Error::from(error).in_field("compose").in_field("service"));
        }
        let buffer = service.buffer.max(resource.buffer);
        let (units, part) = (Units::One, Part::Follows);
        Ok(Self {
            prepared,
            added: Added::default(),
            service,
            context,
            duration,
            buffer,
            units,
            part,
            joining: None,
            claimed: 0,
            names: false,
            business: None,
            tallies: Vec::new(),
            travel: None,
        })
    }

    /// The same for a resource that leads, with others that share its grid: anchored on what their windows have in
    /// common, and anew where busy time of one of them ends, if the service packs.
    pub(super) fn leading(mut self, others: &[Self]) -> Self {
        let mut windows = Cow::Borrowed(self.prepared.hours().windows());
        for other in others {
            windows = Cow::Owned(windows.intersect(other.prepared.hours().windows()));
        }
        let mut restarts = Vec::new();
        if self.service.align == Align::Pack {
            for case in std::iter::once(&self).chain(others) {
                restarts.extend(case.busy().map(|busy| busy.span.end_secs() + case.distance(busy).0));
            }
            restarts.sort_unstable();
        }
        self.part = Part::Leads { windows, restarts };
        self
    }

    /// The same with another use of the resource.
    pub(super) fn taking(self, units: Units) -> Self {
        Self { units, ..self }
    }

    /// The same with reasons that name the resource.
    pub(super) fn naming(self) -> Self {
        Self { names: true, ..self }
    }

    /// Sets the bounds of a business calendar.
    pub(super) fn bound(&mut self, business: Option<BusinessBounds>) {
        self.business = business;
    }

    /// Adds limits, with what is booked under them.
    pub(super) fn limit(&mut self, tallies: impl IntoIterator<Item = Arc<Tally>>) {
        self.tallies.extend(tallies);
    }

    /// The same for a candidate that joins a session, of which some seats were claimed since.
    pub(super) fn joining(&self, session: &'a SessionUse, claimed: u32) -> Self {
        Self { joining: Some(session), claimed, ..self.clone() }
    }

    /// Takes the time of a candidate, as a booking of that id: what is asked from now on finds it in the way. Gives
    /// back where a packed grid begins anew after it.
    pub(super) fn take(&mut self, start: i64, id: BookingId) -> Option<i64> {
        let span = self.span(start)?;
        let units = NonZeroU32::new(self.units()).unwrap_or(NonZeroU32::MIN);
        let mut busy = Busy::booking(id, span, self.buffer);
        busy.place.clone_from(&self.context.place);
        if let Occupant::Booking(own) = &mut busy.by {
            own.units = units;
        }
        let restart = span.end_secs() + self.distance(&busy).0;
        self.added.put(busy);
        Some(restart)
    }

    /// Lets a packed grid begin anew.
    pub(super) fn restart(&mut self, at: i64) {
        if let (Part::Leads { restarts, .. }, Align::Pack) = (&mut self.part, self.service.align) {
            let place = restarts.partition_point(|known| *known <= at);
            restarts.insert(place, at);
        }
    }

    /// What is booked under each limit, to be counted on.
    pub(super) fn tallies_mut(&mut self) -> &mut [Arc<Tally>] {
        &mut self.tallies
    }

    /// The resolved hours and busy time.
    pub fn prepared(&self) -> &'a Prepared {
        self.prepared
    }

    /// The service.
    pub fn service(&self) -> &'a Service {
        self.service
    }

    /// The circumstances.
    pub fn context(&self) -> &'a Context {
        self.context
    }

    /// The buffer that counts: the larger of the service's and the resource's.
    pub fn buffer(&self) -> Buffer {
        self.buffer
    }

    /// How long a candidate lasts, in seconds.
    pub(crate) fn duration(&self) -> i64 {
        self.duration
    }

    /// The bare time of a candidate.
    pub(crate) fn span(&self, start: i64) -> Option<Interval> {
        Interval::from_secs(start, start.saturating_add(self.duration))
    }

    pub(crate) fn waives(&self, code: ReasonCode) -> bool {
        self.context.waive.contains(&code)
    }

    /// What the grid is anchored on, if this case has one.
    pub(super) fn anchors(&self) -> Option<(&IntervalSet, &[i64])> {
        match &self.part {
            Part::Leads { windows, restarts } => Some((windows, restarts)),
            Part::Follows => None,
        }
    }

    /// What the service's business calendar says.
    pub(super) fn business(&self) -> Option<BusinessBounds> {
        self.business
    }

    /// What is booked under each limit.
    pub(super) fn tallies(&self) -> &[Arc<Tally>] {
        &self.tallies
    }

    /// How long ways take.
    pub(super) fn travel(&self) -> Option<&'a dyn TravelTimes> {
        self.travel
    }

    /// How many uses the resource has at a time.
    pub(super) fn capacity(&self) -> u32 {
        self.prepared.resource().capacity.get()
    }

    /// Whether the resource has one use at a time.
    pub(super) fn is_exclusive(&self) -> bool {
        self.capacity() == 1
    }

    /// The session that the candidate joins.
    pub(super) fn joined(&self) -> Option<&'a SessionUse> {
        self.joining
    }

    /// How many seats of the session that it joins were claimed since.
    pub(super) fn claimed(&self) -> u32 {
        self.claimed
    }

    /// How many uses the candidate takes.
    pub(super) fn units(&self) -> u32 {
        match self.units {
            // A session with seats is one use, whoever comes.
            Units::Party if self.service.seats.is_none() => self.context.party.get(),
            Units::Party | Units::One => 1,
        }
    }

    /// What a candidate takes of the resource.
    pub(super) fn to_use(&self) -> Use {
        let units = NonZeroU32::new(self.units()).unwrap_or(NonZeroU32::MIN);
        Use { resource: self.prepared.resource().id.clone(), units, buffer: self.buffer }
    }

    /// The resource's name in reasons.
    pub(super) fn named(&self) -> Option<ResourceId> {
        self.names.then(|| self.prepared.resource().id.clone())
    }

    /// Everything that takes time, but for what is no obstacle here.
    fn busy(&self) -> impl Iterator<Item = &'a Busy> + use<'a, '_> {
        self.prepared.busy().iter().filter(|busy| self.is_obstacle(busy))
    }

    /// Everything in the way that overlaps a span, in order of time.
    pub(super) fn overlapping(&self, span: Interval) -> impl Iterator<Item = &Busy> {
        let near = self.added.among(self.prepared.busy_around(span), span);
        near.filter(move |busy| busy.span.end_secs() > span.start_secs() && self.is_obstacle(busy))
    }

    /// Not one's own, as the booking that is being moved or a hold of one's own is, and not what has lapsed.
    fn is_obstacle(&self, busy: &Busy) -> bool {
        match &busy.by {
            Occupant::External(_) => true,
            Occupant::Booking(own) => self.context.counts(&own.id, own.tentative.as_ref()),
            Occupant::Session(session) => session.stands(self.context),
            Occupant::Hold(hold) => {
                let own = self.context.hold_owner.as_ref() == Some(&hold.owner);
                self.context.now < hold.expires_at && !own && self.context.moving.as_ref() != Some(&hold.id)
            }
        }
    }

    /// The time that must lie between `busy` and a candidate after it, and between a candidate and `busy` after it.
    pub(crate) fn distance(&self, busy: &Busy) -> (i64, i64) {
        let outside = matches!(busy.by, Occupant::External(_));
        if outside && self.service.buffer_scope == BufferScope::Bookings {
            return (0, 0);
        }
        let theirs = busy.buffer();
        let compose = |first: i64, second: i64| match self.service.compose {
            Compose::Sum => first + second,
            Compose::Max => first.max(second),
        };
        (
            compose(theirs.after.seconds(), self.buffer.before.seconds()),
            compose(self.buffer.after.seconds(), theirs.before.seconds()),
        )
    }

    /// Whether any buffer at all could lie between the candidate and something else.
    pub(super) fn may_keep_distance(&self) -> bool {
        self.buffer != Buffer::NONE || self.prepared.has_buffers()
    }

    /// Whether a rule has something to say here.
    pub(super) fn hears(&self, rule: &dyn Rule) -> bool {
        let is_asked = !rule.is_of_lead() || matches!(self.part, Part::Leads { .. });
        is_asked && (self.joining.is_none() || rule.judges_joining())
    }

    /// Every reason against a start, in the order of their codes; none means that it can be booked.
    ///
    /// # Errors
    /// `slots.outside-prepared` when the candidate is not wholly inside the prepared range.
    pub fn judge(&self, start: i64) -> Result<Vec<Reason>> {
        self.judge_by(start, |rule| !self.waives(rule))
    }

    /// The reasons of some rules only, waived or not.
    ///
    /// # Errors
    /// As [`judge`](Self::judge).
    pub fn judge_by(&self, start: i64, rules: impl Fn(ReasonCode) -> bool) -> Result<Vec<Reason>> {
        let span = self.span(start).filter(|span| self.prepared.hours().range().covers(*span));
        if span.is_none() {
            return Err(self.outside(start, start.saturating_add(self.duration)));
        }
        let mut reasons = Vec::new();
        for rule in RULES.iter().filter(|rule| rules(rule.code()) && self.hears(**rule)) {
            rule.check(self, start, &mut reasons);
        }
        Ok(reasons)
    }

    /// Every start inside `range` that no rule refuses.
    ///
    /// # Errors
    /// `slots.outside-prepared` when a candidate that starts in `range` could end outside the prepared range.
    pub fn starts(&self, range: Interval) -> Result<StartSet> {
        self.starts_by(range, |rule| !self.waives(rule))
    }

    /// Every start inside `range` that some rules, waived or not, leave.
    ///
    /// # Errors
    /// As [`starts`](Self::starts).
    pub fn starts_by(&self, range: Interval, rules: impl Fn(ReasonCode) -> bool) -> Result<StartSet> {
        let mut starts = StartSet::all(range);
        self.check_range(range)?;
        self.carve_by(&mut starts, rules);
        Ok(starts)
    }

    /// Removes what this case's rules refuse.
    pub(crate) fn carve(&self, starts: &mut StartSet) {
        self.carve_by(starts, |rule| !self.waives(rule));
    }

    fn carve_by(&self, starts: &mut StartSet, rules: impl Fn(ReasonCode) -> bool) {
        for rule in RULES.iter().filter(|rule| rules(rule.code()) && self.hears(**rule)) {
            rule.carve(self, starts);
        }
    }

    /// Checks that all candidates that start in `range` lie inside the prepared range.
    pub(super) fn check_range(&self, range: Interval) -> Result<()> {
        let last_end = range.end_secs().saturating_add(self.duration).saturating_sub(1);
        let all = self.prepared.hours().range();
        if range.start_secs() < all.start_secs() || last_end > all.end_secs() {
            return Err(self.outside(range.start_secs(), last_end));
        }
        Ok(())
    }

    #[cold]
    fn outside(&self, start: i64, end: i64) -> Error {
        let asked = match Interval::from_secs(start, end) {
            Some(span) => span.to_string(),
            None => format!("{start}/{end}"),
        };
        SlotsError::OutsidePrepared { asked, prepared: self.prepared.hours().range().to_string() }.into()
    }
}
