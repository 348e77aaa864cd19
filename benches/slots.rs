//! Slots of one resource: 30 days, Monday to Friday 09:00–17:30 in New York, 60 busy spans, lessons of 30 minutes on a
//! step of 15, against the loop that one writes first.

use chrono::{DateTime, Datelike, Days, NaiveTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;
use criterion::{Criterion, criterion_group, criterion_main};
use kalends::availability::{Schedule, Weekly};
use kalends::id::{ResourceId, RuleId, ServiceId};
use kalends::interval::Interval;
use kalends::resource::Resource;
use kalends::rules::{Busy, Context, Prepared, World};
use kalends::service::{Leg, Service};
use kalends::slots::{Query, Search, Served, Slot, explain, find};
use kalends::time::{Length, Weekdays, parse_tick};
use kalends::{Limits, ZoneDb};
use std::hint::black_box;
use std::time::Duration;

struct Setting {
    resource: Resource,
    schedule: Schedule,
    service: Service,
    busy: Vec<Busy>,
    query: Query,
    context: Context,
    limits: Limits,
}

/// The setting of one host: everyone has other busy time.
fn setting(host: usize) -> Setting {
    let start = parse_tick("2027-03-01T05:00:00Z").unwrap(); // two weeks before the clocks go forward
    let range = Interval::new(start, start + TimeDelta::days(30)).unwrap();
    let hours = Weekly::open(
        RuleId::new("hours").unwrap(),
        Weekdays::WORKDAYS,
        "09:00".parse().unwrap(),
        "17:30".parse().unwrap(),
    );
    let length = |minutes| Length::from_minutes(minutes).unwrap();
    let mut seed: u64 = 42 + host as u64;
    let mut quarter = || {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        i64::try_from(seed >> 33).unwrap() % (30 * 96)
    };
    let busy = std::iter::repeat_with(|| {
        let from = start + TimeDelta::minutes(quarter() * 15);
        Busy::external(Interval::new(from, from + TimeDelta::minutes(45)).unwrap())
    });
    Setting {
        resource: Resource::new(ResourceId::new("tutor").unwrap(), "America/New_York".parse().unwrap()),
        schedule: Schedule { weekly: vec![hours], ..Schedule::default() },
        service: Service::new(ServiceId::new("lesson").unwrap(), length(30), length(15)),
        busy: busy.take(60).collect(),
        query: Query::new(range),
        context: Context::client(start - TimeDelta::days(1)),
        limits: Limits::default(),
    }
}

impl Setting {
    fn world(&self) -> World {
        self.prepare(0, self.busy.clone()).into()
    }

    fn prepare(&self, host: usize, busy: Vec<Busy>) -> Prepared {
        let span = self.query.span(&self.service).unwrap();
        let resource = Resource { id: ids(host), ..self.resource.clone() };
        Prepared::new(resource, &self.schedule, busy, ZoneDb::builtin(), span, &self.limits).unwrap()
    }

    fn slots(&self, world: &World) -> Vec<Slot> {
        find(world, &self.service, &self.query, &self.context, &self.limits).unwrap()
    }

    /// Day by day, step by step, each candidate against each busy span.
    fn first_loop(&self) -> Vec<DateTime<Utc>> {
        let zone: Tz = "America/New_York".parse().unwrap();
        let (range, length) = (self.query.range, TimeDelta::minutes(30));
        let mut found = Vec::new();
        let mut date = range.start().with_timezone(&zone).date_naive();
        while date <= range.end().with_timezone(&zone).date_naive() {
            if date.weekday().num_days_from_monday() < 5 {
                let at = |h, m| {
                    zone.from_local_datetime(&date.and_time(NaiveTime::from_hms_opt(h, m, 0).unwrap()))
                };
                let mut start = at(9, 0).unwrap().to_utc();
                let close = at(17, 30).unwrap().to_utc();
                while start + length <= close {
                    let clear = |busy: &Busy| busy.span.end() <= start || busy.span.start() >= start + length;
                    if range.contains(start) && self.busy.iter().all(clear) {
                        found.push(start);
                    }
                    start += TimeDelta::minutes(15);
                }
            }
            date = date + Days::new(1);
        }
        found
    }
}

fn slots(c: &mut Criterion) {
    let setting = setting(0);
    let world = setting.world();
    let starts: Vec<_> = setting.slots(&world).into_iter().map(Slot::start).collect();
    assert_eq!(starts, setting.first_loop());
    let candidate = parse_tick("2027-03-15T13:00:00Z").unwrap();
    let mut group = c.benchmark_group("slots/one resource, 30 days");
    group.warm_up_time(Duration::from_millis(500)).measurement_time(Duration::from_secs(2));
    group.bench_function("kalends, raw", |b| b.iter(|| black_box(setting.slots(&setting.world()))));
    group.bench_function("kalends, prepared", |b| b.iter(|| black_box(setting.slots(&world))));
    group.bench_function("first loop over chrono-tz", |b| b.iter(|| black_box(setting.first_loop())));
    group.bench_function("kalends, explain one candidate", |b| {
        b.iter(|| {
            explain(&world, &setting.service, None, black_box(candidate), None, &setting.context).unwrap()
        });
    });
    group.finish();
}

/// Hosts with busy time of their own, one of whom gives the lesson.
struct Pool {
    settings: Vec<Setting>,
    service: Service,
}

fn ids(host: usize) -> ResourceId {
    ResourceId::new(&format!("host-{host:04}")).unwrap()
}

impl Pool {
    fn new(hosts: usize) -> Self {
        let settings: Vec<Setting> = (0..hosts).map(setting).collect();
        let requires = vec![Leg::any_of((0..hosts).map(ids).collect())];
        let service = Service { requires, ..settings[0].service.clone() };
        Self { settings, service }
    }

    fn world(&self) -> World {
        let prepared = self.settings.iter().enumerate();
        World::new(prepared.map(|(host, one)| one.prepare(host, one.busy.clone())).collect()).unwrap()
    }

    /// Slots, and members of slots.
    fn offers(&self, world: &World, most: usize) -> (usize, usize) {
        let Setting { query, context, .. } = &self.settings[0];
        let search = Search::new(world, &self.service, query, context).unwrap();
        search.offers().take(most).fold((0, 0), |(slots, members), offer| match offer.by {
            Served::Fresh(free) => (slots + 1, members + free.of(0).map(black_box).count()),
            Served::Session(_) => unreachable!("the service has no seats"),
        })
    }
}

fn pools(c: &mut Criterion) {
    let mut group = c.benchmark_group("slots/any of a pool, 30 days");
    group.warm_up_time(Duration::from_millis(500)).measurement_time(Duration::from_secs(3));
    for hosts in [100, 1000] {
        let pool = Pool::new(hosts);
        let world = pool.world();
        println!("{hosts} hosts: {:?}", pool.offers(&world, usize::MAX));
        group.bench_function(format!("kalends, {hosts} hosts, raw"), |b| {
            b.iter(|| black_box(pool.offers(&pool.world(), usize::MAX)));
        });
        group.bench_function(format!("kalends, {hosts} hosts, prepared"), |b| {
            b.iter(|| black_box(pool.offers(&world, usize::MAX)));
        });
        group.bench_function(format!("kalends, {hosts} hosts, first slot, prepared"), |b| {
            b.iter(|| black_box(pool.offers(&world, 1)));
        });
    }
    group.finish();
}

criterion_group!(benches, slots, pools);
criterion_main!(benches);
