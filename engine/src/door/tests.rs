use crate::clock::HostClock;
use crate::engine::Engine;
use serde_json::{Value, json};

/// 2027-03-01T00:00:00Z, in milliseconds.
const MARCH: f64 = 1_803_859_200_000.0;

/// A lesson with one seat that can be waited for, on Sundays over the clock change of 28 March.
fn engine() -> (Engine, HostClock) {
    let clock = HostClock::default();
    clock.set(MARCH);
    let engine = Engine::open("memory:").unwrap().with_clock(clock.reader());
    let weekly = json!([{ "id": "sundays", "days": ["SU"], "from": "01:00", "to": "06:00" }]);
    let resource = json!({ "id": "anna", "zone": "Europe/Berlin" });
    ask(&engine, "resource.put", json!({ "resource": resource, "schedule": { "weekly": weekly } }));
    let service =
        json!({ "id": "lesson", "durations": ["PT1H"], "step": "PT1H", "seats": 1, "waitlist": {} });
    ask(&engine, "service.put", json!({ "service": service }));
    (engine, clock)
}

fn told(engine: &Engine, op: &str, request: Value) -> Value {
    serde_json::from_str(&engine.call(op, request.to_string().as_bytes())).unwrap()
}

fn ask(engine: &Engine, op: &str, request: Value) -> Value {
    let mut told = told(engine, op, request);
    assert!(told.get("ok").is_some(), "{op}: {told}");
    told["ok"].take()
}

fn execute(engine: &Engine, command: Value, context: Value) -> Value {
    ask(engine, "booking.execute", json!({ "command": command, "context": context }))
}

fn book(engine: &Engine, id: &str, start: &str, context: Value) -> Value {
    let book = json!({ "booking": id, "resource": "anna", "service": "lesson", "start": start });
    execute(engine, json!({ "book": book }), context)
}

/// 03:00 in summer time is 01:00 in UTC, where the Sunday before it was 02:00.
#[test]
fn a_series_is_read_with_its_bookings() {
    let (engine, _) = engine();
    let recurrence =
        json!({ "rule": "FREQ=WEEKLY;COUNT=2", "start": "2027-03-21T03:00:00", "zone": "Europe/Berlin" });
    let series = json!({ "series": "s", "recurrence": recurrence, "resource": "anna", "service": "lesson" });
    execute(&engine, json!({ "book_series": series }), json!({}));
    let stored = ask(&engine, "series.get", json!({ "series": "s" }));
    let starts: Vec<&Value> =
        stored["bookings"].as_array().unwrap().iter().map(|one| &one["span"]["start"]).collect();
    assert_eq!(starts, ["2027-03-21T02:00:00Z", "2027-03-28T01:00:00Z"]);
    assert_eq!(ask(&engine, "series.get", json!({ "series": "t" })), Value::Null);
}

#[test]
fn a_command_with_a_key_is_answered_as_the_first_time() {
    let (engine, clock) = engine();
    let keyed = json!({ "by": "ada", "key": "k1" });
    let first = book(&engine, "b1", "2027-03-28T01:00:00Z", keyed.clone());
    execute(&engine, json!({ "cancel": { "booking": "b1" } }), json!({}));
    clock.set(MARCH + 60_000.0);
    let again = book(&engine, "b1", "2027-03-28T01:00:00Z", keyed.clone());
    assert_eq!(again["accept"]["bookings"], first["accept"]["bookings"], "though it is cancelled by now");
    let other =
        json!({ "booking": "b1", "resource": "anna", "service": "lesson", "start": "2027-03-28T02:00:00Z" });
    let refused = told(&engine, "booking.execute", json!({ "command": { "book": other }, "context": keyed }));
    assert_eq!(refused["error"]["code"], "booking.key-reused");
}

#[test]
fn who_waits_is_listed_and_an_offer_that_lapses_is_passed_on() {
    let (engine, clock) = engine();
    let session = &book(&engine, "b1", "2027-03-28T01:00:00Z", json!({}))["accept"]["bookings"][0]["session"];
    for name in ["ada", "bob"] {
        let join = json!({ "entry": name, "wish": { "session": session } });
        execute(&engine, json!({ "join_waitlist": join }), json!({ "client": name }));
    }
    execute(&engine, json!({ "cancel": { "booking": "b1" } }), json!({}));
    let list = ask(&engine, "waitlist.list", json!({ "limit": 10 }));
    let states: Vec<String> =
        list["entries"].as_array().unwrap().iter().map(|one| one["status"].to_string()).collect();
    assert!(states[0].contains("offered") && states[1].contains("waiting"), "{list}");
    clock.set(MARCH + 86_400_000.0);
    let pass = ask(&engine, "lapsed.expire", json!({ "most": 10 }));
    assert_eq!((pass["expired"].as_array().unwrap().len(), &pass["promoted"][0]["id"]), (1, &json!("bob")));
    assert_eq!(ask(&engine, "waitlist.get", json!({ "entry": "ada" }))["status"], "expired");
}

#[test]
fn people_and_events_are_told_and_erased() {
    let (engine, _) = engine();
    let participants = json!([{ "subject": "ada", "role": "attendee", "name": "Ada" }]);
    let book = json!({
        "booking": "b1", "resource": "anna", "service": "lesson", "start": "2027-03-28T01:00:00Z",
        "participants": participants
    });
    execute(&engine, json!({ "book": book }), json!({ "client": "ada" }));
    let kept = ask(&engine, "person.export", json!({ "subject": "ada" }));
    assert_eq!(kept["bookings"][0]["participants"][0]["name"], "Ada");
    let standing = ask(&engine, "person.erase", json!({ "subject": "ada" }));
    assert_eq!(standing["standing"], json!(["b1"]));
    let erased = ask(&engine, "person.erase", json!({ "subject": "ada", "to_come": "cancel" }));
    assert_eq!((&erased["bookings"], &erased["cancelled"]), (&json!(1), &json!(["b1"])));
    let events =
        ask(&engine, "event.list", json!({ "entity": { "kind": "booking", "id": "b1" }, "limit": 10 }));
    let actions: Vec<&Value> = events.as_array().unwrap().iter().map(|one| &one["event"]["action"]).collect();
    assert_eq!(actions, ["book", "cancel", "erase"]);
    assert_eq!(ask(&engine, "event.verify", json!({ "kind": "booking", "id": "b1" })), Value::Null);
}
