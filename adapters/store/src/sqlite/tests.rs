use super::{MIGRATIONS, SqliteStore, text};
use crate::sql::Sql;
use kalends::audit::Act;
use kalends::booking::{Book, BusyNeed, Changes, Details, Need, Transaction, Verdict};
use kalends::id::{BookingId, ResourceId, ServiceId};
use kalends::interval::Interval;
use kalends::resource::Resource;
use kalends::rules::{Context, Prepared, ReasonCode};
use kalends::service::Service;
use kalends::store::{Snapshot, Store, StoreTransaction, execute, put, verify};
use kalends::time::{Length, parse_instant};
use kalends::{Error, Limits, ZoneDb};
use rusqlite::types::Value;
use rusqlite::{StatementStatus, params_from_iter};
use std::collections::BTreeSet;
use std::num::NonZeroU32;

/// A store with a resource, `bookings` of an hour each from 2020 on, and as many outside spans of two sources.
fn store(bookings: i64) -> SqliteStore {
    let mut store = SqliteStore::open_in_memory().unwrap();
    let anna = Resource::new(ResourceId::new("anna").unwrap(), "UTC".parse().unwrap());
    put(
        &mut store,
        &Changes::resource(anna, Default::default()),
        &Act::put(chrono::DateTime::UNIX_EPOCH),
        &Limits::default(),
    )
    .unwrap();
    let numbers = format!("WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n LIMIT {bookings})");
    let start = "1577836800 + 7200 * i";
    let sql = format!(
        "INSERT INTO kalends_sources VALUES ('default', 'anna', 's0', 3600), ('default', 'anna', 's1', 3600);
         {numbers} INSERT INTO kalends_external
             SELECT 'default', 'anna', 's' || (i % 2), {start}, {start} + 3600, '' FROM n;
         {numbers} INSERT INTO kalends_sessions
             SELECT 'default', 'b' || i, 1, 'lesson', NULL, NULL, 'confirmed', 0, '' FROM n;
         {numbers} INSERT INTO kalends_uses
             SELECT 'default', 'anna', {start}, 'b' || i, {start} + 3600, 0, 0, 1 FROM n;
         {numbers} INSERT INTO kalends_bookings
             SELECT 'default', 'b' || i, 1, 'b' || i, NULL, 'lesson', NULL, {start}, {start} + 3600, 'confirmed', NULL, 1, 1,
                    NULL, NULL, NULL, NULL, '' FROM n;
         {numbers} INSERT INTO kalends_booking_resources
             SELECT 'default', 'anna', {start}, 'b' || i, {start} + 3600 FROM n;
         INSERT INTO kalends_tenants VALUES ('default', 3600, 0);"
    );
    store.connection().execute_batch(&sql).unwrap();
    store
}

fn plan(store: &SqliteStore, sql: Sql) -> Vec<String> {
    let mut statement = store.connection().prepare(&format!("EXPLAIN QUERY PLAN {}", text(sql))).unwrap();
    let nulls = vec![Value::Null; statement.parameter_count()];
    let steps = statement.query_map(params_from_iter(nulls), |row| row.get(3)).unwrap();
    steps.collect::<Result<_, _>>().unwrap()
}

#[test]
fn every_statement_finds_its_rows_by_key() {
    let store = store(1000);
    for analysed in [false, true] {
        if analysed {
            store.connection().execute_batch("ANALYZE").unwrap();
        }
        for sql in Sql::ALL {
            assert!(!text(*sql).is_empty(), "{sql:?} has no text");
            let plan = plan(&store, *sql);
            // The keys that come with the statement are walked, and nothing else is.
            let walks = |step: &&String| step.starts_with("SCAN") && !step.contains("VIRTUAL TABLE");
            assert_eq!(plan.iter().find(walks), None, "{sql:?}: {plan:?}");
            // Nor is all that a tenant has, but for what is listed as a whole or chosen by its tags.
            let whole = [
                Sql::AllResources,
                Sql::AllServices,
                Sql::AllPolicies,
                Sql::PageOfEntries,
                Sql::TaggedResources,
            ];
            let walks = |step: &&String| step.contains("(tenant=?)") && !step.contains("kalends_tenants");
            // The highest position is the last key.
            if !whole.contains(sql) && *sql != Sql::AddEvent {
                assert_eq!(plan.iter().find(walks), None, "{sql:?}: {plan:?}");
            }
        }
    }
}

#[test]
fn looking_for_overlaps_reads_uses_and_claims_by_their_keys_alone() {
    let plan = plan(&store(1000), Sql::Taken);
    let expected = [
        "SEARCH u USING PRIMARY KEY (tenant=? AND resource=? AND start_at>? AND start_at<?)",
        "SEARCH b USING COVERING INDEX kalends_bookings_by_session (tenant=? AND session=? AND takes=?)",
    ];
    for step in expected {
        assert!(plan.iter().any(|found| found.starts_with(step)), "{step}: {plan:?}");
    }
}

#[test]
fn histories_and_heads_read_what_they_show_alone() {
    let store = store(10);
    for (sql, expected) in [
        (Sql::EventsOfEntity, "USING INDEX kalends_events_by_entity (tenant=? AND kind=? AND entity=?)"),
        (Sql::Heads, "USING INDEX kalends_events_by_entity (tenant=? AND (kind,entity)>(?,?))"),
    ] {
        let plan = plan(&store, sql);
        assert_eq!(plan, [format!("SEARCH kalends_events {expected}")], "{sql:?}");
    }
}

/// Steps of SQLite's machine for one look at a day in the middle of all bookings.
fn steps(store: &SqliteStore, sql: Sql, bookings: i64) -> i32 {
    let middle = 1_577_836_800 + 7200 * (bookings / 2);
    let mut statement = store.connection().prepare(text(sql)).unwrap();
    let (tenant, keys) = ("default".to_owned(), r#"["anna"]"#.to_owned());
    let mut params = vec![tenant.into(), keys.into(), middle.into(), (middle + 86_400).into()];
    // What narrows a page further; its limit is the seventh.
    params.resize(statement.parameter_count(), Value::Null);
    params.iter_mut().skip(6).take(1).for_each(|limit| *limit = Value::Integer(100));
    let rows = statement.query_map(params_from_iter(params), |_| Ok(())).unwrap().count();
    assert_eq!(rows, 12, "{sql:?}");
    statement.get_status(StatementStatus::VmStep)
}

#[test]
fn looking_for_overlaps_costs_the_same_whatever_past_and_future_hold() {
    let (few, many) = (store(100), store(20_000));
    for sql in [Sql::Taken, Sql::TakenOutside, Sql::PageOfResources] {
        let (cheap, dear) = (steps(&few, sql, 100), steps(&many, sql, 20_000));
        assert!(dear <= cheap + 20, "{sql:?}: {cheap} steps among 100, {dear} among 20,000");
    }
}

#[test]
fn migrations_are_named_in_order_and_leave_their_version() {
    let connection = rusqlite::Connection::open_in_memory().unwrap();
    for (at, (name, sql)) in MIGRATIONS.iter().enumerate() {
        assert!(name.starts_with(&format!("{:04}_", at + 1)), "{name}");
        connection.execute_batch(sql).unwrap();
        let query = "SELECT max(version) FROM kalends_schema";
        let version: i64 = connection.query_one(query, (), |row| row.get(0)).unwrap();
        assert_eq!(usize::try_from(version).unwrap(), at + 1);
    }
    let query = "SELECT count(*) FROM sqlite_schema WHERE tbl_name NOT LIKE 'kalends@_%' ESCAPE '@'";
    assert_eq!(
        connection.query_one(query, (), |row| row.get::<_, i64>(0)).unwrap(),
        0,
        "a name without prefix"
    );
    let query =
        "SELECT count(*) FROM pragma_table_list WHERE name LIKE 'kalends%' AND type = 'table' AND NOT strict";
    assert_eq!(
        connection.query_one(query, (), |row| row.get::<_, i64>(0)).unwrap(),
        0,
        "a table that is not strict"
    );
}

#[test]
fn a_full_disk_is_an_error_and_keeps_what_there_was() {
    let mut store = store(10);
    let pages: i64 = store.connection().query_one("PRAGMA page_count", (), |row| row.get(0)).unwrap();
    store.connection().pragma_update(None, "max_page_count", pages + 2).unwrap();
    let lesson = |n: i64| {
        let length = Length::from_minutes(60).unwrap();
        let mut service = Service::new(ServiceId::new(&format!("s{n}")).unwrap(), length, length);
        service.durations = vec![length; 4000];
        service
    };
    let services = (0..10).map(lesson).collect();
    let mut open = store.begin().unwrap();
    open.write(&Changes::service(Service { durations: vec![], ..lesson(99) })).unwrap();
    let error = open.write(&Changes { services, ..Changes::default() }).unwrap_err();
    assert_eq!(error.code(), "store.full", "{error}");
    // Were the transaction gone and nobody had noticed, this would be kept at once.
    let after = open.write(&Changes::service(Service { durations: vec![], ..lesson(98) }));
    assert_eq!(after.unwrap_err().code(), "store.aborted");
    assert_eq!(open.commit().unwrap_err().code(), "store.aborted");
    assert!(store.services().unwrap().is_empty());
    put(
        &mut store,
        &Changes::service(Service { durations: vec![Length::from_minutes(1).unwrap()], ..lesson(1) }),
        &Act::put(chrono::DateTime::UNIX_EPOCH),
        &Limits::default(),
    )
    .unwrap();
}

#[test]
fn a_forgotten_transaction_does_not_block_the_handle() {
    let mut store = store(0);
    let mut open = store.begin().unwrap();
    let length = Length::from_minutes(60).unwrap();
    open.write(&Changes::service(Service::new(ServiceId::new("s").unwrap(), length, length))).unwrap();
    std::mem::forget(open);
    drop(store.begin().unwrap());
    assert!(store.services().unwrap().is_empty());
}

#[test]
fn a_transaction_that_the_database_gave_up_keeps_nothing() {
    let store = store(0);
    let length = Length::from_minutes(60).unwrap();
    let changes = Changes::service(Service::new(ServiceId::new("s").unwrap(), length, length));
    let mut open = Box::new(store.transaction("BEGIN IMMEDIATE").unwrap());
    open.write(&changes).unwrap();
    store.connection().execute_batch("ROLLBACK").unwrap(); // as SQLite itself does after some failures
    assert_eq!(open.load(&Need::default()).unwrap_err().code(), "store.aborted");
    assert_eq!(open.write(&changes).unwrap_err().code(), "store.aborted");
    assert_eq!(open.commit().unwrap_err().code(), "store.aborted");
    let kept = "SELECT count(*) FROM kalends_services";
    assert_eq!(store.connection().query_one(kept, (), |row| row.get::<_, i64>(0)).unwrap(), 0);
}

/// Anna's hours, from the beginning of 2027 on, one after the other until an error; how many were accepted.
fn book_on(store: &mut SqliteStore, from: i64, most: i64) -> (i64, Option<Error>) {
    for number in from..most {
        let context = Context::host(parse_instant("2026-12-01T00:00:00Z").unwrap());
        let book = Book {
            booking: BookingId::new(&format!("n{number}")).unwrap(),
            resource: Some(ResourceId::new("anna").unwrap()),
            service: ServiceId::new("lesson").unwrap(),
            start: parse_instant("2027-01-01T00:00:00Z").unwrap() + chrono::TimeDelta::hours(number),
            duration: None,
            session: None,
            kind: None,
            price: None,
            participants: Vec::new(),
            details: Details::default(),
        };
        let context = Context { waive: vec![ReasonCode::Hours, ReasonCode::Grid], ..context };
        let transaction = Transaction::new(book.into(), context);
        match execute(store, transaction, ZoneDb::builtin(), &Limits::default()) {
            Ok(verdict) => assert!(matches!(verdict, Verdict::Accept(_)), "{verdict:?}"),
            Err(error) => return (number, Some(error)),
        }
    }
    (most, None)
}

/// Nothing but these is there, and every chain verifies.
fn check_booked(store: &mut SqliteStore, booked: i64) {
    let heads = store.heads(None, NonZeroU32::new(100_000).unwrap()).unwrap();
    // A session and a booking each; the host and the lesson.
    assert_eq!(i64::try_from(heads.len()).unwrap(), 2 * booked + 2);
    for head in heads {
        assert_eq!(verify(store, &head.entity, Some(&head)).unwrap(), Ok(()), "{head:?}");
    }
}

fn lessons() -> SqliteStore {
    let mut store = store(0);
    let hour = Length::from_minutes(60).unwrap();
    let lesson = Service::new(ServiceId::new("lesson").unwrap(), hour, hour);
    put(&mut store, &Changes::service(lesson), &Act::put(chrono::DateTime::UNIX_EPOCH), &Limits::default())
        .unwrap();
    store
}

#[test]
fn bookings_go_on_when_a_full_disk_has_room_again() {
    let mut store = lessons();
    let pages: i64 = store.connection().query_one("PRAGMA page_count", (), |row| row.get(0)).unwrap();
    store.connection().pragma_update(None, "max_page_count", pages + 30).unwrap();
    let (booked, full) = book_on(&mut store, 0, 10_000);
    assert_eq!(full.map(|error| error.code()), Some("store.full"));
    assert!(booked > 20, "{booked}");
    check_booked(&mut store, booked);
    assert_eq!(book_on(&mut store, booked, booked + 1).1.map(|error| error.code()), Some("store.full"));
    store.connection().pragma_update(None, "max_page_count", pages + 300).unwrap();
    assert_eq!(book_on(&mut store, booked, booked + 20).0, booked + 20);
    check_booked(&mut store, booked + 20);
}

#[test]
fn what_may_only_be_read_is_an_error_and_keeps_what_there_was() {
    let mut store = lessons();
    assert_eq!(book_on(&mut store, 0, 5).0, 5);
    store.connection().pragma_update(None, "query_only", true).unwrap();
    assert_eq!(book_on(&mut store, 5, 6).1.map(|error| error.code()), Some("store.read-only"));
    check_booked(&mut store, 5);
    store.connection().pragma_update(None, "query_only", false).unwrap();
    assert_eq!(book_on(&mut store, 5, 10).0, 10);
    check_booked(&mut store, 10);
}

#[test]
fn statements_are_planned_once() {
    let mut store = lessons();
    assert_eq!(book_on(&mut store, 0, 20).0, 20);
    let mut run = 0;
    for sql in Sql::ALL {
        let statement = store.connection().prepare_cached(text(*sql)).unwrap();
        assert_eq!(statement.get_status(StatementStatus::RePrepare), 0, "{sql:?}");
        run += statement.get_status(StatementStatus::Run);
    }
    assert!(run > 20 * 12, "{run} runs: the cache does not keep them");
}

/// How often each statement has run.
fn runs(store: &SqliteStore) -> Vec<(Sql, i32)> {
    let run = |sql: &Sql| {
        let statement = store.connection().prepare_cached(text(*sql)).unwrap();
        (*sql, statement.reset_status(StatementStatus::Run))
    };
    Sql::ALL.iter().map(run).filter(|(_, times)| *times > 0).collect()
}

/// What a list of slots loads of them: the service, who can give it, and what takes their time.
#[test]
fn slots_of_a_hundred_hosts_are_read_by_as_many_statements_as_those_of_one() {
    let mut store = lessons();
    let id = |number: i64| ResourceId::new(&format!("host-{number:03}")).unwrap();
    for number in 0..100 {
        let host = Resource::new(id(number), "UTC".parse().unwrap());
        put(
            &mut store,
            &Changes::resource(host, Default::default()),
            &Act::put(chrono::DateTime::UNIX_EPOCH),
            &Limits::default(),
        )
        .unwrap();
    }
    let month = Interval::new(
        parse_instant("2027-01-01T00:00:00Z").unwrap(),
        parse_instant("2027-01-31T00:00:00Z").unwrap(),
    )
    .unwrap();
    runs(&store);
    for hosts in [1, 100] {
        let resources: BTreeSet<ResourceId> = (0..hosts).map(id).collect();
        let busy = Some(BusyNeed { resources: resources.clone(), span: Prepared::reach(month) });
        let needs = [
            Need::service(ServiceId::new("lesson").unwrap()),
            Need { resources, ..Need::default() },
            Need { busy, ..Need::default() },
        ];
        let mut snapshot = store.snapshot().unwrap();
        needs.iter().for_each(|need| drop(snapshot.load(need).unwrap()));
        drop(snapshot);
        let once =
            [Sql::Resources, Sql::Rules, Sql::Services, Sql::Taken, Sql::TakenOutside].map(|sql| (sql, 1));
        assert_eq!(runs(&store), once, "of {hosts}");
    }
}
