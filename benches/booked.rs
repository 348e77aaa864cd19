//! A person with ordinary hours and 10,000 bookings, and what deciding on one more sees of them.

use chrono::{DateTime, TimeDelta, Utc};
use kalends::audit::Act;
use kalends::availability::{Schedule, Weekly};
use kalends::booking::{Book, Changes, Command, Details, Step, Transaction, Verdict, View, decide};
use kalends::id::{BookingId, ResourceId, RuleId, ServiceId};
use kalends::resource::Resource;
use kalends::rules::Context;
use kalends::service::Service;
use kalends::store::{MemoryStore, Store, execute, put};
use kalends::time::{Length, Weekdays, parse_tick};
use kalends::{Limits, ZoneDb};

pub(crate) const BOOKINGS: i64 = 10_000;

/// Half an hour: twenty a day, from 08:00 in New York on; the clocks go forward on the fourteenth day.
fn start(number: i64) -> DateTime<Utc> {
    let first = parse_tick("2027-03-01T15:00:00Z").unwrap();
    first + TimeDelta::days(number / 20) + TimeDelta::minutes(30 * (number % 20))
}

fn book(number: i64, start: DateTime<Utc>) -> Command {
    let book = Book {
        booking: BookingId::new(&format!("b{number}")).unwrap(),
        resource: Some(ResourceId::new("anna").unwrap()),
        service: ServiceId::new("lesson").unwrap(),
        start,
        duration: None,
        session: None,
        kind: None,
        price: None,
        participants: Vec::new(),
        details: Details::default(),
    };
    book.into()
}

fn context() -> Context {
    Context::client(parse_tick("2027-02-01T00:00:00Z").unwrap())
}

/// One more, in the middle of all, or where there is one already.
pub(crate) struct Wanted {
    command: Command,
    context: Context,
    view: View,
}

pub(crate) fn store() -> MemoryStore {
    let mut store = MemoryStore::new();
    let hours = Weekly::open(
        RuleId::new("hours").unwrap(),
        Weekdays::ALL,
        "08:00".parse().unwrap(),
        "23:00".parse().unwrap(),
    );
    let schedule = Schedule { weekly: vec![hours], ..Schedule::default() };
    let half = Length::from_minutes(30).unwrap();
    let anna = Resource::new(ResourceId::new("anna").unwrap(), "America/New_York".parse().unwrap());
    let lesson = Service::new(ServiceId::new("lesson").unwrap(), half, half);
    let limits = Limits::default();
    put(&mut store, &Changes::resource(anna, schedule), &Act::put(DateTime::UNIX_EPOCH), &limits).unwrap();
    put(&mut store, &Changes::service(lesson), &Act::put(DateTime::UNIX_EPOCH), &limits).unwrap();
    for number in 0..BOOKINGS {
        let transaction = Transaction::new(book(number, start(number)), context());
        let verdict = execute(&mut store, transaction, ZoneDb::builtin(), &limits).unwrap();
        assert!(matches!(verdict, Verdict::Accept(_)), "{verdict:?}");
    }
    store
}

impl Wanted {
    /// With what its transaction loads.
    pub(crate) fn new(store: &mut MemoryStore, is_free: bool) -> Self {
        let middle = start(BOOKINGS / 2);
        let command = book(BOOKINGS, if is_free { middle - TimeDelta::minutes(30) } else { middle });
        let mut transaction = Transaction::new(command.clone(), context());
        let (mut step, mut view) = (transaction.start(), View::default());
        let mut snapshot = store.snapshot().unwrap();
        while let Step::Load(need) = step {
            let loaded = snapshot.load(&need).unwrap();
            view.absorb(loaded.clone());
            step = transaction.loaded(loaded, ZoneDb::builtin(), &Limits::default()).unwrap();
        }
        Self { command, context: context(), view }
    }

    /// Whether it is accepted.
    pub(crate) fn decide(&self, limits: &Limits) -> bool {
        let verdict = decide(&self.view, &self.command, &self.context, ZoneDb::builtin(), limits).unwrap();
        matches!(verdict, Verdict::Accept(_))
    }
}
