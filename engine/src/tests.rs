use crate::circumstances::Circumstances;
use crate::engine::Engine;
use crate::question::Offer;
use chrono::{DateTime, TimeDelta, Utc};
use kalends::audit::{Entity, EventQuery, Head, Recorded};
use kalends::availability::{Schedule, ScheduleRule, Weekly};
use kalends::booking::{
    Book, Booking, BookingPage, BookingQuery, Cancel, ChangeRule, Changes, Details, ExternalBusy,
    ExternalSpan, Hold, Need, OnBookings, Reschedule, Verdict, View,
};
use kalends::id::{BookingId, ResourceId, RuleId, ServiceId, SourceId, SubjectId};
use kalends::interval::Interval;
use kalends::policy::Policy;
use kalends::resource::Resource;
use kalends::rules::{Reason, ReasonCode};
use kalends::service::{Leg, Service};
use kalends::slots::Query;
use kalends::store::{MemoryStore, Snapshot, Store, StoreTransaction};
use kalends::time::{Length, Weekdays, parse_instant};
use kalends::{Category, Error, ErrorCode, Limits, Result};
use std::num::NonZeroU32;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicUsize, Ordering};

fn at(text: &str) -> DateTime<Utc> {
    parse_instant(text).unwrap()
}

fn anna() -> ResourceId {
    ResourceId::new("anna").unwrap()
}

fn lesson() -> ServiceId {
    ServiceId::new("lesson").unwrap()
}

/// Anna in Berlin, open from 01:00 to 04:00 each night; a lesson of an hour.
fn furnish(engine: &Engine) {
    let night = Weekly::open(
        RuleId::new("n").unwrap(),
        Weekdays::ALL,
        "01:00".parse().unwrap(),
        "04:00".parse().unwrap(),
    );
    let schedule = Schedule { weekly: vec![night], ..Schedule::default() };
    engine.put_resource(&Resource::new(anna(), "Europe/Berlin".parse().unwrap()), &schedule).unwrap();
    let hour = Length::from_minutes(60).unwrap();
    engine.put_service(&Service::new(lesson(), hour, hour)).unwrap();
}

fn engine(url: &str) -> Engine {
    let engine = Engine::open(url).unwrap().with_clock(|| at("2027-03-01T00:00:00.5Z"));
    furnish(&engine);
    engine
}

fn book(engine: &Engine, start: DateTime<Utc>) -> Book {
    Book {
        booking: engine.new_booking_id().unwrap(),
        resource: Some(anna()),
        service: lesson(),
        start,
        duration: None,
        session: None,
        kind: None,
        price: None,
        participants: vec![],
        details: Details::default(),
    }
}

fn accepted(verdict: Verdict) -> Booking {
    match verdict {
        Verdict::Accept(accepted) => accepted.booking().unwrap().clone(),
        Verdict::Refuse(reasons) => panic!("refused: {reasons:?}"),
    }
}

fn refused(verdict: Verdict) -> Vec<Reason> {
    match verdict {
        Verdict::Accept(accepted) => panic!("accepted: {accepted:?}"),
        Verdict::Refuse(refused) => refused.reasons,
    }
}

fn asked(resource: ResourceId, range: Interval) -> Query {
    let mut query = Query::new(range);
    query.resource = Some(resource);
    query
}

fn of_anna(range: Interval) -> Query {
    asked(anna(), range)
}

/// The night on which the clocks go forward, local midnight to midnight: 02:00 to 03:00 does not happen.
fn gap_night() -> Interval {
    Interval::new(at("2027-03-27T23:00:00Z"), at("2027-03-28T22:00:00Z")).unwrap()
}

#[test]
fn what_is_offered_can_be_booked_on_every_store() {
    let directory = tempfile::tempdir().unwrap();
    let file = format!("sqlite:{}/kalends.db", directory.path().display());
    for url in ["memory:", "sqlite::memory:", &file] {
        let engine = engine(url);
        let (client, query) = (Circumstances::client(), of_anna(gap_night()));
        let offer = engine.slots(&lesson(), &query, &client).unwrap();
        let starts: Vec<_> = offer.slots.iter().map(|slot| slot.start()).collect();
        assert_eq!(starts, [at("2027-03-28T00:00:00Z"), at("2027-03-28T01:00:00Z")], "{url}");
        assert_eq!((offer.revisions[&anna()], offer.zone_data.as_str()), (1, engine.zones().release()));
        let booked = accepted(engine.book(book(&engine, starts[1]), &client).unwrap());
        assert_eq!(booked.local.wall.to_string(), "2027-03-28 03:00:00");
        assert_eq!(booked.created_at, at("2027-03-01T00:00:00.5Z"));
        assert_eq!(engine.booking(&booked.id).unwrap().as_ref(), Some(&booked));
        let left = engine.slots(&lesson(), &query, &client).unwrap();
        assert_eq!((left.slots.len(), left.revisions[&anna()]), (1, 2));
        let moving = client.clone().moving(booked.id.clone());
        assert_eq!(engine.slots(&lesson(), &query, &moving).unwrap().slots.len(), 2);
        let explained = engine.explain(Some(&anna()), &lesson(), starts[1], None, &client).unwrap();
        assert_eq!(explained.reasons.iter().map(Reason::code).collect::<Vec<_>>(), [ReasonCode::Busy]);
        let moved = Reschedule {
            booking: booked.id.clone(),
            start: starts[0],
            duration: None,
            resource: None,
            session: None,
            version: Some(1),
        };
        assert_eq!(accepted(engine.reschedule(moved, &client).unwrap()).version, 2);
        let cancel = Cancel { booking: booked.id.clone(), version: Some(2) };
        assert_eq!(accepted(engine.cancel(cancel, &client).unwrap()).version, 3);
        assert_eq!(engine.bookings(&anna(), gap_night()).unwrap().len(), 1);
    }
}

#[test]
fn the_clock_decides_what_is_past() {
    let seconds = Arc::new(AtomicI64::new(0));
    let hands = Arc::clone(&seconds);
    let begun = at("2027-03-28T00:00:00Z");
    let engine = Engine::open("sqlite::memory:")
        .unwrap()
        .with_clock(move || begun + TimeDelta::seconds(hands.load(Ordering::Relaxed)));
    furnish(&engine);
    let offered =
        || engine.slots(&lesson(), &of_anna(gap_night()), &Circumstances::client()).unwrap().slots.len();
    assert_eq!(offered(), 2);
    seconds.store(1, Ordering::Relaxed);
    assert_eq!(offered(), 1);
    let late = engine.book(book(&engine, begun), &Circumstances::client()).unwrap();
    assert_eq!(refused(late), [Reason::Past { now: begun + TimeDelta::seconds(1) }]);
    let host = Circumstances::host().waive([ReasonCode::Past]);
    accepted(engine.book(book(&engine, begun), &host).unwrap());
}

#[test]
fn the_systems_clock_and_ids_are_the_default() {
    let engine = Engine::open("memory:").unwrap();
    assert!(engine.now() > at("2026-01-01T00:00:00Z"));
    let (one, two) = (engine.new_booking_id().unwrap(), engine.new_booking_id().unwrap());
    assert!(one < two, "{one} {two}");
    assert_eq!((one.as_str().len(), one.as_str().as_bytes()[14]), (36, b'7'));
    let own = engine.with_ids(|| "\n".to_owned());
    assert_eq!(own.new_booking_id().unwrap_err().code(), "id.control-character");
}

#[test]
fn outside_time_is_in_the_way_until_it_is_gone() {
    let engine = engine("sqlite::memory:");
    let offered =
        || engine.slots(&lesson(), &of_anna(gap_night()), &Circumstances::client()).unwrap().slots.len();
    let external = |spans| ExternalBusy { resource: anna(), source: SourceId::new("cal").unwrap(), spans };
    engine.put_external(external(vec![ExternalSpan { span: gap_night(), event: None }])).unwrap();
    assert_eq!(offered(), 0);
    engine.put_external(external(vec![])).unwrap();
    assert_eq!(offered(), 2);
}

#[test]
fn what_is_unknown_or_too_wide_is_an_error() {
    let engine = engine("memory:");
    let client = Circumstances::client();
    let code = |outcome: Result<_>| outcome.map(|_: Offer| ()).unwrap_err().code();
    let nobody = ResourceId::new("bob").unwrap();
    let nothing = ServiceId::new("dance").unwrap();
    assert_eq!(
        code(engine.slots(&lesson(), &asked(nobody, gap_night()), &client)),
        "booking.unknown-resource"
    );
    assert_eq!(code(engine.slots(&nothing, &asked(anna(), gap_night()), &client)), "booking.unknown-service");
    let wide = code(engine.slots(&lesson(), &asked(anna(), Interval::all()), &client));
    assert_eq!(wide, "availability.window-too-wide");
    assert_eq!(engine.bookings(&anna(), Interval::all()).unwrap_err().code(), "availability.window-too-wide");
    let late = kalends::time::MAX_INSTANT;
    let beyond = engine.explain(Some(&anna()), &lesson(), late, None, &client).unwrap_err();
    assert_eq!((beyond.code(), beyond.path()), ("time.out-of-range", "start"));
    let sub =
        engine.explain(Some(&anna()), &lesson(), at("2027-03-28T00:00:00.5Z"), None, &client).unwrap_err();
    assert_eq!((sub.code(), sub.path()), ("time.sub-second", "start"));
    let mut limits = Limits::default();
    limits.rules = 0;
    let strict = Engine::open("memory:").unwrap().with_limits(limits);
    let record = engine.resource(&anna()).unwrap().unwrap();
    let error = strict.put_resource(&record.resource, &record.schedule).unwrap_err();
    assert_eq!((error.code(), error.path()), ("availability.too-many-rules", "schedule"));
}

#[test]
fn a_url_that_is_not_understood_is_an_error() {
    let directory = tempfile::tempdir().unwrap();
    let code = |url: &str| Engine::open(url).map(|_| "opened").unwrap_or_else(|error| error.code());
    for url in
        ["", "sqlite", "sqlite:", "sqlite://", "memory", "memory:x", "mysql://host/db", "/var/lib/kalends.db"]
    {
        assert_eq!(code(url), "store.url", "{url}");
    }
    assert_eq!(code("postgres://user:secret@host/db"), "store.unknown-kind");
    assert_eq!(code(&format!("sqlite:{}", directory.path().display())), "store.unavailable");
    assert_eq!(code(&format!("sqlite://{}/kalends.db", directory.path().display())), "opened");
    assert_eq!(Engine::open_for("sqlite::memory:", "").unwrap_err().code(), "store.tenant");
    let secret = Engine::open("mysql://user:secret@host/db").unwrap_err();
    assert!(!secret.message().contains("secret"));
}

/// A store whose every first commits report a newer state.
struct Contested {
    store: MemoryStore,
    failures: Arc<AtomicUsize>,
}

struct ContestedTransaction<'a>(Box<dyn StoreTransaction + 'a>, &'a AtomicUsize);

const NEWER: &ErrorCode = &ErrorCode { code: "store.raced", category: Category::Conflict, doc: "" };

impl Store for Contested {
    fn begin(&mut self) -> Result<Box<dyn StoreTransaction + '_>> {
        Ok(Box::new(ContestedTransaction(self.store.begin()?, &self.failures)))
    }
    fn snapshot(&mut self) -> Result<Box<dyn Snapshot + '_>> {
        self.store.snapshot()
    }
    fn resources(&mut self) -> Result<Vec<Resource>> {
        self.store.resources()
    }
    fn services(&mut self) -> Result<Vec<Service>> {
        self.store.services()
    }
    fn policies(&mut self) -> Result<Vec<Policy>> {
        self.store.policies()
    }
    fn booking(&mut self, id: &BookingId) -> Result<Option<Booking>> {
        self.store.booking(id)
    }
    fn find(&mut self, query: &BookingQuery) -> Result<BookingPage> {
        self.store.find(query)
    }
    fn events(&mut self, query: &EventQuery) -> Result<Vec<Recorded>> {
        self.store.events(query)
    }
    fn heads(&mut self, after: Option<&Entity>, limit: NonZeroU32) -> Result<Vec<Head>> {
        self.store.heads(after, limit)
    }
    fn scrub(&mut self) -> Result<()> {
        self.store.scrub()
    }
}

impl Snapshot for ContestedTransaction<'_> {
    fn load(&mut self, need: &Need) -> Result<View> {
        self.0.load(need)
    }
}

impl StoreTransaction for ContestedTransaction<'_> {
    fn write(&mut self, changes: &Changes) -> Result<()> {
        self.0.write(changes)
    }
    fn commit(self: Box<Self>) -> Result<()> {
        if self.1.load(Ordering::Relaxed) > 0 {
            self.1.fetch_sub(1, Ordering::Relaxed);
            return Err(Error::new(NEWER, "somebody was faster"));
        }
        self.0.commit()
    }
}

#[test]
fn a_newer_state_is_met_with_another_try_a_few_times() {
    let failures = Arc::new(AtomicUsize::new(0));
    let store = Contested { store: MemoryStore::new(), failures: Arc::clone(&failures) };
    let engine = Engine::on(Box::new(store)).with_clock(|| at("2027-03-01T00:00:00Z"));
    furnish(&engine);
    failures.store(3, Ordering::Relaxed);
    let booking =
        accepted(engine.book(book(&engine, at("2027-03-28T00:00:00Z")), &Circumstances::client()).unwrap());
    assert_eq!((booking.version, failures.load(Ordering::Relaxed)), (1, 0));
    failures.store(100, Ordering::Relaxed);
    let lost = engine.book(book(&engine, at("2027-03-28T01:00:00Z")), &Circumstances::client()).unwrap_err();
    assert_eq!((lost.code(), failures.load(Ordering::Relaxed)), ("store.raced", 96));
    assert_eq!(engine.bookings(&anna(), gap_night()).unwrap(), [booking]);
}

#[test]
fn threads_share_an_engine_and_one_of_them_wins() {
    let engine = engine("sqlite::memory:");
    let wins: usize = std::thread::scope(|threads| {
        let buyers: Vec<_> = (0..4)
            .map(|_| {
                threads.spawn(|| {
                    engine.book(book(&engine, at("2027-03-28T00:00:00Z")), &Circumstances::client())
                })
            })
            .collect();
        let verdicts = buyers.into_iter().map(|buyer| buyer.join().unwrap().unwrap());
        verdicts.filter(|verdict| matches!(verdict, Verdict::Accept(_))).count()
    });
    assert_eq!(wins, 1);
}

/// Who holds a time in the fold sees it offered, and nobody else does; a team is served by whoever is free.
#[test]
fn holds_and_teams_are_asked_and_booked_alike() {
    let engine = engine("sqlite::memory:");
    let ben = ResourceId::new("ben").unwrap();
    let night = engine.resource(&anna()).unwrap().unwrap().schedule;
    engine.put_resource(&Resource::new(ben.clone(), "Europe/Berlin".parse().unwrap()), &night).unwrap();
    let either = Leg::any_of(vec![anna(), ben.clone()]);
    let hour = Length::from_minutes(60).unwrap();
    engine.put_service(&Service { requires: vec![either], ..Service::new(lesson(), hour, hour) }).unwrap();
    // The second 02:00 of the night on which the clocks go back.
    let start = at("2027-10-31T01:00:00Z");
    let ada = Circumstances::client().hold_owner(SubjectId::new("ada").unwrap());
    let hold = |id: &str, resource: Option<ResourceId>| Hold {
        booking: BookingId::new(id).unwrap(),
        resource,
        service: lesson(),
        start,
        duration: None,
        ttl: Length::from_minutes(10).unwrap(),
        session: None,
    };
    let held = accepted(engine.hold(hold("h", Some(ben.clone())), &ada).unwrap());
    assert_eq!((held.resources, held.local.offset), (vec![ben.clone()], 3600));
    let explained = |resource: Option<&ResourceId>, circumstances: &Circumstances| {
        let answer = engine.explain(resource, &lesson(), start, None, circumstances).unwrap();
        answer.reasons.iter().map(Reason::code).collect::<Vec<_>>()
    };
    let bob = Circumstances::client();
    assert_eq!(explained(None, &bob), []);
    assert_eq!(explained(Some(&ben), &bob), [ReasonCode::Held]);
    assert_eq!(explained(Some(&ben), &ada), []);
    let any = Book { resource: None, ..book(&engine, start) };
    assert_eq!(accepted(engine.book(any, &bob).unwrap()).resources, [anna()]);
    assert_eq!(explained(None, &bob), [ReasonCode::Members]);
    let range = Interval::new(start, start + TimeDelta::hours(1)).unwrap();
    let offer = engine.slots(&lesson(), &Query::new(range), &ada).unwrap();
    assert_eq!((offer.slots.len(), offer.revisions.len()), (1, 2));
    let booked = Book { booking: held.id.clone(), resource: Some(ben), ..book(&engine, start) };
    assert_eq!(accepted(engine.book(booked, &ada).unwrap()).version, 2);
    let (session, bookings) = engine.session(&held.session).unwrap().unwrap();
    assert_eq!((session.span.start(), bookings.len()), (start, 1));
}

#[test]
fn a_preview_says_what_a_change_would_do_and_does_not_do_it() {
    for url in ["memory:", "sqlite::memory:"] {
        let (engine, host) = (engine(url), Circumstances::host());
        // 02:00 to 03:00 in Berlin.
        engine.book(book(&engine, at("2027-03-02T01:00:00Z")), &host).unwrap();
        let (from, to) = ("01:00".parse().unwrap(), "02:30".parse().unwrap());
        let rule = Weekly::open(RuleId::new("n").unwrap(), Weekdays::ALL, from, to);
        let change = ChangeRule {
            resource: anna(),
            rule: ScheduleRule::Weekly(rule),
            version: Some(1),
            on_bookings: OnBookings::Cancel,
        };
        let before = engine.resource(&anna()).unwrap();
        let Verdict::Accept(told) = engine.judge(change.clone(), &host).unwrap() else { unreachable!() };
        assert_eq!((told.orphans.len(), told.bookings.len()), (1, 1));
        assert_eq!(engine.resource(&anna()).unwrap(), before);
        let Verdict::Accept(done) = engine.change_rule(change, &host).unwrap() else { unreachable!() };
        assert_eq!((&done.bookings, &done.resource), (&told.bookings, &told.resource));
        assert_ne!(engine.resource(&anna()).unwrap(), before);
    }
}
