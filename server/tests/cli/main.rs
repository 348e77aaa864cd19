//! The command line as scripts and people meet it: exit codes, streams, and a round trip through a file.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod life;

use serde_json::{Value, json};
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

const NOW: &str = "--now=2026-10-19T08:00:00Z";

/// What a run said.
struct Said {
    out: String,
    err: String,
    code: i32,
}

impl Said {
    fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap()
    }
}

fn kalends(folder: &Path, arguments: &[&str], input: &str) -> Said {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kalends"));
    command.current_dir(folder).args(arguments);
    let streams = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = streams.spawn().unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Said { out: text(output.stdout), err: text(output.stderr), code: output.status.code().unwrap() }
}

fn run(arguments: &[&str]) -> Said {
    kalends(Path::new("."), arguments, "")
}

fn slots_request(days: i64) -> Value {
    json!({
        "resources": [{
            "resource": { "id": "nurse", "zone": "Europe/Berlin" },
            "schedule": { "weekly": [{ "id": "night", "days": ["SU"], "from": "01:00", "to": "04:00" }] }
        }],
        "service": { "id": "watch", "durations": ["PT1H"], "step": "PT1H" },
        "range": { "start": "2026-10-24T22:00:00Z", "end": format!("{}-10-25T23:00:00Z", 2026 + days / 365) },
        "context": { "now": "2026-10-01T00:00:00Z" }
    })
}

#[test]
fn a_call_answers_with_an_envelope_and_an_exit_code() {
    let answer = kalends(Path::new("."), &["call", "slots.find"], &slots_request(0).to_string());
    assert_eq!((answer.code, answer.json()["ok"]["slots"].as_array().unwrap().len()), (0, 4));
    let malformed = kalends(Path::new("."), &["call", "slots.find"], "{");
    assert_eq!((malformed.code, malformed.json()["error"]["category"].clone()), (2, json!("input")));
    let unknown = kalends(Path::new("."), &["call", "slots.lose"], "{}");
    assert_eq!((unknown.code, unknown.json()["error"]["code"].clone()), (2, json!("wire.unknown-op")));
    let too_wide = kalends(Path::new("."), &["call", "slots.find"], &slots_request(3650).to_string());
    assert_eq!((too_wide.code, too_wide.json()["error"]["category"].clone()), (3, json!("limit")));
}

#[test]
fn a_pool_shows_who_can_serve_and_where_the_list_goes_on() {
    let request = concat!(env!("CARGO_MANIFEST_DIR"), "/../examples/pool.json");
    let shown = run(&["slots", request]);
    assert_eq!((shown.code, shown.err.as_str()), (0, ""));
    insta::assert_snapshot!(shown.out);
}

#[test]
fn every_operation_is_listed() {
    let listed = run(&["call", "--list"]);
    assert_eq!(listed.code, 0);
    for op in kalends_bridge::OPS {
        assert!(listed.out.lines().any(|line| line.trim_start().starts_with(op.name)), "{}", op.name);
    }
    assert_eq!(listed.out.lines().count(), kalends_bridge::OPS.len() + 1);
}

#[test]
fn a_pipe_is_answered_line_by_line_in_order() {
    let line = |hour: u32| {
        let instant = format!("2027-01-31T{hour:02}:00:00Z");
        json!({ "op": "zone.wall", "input": { "instant": instant, "zone": "Asia/Kathmandu" } }).to_string()
    };
    let mut lines: Vec<String> = (0..18).map(line).collect();
    lines.insert(7, "nonsense".to_owned());
    let said = kalends(Path::new("."), &["call", "--jsonl"], &lines.join("\n"));
    assert_eq!(said.code, 0);
    let answers: Vec<Value> = said.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(answers.len(), 19);
    assert_eq!(answers[7]["error"]["code"], "wire.malformed");
    let walls: Vec<&str> = answers.iter().filter_map(|answer| answer["ok"]["wall"].as_str()).collect();
    // Kathmandu is 5:45 ahead.
    assert_eq!((walls.len(), walls[0], walls[17]), (18, "2027-01-31T05:45:00", "2027-01-31T22:45:00"));
    assert!(walls.is_sorted());
}

#[test]
fn bad_usage_and_bad_input_exit_with_2() {
    assert_eq!(run(&[]).code, 2);
    assert_eq!(run(&["call"]).code, 2);
    assert_eq!(run(&["slots"]).code, 2);
    assert_eq!(run(&["slots", "--db", "x.db", "--resource", "anna"]).code, 2);
    let rule = run(&["expand", "FREQ=WEEKLY;BYDAY=XX", "--start", "2026-10-19T09:00", "--zone", "UTC"]);
    assert_eq!((rule.code, rule.out.as_str()), (2, ""));
    assert!(rule.err.starts_with("error[recur."), "{}", rule.err);
    let zone = run(&["expand", "FREQ=DAILY", "--start", "2026-10-19T09:00", "--zone", "Europe/Berln"]);
    assert_eq!(zone.code, 2);
    assert!(zone.err.starts_with("error[zone.unknown] at --zone: "), "{}", zone.err);
    let file = run(&["slots", "there-is-no-such-file.json"]);
    assert_eq!(file.code, 2);
    assert!(file.err.starts_with("error[cli.unreadable]: "), "{}", file.err);
}

#[test]
fn more_than_the_limit_exits_with_3() {
    let arguments =
        ["expand", "FREQ=SECONDLY", "--start", "2026-10-19T09:00", "--zone", "UTC", "--to", "2026-10-22"];
    let said = run(&arguments);
    assert_eq!((said.code, said.out.as_str()), (3, ""));
    assert!(said.err.starts_with("error[recur.too-many]: "), "{}", said.err);
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kalends"));
    command.args([
        "expand",
        "FREQ=SECONDLY",
        "--start",
        "2026-10-19T09:00",
        "--zone",
        "UTC",
        "--count",
        "50000",
    ]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), String::from_utf8_lossy(&output.stderr).as_ref()), (Some(0), ""));
}

#[test]
fn a_database_that_cannot_be_opened_exits_with_4() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("config.json"), "{}").unwrap();
    let said = kalends(folder.path(), &["put", "--db", ".", "config.json"], "");
    assert_eq!(said.code, 4, "{}", said.err);
    assert!(said.err.starts_with("error[store."), "{}", said.err);
}

#[test]
fn a_rule_is_expanded_with_both_offsets() {
    let base =
        ["expand", "FREQ=WEEKLY;BYDAY=SU", "--start", "2026-10-25T01:30", "--zone", "America/New_York"];
    let table = run(&[&base[..], &["--count", "3", "--viewer", "Africa/Nairobi"]].concat());
    assert_eq!(table.code, 0);
    let lines: Vec<&str> = table.out.lines().collect();
    assert_eq!(lines.len(), 4);
    assert!(lines[2].contains("Sun 2026-11-01 01:30 -04:00  Sun 2026-11-01 08:30 +03:00"), "{}", lines[2]);
    assert!(lines[2].ends_with("first of two; the other is at Sun 2026-11-01 01:30 -05:00"), "{}", lines[2]);
    assert!(lines[3].contains("Sun 2026-11-08 01:30 -05:00  Sun 2026-11-08 09:30 +03:00"), "{}", lines[3]);

    let record = run(&[&base[..], &["--from", "2026-11-01", "--to", "2026-11-09", "--json"]].concat()).json();
    let starts: Vec<&Value> =
        record["occurrences"].as_array().unwrap().iter().map(|one| &one["start"]).collect();
    assert_eq!(starts, ["2026-11-01T05:30:00Z", "2026-11-08T06:30:00Z"]);

    let none = run(&[&base[..], &["--from", "2020-01-01", "--to", "2020-02-01"]].concat());
    assert_eq!(none.code, 1);
}

#[test]
fn a_rule_is_said_and_drawn() {
    let rule = "FREQ=MONTHLY;RSCALE=GREGORIAN;SKIP=BACKWARD;BYMONTHDAY=31;UNTIL=20270401T000000Z";
    let base = ["expand", rule, "--start", "2027-02-28T02:30", "--zone", "Europe/Berlin"];
    let drawn = run(&[&base[..], &["--describe", "--picture"]].concat());
    insta::assert_snapshot!(drawn.out, @r"
    on the 31st of every month, or the last day of shorter months, until 1 April 2027 at 02:00

     #  Europe/Berlin                UTC
     1  Sun 2027-02-28 02:30 +01:00  2027-02-28T01:30:00Z
     2  Wed 2027-03-31 02:30 +02:00  2027-03-31T00:30:00Z

    February 2027
     Mo   Tu   We   Th   Fr   Sa   Su
      1    2    3    4    5    6    7
      8    9   10   11   12   13   14
     15   16   17   18   19   20   21
     22   23   24   25   26   27  [28]

    March 2027
     Mo   Tu   We   Th   Fr   Sa   Su
      1    2    3    4    5    6    7
      8    9   10   11   12   13   14
     15   16   17   18   19   20   21
     22   23   24   25   26   27   28 ~
     29   30  [31]

    [ ] happens   ~ the clocks change
    ");
    let german = run(&[&base[..], &["--describe", "de-AT", "--json"]].concat()).json();
    let words = "am 31. jedes Monats, in kürzeren Monaten am letzten Tag, bis zum 1. April 2027 um 02:00 Uhr";
    assert_eq!(german["words"], words);
    let french = run(&[&base[..], &["--describe", "fr"]].concat());
    assert_eq!(french.code, 2);
    assert!(french.err.contains("no rule can be described in the language `fr`"), "{}", french.err);
}

#[test]
fn a_request_file_is_answered_as_the_operation_would() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("request.json"), slots_request(0).to_string()).unwrap();
    let table = kalends(folder.path(), &["slots", "request.json", "--zone", "UTC"], "");
    assert_eq!(table.code, 0);
    // 01:00, 02:00 twice, 03:00.
    assert!(table.out.contains("Sun 2026-10-25 02:00 +02:00  Sun 2026-10-25 00:00 +00:00"), "{}", table.out);
    assert!(table.out.contains("Sun 2026-10-25 02:00 +01:00  Sun 2026-10-25 01:00 +00:00"), "{}", table.out);
    let same = kalends(folder.path(), &["slots", "-", "--json"], &slots_request(0).to_string());
    let direct = kalends(folder.path(), &["call", "slots.find", "request.json"], "");
    assert_eq!(same.json(), direct.json()["ok"]);

    let mut request = slots_request(0);
    request.as_object_mut().unwrap().remove("range");
    request["start"] = json!("2026-10-25T02:30:00Z");
    let explained = kalends(folder.path(), &["explain", "-"], &request.to_string());
    assert_eq!(explained.code, 1);
    assert!(
        explained.out.contains("\n  - hours: outside opening hours, closed by weekly\n"),
        "{}",
        explained.out
    );
    request["start"] = json!("2026-10-25T02:00:00Z");
    assert_eq!(kalends(folder.path(), &["explain", "-"], &request.to_string()).code, 0);
    request["start"] = json!("noon");
    let bad = kalends(folder.path(), &["explain", "-"], &request.to_string());
    assert_eq!(bad.code, 2);
    assert!(bad.err.starts_with("error[time.instant] at start: "), "{}", bad.err);
}

const CALENDAR: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Test//EN\r\nBEGIN:VEVENT\r\nUID:standup\r\n\
    DTSTAMP:20261001T000000Z\r\nDTSTART;TZID=Europe/Berlin:20261005T110000\r\n\
    DTEND;TZID=Europe/Berlin:20261005T113000\r\nRRULE:FREQ=WEEKLY;BYDAY=MO\r\nEND:VEVENT\r\n\
    BEGIN:VEVENT\r\nUID:lost\r\nDTSTAMP:20261001T000000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

fn config() -> Value {
    json!({
        "resources": [{
            "resource": { "id": "anna", "zone": "Europe/Berlin" },
            "schedule": { "weekly": [{ "id": "mornings", "days": ["MO"], "from": "09:00", "to": "12:00" }] }
        }],
        "services": [{ "id": "lesson", "durations": ["PT1H"], "step": "PT30M" }]
    })
}

fn starts(said: &Said) -> Vec<String> {
    let found = said.json()["slots"].as_array().unwrap().clone();
    found.iter().map(|slot| slot["start"].as_str().unwrap().to_owned()).collect()
}

fn check_request(text: &str) {
    for line in [
        "METHOD:REQUEST",
        "UID:b1",
        "SEQUENCE:1",
        "TZID:Europe/Berlin",
        "DTSTART;TZID=Europe/Berlin:20261026T100000",
        "ORGANIZER;CN=Anna:mailto:anna@example.org",
    ] {
        assert!(text.contains(&format!("\r\n{line}\r\n")), "{line}\n{text}");
    }
    assert!(text.contains("\r\nATTENDEE;CN=Leo;"), "{text}");
}

/// Monday, 26 October 2026: the day after the clocks went back, 09:00 in Berlin is 08:00 in UTC.
#[test]
fn from_an_empty_file_to_an_exported_booking() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("config.json"), config().to_string()).unwrap();
    std::fs::write(folder.path().join("busy.ics"), CALENDAR).unwrap();
    let on = |words: &str| {
        let words: Vec<&str> = words.split(' ').collect();
        kalends(folder.path(), &[&words[..], &["--db", "k.db"]].concat(), "")
    };
    let at = |words: &str| on(&format!("{words} {NOW}"));
    let whose = "--resource anna --service lesson";
    let list = format!("slots {whose} --from 2026-10-26 --to 2026-10-27 --json");

    assert_eq!(at(&list).code, 2, "a question makes no file");
    assert!(!folder.path().join("k.db").exists());
    assert_eq!(on("put config.json").code, 0);
    // 09:00 to 12:00 holds five starts of an hour, before anything is busy.
    assert_eq!(starts(&at(&list)).len(), 5);

    let imported = at("import --resource anna --source work busy.ics");
    assert_eq!(imported.code, 0, "{}", imported.err);
    assert!(imported.out.starts_with("work: 53 busy times, 1 problem\n"), "{}", imported.out);
    assert!(
        imported.out.contains("  line 11: event `lost` has no readable DTSTART [ical.no-start]"),
        "{}",
        imported.out
    );
    // The stand-up at 11:00 leaves 09:00, 09:30 and 10:00.
    let free = ["2026-10-26T08:00:00Z", "2026-10-26T08:30:00Z", "2026-10-26T09:00:00Z"];
    assert_eq!(starts(&at(&list)), free);

    let people = "--participant host:t1:Anna:anna@example.org --participant attendee:s1:Leo:leo@example.org";
    let booked = at(&format!("book {whose} --id b1 --start 2026-10-26T09:00 {people} --json"));
    assert_eq!(booked.code, 0, "{}", booked.err);
    assert_eq!(booked.json()["accepted"]["bookings"][0]["span"]["start"], "2026-10-26T08:00:00Z");
    assert_eq!(starts(&at(&list)), free[2..]);

    let refused = at(&format!("book {whose} --id b2 --start 2026-10-26T09:30 --json"));
    assert_eq!(refused.code, 1);
    assert_eq!(refused.json()["refused"]["reasons"][0]["busy"]["by"], json!({ "booking": "b1" }));
    let words = at(&format!("book {whose} --id b2 --start 2026-10-26T10:15"));
    let expected = "refused:\n  - grid: not a possible start; the nearest before is Mon 2026-10-26 10:00 +01:00 in \
        Europe/Berlin; the nearest after is Mon 2026-10-26 10:30 +01:00 in Europe/Berlin\n  - busy: outside event \
        standup (work) takes Mon 2026-10-26 11:00–11:30 +01:00 in Europe/Berlin\n";
    assert_eq!((words.code, words.out.as_str()), (1, expected));

    let moved = at("reschedule b1 --start 2026-10-26T10:00 --expect 1 --json");
    assert_eq!((moved.code, moved.json()["accepted"]["bookings"][0]["version"].clone()), (0, json!(2)));
    let stale = at("reschedule b1 --start 2026-10-26T09:00 --expect 1");
    assert_eq!(stale.code, 1);
    assert!(stale.out.contains("version 1 was expected, 2 found"), "{}", stale.out);

    check_request(&at("export --booking b1 --method request").out);

    assert_eq!(at("cancel b1").code, 0);
    assert_eq!(starts(&at(&list)), free);
    let agenda = at("agenda --from 2026-10-26 --to 2026-10-27 --json").json();
    assert!(agenda["bookings"][0]["status"]["cancelled"].is_object(), "{agenda}");
    assert_eq!(at("export --resource anna --out anna.ics").code, 0);
    let file = std::fs::read_to_string(folder.path().join("anna.ics")).unwrap();
    assert!(file.contains("\r\nMETHOD:PUBLISH\r\n") && file.contains("\r\nSTATUS:CANCELLED\r\n"), "{file}");
    assert!(file.contains("\r\nSEQUENCE:2\r\n"), "{file}");
    let unknown = at("cancel b9");
    assert_eq!(unknown.code, 2);
    assert!(unknown.err.starts_with("error[booking.unknown] at booking: "), "{}", unknown.err);
}

#[test]
fn a_time_that_comes_twice_must_say_which() {
    let folder = tempfile::tempdir().unwrap();
    let mut config = config();
    config["resources"][0]["schedule"]["weekly"][0] =
        json!({ "id": "n", "days": ["SU"], "from": "00:00", "to": "06:00" });
    std::fs::write(folder.path().join("config.json"), config.to_string()).unwrap();
    assert_eq!(kalends(folder.path(), &["put", "--db", "k.db", "config.json"], "").code, 0);
    let explain = |start: &str| {
        let whose =
            ["explain", "--db", "k.db", "--resource", "anna", "--service", "lesson", NOW, "--start", start];
        kalends(folder.path(), &whose, "")
    };
    let bare = explain("2026-10-25T02:30");
    assert_eq!(bare.code, 2);
    assert!(bare.err.starts_with("error[zone.fold] at --start: "), "{}", bare.err);
    assert_eq!(explain("2026-10-25T02:30:00+02:00").code, 0);
    let second = explain("2026-10-25T02:30:00+01:00");
    assert_eq!(
        (second.code, second.out.as_str()),
        (0, "Sun 2026-10-25 02:30 +01:00 in Europe/Berlin can be booked\n")
    );
}

#[test]
fn a_configuration_is_put_whole_or_not_at_all() {
    let folder = tempfile::tempdir().unwrap();
    let put = |config: &Value| kalends(folder.path(), &["put", "--db", "k.db", "-"], &config.to_string());
    let mut bad = config();
    bad["services"][0]["durations"] = json!([]);
    let said = put(&bad);
    assert_eq!(said.code, 2);
    assert!(said.err.starts_with("error[service.no-duration] at services[0].durations: "), "{}", said.err);
    let mut bad = config();
    bad["resources"][0]["resource"]["zone"] = json!("Europe/Berln");
    let said = put(&bad);
    assert!(said.err.starts_with("error[zone.unknown] at resources[0].resource.zone: "), "{}", said.err);
    let mut bad = config();
    bad["resources"][0]["schedule"]["weekly"][0]["from"] = json!("25:00");
    let said = put(&bad);
    assert!(
        said.err.starts_with("error[time.of-day] at resources[0].schedule.weekly[0].from: "),
        "{}",
        said.err
    );
    let agenda = kalends(folder.path(), &["agenda", "--db", "k.db", NOW], "");
    assert_eq!((agenda.code, agenda.out.as_str()), (0, ""));
}

#[test]
fn a_host_may_waive_what_a_client_may_not() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("config.json"), config().to_string()).unwrap();
    assert_eq!(kalends(folder.path(), &["put", "--db", "k.db", "config.json"], "").code, 0);
    let book = |more: &[&str]| {
        let base = ["book", "--db", "k.db", "--resource", "anna", "--service", "lesson", NOW, "--id", "late"];
        kalends(folder.path(), &[&base[..], &["--start", "2026-10-26T20:00"], more].concat(), "")
    };
    assert_eq!(book(&[]).code, 1);
    let client = book(&["--waive", "hours"]);
    assert_eq!(client.code, 2);
    assert!(client.err.starts_with("error[slots.not-waivable] at context.waive[0]: "), "{}", client.err);
    assert_eq!(book(&["--as", "host", "--waive", "hours"]).code, 0);
}

#[test]
fn a_history_says_who_and_why_and_its_chain_fits() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("config.json"), config().to_string()).unwrap();
    let on = |words: &str| {
        let words: Vec<&str> = words.split(' ').collect();
        kalends(folder.path(), &[&words[..], &["--db", "k.db"]].concat(), "")
    };
    assert_eq!(on("put config.json").code, 0);
    let book = "book --resource anna --service lesson --id b1 --start 2026-10-26T09:00 --by s-1";
    assert_eq!(on(&format!("{book} {NOW}")).code, 0);
    assert_eq!(on(&format!("cancel b1 --as host --cause illness {NOW}")).code, 0);
    let told = on("history b1 --verify");
    assert_eq!(told.code, 0, "{}", told.err);
    let lines: Vec<Vec<&str>> = told.out.lines().map(|line| line.split_whitespace().collect()).collect();
    let last = |line: usize, words: usize| lines[line][lines[line].len() - words..].join(" ");
    assert_eq!(last(1, 4), "1 book client s-1");
    assert_eq!(last(2, 4), "2 cancel host illness");
    assert_eq!(told.out.lines().last(), Some("the chain fits"));
    let all = on("history --json --after 3").json();
    let entities = all["events"].as_array().unwrap().iter().map(|one| one["event"]["entity"]["kind"].clone());
    assert_eq!(entities.collect::<Vec<_>>(), ["booking", "session", "booking"]);
    let forged = on(&format!("history b1 --verify --head {}", "0".repeat(64)));
    assert_eq!((forged.code, forged.out.lines().last()), (1, Some("the chain does not fit at event 3")));
    let nothing = on("history b2");
    assert_eq!(nothing.code, 2);
    assert!(nothing.err.contains("nothing was noted of booking `b2`"), "{}", nothing.err);
}

/// Monday, 26 October 2026, again: closing at 10:00 in Berlin is closing at 09:00 in UTC.
#[test]
fn a_changed_schedule_is_previewed_and_nothing_is_changed() {
    let folder = tempfile::tempdir().unwrap();
    let file =
        |name: &str, value: &Value| std::fs::write(folder.path().join(name), value.to_string()).unwrap();
    file("config.json", &config());
    file(
        "shorter.json",
        &json!({
            "weekly": [{ "id": "mornings", "days": ["MO"], "from": "09:00", "to": "10:00" }]
        }),
    );
    let at = |words: &str| {
        let words: Vec<&str> = words.split(' ').collect();
        kalends(folder.path(), &[&words[..], &["--db", "k.db"]].concat(), "")
    };
    assert_eq!(at("put config.json").code, 0);
    let booked = at(&format!("book --resource anna --service lesson --id b1 --start 2026-10-26T09:30 {NOW}"));
    assert_eq!(booked.code, 0, "{}", booked.err);
    let day = format!("--resource anna --service lesson --from 2026-10-26 --to 2026-10-27 {NOW}");
    let preview = at(&format!("preview shorter.json {day}"));
    let expected = "1 booking outside opening hours:\n  - booking b1, Mon 2026-10-26 09:30–10:30 +01:00 in \
        Europe/Berlin\n      outside opening hours, closed by weekly\nfree time won: 0 minutes\nfree time lost: 90 \
        minutes\n  - Mon 2026-10-26 10:30–12:00 +01:00 in Europe/Berlin\n0 slots won, 2 slots lost\n";
    assert_eq!((preview.code, preview.out.as_str()), (1, expected), "{}", preview.err);
    let record = at(&format!("preview shorter.json {day} --json")).json();
    assert_eq!(record["schedule"]["weekly"][0]["version"], 2);
    let same = at(&format!("preview - {day}"));
    assert_eq!(same.code, 2, "nothing on standard input is no schedule");
    assert_eq!(starts(&at(&format!("slots {day} --json"))).len(), 2);
}

#[test]
fn hours_change_as_asked_kept_or_cancelled() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("config.json"), config().to_string()).unwrap();
    let at = |words: &str| {
        let words: Vec<&str> = words.split(' ').collect();
        kalends(folder.path(), &[&words[..], &["--db", "k.db"]].concat(), "")
    };
    assert_eq!(at("put config.json").code, 0);
    let book = format!("book --resource anna --service lesson --id b1 --start 2026-10-26T09:30 {NOW}");
    assert_eq!(at(&book).code, 0);
    let shorter = format!("hours change mornings --resource anna --days MO --from 09:00 --to 10:00 {NOW}");
    let asked = at(&shorter);
    let expected = "refused:\n  - orphaned: booking b1 at Mon 2026-10-26 09:30–10:30 +01:00 in Europe/Berlin \
        would be left outside\n  - booking b1, Mon 2026-10-26 09:30–10:30 +01:00 in Europe/Berlin\n      \
        outside opening hours, closed by weekly\n";
    assert_eq!((asked.code, asked.out.as_str()), (1, expected), "{}", asked.err);
    let state = |said: &Said| said.json()["accepted"]["bookings"][0]["status"].clone();
    let dry = at(&format!("{shorter} --on-bookings cancel --expect 1 --what-if --json"));
    let done = at(&format!("{shorter} --on-bookings cancel --expect 1 --json"));
    for said in [&dry, &done] {
        assert_eq!(said.code, 0, "{}", said.err);
        assert_eq!(state(said)["cancelled"]["with"], "schedule");
        assert_eq!(said.json()["accepted"]["resource"]["schedule"]["weekly"][0]["version"], 2);
    }
    let stale = at(&format!("hours remove mornings --resource anna --expect 1 {NOW}"));
    assert!(stale.code == 1 && stale.out.contains("version 1 was expected, 2 found"), "{}", stale.out);
    let off = at(&format!("time-off add away --resource anna --from 2026-11-02 --until 2026-11-08 {NOW}"));
    assert_eq!((off.code, off.out.as_str()), (0, "schedule of anna: version 3\n"), "{}", off.err);
    let unknown = at(&format!("series edit yoga --time 10:00 {NOW}"));
    assert!(unknown.code == 2 && unknown.err.contains("booking.unknown-series"), "{}", unknown.err);
}

/// Nine in New York and two in Paris, while only one of them has changed its clocks.
#[test]
fn conflicts_are_listed_on_both_clocks_and_refuted_by_the_exit_code() {
    let series = |start: &str, zone: &str| json!({ "rule": "FREQ=DAILY", "start": start, "zone": zone, "lasting": { "exact": "PT45M" } });
    let mut request = json!({
        "a": series("2027-01-01T09:00:00", "America/New_York"),
        "b": series("2027-01-01T14:15:00", "Europe/Paris"),
    });
    let ask = |request: &Value, more: &[&str]| {
        let arguments = [&["conflicts", "-"], more].concat();
        kalends(Path::new("."), &arguments, &request.to_string())
    };
    let first = ask(&request, &[]);
    assert_eq!(first.code, 1);
    for shown in
        ["America/New_York", "Europe/Paris", "Sun 2027-03-14 09:15 -04:00", "Sun 2027-03-14 14:15 +01:00"]
    {
        assert!(first.out.contains(shown), "{}", first.out);
    }
    request["range"] = json!({ "start": "2027-10-30T00:00:00Z", "end": "2027-11-30T00:00:00Z" });
    let all = ask(&request, &["--json"]);
    assert_eq!((all.code, all.json()["conflicts"].as_array().unwrap().len()), (1, 7));
    request["b"] = series("2027-01-01T20:00:00", "Europe/Paris");
    let none = ask(&request, &[]);
    assert_eq!((none.code, none.out.as_str()), (0, "they are not in each other's way there\n"));
    request.as_object_mut().unwrap().remove("range");
    let never = ask(&request, &[]);
    assert_eq!((never.code, never.out.as_str()), (0, "they are never in each other's way\n"));
    request["b"]["zone"] = json!("Nowhere/Land");
    assert_eq!(ask(&request, &[]).code, 2);
}

/// Monday's lesson at 09:00 in Berlin, the day after the clocks went back: a day before is Sunday 09:00, in winter time.
#[test]
fn a_late_cancel_shows_its_fee_before_and_after() {
    let folder = tempfile::tempdir().unwrap();
    let on =
        |words: &[&str], input: &str| kalends(folder.path(), &[words, &["--db", "k.db"]].concat(), input);
    let policy = |version: i64, percent: i64| {
        let tiers = json!([{ "notice": "P1D" }, { "fee": { "percent": percent } }]);
        json!({ "id": "terms", "version": version, "cancel": { "tiers": tiers }, "move": { "most": 1 } })
    };
    let put = on(&["policy", "put", "-"], &policy(1, 50).to_string());
    assert_eq!((put.code, put.out.as_str()), (0, "put policy `terms`, version 1\n"), "{}", put.err);
    let mut config = config();
    config["services"][0]["policy"] = json!({ "id": "terms" });
    assert_eq!(on(&["put", "-"], &config.to_string()).code, 0);
    let at = |words: &[&str], now: &str| on(&[words, &["--now", now]].concat(), "");
    let booked = at(
        &[
            "book",
            "--resource",
            "anna",
            "--service",
            "lesson",
            "--id",
            "b1",
            "--start",
            "2026-10-26T09:00",
            "--price",
            "4501 EUR",
        ],
        "2026-10-19T08:00:00Z",
    );
    assert_eq!(booked.code, 0, "{}", booked.err);
    assert!(booked.out.contains("  price: 4501 minor units of EUR\n"), "{}", booked.out);
    let changed = on(&["policy", "put", "-"], &policy(1, 60).to_string());
    assert!(changed.code == 1 && changed.err.starts_with("error[policy.changed]"), "{}", changed.err);
    assert_eq!(on(&["policy", "put", "-"], &policy(2, 60).to_string()).code, 0);
    let listed = on(&["policy", "list", "--json"], "");
    assert_eq!(listed.json(), json!([policy(1, 50), policy(2, 60)]));
    assert_eq!(on(&["policy", "show", "terms"], "").json(), policy(2, 60));
    assert_eq!(on(&["policy", "show", "terms", "--at", "1"], "").json(), policy(1, 50));
    assert_eq!(on(&["policy", "show", "terms", "--at", "3"], "").code, 2);

    // Sunday 09:00 in winter time is still in time.
    let in_time = at(&["cancel", "b1", "--what-if", "--json"], "2026-10-25T08:00:00Z").json();
    assert_eq!(in_time["accepted"]["outcomes"]["b1"]["late"], json!(false));
    let late = "2026-10-25T08:00:01Z";
    let shown = at(&["cancel", "b1", "--what-if"], late);
    let said = "b1: late, free until Sun 2026-10-25 09:00 +01:00 in Europe/Berlin, a fee of 2251 minor units of \
        EUR, by policy `terms`, version 1\n";
    assert!(shown.out.starts_with(&format!("nothing is changed; it would be:\n{said}")), "{}", shown.out);
    let moved = at(&["reschedule", "b1", "--start", "2026-10-26T10:00", "--what-if"], late);
    assert!(moved.out.contains("b1: late, ") && moved.out.contains(" no fee, by policy"), "{}", moved.out);
    let cancelled = at(&["cancel", "b1"], late);
    assert!(cancelled.out.starts_with(said), "{}", cancelled.out);
    assert!(
        cancelled.out.contains("  cancelled: late, a fee of 2251 minor units of EUR\n"),
        "{}",
        cancelled.out
    );
}

/// A lesson with one seat on 26 October 2026, 09:00 in Berlin; the clocks go back the night before. A cutoff of ten hours
/// of elapsed time is 22:00Z, which is midnight there in summer time.
#[test]
fn who_waits_is_offered_what_is_cancelled_and_a_tick_passes_it_on() {
    let folder = tempfile::tempdir().unwrap();
    let mut config = config();
    config["services"][0]["seats"] = json!(1);
    config["services"][0]["waitlist"] = json!({ "cutoff": "PT10H" });
    std::fs::write(folder.path().join("config.json"), config.to_string()).unwrap();
    let at = |words: &str, now: &str| {
        let words: Vec<&str> = words.split(' ').collect();
        kalends(folder.path(), &[&words[..], &["--db", "k.db", "--now", now]].concat(), "")
    };
    let early = "2026-10-01T00:00:00Z";
    assert_eq!(kalends(folder.path(), &["put", "config.json", "--db", "k.db"], "").code, 0);
    let book = "book --resource anna --service lesson --start 2026-10-26T09:00 --id b1";
    assert_eq!(at(book, early).code, 0);
    let join =
        |name: &str, what: &str| at(&format!("waitlist join {name} {what} --client {name} --json"), early);
    assert_eq!(join("ada", "--session b1").json()["accepted"]["entry"]["status"], json!("waiting"));
    let wish = join("bob", "--service lesson --resource anna --day MO --from 09:00 --to 10:00");
    assert_eq!(
        wish.json()["accepted"]["entry"]["wish"]["time"]["zone"],
        json!("Europe/Berlin"),
        "{}",
        wish.err
    );
    assert_eq!(at("waitlist join eve --session b1", early).code, 2, "nobody is named");
    assert_eq!(at("waitlist accept ada", early).code, 1, "nothing is offered");

    let cancelled = at("cancel b1 --json", "2026-10-25T12:00:00Z").json();
    let promoted = &cancelled["accepted"]["promoted"][0];
    assert_eq!(promoted["id"], json!("ada"), "{cancelled}");
    assert_eq!(promoted["status"]["offered"]["until"], json!("2026-10-25T22:00:00Z"));
    let declined = at("waitlist decline ada", "2026-10-25T13:00:00Z");
    let expected = "ada, version 3: ada waits for session b1, declined\n";
    assert!(declined.out.starts_with(expected), "{}", declined.out);
    assert!(declined.out.contains("promoted: bob, version 2: bob waits for lesson 09:00-10:00 MO in Europe/Berlin, offered session b1 until"), "{}", declined.out);
    let listed = at("waitlist list --session b1", "2026-10-25T13:00:00Z");
    assert!(listed.out.contains("bob") && !listed.out.contains("ada"), "{}", listed.out);
    assert_eq!(at("waitlist list --client ada", early).code, 1);
    assert_eq!(at("waitlist list --client ada --over --json", early).json()["status"], json!("declined"));

    assert_eq!(at("tick", "2026-10-25T21:59:59Z").out, "0 things expired\n");
    assert_eq!(at("tick", "2026-10-25T22:00:00Z").out, "1 thing expired\n  booking bob~offer\n");
    let late = at("waitlist accept bob", "2026-10-25T22:00:00Z");
    assert_eq!(
        (late.code, late.out.as_str()),
        (1, "refused:\n  - state: the place in the waitlist is expired\n")
    );
    let closed = at("waitlist leave bob", "2026-10-25T22:00:00Z");
    assert_eq!(closed.code, 1, "{}", closed.out);
    assert_eq!(
        at("book --resource anna --service lesson --start 2026-10-26T09:00 --id b2", "2026-10-25T22:00:00Z")
            .code,
        0
    );
}
