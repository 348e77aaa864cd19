//! How much is booked: every booking is looked at for every start.

use super::{Oracle, walls};
use chrono::{Datelike, Days, NaiveDate, NaiveTime};
use kalends::rules::Counted;
use kalends::service::{LimitScope, Most, Period};
use std::collections::HashSet;
use std::rc::Rc;

/// The dates of a zone: from which minute on each counts.
pub(super) struct Dates(Vec<(NaiveDate, usize)>);

impl Dates {
    fn new(oracle: &Oracle<'_>, zone: &str) -> Self {
        let walls = walls(zone, oracle.first);
        let first = walls[0].date();
        let dates = (0..30).map(|n| first + Days::new(n));
        Self(dates.map(|date| (date, oracle.reach(&walls, date.and_time(NaiveTime::MIN)))).collect())
    }

    /// The last date whose midnight the clock has read by then.
    fn at(&self, minute: usize) -> NaiveDate {
        self.0.iter().rev().find(|(_, midnight)| *midnight <= minute).unwrap().0
    }

    /// What two minutes of one period have in common.
    fn period(&self, period: Period, minute: i64) -> (i32, u32, u32) {
        let date = self.at(usize::try_from(minute).unwrap());
        match period {
            Period::Ever => (0, 0, 0),
            Period::Year => (date.year(), 0, 0),
            Period::Month => (date.year(), date.month(), 0),
            Period::Day => (date.year(), date.month(), date.day()),
            Period::Week(starts) => {
                let mut first = date;
                while first.weekday() != starts {
                    first = first.pred_opt().unwrap();
                }
                (first.year(), first.month(), first.day())
            }
        }
    }
}

impl Oracle<'_> {
    fn dates(&self, zone: &str) -> Rc<Dates> {
        let mut known = self.known.dates.borrow_mut();
        known.entry(zone.to_owned()).or_insert_with(|| Rc::new(Dates::new(self, zone))).clone()
    }

    pub(super) fn service_limits_allow(&self, t: i64) -> bool {
        let service = &self.world.service;
        let client = self.world.context.client.as_ref();
        service.limits.iter().all(|limit| {
            let is_of = |one: &Counted| match limit.per {
                LimitScope::Service => true,
                LimitScope::Client => client.is_some() && one.client.as_ref() == client,
                LimitScope::Resource | LimitScope::Pool => false,
            };
            let is_judged = match limit.per {
                LimitScope::Service => true,
                LimitScope::Client => client.is_some(),
                LimitScope::Resource | LimitScope::Pool => false,
            };
            let zone = service.zone.as_ref().unwrap().as_str();
            let is_of = |one: &Counted| one.service == service.id && is_of(one);
            let each = limit.per == LimitScope::Client;
            !is_judged || self.is_within(zone, limit.period, limit.most, each, t, is_of)
        })
    }

    pub(super) fn resource_limits_allow(&self, t: i64) -> bool {
        let (service, resource) = (&self.world.service, &self.world.resource);
        let takes = |one: &Counted| one.resources.contains(&resource.id);
        let own = service
            .limits
            .iter()
            .filter(|limit| matches!(limit.per, LimitScope::Resource | LimitScope::Pool));
        let mut by_service = own.map(|limit| {
            let zone =
                if limit.per == LimitScope::Pool { service.zone.as_ref().unwrap() } else { &resource.zone };
            let is_of = |one: &Counted| one.service == service.id && takes(one);
            self.is_within(zone.as_str(), limit.period, limit.most, false, t, is_of)
        });
        let mut by_resource = resource
            .limits
            .iter()
            .map(|quota| self.is_within(resource.zone.as_str(), quota.period, quota.most, false, t, takes));
        by_service.all(|within| within) && by_resource.all(|within| within)
    }

    fn is_within(
        &self,
        zone: &str,
        period: Period,
        most: Most,
        each: bool,
        t: i64,
        is_of: impl Fn(&Counted) -> bool,
    ) -> bool {
        let dates = self.dates(zone);
        let amount = |minutes: i64| if let Most::Time(_) = most { minutes } else { 1 };
        let mut sessions = HashSet::new();
        let mut sum = amount(self.duration());
        for one in self.world.counted.iter().filter(|one| is_of(one)) {
            let repeats = one.session.as_ref().is_some_and(|session| sessions.contains(session));
            let is_moved = Some(&one.booking) == self.world.context.moving.as_ref();
            if is_moved || repeats && !each {
                continue;
            }
            sessions.extend(one.session.as_ref());
            if dates.period(period, self.tick(one.start)) == dates.period(period, t) {
                sum += amount(one.length.seconds() / 60);
            }
        }
        sum <= match most {
            Most::Bookings(most) => most.get().into(),
            Most::Time(most) => most.seconds() / 60,
        }
    }
}
