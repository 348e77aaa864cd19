use super::{Calendar, Facts, Money, Tier};
use crate::error::{Error, PolicyError, Result};
use crate::time::{Elapsed, instant_of_secs, secs_of_instant};
use chrono::{DateTime, Utc};

/// How tiers and a cooling-off time stand at an instant.
pub(super) struct Window {
    /// The last instant at which it is free, if there is one, no later than the start.
    pub(super) free_until: Option<DateTime<Utc>>,
    /// What it costs now, or the last instant at which it was allowed.
    pub(super) now: Result<Option<Money>, DateTime<Utc>>,
}

impl Window {
    /// Of tiers in their order the first whose time is not over counts, with the largest fee up to it: so later never
    /// costs less, even where a fixed fee and a percentage change places.
    pub(super) fn at(
        now: DateTime<Utc>,
        tiers: &[Tier],
        cooling_off: Option<Elapsed>,
        facts: &Facts,
        calendar: &Calendar<'_>,
    ) -> Result<Self> {
        let deadlines = deadlines(tiers, facts, calendar)?;
        let free = tiers.iter().take_while(|tier| tier.is_free()).count();
        let cooled = cooling_off
            .zip(facts.created_at)
            .and_then(|(time, created)| created.checked_add_signed(time.to_delta()))
            .map(|end| end.min(facts.start));
        let free_tiers = deadlines.iter().copied().take(free);
        let free_until = free_tiers.chain(cooled).chain(tiers.is_empty().then_some(facts.start)).max();
        if free_until.is_some_and(|until| now <= until) {
            return Ok(Self { free_until, now: Ok(None) });
        }
        let Some(reached) = deadlines.iter().position(|deadline| now <= *deadline) else {
            let last = deadlines.into_iter().chain(cooled).max();
            return Ok(Self { free_until, now: Err(last.unwrap_or(facts.start)) });
        };
        let fees = tiers.iter().take(reached + 1).filter_map(|tier| tier.fee?.of(facts.price));
        Ok(Self { free_until, now: Ok(fees.max_by_key(|fee| fee.minor())) })
    }

    /// Whether it is not free any more.
    pub(super) fn is_late(&self, now: DateTime<Utc>) -> bool {
        self.free_until.is_none_or(|until| now > until)
    }
}

/// The last instant of each tier, no later than the start.
fn deadlines(tiers: &[Tier], facts: &Facts, calendar: &Calendar<'_>) -> Result<Vec<DateTime<Utc>>> {
    let deadline = |(at, tier)| {
        let found = deadline(tier, facts, calendar);
        found.map_err(|error: Error| error.in_index(at).in_field("tiers"))
    };
    tiers.iter().enumerate().map(deadline).collect()
}

/// The last instant of a tier. One without notice lasts to the start itself, whatever start lateness is judged by.
fn deadline(tier: &Tier, facts: &Facts, calendar: &Calendar<'_>) -> Result<DateTime<Utc>> {
    let reference = secs_of_instant(facts.reference())?;
    let by_clock = tier.notice.map(|notice| calendar.zone.earlier_secs(reference, notice));
    let by_work = match tier.business {
        None => None,
        Some(time) => {
            let business = calendar.business.ok_or_else(|| Error::from(PolicyError::NoBusiness {}));
            let before = business.and_then(|business| business.before(reference, time, calendar.zones));
            Some(before.map_err(|error| error.in_field("business"))?)
        }
    };
    let earliest = by_clock.into_iter().chain(by_work).min();
    Ok(earliest.map_or(facts.start, |tick| instant_of_secs(tick).min(facts.start)))
}
