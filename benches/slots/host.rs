//! A host who teaches Monday to Friday from 09:00 to 17:30 in New York.

use chrono::TimeDelta;
use kalends::availability::{Schedule, Weekly};
use kalends::id::{ResourceId, RuleId, ServiceId};
use kalends::interval::Interval;
use kalends::resource::Resource;
use kalends::rules::{Busy, Context, Prepared};
use kalends::service::Service;
use kalends::time::{Length, Weekdays, parse_tick};
use kalends::{Limits, ZoneDb};

pub(crate) const ZONE: &str = "America/New_York";

/// Whose time, and what takes it.
pub(crate) struct Host {
    pub(crate) id: ResourceId,
    pub(crate) busy: Vec<Busy>,
    pub(crate) range: Interval,
}

/// So many days from two weeks before the clocks go forward.
pub(crate) fn days(days: i64) -> Interval {
    let start = parse_tick("2027-03-01T05:00:00Z").unwrap();
    Interval::new(start, start + TimeDelta::days(days)).unwrap()
}

/// Everyone has other busy time: spans of `minutes` that start on the quarter hour, in no order.
pub(crate) fn host(number: usize, range: Interval, busy: usize, minutes: i64) -> Host {
    let mut seed: u64 = 42 + number as u64;
    let quarters = (range.end() - range.start()).num_minutes() / 15;
    let mut quarter = || {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        i64::try_from(seed >> 33).unwrap() % quarters
    };
    let taken = std::iter::repeat_with(|| {
        let from = range.start() + TimeDelta::minutes(quarter() * 15);
        Busy::external(Interval::new(from, from + TimeDelta::minutes(minutes)).unwrap())
    });
    Host { id: id(number), busy: taken.take(busy).collect(), range }
}

/// Hosts with 60 busy spans of 45 minutes in 30 days.
pub(crate) fn hosts(count: usize) -> Vec<Host> {
    (0..count).map(|number| host(number, days(30), 60, 45)).collect()
}

pub(crate) fn id(number: usize) -> ResourceId {
    ResourceId::new(&format!("host-{number:04}")).unwrap()
}

pub(crate) fn hours() -> Schedule {
    let hours = Weekly::open(
        RuleId::new("hours").unwrap(),
        Weekdays::WORKDAYS,
        "09:00".parse().unwrap(),
        "17:30".parse().unwrap(),
    );
    Schedule { weekly: vec![hours], ..Schedule::default() }
}

pub(crate) fn lesson(minutes: i64, step: i64) -> Service {
    let length = |minutes| Length::from_minutes(minutes).unwrap();
    Service::new(ServiceId::new("lesson").unwrap(), length(minutes), length(step))
}

/// A client who asks the day before it begins.
pub(crate) fn client() -> Context {
    Context::client(days(1).start() - TimeDelta::days(1))
}

impl Host {
    pub(crate) fn resource(&self) -> Resource {
        Resource::new(self.id.clone(), ZONE.parse().unwrap())
    }

    /// With what is asked for in the call itself: a copy of the busy time included.
    pub(crate) fn prepare(&self) -> Prepared {
        let range = Interval::new(self.range.start(), self.range.end() + TimeDelta::hours(12)).unwrap();
        let limits = Limits::default();
        Prepared::new(self.resource(), &hours(), self.busy.clone(), ZoneDb::builtin(), range, &limits)
            .unwrap()
    }
}
