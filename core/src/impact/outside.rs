use super::orphan::{Orphan, is_ours, orphans};
use crate::availability::{Hours, Schedule};
use crate::error::Result;
use crate::interval::Interval;
use crate::limits::Limits;
use crate::resource::Resource;
use crate::rules::{Busy, Occupant, Tentative};
use crate::time::DAY;
use crate::zone::ZoneDb;
use chrono::{DateTime, Utc};

/// What of ours a change leaves outside opening hours, of all that is still to begin at `now`: in order of time, and
/// without a bound in the future. What was outside before is not said again; what has lapsed does not count.
///
/// `before` and `after` are the resource with its schedule: its home zone may change too.
///
/// # Errors
/// As [`Hours::resolve`], with a path from `schedule` on.
pub fn left_outside(
    before: (&Resource, &Schedule),
    after: (&Resource, &Schedule),
    busy: &[Busy],
    now: DateTime<Utc>,
    zones: &ZoneDb,
    limits: &Limits,
) -> Result<Vec<Orphan>> {
    let counts = |busy: &&Busy| is_ours(busy) && now <= busy.span.start() && is_alive(busy, now);
    let mut ours: Vec<&Busy> = busy.iter().filter(counts).collect();
    ours.sort_by_key(|busy| busy.span);
    let mut left = Vec::new();
    let mut rest = ours.as_slice();
    // Hours are resolved for as long as a question may be, time and again, so that a booking of far ahead is no obstacle.
    while let Some(first) = rest.first() {
        let start = first.span.start_secs();
        let within = |busy: &&Busy| busy.span.end_secs() - start <= limits.window_days.saturating_mul(DAY);
        let (near, further) = rest.split_at(rest.iter().take_while(|busy| within(busy)).count().max(1));
        let end = near.iter().map(|busy| busy.span.end_secs()).max().unwrap_or(start);
        if let Some(range) = Interval::from_secs(start, end) {
            let hours = |(resource, schedule): (&Resource, &Schedule)| {
                Hours::resolve(schedule, resource.zone.as_str(), zones, range, limits)
            };
            left.extend(orphans(near.iter().copied(), &hours(before)?, &hours(after)?));
        }
        rest = further;
    }
    left.retain(|orphan| !orphan.already);
    Ok(left)
}

/// Whether it takes its time at `now`: a hold or a request may have lapsed.
fn is_alive(busy: &Busy, now: DateTime<Utc>) -> bool {
    let lasts = |tentative: &Tentative| now < tentative.expires_at;
    match &busy.by {
        Occupant::Booking(one) => one.tentative.as_ref().is_none_or(lasts),
        Occupant::Hold(hold) => now < hold.expires_at,
        Occupant::Session(session) => {
            let alive = session.claims.iter().any(|claim| claim.tentative.as_ref().is_none_or(lasts));
            session.stays || session.claims.is_empty() || alive
        }
        Occupant::External(_) => false,
    }
}
