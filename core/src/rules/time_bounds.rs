//! The rules that compare a start with the present: past, notice, horizon.

use super::{Case, Reason, ReasonCode, Rule, StartSet};
use crate::service;
use crate::time::{DAY, date_of_day, day_of_date, instant_of_secs, wall_of_secs, wall_secs};
use crate::zone::WallClock;
use chrono::{Months, NaiveDate};

/// No start lies before `now`.
pub(super) struct Past;

impl Rule for Past {
    fn code(&self) -> ReasonCode {
        ReasonCode::Past
    }

    fn is_of_lead(&self) -> bool {
        true
    }

    fn judges_joining(&self) -> bool {
        true
    }

    fn carve(&self, case: &Case<'_>, starts: &mut StartSet) {
        starts.keep_from(first_tick(case));
    }

    fn check(&self, case: &Case<'_>, start: i64, reasons: &mut Vec<Reason>) {
        if start < first_tick(case) {
            reasons.push(Reason::Past { now: case.context().now });
        }
    }
}

/// The first tick that is not before `now`.
fn first_tick(case: &Case<'_>) -> i64 {
    case.context().first_tick()
}

/// A start keeps the service's minimum notice; one that lies in the past is `past` and nothing more.
pub(super) struct Notice;

impl Notice {
    /// The earliest start with enough notice of every kind.
    fn earliest(case: &Case<'_>) -> i64 {
        let business = case.business().and_then(|bounds| bounds.earliest);
        Self::after_notice(case).max(Self::first_day(case)).max(business.unwrap_or(i64::MIN))
    }

    /// The midnight of the first day that can be booked.
    fn first_day(case: &Case<'_>) -> i64 {
        if case.service().first_day == 0 {
            return i64::MIN;
        }
        let zone = case.prepared().hours().zone();
        let ahead = i32::try_from(case.service().first_day).unwrap_or(i32::MAX);
        let first = day_of_date(zone.wall(case.context().now).date()).saturating_add(ahead);
        WallClock::new(zone).clamp(i64::from(first) * DAY)
    }

    /// Calendar units forward from now on the wall, then elapsed time.
    fn after_notice(case: &Case<'_>) -> i64 {
        let notice = case.service().notice;
        let first = first_tick(case);
        let from = if notice.is_elapsed() {
            first
        } else {
            let zone = case.prepared().hours().zone();
            let wall = wall_of_secs(zone.wall_secs(first));
            let moved = wall
                .checked_add_months(Months::new(notice.months()))
                .map(|wall| wall_secs(wall).saturating_add(i64::from(notice.days()) * DAY));
            moved.map_or(i64::MAX, |wall| zone.compatible_secs(wall))
        };
        from.saturating_add(i64::from(notice.seconds()))
    }
}

impl Rule for Notice {
    fn code(&self) -> ReasonCode {
        ReasonCode::Notice
    }

    fn is_of_lead(&self) -> bool {
        true
    }

    fn judges_joining(&self) -> bool {
        true
    }

    fn carve(&self, case: &Case<'_>, starts: &mut StartSet) {
        let (first, earliest) = (first_tick(case), Self::earliest(case));
        starts.remove(std::iter::once((first, earliest)));
    }

    fn check(&self, case: &Case<'_>, start: i64, reasons: &mut Vec<Reason>) {
        let earliest = Self::earliest(case);
        if start >= first_tick(case) && start < earliest {
            reasons.push(Reason::Notice { earliest: instant_of_secs(earliest) });
        }
    }
}

/// A start lies within the service's booking horizon, whose last local day is bookable to its end.
pub(super) struct Horizon;

impl Horizon {
    /// The last bookable date and the first tick after it.
    fn last(case: &Case<'_>) -> Option<(NaiveDate, i64)> {
        let zone = case.prepared().hours().zone();
        let last = match case.service().horizon? {
            service::Horizon::BusinessDays(_) => return case.business()?.last,
            service::Horizon::Until(date) => day_of_date(date),
            service::Horizon::Days(days) => {
                let today = day_of_date(zone.wall(case.context().now).date());
                today.saturating_add(i32::try_from(days).unwrap_or(i32::MAX))
            }
        };
        let last = day_of_date(date_of_day(last));
        let bound = WallClock::new(zone).clamp((i64::from(last) + 1) * DAY);
        Some((date_of_day(last), bound))
    }
}

impl Rule for Horizon {
    fn code(&self) -> ReasonCode {
        ReasonCode::Horizon
    }

    fn is_of_lead(&self) -> bool {
        true
    }

    fn judges_joining(&self) -> bool {
        true
    }

    fn carve(&self, case: &Case<'_>, starts: &mut StartSet) {
        if let Some((_, bound)) = Self::last(case) {
            starts.keep_before(bound);
        }
    }

    fn check(&self, case: &Case<'_>, start: i64, reasons: &mut Vec<Reason>) {
        if let Some((last, bound)) = Self::last(case)
            && start >= bound
        {
            reasons.push(Reason::Horizon { last });
        }
    }
}
