use super::{Blocker, Busy, Occupant};
use crate::availability::{Hours, Schedule};
use crate::error::{Error, Result, SlotsError};
use crate::id::SessionId;
use crate::interval::Interval;
use crate::limits::Limits;
use crate::resource::Resource;
use crate::service::{Align, Buffer, Service};
use crate::source::SourceReport;
use crate::zone::ZoneDb;

/// A resource's hours and busy time, resolved once for many questions.
#[derive(Clone, Debug)]
pub struct Prepared {
    resource: Resource,
    hours: Hours,
    /// What other zones are looked up in.
    zones: ZoneDb,
    /// How far each source of outside busy time is relied on.
    sources: Vec<SourceReport>,
    /// INVARIANT: sorted by span.
    busy: Vec<Busy>,
    /// The latest end among the first n + 1 busy spans: where to begin when looking for those that overlap a span.
    ends: Vec<i64>,
    has_buffers: bool,
}

impl Prepared {
    /// The span whose busy time can matter to a start or an end inside `range`, whatever is asked: two days more on
    /// either side, as far as two buffers, or the window on which a packed grid is anchored, can reach.
    pub fn reach(range: Interval) -> Interval {
        let reach = 2 * Buffer::LONGEST.seconds();
        range.padded(reach, reach)
    }

    /// The span that has to be seen of a resource to judge a service inside `range`: what takes none of it, its own
    /// buffers counted, cannot matter. That is the range with the buffers of the two around it, unless a rule looks
    /// further: for the neighbours that one `travels` from and to, for room for breaks, for chains, for the ends on which
    /// a packed grid is anchored.
    ///
    /// # Example: a lesson from Saturday night to Sunday, with a quarter of an hour to clean up
    /// ```
    /// use kalends::id::{ResourceId, ServiceId};
    /// use kalends::{interval::Interval, resource::Resource, rules::Prepared, service::Service};
    /// use kalends::time::{Elapsed, Length, parse_instant};
    /// let hour = Length::from_minutes(60)?;
    /// let mut lesson = Service::new(ServiceId::new("lesson")?, hour, hour);
    /// lesson.buffer.after = Elapsed::from_seconds(900)?;
    /// let anna = Resource::new(ResourceId::new("anna")?, "Europe/Paris".parse()?);
    /// let night = Interval::new(parse_instant("2027-03-27T23:30:00Z")?, parse_instant("2027-03-28T00:30:00Z")?)?;
    /// let seen = Prepared::reach_of(&lesson, &anna, false, night);
    /// assert_eq!(seen.to_string(), "2027-03-27T23:30:00Z/2027-03-28T00:45:00Z");
    /// # Ok::<(), kalends::Error>(())
    /// ```
    pub fn reach_of(service: &Service, resource: &Resource, travels: bool, range: Interval) -> Interval {
        let has_day_rules = !resource.breaks.is_empty() || resource.consecutive.is_some();
        if travels || has_day_rules || service.align == Align::Pack {
            return Self::reach(range);
        }
        service.buffer.max(resource.buffer).around(range)
    }

    /// Resolves `schedule` for all starts and ends inside `range`.
    ///
    /// `busy` should hold everything that overlaps [`Prepared::reach`] of the range.
    ///
    /// # Errors
    /// As [`Hours::resolve`]; as [`Resource::validate`]; `slots.too-busy`.
    pub fn new(
        resource: Resource,
        schedule: &Schedule,
        mut busy: Vec<Busy>,
        zones: &ZoneDb,
        range: Interval,
        limits: &Limits,
    ) -> Result<Self> {
        check_amount(busy.len(), limits)?;
        for (at, one) in busy.iter().enumerate() {
            one.validate().map_err(|error| error.in_index(at).in_field("busy"))?;
        }
        let hours = hours(&resource, schedule, zones, range, limits)?;
        if !busy.is_sorted_by_key(|one| one.span) {
            // Records are large and keys are not: keys are sorted, and each record moves once.
            busy.sort_by_cached_key(|one| one.span);
        }
        let (ends, has_buffers) = (Vec::new(), false);
        let (zones, sources) = (zones.clone(), Vec::new());
        let mut prepared = Self { resource, hours, zones, sources, busy, ends, has_buffers };
        prepared.index();
        Ok(prepared)
    }

    /// The same with how its sources of outside busy time stand: while one is closed nothing is offered. Busy time of
    /// a source that is ignored should not be among what takes time.
    #[must_use]
    pub fn relying_on(self, sources: Vec<SourceReport>) -> Self {
        Self { sources, ..self }
    }

    /// How far each source of outside busy time is relied on.
    pub fn sources(&self) -> &[SourceReport] {
        &self.sources
    }

    /// Adds what takes time from now on.
    pub(super) fn take(&mut self, busy: Busy, limits: &Limits) -> Result<()> {
        busy.validate().map_err(|error| error.in_field("busy"))?;
        check_amount(self.busy.len() + 1, limits)?;
        let at = self.busy.partition_point(|one| one.span <= busy.span);
        self.busy.insert(at, busy);
        self.index();
        Ok(())
    }

    /// Removes what takes time no longer.
    pub(super) fn free(&mut self, by: &Blocker) {
        self.busy.retain(|busy| busy.blocker() != *by);
        self.index();
    }

    /// Resolves other hours for the same span.
    pub(super) fn reschedule(
        &mut self,
        resource: Resource,
        schedule: &Schedule,
        zones: &ZoneDb,
        limits: &Limits,
    ) -> Result<()> {
        let hours = hours(&resource, schedule, zones, self.hours.range(), limits)?;
        (self.resource, self.hours, self.zones) = (resource, hours, zones.clone());
        Ok(())
    }

    fn index(&mut self) {
        self.ends = latest_ends(&self.busy);
        self.has_buffers = self.busy.iter().any(|one| one.buffer() != Buffer::NONE);
    }

    /// Whose hours.
    pub fn resource(&self) -> &Resource {
        &self.resource
    }

    /// The resolved hours.
    pub fn hours(&self) -> &Hours {
        &self.hours
    }

    /// What other zones are looked up in.
    pub(super) fn zones(&self) -> &ZoneDb {
        &self.zones
    }

    /// What takes time, sorted by span.
    pub fn busy(&self) -> &[Busy] {
        &self.busy
    }

    /// Whether anything keeps its distance.
    pub(super) fn has_buffers(&self) -> bool {
        self.has_buffers
    }

    /// Whether a session takes some of its time.
    pub(crate) fn is_used_by(&self, session: &SessionId) -> bool {
        self.busy().iter().any(|busy| matches!(&busy.by, Occupant::Session(own) if own.id == *session))
    }

    /// What takes time from the first to the last that overlaps `span`; some in between may not.
    pub(crate) fn busy_around(&self, span: Interval) -> &[Busy] {
        let first = self.ends.partition_point(|end| *end <= span.start_secs());
        let bound = self.busy.partition_point(|busy| busy.span.start_secs() < span.end_secs());
        self.busy.get(first..bound).unwrap_or_default()
    }
}

fn check_amount(found: usize, limits: &Limits) -> Result<()> {
    if found > limits.busy {
        let error = SlotsError::TooBusy { found, limit: limits.busy };
        return Err(Error::from(error).in_field("busy"));
    }
    Ok(())
}

fn hours(
    resource: &Resource,
    schedule: &Schedule,
    zones: &ZoneDb,
    range: Interval,
    limits: &Limits,
) -> Result<Hours> {
    resource.validate().map_err(|error| error.in_field("resource"))?;
    Hours::resolve(schedule, resource.zone.as_str(), zones, range, limits)
        .map_err(|error| if error.path() == "zone" { error.in_field("resource") } else { error })
}

fn latest_ends(busy: &[Busy]) -> Vec<i64> {
    let mut latest = i64::MIN;
    let ends = busy.iter().map(|one| {
        latest = latest.max(one.span.end_secs());
        latest
    });
    ends.collect()
}
