//! Erasing a person for whom somebody else books meanwhile.

use chrono::{DateTime, TimeDelta, Utc};
use kalends::audit::{Act, Entity, EventQuery, Head, Recorded};
use kalends::availability::{Schedule, Weekly};
use kalends::booking::{
    Book, Booking, BookingPage, BookingQuery, Changes, Details, EntryPage, EntryQuery, Participant,
    ParticipantRole, Status, Transaction, Verdict,
};
use kalends::id::{BookingId, ResourceId, RuleId, ServiceId, SubjectId};
use kalends::policy::Policy;
use kalends::resource::Resource;
use kalends::rules::Context;
use kalends::service::Service;
use kalends::store::{
    Due, Erased, LapsedQuery, MemoryStore, Snapshot, Store, StoreTransaction, ToCome, erase, execute, put,
};
use kalends::time::{Length, Weekdays, parse_instant};
use kalends::zone::ZoneDb;
use kalends::{Limits, Result};
use std::num::NonZeroU32;

/// A store in which somebody books for Ada before each look at the bookings but the first.
struct Busy {
    store: MemoryStore,
    looks: i64,
    /// How many looks that goes on for.
    until: i64,
}

impl Store for Busy {
    fn begin(&mut self) -> Result<Box<dyn StoreTransaction + '_>> {
        self.store.begin()
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
        self.looks += 1;
        if (2..=self.until).contains(&self.looks) {
            book(&mut self.store, &format!("later-{}", self.looks), later(self.looks), erased_at());
        }
        self.store.find(query)
    }
    fn events(&mut self, query: &EventQuery) -> Result<Vec<Recorded>> {
        self.store.events(query)
    }
    fn heads(&mut self, after: Option<&Entity>, limit: NonZeroU32) -> Result<Vec<Head>> {
        self.store.heads(after, limit)
    }
    fn waiting(&mut self, query: &EntryQuery) -> Result<EntryPage> {
        self.store.waiting(query)
    }
    fn lapsed(&mut self, query: &LapsedQuery) -> Result<Vec<Due>> {
        self.store.lapsed(query)
    }
    fn scrub(&mut self) -> Result<()> {
        self.store.scrub()
    }
}

fn at(text: &str) -> DateTime<Utc> {
    parse_instant(text).unwrap()
}

fn ada() -> SubjectId {
    SubjectId::new("ada").unwrap()
}

/// An hour after the clocks went on in Berlin.
fn erased_at() -> DateTime<Utc> {
    at("2027-03-28T02:00:00Z")
}

fn later(look: i64) -> DateTime<Utc> {
    at("2027-03-29T00:00:00Z") + TimeDelta::hours(look)
}

fn book(store: &mut MemoryStore, id: &str, start: DateTime<Utc>, now: DateTime<Utc>) {
    let name = Some("Ada Lovelace".to_owned());
    let role = ParticipantRole::Attendee;
    let book = Book {
        booking: BookingId::new(id).unwrap(),
        resource: Some(ResourceId::new("anna").unwrap()),
        service: ServiceId::new("lesson").unwrap(),
        start,
        duration: None,
        session: None,
        kind: None,
        price: None,
        participants: vec![Participant { subject: ada(), role, name, email: None, attendance: None }],
        details: Details::default(),
    };
    let transaction = Transaction::new(book.into(), Context::client(now));
    let verdict = execute(store, transaction, ZoneDb::builtin(), &Limits::default()).unwrap();
    assert!(matches!(verdict, Verdict::Accept(_)), "{verdict:?}");
}

/// One lesson, which is over by the time at which Ada is erased.
fn busy(until: i64) -> Busy {
    let mut store = MemoryStore::new();
    let (hour, day) =
        (Length::from_minutes(60).unwrap(), ("00:00".parse().unwrap(), "24:00".parse().unwrap()));
    let always = Weekly::open(RuleId::new("always").unwrap(), Weekdays::ALL, day.0, day.1);
    let anna = Resource::new(ResourceId::new("anna").unwrap(), "Europe/Berlin".parse().unwrap());
    let changes = Changes {
        resources: vec![(anna, Schedule { weekly: vec![always], ..Schedule::default() })],
        services: vec![Service::new(ServiceId::new("lesson").unwrap(), hour, hour)],
        ..Changes::default()
    };
    put(&mut store, &changes, &Act::put(at("2027-03-01T00:00:00Z")), &Limits::default()).unwrap();
    book(&mut store, "over", at("2027-03-28T00:00:00Z"), at("2027-03-01T00:00:00Z"));
    Busy { store, looks: 0, until }
}

fn forget(store: &mut Busy, to_come: ToCome) -> Result<Erased> {
    erase(store, &ada(), to_come, erased_at(), (ZoneDb::builtin(), &Limits::default()))
}

fn stored(store: &mut Busy, id: &str) -> (bool, bool) {
    let booking = store.booking(&BookingId::new(id).unwrap()).unwrap().unwrap();
    (booking.status == Status::Confirmed, booking.participants.iter().any(|one| one.name.is_some()))
}

/// It was not there when the host was asked, and is not the host's to lose.
#[test]
fn what_is_booked_meanwhile_is_cancelled_only_where_that_was_asked_for() {
    let mut store = busy(2);
    let later = BookingId::new("later-2").unwrap();
    let refused = forget(&mut store, ToCome::Refuse).unwrap();
    assert_eq!(refused, Erased { bookings: 1, standing: vec![later.clone()], ..Erased::default() });
    assert_eq!((stored(&mut store, "over"), stored(&mut store, "later-2")), ((true, false), (true, true)));

    let mut store = busy(2);
    let cancelled = forget(&mut store, ToCome::Cancel).unwrap();
    assert_eq!(cancelled, Erased { bookings: 2, cancelled: vec![later], ..Erased::default() });
    assert_eq!((stored(&mut store, "over"), stored(&mut store, "later-2")), ((true, false), (false, false)));
}

#[test]
fn bookings_that_keep_coming_are_an_error() {
    let mut store = busy(i64::MAX);
    assert_eq!(forget(&mut store, ToCome::Cancel).unwrap_err().code(), "store.unsettled");
    assert_eq!(stored(&mut store, "over"), (true, false), "what was committed stays erased");
}
