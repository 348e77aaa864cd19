use super::{Busy, Context, Occupant, Prepared, RULES, Reason, ReasonCode, StartSet};
use crate::error::{Error, Result, SlotsError};
use crate::interval::Interval;
use crate::service::{Buffer, BufferScope, Compose, Service};
use crate::time::Length;

/// One question: may this service be booked here, for this long, under these circumstances?
#[derive(Clone, Debug)]
pub struct Case<'a> {
    prepared: &'a Prepared,
    service: &'a Service,
    context: &'a Context,
    duration: i64,
    buffer: Buffer,
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
        context.validate().map_err(|error| error.in_field("context"))?;
        let duration = service.duration(duration).map_err(|error| error.in_field("duration"))?.seconds();
        service.buffer.validate().map_err(|error| error.in_field("buffer").in_field("service"))?;
        let buffer = service.buffer.max(prepared.resource().buffer);
        Ok(Self { prepared, service, context, duration, buffer })
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

    /// Everything that takes time, but for the booking that is being moved.
    pub(crate) fn busy(&self) -> impl Iterator<Item = &'a Busy> + use<'a, '_> {
        self.prepared.busy().iter().filter(|busy| match (&busy.by, &self.context.moving) {
            (Occupant::Booking(own), Some(moving)) => own.id != *moving,
            _ => true,
        })
    }

    /// The time that must lie between `busy` and a candidate after it, and between a candidate and `busy` after it.
    pub(crate) fn distance(&self, busy: &Busy) -> (i64, i64) {
        let theirs = match &busy.by {
            Occupant::Booking(own) => own.buffer,
            Occupant::External(_) if self.service.buffer_scope == BufferScope::AllBusy => Buffer::NONE,
            Occupant::External(_) => return (0, 0),
        };
        let compose = |first: i64, second: i64| match self.service.compose {
            Compose::Sum => first + second,
            Compose::Max => first.max(second),
        };
        (
            compose(theirs.after.seconds(), self.buffer.before.seconds()),
            compose(self.buffer.after.seconds(), theirs.before.seconds()),
        )
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
        for rule in RULES.iter().filter(|rule| rules(rule.code())) {
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
        let last_end = range.end_secs().saturating_add(self.duration).saturating_sub(1);
        let all = self.prepared.hours().range();
        if range.start_secs() < all.start_secs() || last_end > all.end_secs() {
            return Err(self.outside(range.start_secs(), last_end));
        }
        let mut starts = StartSet::all(range);
        for rule in RULES.iter().filter(|rule| rules(rule.code())) {
            rule.carve(self, &mut starts);
        }
        Ok(starts)
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
