use super::{Amount, Context, Counted, LimitOf, Reason};
use crate::id::ResourceId;
use crate::service::{LimitScope, Most, Period};
use crate::time::{Elapsed, instant_of_secs};
use crate::zone::Zone;
use std::collections::HashSet;

/// What is booked already under one limit, period by period.
#[derive(Clone, Debug)]
pub(super) struct Tally {
    terms: Terms,
    zone: Zone,
    /// What the candidate adds.
    needs: u64,
    /// INVARIANT: ascending, and no two of one period.
    periods: Vec<Booked>,
}

/// One limit, of a service or of a resource.
#[derive(Clone, Copy, Debug)]
pub(super) struct Terms {
    pub(super) of: LimitOf,
    pub(super) per: LimitScope,
    pub(super) period: Period,
    pub(super) most: Most,
}

/// What is booked in one period.
#[derive(Clone, Copy, Debug)]
struct Booked {
    from: i64,
    until: i64,
    has: u64,
}

impl Tally {
    /// Counts. The booking that is being moved does not; the bookings of a session are one use, but for a client each
    /// booking is.
    pub(super) fn new<'c>(
        terms: Terms,
        zone: &Zone,
        duration: i64,
        context: &Context,
        counted: impl Iterator<Item = &'c Counted>,
    ) -> Self {
        let mut sessions = HashSet::new();
        let mut uses: Vec<(i64, u64)> = Vec::new();
        for booking in counted.filter(|booking| context.counts(&booking.booking, booking.tentative.as_ref()))
        {
            let session = booking.session.as_ref().filter(|_| terms.per != LimitScope::Client);
            if session.is_none_or(|session| sessions.insert(session)) {
                uses.push((booking.start.timestamp(), terms.amount(booking.length.seconds())));
            }
        }
        uses.sort_unstable();
        let mut periods: Vec<Booked> = Vec::new();
        for (start, amount) in uses {
            match periods.last_mut().filter(|last| start < last.until) {
                Some(last) => last.has = last.has.saturating_add(amount),
                None => {
                    let (from, until) = terms.period.span_at(zone, start);
                    periods.push(Booked { from, until, has: amount });
                }
            }
        }
        Self { terms, zone: zone.clone(), needs: terms.amount(duration), periods }
    }

    /// The same with the candidate counted, at this start.
    pub(super) fn with(&self, start: i64) -> Self {
        let mut tally = self.clone();
        let (from, until) = self.terms.period.span_at(&self.zone, start);
        let at = tally.periods.partition_point(|one| one.from < from);
        match tally.periods.get_mut(at).filter(|one| one.from == from) {
            Some(booked) => booked.has = booked.has.saturating_add(self.needs),
            None => tally.periods.insert(at, Booked { from, until, has: self.needs }),
        }
        tally
    }

    /// Whether it counts what joins a session that stands already: that is no other use of anything.
    pub(super) fn counts_joining(&self) -> bool {
        self.terms.per == LimitScope::Client
    }

    /// Whether it counts by resource.
    pub(super) fn is_of_resource(&self) -> bool {
        self.terms.per == LimitScope::Resource
    }

    /// Whether the candidate is above the limit all by itself.
    pub(super) fn is_never_kept(&self) -> bool {
        self.needs > self.terms.limit()
    }

    /// The periods in which the candidate is too much.
    pub(super) fn full(&self) -> impl Iterator<Item = (i64, i64)> {
        let full = self.periods.iter().filter(|one| one.has.saturating_add(self.needs) > self.terms.limit());
        full.map(|one| (one.from, one.until))
    }

    /// Why a start is too much, if it is.
    pub(super) fn against(&self, start: i64, resource: Option<ResourceId>) -> Option<Reason> {
        let (from, until) = self.terms.period.span_at(&self.zone, start);
        let at = self.periods.partition_point(|one| one.from < from);
        let has = self.periods.get(at).filter(|one| one.from == from).map_or(0, |one| one.has);
        if has.saturating_add(self.needs) <= self.terms.limit() {
            return None;
        }
        let is_bounded = self.terms.period != Period::Ever;
        let bound = |tick| is_bounded.then(|| instant_of_secs(tick));
        Some(Reason::Limit {
            of: self.terms.of,
            per: self.terms.per,
            period: self.terms.period,
            start: bound(from),
            end: bound(until),
            has: self.terms.worded(has),
            needs: self.terms.worded(self.needs),
            most: self.terms.worded(self.terms.limit()),
            resource,
        })
    }
}

impl Terms {
    /// What a booking of so many seconds counts for.
    fn amount(self, seconds: i64) -> u64 {
        match self.most {
            Most::Bookings(_) => 1,
            Most::Time(_) => u64::try_from(seconds).unwrap_or(0),
        }
    }

    fn limit(self) -> u64 {
        match self.most {
            Most::Bookings(most) => most.get().into(),
            Most::Time(most) => u64::try_from(most.seconds()).unwrap_or(0),
        }
    }

    fn worded(self, amount: u64) -> Amount {
        let amount = u32::try_from(amount).unwrap_or(u32::MAX);
        match self.most {
            Most::Bookings(_) => Amount::Bookings(amount),
            Most::Time(_) => Amount::Time(Elapsed::from_seconds(amount.into()).unwrap_or_default()),
        }
    }
}
