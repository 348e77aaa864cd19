//! Through the store, whatever has been done before: what is offered can be booked, and what is booked fits.

use chrono::{DateTime, TimeDelta, Utc};
use kalends::availability::{Schedule, Weekly};
use kalends::booking::{
    Book, Booking, BookingQuery, BusyNeed, Cancel, Changes, Command, Confirm, CountedNeed, Details, Hold,
    MoveSession, Need, OpenSession, Reschedule, Transaction, Verdict, View,
};
use kalends::id::{BookingId, ResourceId, RuleId, ServiceId, SessionId, SubjectId};
use kalends::interval::Interval;
use kalends::resource::Resource;
use kalends::rules::{Context, Reason};
use kalends::service::{Buffer, Confirmation, Leg, Limit, LimitScope, Most, Period, Service, Units};
use kalends::slots::{Query, explain, find};
use kalends::store::{MemoryStore, Store, execute, find_all, put, view};
use kalends::time::{Elapsed, Length, Weekdays, parse_instant};
use kalends::zone::ZoneDb;
use kalends::{Limits, Result};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::num::NonZeroU32;

/// The night of the fold in Berlin: 02:00 to 03:00 happens twice.
const DAY: &str = "2026-10-24T22:00:00Z";
const CLIENTS: [&str; 3] = ["ada", "bob", "cy"];
const SERVICES: [&str; 4] = ["solo", "group", "asked", "tour"];
const HALL: u32 = 5;

/// What is done at a quarter of an hour of the night.
#[derive(Clone, Debug)]
enum Act {
    Hold { id: u8, service: usize, start: i64, minutes: i64 },
    Book { id: u8, service: usize, start: i64 },
    Move { id: u8, start: i64 },
    Confirm { id: u8 },
    Cancel { id: u8 },
    Open { id: u8, start: i64 },
    MoveSession { id: u8, start: i64 },
    Wait { minutes: i64 },
}

#[derive(Clone, Debug)]
struct Step {
    act: Act,
    client: usize,
    party: u32,
    host: bool,
}

fn step() -> impl Strategy<Value = Step> {
    let (id, service, start) = (0u8..12, 0..SERVICES.len(), 0i64..24);
    let act = prop_oneof![
        2 => (id.clone(), service.clone(), start.clone(), 1i64..60)
            .prop_map(|(id, service, start, minutes)| Act::Hold { id, service, start, minutes }),
        5 => (id.clone(), service, start.clone()).prop_map(|(id, service, start)| Act::Book { id, service, start }),
        2 => (id.clone(), start.clone()).prop_map(|(id, start)| Act::Move { id, start }),
        1 => id.clone().prop_map(|id| Act::Confirm { id }),
        2 => id.clone().prop_map(|id| Act::Cancel { id }),
        1 => (id.clone(), start.clone()).prop_map(|(id, start)| Act::Open { id, start }),
        1 => (id, start).prop_map(|(id, start)| Act::MoveSession { id, start }),
        1 => (1i64..40).prop_map(|minutes| Act::Wait { minutes }),
    ];
    let who = (0..CLIENTS.len(), 1u32..3, prop::bool::weighted(0.3));
    (act, who).prop_map(|(act, (client, party, host))| Step { act, client, party, host })
}

fn resource(id: &str) -> ResourceId {
    ResourceId::new(id).unwrap()
}

fn at(quarter: i64) -> DateTime<Utc> {
    parse_instant(DAY).unwrap() + TimeDelta::minutes(15 * quarter)
}

fn services() -> Vec<Service> {
    let minutes = |n| Length::from_minutes(n).unwrap();
    let buffer = |n| Buffer { before: Elapsed::ZERO, after: Elapsed::from_minutes(n).unwrap() };
    let service = |id: &str, n, after| Service {
        buffer: buffer(after),
        ..Service::new(ServiceId::new(id).unwrap(), minutes(n), minutes(15))
    };
    let either = || Leg::any_of(vec![resource("anna"), resource("ben")]);
    let two_hours = Limit { per: LimitScope::Client, period: Period::Day, most: Most::Time(minutes(120)) };
    vec![
        Service {
            requires: vec![either()],
            limits: vec![two_hours],
            zone: Some("Europe/Berlin".parse().unwrap()),
            ..service("solo", 30, 15)
        },
        Service {
            requires: vec![Leg::resource(resource("room")), either()],
            seats: NonZeroU32::new(3),
            ..service("group", 45, 0)
        },
        Service {
            requires: vec![either()],
            confirmation: Some(Confirmation {
                pending_blocks: false,
                expires_after: Some(Elapsed::from_minutes(90).unwrap()),
                ..Confirmation::default()
            }),
            ..service("asked", 30, 0)
        },
        Service {
            requires: vec![Leg { units: Units::Party, ..Leg::resource(resource("hall")) }],
            ..service("tour", 60, 0)
        },
    ]
}

fn furnished() -> MemoryStore {
    let mut store = MemoryStore::new();
    let always = Weekly::open(
        RuleId::new("a").unwrap(),
        Weekdays::ALL,
        "00:00".parse().unwrap(),
        "24:00".parse().unwrap(),
    );
    let schedule = Schedule { weekly: vec![always], ..Schedule::default() };
    let mut changes = Changes { services: services(), ..Changes::default() };
    for (id, capacity) in [("anna", 1), ("ben", 1), ("room", 1), ("hall", HALL)] {
        let capacity = NonZeroU32::new(capacity).unwrap();
        let one = Resource { capacity, ..Resource::new(resource(id), "Europe/Berlin".parse().unwrap()) };
        changes.resources.push((one, schedule.clone()));
    }
    put(&mut store, &changes, &Limits::default()).unwrap();
    store
}

fn booking(id: u8) -> BookingId {
    BookingId::new(&format!("b{id}")).unwrap()
}

fn book(booking: BookingId, service: &str, start: DateTime<Utc>) -> Book {
    Book {
        booking,
        resource: None,
        service: ServiceId::new(service).unwrap(),
        start,
        duration: None,
        session: None,
        kind: None,
        price: None,
        participants: vec![],
        details: Details::default(),
    }
}

fn command(act: &Act) -> Option<Command> {
    let (duration, version, session) = (None, None, None);
    Some(match act {
        Act::Hold { id, service, start, minutes } => Command::Hold(Hold {
            booking: booking(*id),
            resource: None,
            service: ServiceId::new(SERVICES[*service]).unwrap(),
            start: at(*start),
            duration,
            ttl: Length::from_minutes(*minutes).unwrap(),
            session,
        }),
        Act::Book { id, service, start } => Command::Book(book(booking(*id), SERVICES[*service], at(*start))),
        Act::Move { id, start } => Command::Reschedule(Reschedule {
            booking: booking(*id),
            start: at(*start),
            duration,
            resource: None,
            session,
            version,
        }),
        Act::Confirm { id } => Command::Confirm(Confirm { booking: booking(*id), version }),
        Act::Cancel { id } => Command::Cancel(Cancel { booking: booking(*id), version }),
        Act::Open { id, start } => Command::OpenSession(OpenSession {
            session: SessionId::new(&format!("s{id}")).unwrap(),
            resource: None,
            service: ServiceId::new("group").unwrap(),
            start: at(*start),
            duration,
            seats: None,
        }),
        Act::MoveSession { id, start } => Command::MoveSession(MoveSession {
            session: SessionId::new(&format!("s{id}")).unwrap(),
            start: at(*start),
            duration,
            version,
        }),
        Act::Wait { .. } => return None,
    })
}

fn run(store: &mut MemoryStore, command: Command, context: &Context) -> Result<Verdict> {
    execute(store, Transaction::new(command, context.clone()), ZoneDb::builtin(), &Limits::default())
}

/// Everything that questions about a night see.
fn seen(store: &mut MemoryStore) -> View {
    let span = Interval::new(at(-24 * 40), at(24 * 40)).unwrap();
    let resources: std::collections::BTreeSet<_> = ["anna", "ben", "room", "hall"].map(resource).into();
    let services = SERVICES.map(|id| ServiceId::new(id).unwrap());
    let need = Need {
        resources: resources.clone(),
        services: services.clone().into(),
        busy: Some(BusyNeed { resources: resources.clone(), span }),
        counted: Some(CountedNeed { services: services.into(), resources, starts: None }),
        ..Need::default()
    };
    view(store, &need).unwrap()
}

/// Listing, explaining and booking say the same about every quarter of the night.
fn agree(store: &mut MemoryStore, service: &Service, context: &Context) -> Result<(), TestCaseError> {
    let view = seen(store);
    let range = Interval::new(at(0), at(24)).unwrap();
    let query = Query::new(range);
    let limits = Limits::default();
    let ids = view.asked(service, None).unwrap();
    let world = view.world(service, &ids, query.span(service).unwrap(), ZoneDb::builtin(), &limits).unwrap();
    let slots = find(&world, service, &query, context, &limits).unwrap();
    for quarter in 0..24 {
        let start = at(quarter);
        let reasons: Vec<Reason> = explain(&world, service, None, start, None, context).unwrap();
        prop_assert_eq!(slots.iter().any(|slot| slot.start() == start), reasons.is_empty(), "{:?}", reasons);
        let probe = book(BookingId::new("probe").unwrap(), service.id.as_str(), start);
        match run(&mut store.clone(), Command::Book(probe), context).unwrap() {
            Verdict::Accept(_) => prop_assert_eq!(reasons, []),
            Verdict::Refuse(refused) => prop_assert_eq!(refused.reasons, reasons),
        }
    }
    Ok(())
}

/// No resource is taken twice, no hall is too full, and no session has more parties than seats.
fn fits(store: &mut MemoryStore, now: DateTime<Utc>) -> Result<(), TestCaseError> {
    let mut bookings: BTreeMap<BookingId, Booking> = BTreeMap::new();
    for id in ["anna", "ben", "room", "hall"] {
        let listed = find_all(store, &BookingQuery::of(resource(id), Interval::all())).unwrap();
        bookings.extend(listed.into_iter().map(|one| (one.id.clone(), one)));
    }
    // One's own holds are no obstacle, so that two of them may overlap.
    bookings.retain(|_, one| one.status.takes_time_at(now) && !one.status.is_hold());
    let need =
        Need { sessions: bookings.values().map(|one| one.session.clone()).collect(), ..Need::default() };
    let sessions = view(store, &need).unwrap().sessions;
    for booking in bookings.values() {
        let session = &sessions[&booking.session];
        prop_assert!(session.takes_time());
        prop_assert_eq!((booking.span, &booking.resources), (session.span, &session.resources()));
    }
    for session in sessions.values() {
        let own = bookings.values().filter(|one| one.session == session.id);
        let taken: u32 = own.clone().map(|one| one.party.get()).sum();
        prop_assert!(session.seats.map_or(own.count() == 1, |seats| taken <= seats.get()), "{session:?}");
        for quarter in 0..4 * 24 {
            let now = at(quarter);
            let mut level = BTreeMap::<&ResourceId, u32>::new();
            for one in sessions.values().filter(|one| one.span.contains(now)) {
                for taken in &one.uses {
                    *level.entry(&taken.resource).or_default() += taken.units.get();
                }
            }
            let most = |id: &ResourceId| if id.as_str() == "hall" { HALL } else { 1 };
            prop_assert!(level.iter().all(|(id, level)| *level <= most(id)), "{level:?}");
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn after_any_commands_what_is_offered_can_be_booked(steps in prop::collection::vec(step(), 1..40)) {
        let mut store = furnished();
        let mut now = at(-8);
        for step in &steps {
            let name = |at: usize| SubjectId::new(CLIENTS[at]).unwrap();
            // A hold is taken, and made a booking, by whoever owns it; anything else comes from somebody who owns none.
            let owns = match &step.act {
                Act::Hold { .. } => true,
                Act::Book { id, .. } => store.booking(&booking(*id)).unwrap().is_some_and(|one| one.status.is_hold()),
                _ => false,
            };
            let context = Context {
                client: Some(name(step.client)),
                hold_owner: owns.then(|| name(step.client)),
                party: NonZeroU32::new(step.party).unwrap(),
                ..if step.host { Context::host(now) } else { Context::client(now) }
            };
            match &step.act {
                Act::Wait { minutes } => now += TimeDelta::minutes(*minutes),
                act => {
                    let verdict = command(act).map(|command| run(&mut store, command, &context));
                    // What is unknown or in use by somebody else is an error, and nothing else is.
                    if let Some(Err(error)) = verdict {
                        let known = ["booking.unknown", "booking.unknown-session", "booking.id-taken", "booking.session-taken"];
                        prop_assert!(known.contains(&error.code()), "{act:?}: {error:?}");
                    }
                }
            }
            fits(&mut store, now)?;
        }
        for (service, client) in services().iter().zip([0, 1, 2, 0]) {
            let name = SubjectId::new(CLIENTS[client]).unwrap();
            let context = Context { client: Some(name.clone()), hold_owner: Some(name), ..Context::client(now) };
            agree(&mut store, service, &context)?;
            let two = Context { party: NonZeroU32::new(2).unwrap(), hold_owner: None, ..context };
            agree(&mut store, service, &two)?;
        }
    }
}
