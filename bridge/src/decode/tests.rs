use super::*;
use kalends::availability::Schedule;
use kalends::interval::Interval;
use kalends::rules::{Busy, Context};
use kalends::service::Service;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Sample {
    #[serde(default)]
    service: Option<Service>,
    #[serde(default)]
    busy: Vec<Busy>,
    #[serde(default)]
    range: Option<Interval>,
    #[serde(default)]
    context: Option<Context>,
    #[serde(default)]
    schedule: Schedule,
}

fn refused(json: &str) -> (&'static str, String, String) {
    let sample = read::<Sample>(json.as_bytes(), &Limits::default());
    let error = sample.expect_err(json);
    (error.code(), error.path().to_owned(), error.message().to_owned())
}

#[track_caller]
fn check(json: &str, code: &str, path: &str, message: &str) {
    assert_eq!(refused(json), refused(json));
    let (found_code, found_path, found_message) = refused(json);
    assert_eq!((found_code, found_path.as_str(), found_message.as_str()), (code, path, message), "{json}");
}

#[test]
fn what_fits_is_read() {
    let json = br#" {"range":{"start":"2027-01-01T00:00:00Z","end":"2027-01-02T00:00:00Z"}} "#;
    let sample: Sample = read(json, &Limits::default()).unwrap();
    assert_eq!(sample.range.unwrap().length().num_hours(), 24);
    assert!(sample.service.is_none() && sample.context.is_none() && sample.busy.is_empty());
    assert!(sample.schedule.weekly.is_empty());
}

#[test]
fn what_is_not_json_says_where() {
    check("", "wire.malformed", "", "not JSON at line 1 column 0: EOF while parsing a value");
    check("{\"busy\":[]}\n x", "wire.malformed", "", "not JSON at line 2 column 2: trailing characters");
    check("{\"busy\":[],}", "wire.malformed", "", "not JSON at line 1 column 12: trailing comma");
    let text = r#"{"service":{"id":"\ud800","durations":[],"step":"PT1M"}}"#;
    check(text, "wire.malformed", "service.id", "not JSON at line 1 column 25: unexpected end of hex escape");
    // The first wrong thing stands before the text breaks off; a text that is no JSON has no right values.
    check(r#"{"busy":5"#, "wire.malformed", "", "not JSON at line 1 column 9: EOF while parsing an object");
}

#[test]
fn fields_are_known_and_there_once() {
    check(
        r#"{"bussy":[]}"#,
        "wire.unknown-field",
        "bussy",
        "field `bussy` is not known here; expected one of `service`, `busy`, `range`, `context`, `schedule`",
    );
    check(r#"{"range":{}}"#, "wire.missing-field", "range.start", "field `start` is missing");
    check(r#"{"busy":[],"busy":[]}"#, "wire.duplicate-field", "busy", "field `busy` stands twice");
    check(
        r#"{"busy":[{"start":"2027-01-01T00:00:00Z","start":"x"}]}"#,
        "wire.duplicate-field",
        "busy[0].start",
        "field `start` stands twice",
    );
    check(
        r#"{"busy":[{"by":{"booking":{"id":"a","bufer":{}}}}]}"#,
        "wire.unknown-field",
        "busy[0].by.booking.bufer",
        "field `bufer` is not known here; expected one of `id`, `buffer`, `units`, `tentative`",
    );
}

#[test]
fn types_are_named_as_in_json() {
    check("[]", "wire.type", "", "found an array; expected an object");
    check("null", "wire.type", "", "found null; expected an object");
    check(r#"{"busy":{}}"#, "wire.type", "busy", "found an object; expected an array");
    check(
        r#"{"service":null}"#,
        "wire.type",
        "service",
        "found null; expected a value, or the field left out",
    );
    check(
        r#"{"busy":[["2027-01-01T00:00:00Z","2027-01-01T01:00:00Z"]]}"#,
        "wire.type",
        "busy[0]",
        "found an array; expected an object",
    );
    check(
        r#"{"busy":[{"by":{"booking":["a"]}}]}"#,
        "wire.type",
        "busy[0].by.booking",
        "found an array; expected an object",
    );
    check(
        r#"{"busy":[{"by":"booking"}]}"#,
        "wire.type",
        "busy[0].by.booking",
        "found a bare name; expected an object with that name as its only field",
    );
    for two_or_none in [r#"{"booking":{"id":"a"},"external":{}}"#, "5", "{}", "null"] {
        let (code, path, _) = refused(&format!(r#"{{"busy":[{{"by":{two_or_none}}}]}}"#));
        assert_eq!((code, path.as_str()), ("wire.type", "busy[0].by"), "{two_or_none}");
    }
    check(
        r#"{"busy":[{"start":5}]}"#,
        "wire.type",
        "busy[0].start",
        "found `5`; expected an instant such as 2027-01-31T08:00:00Z",
    );
}

#[test]
fn numbers_have_a_range() {
    let horizon = |days: &str| {
        format!(r#"{{"service":{{"id":"s","durations":[],"step":"PT1M","horizon":{{"days":{days}}}}}}}"#)
    };
    let path = "service.horizon.days";
    let small = "found `-1`; expected an integer from 0 to 4294967295";
    check(&horizon("-1"), "wire.range", path, small);
    let huge = "found `9007199254740993`; expected an integer of at most 2^53 either way";
    check(&horizon("9007199254740993"), "wire.range", path, huge);
    check(&horizon("1e999"), "wire.range", path, "the number is out of range");
    check(&horizon("1.5"), "wire.type", path, "found `1.5`; expected an integer from 0 to 4294967295");
    check(
        &horizon("\"1\""),
        "wire.type",
        path,
        "found the string `1`; expected an integer from 0 to 4294967295",
    );
}

#[test]
fn words_are_among_those_allowed() {
    check(
        r#"{"context":{"now":"2027-01-01T00:00:00Z","actor":"hsot"}}"#,
        "wire.unknown-value",
        "context.actor",
        "found `hsot`; expected `client` or `host`",
    );
    // Text that looks like one of our own codes is still only text.
    check(
        r#"{"context":{"x [zone.unknown]":1}}"#,
        "wire.unknown-field",
        "context.x [zone.unknown]",
        "field `x [zone.unknown]` is not known here; expected one of `now`, `actor`, `moving`, `hold_owner`, `client`, `place`, `party`, `waive`",
    );
}

#[test]
fn checked_values_keep_their_codes() {
    check(
        r#"{"schedule":{"weekly":[{"id":"a","days":["MO","XX"]}]}}"#,
        "time.weekday",
        "schedule.weekly[0].days[1]",
        "`XX` is not a weekday; expected MO, TU, WE, TH, FR, SA or SU",
    );
    check(
        r#"{"range":{"start":"2027-01-01T00:00:00Z","end":"2027-01-01T00:00:00Z"}}"#,
        "interval.empty",
        "range",
        "the interval ends at 2027-01-01T00:00:00Z, not after its start 2027-01-01T00:00:00Z",
    );
    check(
        r#"{"busy":[{"start":"x [time.date]"}]}"#,
        "time.instant",
        "busy[0].start",
        "`x [time.date]` is not an instant; expected the form 2027-01-31T08:00:00Z",
    );
}

#[test]
fn what_is_quoted_is_short() {
    let long = "x".repeat(100_000);
    for json in [
        format!(r#"{{"{long}":1}}"#),
        format!(r#"{{"range":"{long}"}}"#),
        format!(r#"{{"busy":[{{"start":"{long}"}}]}}"#),
        format!(r#"{{"context":{{"now":"2027-01-01T00:00:00Z","actor":"{long}"}}}}"#),
        format!(r#"{{"schedule":{{"weekly":[{{"id":"{long}"}}]}}}}"#),
        format!(r#"{{"schedule":{{"weekly":[{{"from":"{long}"}}]}}}}"#),
        format!(r#"{{"schedule":{{"weekly":[{{"days":["{long}"]}}]}}}}"#),
        "9".repeat(100_000),
    ] {
        let (code, path, message) = refused(&json);
        assert!(path.len() + message.len() < 500, "{code} {path} {message}");
    }
}

#[test]
fn depth_and_size_end_somewhere() {
    let deep = format!(r#"{{"busy":{}"#, "[".repeat(1_000_000));
    let (code, path, _) = refused(&deep);
    assert_eq!((code, path.as_str()), ("wire.too-deep", ""));
    let mut limits = Limits::default();
    limits.request_bytes = 10;
    let error = read::<Sample>(b"{\"busy\":[]}", &limits).unwrap_err();
    assert_eq!(
        (error.code(), error.message()),
        ("wire.too-large", "the request has more bytes than the limit of 10")
    );
}
