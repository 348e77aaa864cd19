//! Input that means harm, or was made by a broken program: the code, the place, and that the answer stays small.
#![expect(clippy::unwrap_used, reason = "what a test's own helpers cannot do fails the test")]

use kalends::Limits;
use kalends_bridge::Bridge;
use serde_json::{Value, json};
use std::time::{Duration, Instant};

/// No refusal quotes more than this of what it refuses.
const SHORT: usize = 4_000;
/// Nothing here takes longer, even unoptimised on a busy machine.
const SOON: Duration = Duration::from_secs(60);

fn answer(bridge: &Bridge, op: &str, request: &[u8]) -> Value {
    let clock = Instant::now();
    let answer = bridge.call(op, request);
    assert!(clock.elapsed() < SOON, "{op} took {:?}", clock.elapsed());
    if answer.starts_with(r#"{"error""#) {
        assert!(
            answer.len() < SHORT,
            "{} bytes: {}…",
            answer.len(),
            answer.chars().take(300).collect::<String>()
        );
    }
    serde_json::from_str(&answer).unwrap()
}

#[track_caller]
fn refused_by(bridge: &Bridge, op: &str, request: impl AsRef<[u8]>, code: &str, path: &str) {
    let error = &answer(bridge, op, request.as_ref())["error"];
    assert_eq!((error["code"].as_str(), error["path"].as_str()), (Some(code), Some(path)), "{error}");
}

#[track_caller]
fn refused(op: &str, request: impl AsRef<[u8]>, code: &str, path: &str) {
    refused_by(&Bridge::default(), op, request, code, path);
}

fn limited(change: impl FnOnce(&mut Limits)) -> Bridge {
    let mut limits = Limits::default();
    change(&mut limits);
    Bridge::default().with_limits(limits)
}

/// A question about slots that is fine by itself.
fn find() -> Value {
    json!({
        "resources": [{
            "resource": { "id": "anna", "zone": "UTC" },
            "schedule": { "weekly": [{ "id": "w", "days": ["MO"], "from": "09:00", "to": "12:00" }] }
        }],
        "service": { "id": "s", "durations": ["PT1H"], "step": "PT1H" },
        "range": { "start": "2027-02-01T00:00:00Z", "end": "2027-02-02T00:00:00Z" },
        "context": { "now": "2027-01-01T00:00:00Z" }
    })
}

/// The same with one value put somewhere.
fn find_with(pointer: &str, value: Value) -> String {
    let mut request = find();
    let (parent, field) = pointer.rsplit_once('/').unwrap();
    request.pointer_mut(parent).unwrap()[field] = value;
    request.to_string()
}

fn free(schedule: Value, start: &str, end: &str) -> String {
    json!({ "zone": "UTC", "schedule": schedule, "range": { "start": start, "end": end } }).to_string()
}

#[test]
fn the_question_is_fine_by_itself() {
    assert_eq!(
        answer(&Bridge::default(), "slots.find", find().to_string().as_bytes())["ok"]["slots"]
            .as_array()
            .unwrap()
            .len(),
        3
    );
}

#[test]
fn a_million_open_brackets() {
    refused("slots.find", "[".repeat(1_000_000), "wire.too-deep", "");
}

#[test]
fn a_million_nested_arrays_that_close() {
    let deep = "[".repeat(1_000_000) + &"]".repeat(1_000_000);
    refused("interval.combine", format!(r#"{{"spans":{deep},"how":{{}}}}"#), "wire.too-deep", "");
}

#[test]
fn a_million_nested_objects_in_a_field_that_is_not_there() {
    let deep = r#"{"data":"#.repeat(1_000_000);
    refused("zone.list", deep, "wire.too-deep", "");
}

#[test]
fn brackets_inside_a_string_are_not_depth() {
    let text = "[".repeat(1_000) + "\\\"" + &"{".repeat(1_000);
    refused("zone.wall", format!(r#"{{"instant":"{text}","zone":"UTC"}}"#), "time.instant", "instant");
}

#[test]
fn a_bare_nul_byte() {
    refused("zone.wall", b"{\"instant\":\"\0\",\"zone\":\"UTC\"}", "wire.malformed", "instant");
}

#[test]
fn an_escaped_nul_in_an_id() {
    refused(
        "slots.find",
        find_with("/resources/0/resource/id", json!("a\0b")),
        "id.control-character",
        "resources[0].resource.id",
    );
}

#[test]
fn an_escaped_nul_in_a_zone() {
    refused("zone.wall", r#"{"instant":"2027-01-31T08:00:00Z","zone":"UTC\u0000"}"#, "zone.unknown", "zone");
}

#[test]
fn a_lone_surrogate() {
    let request = find().to_string().replace("\"anna\"", r#""\ud800""#);
    refused("slots.find", request, "wire.malformed", "resources[0].resource.id");
}

#[test]
fn a_lone_surrogate_as_a_field() {
    refused("zone.list", r#"{"\udfff":1}"#, "wire.malformed", "");
}

#[test]
fn invalid_utf8() {
    refused(
        "zone.wall",
        b"{\"instant\":\"2027-01-31T08:00:00Z\",\"zone\":\"\xff\"}",
        "wire.malformed",
        "zone",
    );
}

#[test]
fn invalid_utf8_in_a_pipe_spoils_one_line_only() {
    let mut input = b"{\"op\":\"zone.list\",\"input\":{\"\xc3\x28\":1}}\n\xff\xfe\n".to_vec();
    input.extend_from_slice(
        b"{\"op\":\"zone.wall\",\"input\":{\"instant\":\"2027-01-31T08:00:00Z\",\"zone\":\"UTC\"}}\n",
    );
    let mut output = Vec::new();
    assert_eq!(Bridge::default().jsonl(input.as_slice(), &mut output).unwrap(), 3);
    let lines: Vec<Value> = output
        .split(|byte| *byte == b'\n')
        .take(3)
        .map(|line| serde_json::from_slice(line).unwrap())
        .collect();
    assert_eq!(lines[0]["error"]["code"], "wire.malformed");
    assert_eq!(lines[1]["error"]["code"], "wire.malformed");
    assert_eq!(lines[2]["ok"]["wall"], "2027-01-31T08:00:00");
}

#[test]
fn a_byte_order_mark() {
    refused("zone.list", b"\xef\xbb\xbf{}", "wire.malformed", "");
}

#[test]
fn a_request_above_the_limit() {
    refused("zone.list", vec![b' '; 64 * 1024 * 1024 + 1], "wire.too-large", "");
}

fn ical(text: &str) -> String {
    let range = json!({ "start": "2027-02-01T00:00:00Z", "end": "2027-02-02T00:00:00Z" });
    json!({ "text": text, "zone": "Europe/Berlin", "range": range }).to_string()
}

#[test]
fn fifty_megabytes_of_events_elsewhere() {
    let event = "BEGIN:VEVENT\r\nUID:a\r\nDTSTART:19970201T090000Z\r\nDURATION:PT1H\r\nEND:VEVENT\r\n";
    let text = format!("BEGIN:VCALENDAR\r\n{}END:VCALENDAR\r\n", event.repeat(50_000_000 / event.len()));
    let found = answer(&Bridge::default(), "ical.busy", ical(&text).as_bytes());
    assert_eq!(found["ok"]["busy"], json!([]));
    assert!(found["ok"]["problems"].as_array().unwrap().len() <= 2_002);
}

#[test]
fn fifty_megabytes_of_nonsense_in_a_calendar() {
    let text = format!("BEGIN:VCALENDAR\r\n{}END:VCALENDAR\r\n", "no colon here\r\n".repeat(50_000_000 / 15));
    let found = answer(&Bridge::default(), "ical.busy", ical(&text).as_bytes());
    assert!(found.to_string().len() < 300_000, "{}", found.to_string().len());
}

#[test]
fn a_calendar_above_the_limit() {
    let bridge = limited(|limits| limits.ical_bytes = 1_000);
    refused_by(&bridge, "ical.busy", ical(&"x".repeat(1_001)), "ical.too-large", "text");
}

#[test]
fn a_calendar_of_components_in_components() {
    refused("ical.busy", ical(&"BEGIN:X\r\n".repeat(100_000)), "ical.too-deep", "text");
}

#[test]
fn a_calendar_with_a_rule_for_every_second() {
    let event = "BEGIN:VEVENT\r\nUID:a\r\nDTSTART:20000201T090000Z\r\nDURATION:PT1S\r\nRRULE:FREQ=SECONDLY\r\nEND:VEVENT\r\n";
    let text = format!("BEGIN:VCALENDAR\r\n{event}END:VCALENDAR\r\n");
    let bridge = limited(|limits| limits.busy = 1_000);
    refused_by(&bridge, "ical.busy", ical(&text), "ical.too-busy", "text");
}

#[test]
fn a_calendar_to_write_with_a_zone_for_each_booking() {
    let booking = |n: usize| {
        let zone = format!("+{:02}:{:02}:{:02}", n / 3_600 % 23, n / 60 % 60, n % 60);
        json!({ "booking": {
            "id": n.to_string(), "version": 1, "sequence": 0, "session": "s", "resources": ["anna"], "service": "s",
            "span": { "start": "2027-02-01T10:00:00Z", "end": "2027-02-01T11:00:00Z" },
            "local": { "wall": "2027-02-01T11:00:00", "zone": zone, "offset": 0, "release": "" },
            "status": "confirmed",
            "created_at": "2027-01-01T00:00:00Z", "updated_at": "2027-01-01T00:00:00Z"
        } })
    };
    let bookings: Vec<Value> = (1..=60_000).map(booking).collect();
    let request = json!({ "method": "publish", "now": "2027-01-01T00:00:00Z", "bookings": bookings });
    let found = answer(&Bridge::default(), "ical.write", request.to_string().as_bytes());
    assert_eq!(found["ok"]["text"].as_str().unwrap().matches("BEGIN:VTIMEZONE").count(), 60_000);
}

#[test]
fn a_rule_of_a_megabyte() {
    let rule = "FREQ=DAILY;BYHOUR=".to_owned() + &"1,".repeat(500_000);
    refused("recur.validate", json!({ "rule": rule }).to_string(), "recur.too-long", "rule");
}

#[test]
fn a_rule_without_an_end_and_a_question_without_a_limit() {
    let series = json!({ "rule": "FREQ=SECONDLY", "start": "2027-01-01T00:00:00", "zone": "UTC" });
    let request = json!({ "series": series });
    refused("recur.expand", request.to_string(), "recur.too-many", "");
}

#[test]
fn a_rule_that_has_to_be_searched_for() {
    // A Monday, 29 February, comes in 2044: seventeen years have to be looked at.
    let rule = "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO";
    let series = json!({ "rule": rule, "start": "2027-01-01T00:00:00", "zone": "UTC" });
    let request = json!({ "series": series, "limit": 1 });
    let bridge = limited(|limits| limits.search_steps = 10);
    refused_by(&bridge, "recur.expand", request.to_string(), "recur.budget", "");
}

#[test]
fn a_million_dates_to_leave_out() {
    let exdate = vec!["2027-01-02T00:00:00"; 1_000_000];
    let series =
        json!({ "rule": "FREQ=DAILY", "start": "2027-01-01T00:00:00", "zone": "UTC", "exdate": exdate });
    let request = json!({ "series": series, "limit": 2 });
    let found = answer(&Bridge::default(), "recur.expand", request.to_string().as_bytes());
    assert_eq!(found["ok"]["starts"], json!(["2027-01-01T00:00:00Z", "2027-01-03T00:00:00Z"]));
}

#[test]
fn the_end_of_the_year_9999() {
    let range = json!({ "start": "9999-12-31T00:00:00Z", "end": "9999-12-31T23:59:59Z" });
    refused("slots.find", find_with("/range", range), "slots.outside-prepared", "range");
}

#[test]
fn the_last_hours_of_the_year_9999_are_open() {
    let schedule = json!({ "weekly": [{ "id": "w", "days": ["FR"], "from": "20:00", "to": "24:00" }] });
    let request = free(schedule, "9999-12-31T00:00:00Z", "9999-12-31T23:59:59Z");
    let found = answer(&Bridge::default(), "availability.free", request.as_bytes());
    assert_eq!(found["ok"]["total"], "PT3H59M59S");
}

#[test]
fn the_first_hours_of_the_year_1_are_open() {
    let schedule = json!({ "weekly": [{ "id": "w", "days": ["MO"], "from": "00:00", "to": "04:00" }] });
    let request = free(schedule, "0001-01-01T00:00:00Z", "0001-01-01T12:00:00Z");
    let found = answer(&Bridge::default(), "availability.free", request.as_bytes());
    assert_eq!(found["ok"]["total"], "PT4H");
}

#[test]
fn a_series_at_the_end_of_time_ends_with_it() {
    let series = json!({ "rule": "FREQ=YEARLY", "start": "9998-06-01T00:00:00", "zone": "Europe/Paris" });
    let request = json!({ "series": series });
    let found = answer(&Bridge::default(), "recur.expand", request.to_string().as_bytes());
    assert_eq!(found["ok"]["starts"], json!(["9998-05-31T22:00:00Z", "9999-05-31T22:00:00Z"]));
}

#[test]
fn a_notice_of_ten_thousand_years() {
    let found =
        answer(&Bridge::default(), "slots.find", find_with("/service/notice", json!("P10000Y")).as_bytes());
    assert_eq!(found["ok"]["slots"], json!([]));
}

#[test]
fn a_horizon_of_four_billion_days() {
    let request = find_with("/service/horizon", json!({ "days": u32::MAX }));
    let found = answer(&Bridge::default(), "slots.find", request.as_bytes());
    assert_eq!(found["ok"]["slots"].as_array().unwrap().len(), 3);
}

#[test]
fn the_year_minus_1() {
    refused("zone.wall", r#"{"instant":"-0001-01-01T00:00:00Z","zone":"UTC"}"#, "time.instant", "instant");
}

#[test]
fn an_end_before_its_start() {
    let range = json!({ "start": "2027-02-02T00:00:00Z", "end": "2027-02-01T00:00:00Z" });
    refused("slots.find", find_with("/range", range), "interval.empty", "range");
}

#[test]
fn a_duration_of_nothing() {
    refused("slots.find", find_with("/duration", json!("PT0S")), "time.not-positive", "duration");
}

#[test]
fn a_duration_beyond_all_numbers() {
    let huge = json!(format!("PT{}S", "9".repeat(100_000)));
    refused("slots.find", find_with("/duration", huge), "time.duration", "duration");
}

#[test]
fn a_start_with_a_fraction() {
    let mut request = find();
    request.as_object_mut().unwrap().remove("range");
    request["start"] = json!("2027-02-01T09:00:00.000000001Z");
    refused("slots.explain", request.to_string(), "time.sub-second", "start");
}

#[test]
fn an_unknown_zone() {
    refused(
        "slots.find",
        find_with("/resources/0/resource/zone", json!("Mars/Olympus_Mons")),
        "zone.unknown",
        "resources[0].resource.zone",
    );
}

#[test]
fn a_zone_with_a_name_of_a_megabyte() {
    let request = json!({ "instant": "2027-01-31T08:00:00Z", "zone": "Europe/".repeat(150_000) });
    refused("zone.wall", request.to_string(), "zone.unknown", "zone");
}

#[test]
fn an_unknown_field() {
    refused("slots.find", find_with("/service/stepp", json!("PT1H")), "wire.unknown-field", "service.stepp");
}

#[test]
fn an_unknown_field_with_a_name_of_a_megabyte() {
    let path = "x".repeat(64) + "…";
    refused("zone.list", format!(r#"{{"{}":1}}"#, "x".repeat(1_000_000)), "wire.unknown-field", &path);
}

#[test]
fn a_field_that_stands_twice() {
    refused("zone.wall", r#"{"zone":"UTC","zone":"Z"}"#, "wire.duplicate-field", "zone");
}

#[test]
fn null_where_absent_is_meant() {
    for (pointer, path) in [
        ("/duration", "duration"),
        ("/limit", "limit"),
        ("/resources/0/busy", "resources[0].busy"),
        ("/context/moving", "context.moving"),
        ("/context/actor", "context.actor"),
        ("/service/horizon", "service.horizon"),
        ("/service/buffer", "service.buffer"),
        ("/resources/0/resource/name", "resources[0].resource.name"),
        ("/resources/0/schedule/weekly", "resources[0].schedule.weekly"),
    ] {
        refused("slots.find", find_with(pointer, Value::Null), "wire.type", path);
    }
}

#[test]
fn an_array_in_the_place_of_an_object() {
    refused(
        "slots.find",
        find_with("/resources/0/resource", json!(["anna", "UTC"])),
        "wire.type",
        "resources[0].resource",
    );
}

#[test]
fn numbers_that_are_too_large() {
    for (number, code) in [
        ("-1", "wire.range"),
        ("9007199254740993", "wire.range"),
        ("18446744073709551616", "wire.type"), // beyond 64 bits JSON numbers are read as fractions
        ("1e3", "wire.type"),
        ("1e400", "wire.range"),
        ("-0.5", "wire.type"),
    ] {
        let request = find_with("/limit", json!(0)).replace(r#""limit":0"#, &format!(r#""limit":{number}"#));
        refused("slots.find", request, code, "limit");
    }
}

#[test]
fn a_number_of_a_megabyte() {
    let request = find_with("/limit", json!(0))
        .replace(r#""limit":0"#, &format!(r#""limit":{}"#, "9".repeat(1_000_000)));
    refused("slots.find", request, "wire.range", "limit");
}

#[test]
fn a_window_of_ten_thousand_years() {
    let range = json!({ "start": "0001-01-01T00:00:00Z", "end": "9999-12-31T00:00:00Z" });
    refused("slots.find", find_with("/range", range), "availability.window-too-wide", "range");
}

#[test]
fn more_busy_spans_than_the_limit() {
    let bridge = limited(|limits| limits.busy = 1_000);
    let busy = json!({ "start": "2027-02-01T09:00:00Z", "end": "2027-02-01T09:01:00Z" });
    let busy = Value::Array(vec![busy; 1_001]);
    refused_by(
        &bridge,
        "slots.find",
        find_with("/resources/0/busy", busy.clone()),
        "slots.too-busy",
        "resources[0].busy",
    );
    let mut request: Value =
        serde_json::from_str(&free(json!({}), "2027-02-01T00:00:00Z", "2027-02-02T00:00:00Z")).unwrap();
    request["busy"] = busy;
    refused_by(&bridge, "availability.free", request.to_string(), "slots.too-busy", "busy");
}

#[test]
fn more_slots_than_the_limit() {
    let mut request = find();
    request["service"]["step"] = json!("PT1S");
    request["resources"][0]["schedule"] =
        json!({ "weekly": [{ "id": "w", "days": ["MO", "TU"], "from": "00:00", "to": "24:00" }] });
    request["range"]["end"] = json!("2027-02-03T00:00:00Z");
    refused("slots.find", request.to_string(), "slots.too-many", "range");
}

fn rules(count: usize) -> Value {
    let rule = |n: usize| {
        let (from, to) =
            (format!("{:02}:{:02}", n % 24, n / 24 % 60), format!("{:02}:{:02}", n % 24, n / 24 % 60 + 1));
        json!({ "id": n.to_string(), "days": ["MO", "TU", "WE", "TH", "FR", "SA", "SU"], "from": from, "to": if to.ends_with("60") { "24:00".to_owned() } else { to } })
    };
    json!({ "weekly": (0..count).map(rule).collect::<Vec<_>>() })
}

#[test]
fn more_rules_than_the_limit() {
    let request = free(rules(10_001), "2027-02-01T00:00:00Z", "2027-02-02T00:00:00Z");
    refused("availability.free", request, "availability.too-many-rules", "schedule");
}

#[test]
fn as_many_rules_as_the_limit_over_a_window_as_wide() {
    let request = free(rules(10_000), "2027-01-01T00:00:00Z", "2030-01-01T00:00:00Z");
    refused("availability.free", request, "availability.too-many-windows", "schedule.weekly");
}

#[test]
fn as_many_windows_as_the_limit() {
    let request = free(rules(220), "2027-01-01T00:00:00Z", "2030-01-01T00:00:00Z");
    let found = answer(&Bridge::default(), "availability.free", request.as_bytes());
    assert!(found["ok"]["free"].is_array(), "{}", found["error"]);
}

#[test]
fn data_nested_deeply() {
    let deep = "[".repeat(10_000) + &"]".repeat(10_000);
    let request = find().to_string().replace("\"anna\"", &format!(r#""anna","data":{deep}"#));
    refused("slots.find", request, "wire.too-deep", "");
}

/// A command about the resource of the question.
fn decide(command: Value) -> Value {
    let mut request = find();
    request.as_object_mut().unwrap().remove("range");
    request["command"] = command;
    request
}

#[test]
fn a_booking_with_a_thousand_and_one_participants() {
    let people = vec![json!({ "subject": "s", "role": "attendee" }); 1_001];
    let command = json!({ "book": {
        "booking": "b", "resource": "anna", "service": "s", "start": "2027-02-01T09:00:00Z", "participants": people
    } });
    let request = decide(command);
    refused(
        "booking.decide",
        request.to_string(),
        "booking.too-many-participants",
        "command.book.participants",
    );
}

#[test]
fn a_booking_that_ends_after_all_time() {
    let command = json!({ "book": {
        "booking": "b", "resource": "anna", "service": "s", "start": "9999-12-31T23:30:00Z"
    } });
    let request = decide(command);
    refused("booking.decide", request.to_string(), "time.out-of-range", "command.book.start");
}

/// Two series that each happen every second, and last a day.
#[test]
fn conflicts_by_the_billion() {
    let secondly = json!({
        "rule": "FREQ=SECONDLY", "start": "2027-01-01T00:00:00", "zone": "UTC", "lasting": { "exact": "PT24H" }
    });
    let century = json!({ "start": "2027-01-01T00:00:00Z", "end": "2127-01-01T00:00:00Z" });
    let request = json!({ "a": secondly, "b": secondly, "range": century });
    refused("conflict.between", request.to_string(), "conflict.too-many", "");
}

/// The even and the odd seconds of all Januaries: nothing but walking could say that they never meet.
#[test]
fn a_first_conflict_that_is_hidden_for_ever() {
    let series = |start: &str| json!({ "rule": "FREQ=SECONDLY;INTERVAL=2;BYMONTH=1", "start": start, "zone": "Europe/Paris" });
    let request = json!({ "a": series("2027-01-01T00:00:00"), "b": series("2027-01-01T00:00:01") });
    let answer = answer(&Bridge::default(), "conflict.first", request.to_string().as_bytes());
    assert!(answer["ok"]["first"]["not_before"].is_string(), "{answer}");
}

#[test]
fn pairs_without_end() {
    let span = json!({ "start": "2027-01-01T00:00:00Z", "end": "2027-01-02T00:00:00Z" });
    let entries: Vec<Value> = (0..3_000).map(|n| json!({ "id": format!("{n}"), "span": span })).collect();
    let request = json!({ "entries": entries, "range": span });
    refused("conflict.pairs", request.to_string(), "conflict.too-many", "");
    let uses = json!({ "uses": entries, "capacity": 1 });
    assert_eq!(
        answer(&Bridge::default(), "conflict.overloads", uses.to_string().as_bytes())["ok"]["peak"],
        3_000
    );
    let few = limited(|limits| limits.conflicts = 2_999);
    refused_by(&few, "conflict.overloads", uses.to_string(), "conflict.too-many", "");
    let few = limited(|limits| limits.busy = 2_999);
    refused_by(&few, "conflict.pairs", request.to_string(), "slots.too-busy", "entries");
}

#[test]
fn an_alternative_that_is_nowhere() {
    let busy: Vec<Value> = (0..9_000)
        .map(|n| json!({ "start": instant(3_600 * n), "end": instant(3_600 * n + 1_801) }))
        .collect();
    let all = json!([{ "start": "1970-01-01T00:00:00Z", "end": "1971-01-01T00:00:00Z" }]);
    let asked = json!({ "start": instant(18_000_000), "end": instant(18_001_800) });
    let request = json!({ "asked": asked, "open": all, "busy": busy, "step": "PT1S" });
    assert_eq!(
        answer(&Bridge::default(), "conflict.alternatives", request.to_string().as_bytes())["ok"]["alternatives"],
        json!([])
    );
    let few = limited(|limits| limits.search_steps = 1_000);
    refused_by(&few, "conflict.alternatives", request.to_string(), "conflict.budget", "");
}

/// An instant of 1970.
fn instant(seconds: i64) -> String {
    kalends::time::format_instant(chrono::DateTime::from_timestamp(seconds, 0).unwrap())
}
