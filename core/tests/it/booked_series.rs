//! A series through a store: what is planned is booked in one commit, and what happens to it afterwards.

use chrono::{DateTime, Utc};
use kalends::availability::{Schedule, Weekly};
use kalends::booking::{
    Accepted, BookSeries, Booking, BookingQuery, Cancel, CancelSeries, Changes, Command, Details, EndedWith,
    ExtendSeries, ExternalBusy, ExternalSpan, Order, PauseSeries, Refused, Request, Reschedule, ResumeSeries,
    Status, Transaction, Verdict,
};
use kalends::id::{BookingId, ResourceId, RuleId, SeriesId, ServiceId, SourceId};
use kalends::interval::Interval;
use kalends::recur::SeriesRecord;
use kalends::resource::Resource;
use kalends::rules::{Context, ReasonCode, StateName};
use kalends::series::{OnConflict, Status as Planned};
use kalends::service::Service;
use kalends::store::{MemoryStore, execute, find_all, put};
use kalends::time::{Length, Weekdays, parse_date, parse_instant, parse_wall};
use kalends::zone::ZoneDb;
use kalends::{Limits, Result};

fn at(text: &str) -> DateTime<Utc> {
    parse_instant(text).unwrap()
}

fn id(text: &str) -> SeriesId {
    SeriesId::new(text).unwrap()
}

/// Anna in Paris, 09:00 to 17:00 on working days; lessons of an hour; away on 23 March 2027.
fn store() -> MemoryStore {
    let mut store = MemoryStore::new();
    let anna = ResourceId::new("anna").unwrap();
    let hours = Weekly::open(
        RuleId::new("h").unwrap(),
        Weekdays::WORKDAYS,
        "09:00".parse().unwrap(),
        "17:00".parse().unwrap(),
    );
    let hour = Length::from_minutes(60).unwrap();
    let away = Interval::new(at("2027-03-23T00:00:00Z"), at("2027-03-24T00:00:00Z")).unwrap();
    let changes = Changes {
        resources: vec![(
            Resource::new(anna.clone(), "Europe/Paris".parse().unwrap()),
            Schedule { weekly: vec![hours], ..Schedule::default() },
        )],
        services: vec![Service::new(ServiceId::new("lesson").unwrap(), hour, hour)],
        external: vec![ExternalBusy {
            resource: anna,
            source: SourceId::new("cal").unwrap(),
            spans: vec![ExternalSpan { span: away, event: None }],
        }],
        ..Changes::default()
    };
    put(&mut store, &changes, &Limits::default()).unwrap();
    store
}

/// Tuesdays at nine from 16 March 2027 on: summer time begins on the 28th.
fn tuesdays(rule: &str, on_conflict: OnConflict, until: Option<&str>) -> BookSeries {
    let mut recurrence = SeriesRecord::new("2027-03-16T09:00:00".parse().unwrap());
    recurrence.rule = Some(rule.to_owned());
    recurrence.zone = Some("Europe/Paris".to_owned());
    BookSeries {
        series: id("s"),
        recurrence,
        resource: Some(ResourceId::new("anna").unwrap()),
        service: ServiceId::new("lesson").unwrap(),
        duration: None,
        on_conflict,
        until: until.map(at),
        kind: None,
        price: None,
        participants: vec![],
        details: Details { title: Some("Maths".to_owned()), ..Details::default() },
    }
}

fn run(store: &mut MemoryStore, command: impl Into<Command>) -> Result<Verdict> {
    let context = Context::client(at("2027-03-01T00:00:00Z"));
    execute(store, Transaction::new(command.into(), context), ZoneDb::builtin(), &Limits::default())
}

fn accept(store: &mut MemoryStore, command: impl Into<Command>) -> Accepted {
    match run(store, command).unwrap() {
        Verdict::Accept(accepted) => *accepted,
        Verdict::Refuse(refused) => unreachable!("{refused:?}"),
    }
}

fn refuse(store: &mut MemoryStore, command: impl Into<Command>) -> Refused {
    match run(store, command).unwrap() {
        Verdict::Accept(accepted) => unreachable!("{accepted:?}"),
        Verdict::Refuse(refused) => *refused,
    }
}

fn booked(store: &mut MemoryStore) -> Vec<Booking> {
    find_all(store, &BookingQuery::default()).unwrap()
}

/// Start and state of all bookings.
fn starts(store: &mut MemoryStore) -> Vec<(String, StateName)> {
    let shown = |one: Booking| (one.span.start().format("%m-%d %H:%M").to_string(), one.status.name());
    booked(store).into_iter().map(shown).collect()
}

fn confirmed(days: &[&str]) -> Vec<(String, StateName)> {
    days.iter().map(|day| ((*day).to_owned(), StateName::Confirmed)).collect()
}

#[test]
fn all_or_nothing_says_why_not_for_each_and_books_nothing() {
    let mut store = store();
    let refused = refuse(&mut store, tuesdays("FREQ=WEEKLY;COUNT=3", OnConflict::AllOrNothing, None));
    let conflicts: Vec<_> =
        refused.plan.as_ref().unwrap().conflicts().map(|(at, _)| at.to_string()).collect();
    assert_eq!(conflicts, ["2027-03-23 09:00:00"]);
    assert_eq!(refused.reasons.iter().map(|one| one.code()).collect::<Vec<_>>(), [ReasonCode::Busy]);
    assert_eq!(booked(&mut store), []);
}

#[test]
fn what_conflicts_is_skipped_and_the_rest_keeps_its_wall_time() {
    let mut store = store();
    let accepted = accept(&mut store, tuesdays("FREQ=WEEKLY;COUNT=4", OnConflict::SkipConflicts, None));
    assert_eq!(starts(&mut store), confirmed(&["03-16 08:00", "03-30 07:00", "04-06 07:00"]));
    let ids: Vec<_> = accepted.bookings.iter().map(|one| one.id.to_string()).collect();
    assert_eq!(ids, ["s~20270316T090000", "s~20270330T090000", "s~20270406T090000"]);
    assert!(matches!(accepted.plan.unwrap().occurrences[1].status, Planned::Skip { .. }));
    assert!(booked(&mut store).iter().all(|one| one.details.title.as_deref() == Some("Maths")));
    assert_eq!(accepted.series.unwrap().planned, Some(parse_wall("2027-04-06T09:00:00").unwrap()));
}

#[test]
fn repeating_is_accepted_and_another_of_the_same_id_is_not() {
    let mut store = store();
    let first = tuesdays("FREQ=WEEKLY;COUNT=2", OnConflict::SkipConflicts, None);
    accept(&mut store, first.clone());
    let again = accept(&mut store, first);
    assert!(again.changes.is_empty());
    assert_eq!(again.bookings.len(), 1);
    let other = tuesdays("FREQ=WEEKLY;COUNT=5", OnConflict::SkipConflicts, None);
    assert_eq!(run(&mut store, other).unwrap_err().code(), "booking.series-taken");
    // With a key, the first answer comes back whatever has happened since.
    let command: Command = tuesdays("FREQ=DAILY;COUNT=2", OnConflict::SkipConflicts, None).into();
    let Command::BookSeries(mut daily) = command else { unreachable!() };
    daily.series = id("daily");
    let keyed = |asked: &[u8]| Order {
        request: Some(Request::new("k", asked).unwrap()),
        ..Order::new(daily.clone(), Context::client(at("2027-03-01T00:00:00Z")))
    };
    let mut order = |asked| {
        let transaction = Transaction::of(keyed(asked));
        execute(&mut store, transaction, ZoneDb::builtin(), &Limits::default())
    };
    let Verdict::Accept(answered) = order(b"daily").unwrap() else { unreachable!() };
    let Verdict::Accept(repeated) = order(b"daily").unwrap() else { unreachable!() };
    assert_eq!((&answered.bookings, &answered.series), (&repeated.bookings, &repeated.series));
    assert_eq!(order(b"weekly").unwrap_err().code(), "booking.key-reused");
}

#[test]
fn an_open_ended_series_is_booked_further_and_further() {
    let mut store = store();
    let open = tuesdays("FREQ=WEEKLY", OnConflict::SkipConflicts, Some("2027-03-20T00:00:00Z"));
    accept(&mut store, open);
    assert_eq!(starts(&mut store), confirmed(&["03-16 08:00"]));
    let extend = |until| ExtendSeries { series: id("s"), until: at(until), version: None };
    let further = accept(&mut store, extend("2027-04-01T00:00:00Z"));
    assert_eq!(starts(&mut store), confirmed(&["03-16 08:00", "03-30 07:00"]));
    assert_eq!(further.plan.unwrap().conflicts().count(), 1);
    assert_eq!(booked(&mut store)[1].details.title.as_deref(), Some("Maths"));
    // As far as it is already: nothing new.
    assert_eq!(accept(&mut store, extend("2027-04-01T00:00:00Z")).bookings, []);
    let endless = tuesdays("FREQ=WEEKLY", OnConflict::SkipConflicts, None);
    let error = run(&mut store, BookSeries { series: id("t"), ..endless }).unwrap_err();
    assert_eq!(error.code(), "series.no-end");
}

#[test]
fn a_pause_calls_off_and_resuming_books_again_what_the_pause_called_off() {
    let mut store = store();
    accept(&mut store, tuesdays("FREQ=WEEKLY;COUNT=6", OnConflict::SkipConflicts, None));
    // One is called off by itself, one is moved by an hour.
    let booking = |day: &str| BookingId::new(&format!("s~2027{day}T090000")).unwrap();
    accept(&mut store, Cancel { booking: booking("0406"), version: None });
    let moved = Reschedule {
        booking: booking("0413"),
        start: at("2027-04-13T08:00:00Z"),
        duration: None,
        resource: None,
        session: None,
        version: None,
    };
    accept(&mut store, moved);
    let from = parse_date("2027-03-30").unwrap();
    accept(&mut store, PauseSeries { series: id("s"), from, until: None, version: None });
    let called_off = |store: &mut MemoryStore| {
        let by_pause = |one: &Booking| match &one.status {
            Status::Cancelled(end) => end.with == Some(EndedWith::Pause),
            _ => false,
        };
        booked(store).iter().filter(|one| by_pause(one)).count()
    };
    assert_eq!(called_off(&mut store), 3);
    let resume = ResumeSeries { series: id("s"), on: parse_date("2027-04-10").unwrap(), version: None };
    accept(&mut store, resume.clone());
    let cancelled = |day: &str| (day.to_owned(), StateName::Cancelled);
    let mut expected = confirmed(&["03-16 08:00"]);
    expected.extend([cancelled("03-30 07:00"), cancelled("04-06 07:00")]);
    // What had been moved comes back at its own time: the pause had called it off where it was.
    expected.extend(confirmed(&["04-13 07:00", "04-20 07:00"]));
    assert_eq!(starts(&mut store), expected);
    assert!(accept(&mut store, resume).changes.is_empty());
}

#[test]
fn ending_a_series_leaves_what_was_before() {
    let mut store = store();
    accept(&mut store, tuesdays("FREQ=WEEKLY;COUNT=4", OnConflict::SkipConflicts, None));
    let from = Some(parse_wall("2027-03-30T09:00:00").unwrap());
    let cancel = CancelSeries { series: id("s"), from, version: Some(1) };
    let ended = accept(&mut store, cancel.clone());
    assert_eq!(ended.bookings.len(), 2);
    assert_eq!(starts(&mut store)[0].1, StateName::Confirmed);
    assert!(starts(&mut store)[1..].iter().all(|(_, state)| *state == StateName::Cancelled));
    assert!(accept(&mut store, cancel).changes.is_empty());
    let extend = ExtendSeries { series: id("s"), until: at("2028-01-01T00:00:00Z"), version: None };
    assert_eq!(
        refuse(&mut store, extend).reasons.iter().map(|one| one.code()).collect::<Vec<_>>(),
        [ReasonCode::State]
    );
    let unknown = CancelSeries { series: id("nobody"), from: None, version: None };
    assert_eq!(run(&mut store, unknown).unwrap_err().code(), "booking.unknown-series");
}
