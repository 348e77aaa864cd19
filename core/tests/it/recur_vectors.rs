//! The recurrence vectors of `conformance/`, run straight against the core.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a vector that cannot be read fails the test")]

use chrono::{NaiveDateTime, TimeDelta};
use kalends::interval::Interval;
use kalends::recur::{Moment, Rule, Series, Start};
use kalends::time::{format_instant, parse_date, parse_instant, parse_wall};
use kalends::{Error, Limits, Zone, ZoneDb};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

fn conformance() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../conformance")
}

/// Lines `"name" = "reason"` below `[recur]`.
fn skips() -> BTreeMap<String, String> {
    let text = std::fs::read_to_string(conformance().join("skips.toml")).unwrap();
    let rows = text.lines().skip_while(|line| line.trim() != "[recur]").skip(1);
    rows.take_while(|line| !line.starts_with('['))
        .filter_map(|line| line.split_once('='))
        .map(|(name, reason)| (unquote(name), unquote(reason)))
        .collect()
}

fn unquote(text: &str) -> String {
    text.trim().trim_matches('"').to_owned()
}

fn texts<'v>(input: &'v Value, field: &str) -> Vec<&'v str> {
    input[field]
        .as_array()
        .map(|list| list.iter().map(|text| text.as_str().unwrap()).collect())
        .unwrap_or_default()
}

fn start(input: &Value) -> Result<Start, Error> {
    let text = input["start"].as_str().unwrap();
    Ok(match (text.contains('T'), input["zone"].as_str()) {
        (false, _) => Start::Date(parse_date(text)?),
        (true, None) => Start::Floating(parse_wall(text)?),
        (true, Some(zone)) => Start::Zoned(parse_wall(text)?, ZoneDb::builtin().get(zone)?),
    })
}

fn moment(text: &str) -> Result<Moment, Error> {
    Ok(if text.contains('T') { parse_wall(text)?.into() } else { parse_date(text)?.into() })
}

fn series(input: &Value) -> Result<Series, Error> {
    let limits = Limits::default();
    // Floating times are compared on the wall, so any zone without changes will do.
    let mut builder = Series::new(start(input)?).zone(Zone::utc());
    if let Some(rule) = input["rule"].as_str() {
        let lenient = input["lenient"].as_bool().unwrap_or_default();
        let read = if lenient { Rule::parse_lenient } else { Rule::parse };
        builder = builder.rule(read(rule, &limits)?);
    }
    for rule in texts(input, "extra_rules") {
        builder = builder.rule(Rule::parse(rule, &limits)?);
    }
    for rule in texts(input, "exrules") {
        builder = builder.exrule(Rule::parse(rule, &limits)?);
    }
    for date in texts(input, "rdate") {
        builder = builder.rdate(moment(date)?);
    }
    for date in texts(input, "exdate") {
        builder = builder.exdate(moment(date)?);
    }
    builder.build()
}

fn expand(input: &Value) -> Result<Value, Error> {
    let (series, limits) = (series(&input["series"])?, Limits::default());
    let bound = |text: &Value| -> Result<_, Error> {
        let text = text.as_str().unwrap();
        if text.ends_with('Z') { parse_instant(text) } else { Ok(parse_wall(text)?.and_utc()) }
    };
    let found = if input["range"].is_object() {
        let range = Interval::new(bound(&input["range"]["start"])?, bound(&input["range"]["end"])?)?;
        series.between(range, &limits).collect::<Result<Vec<_>, _>>()?
    } else {
        let limit = usize::try_from(input["limit"].as_u64().unwrap()).unwrap();
        series.iter(&limits).take(limit).collect::<Result<Vec<_>, _>>()?
    };
    let wall = |wall: NaiveDateTime| match series.start() {
        Start::Date(_) => wall.date().to_string(),
        _ => wall.format("%Y-%m-%dT%H:%M:%S").to_string(),
    };
    Ok(match series.start() {
        Start::Zoned(..) => {
            json!({ "starts": found.iter().map(|one| format_instant(one.start)).collect::<Vec<_>>() })
        }
        _ => json!({ "walls": found.iter().map(|one| wall(one.wall)).collect::<Vec<_>>() }),
    })
}

fn validate(input: &Value) -> Result<Value, Error> {
    let built = series(input)?;
    Ok(json!({ "rule": built.rule().unwrap().to_string() }))
}

fn run(op: &str, input: &Value) -> Value {
    let answer = match op {
        "recur.expand" => expand(input),
        "recur.validate" => validate(input),
        other => panic!("no op is called {other}"),
    };
    match answer {
        Ok(value) => json!({ "ok": value }),
        Err(error) => json!({ "error": { "code": error.code() } }),
    }
}

#[test]
fn every_recurrence_vector_holds_or_is_listed_as_skipped() {
    let skips = skips();
    let mut files: Vec<PathBuf> = std::fs::read_dir(conformance().join("vectors/recur"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    let (mut names, mut wrong, mut passed, mut skipped) =
        (std::collections::BTreeSet::new(), Vec::new(), 0, 0);
    for path in files {
        let file: Value = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
        let (mut here, mut left) = (0, 0);
        for case in file["cases"].as_array().unwrap() {
            let name = case["name"].as_str().unwrap();
            assert!(names.insert(name.to_owned()), "{name} stands twice");
            let answer = run(file["op"].as_str().unwrap(), &case["input"]);
            match (answer == case["expect"], skips.contains_key(name)) {
                (true, false) => here += 1,
                (false, true) => left += 1,
                (true, true) => wrong.push(format!("{name} passes: its skip is stale")),
                (false, false) => {
                    let (input, expect) = (&case["input"], &case["expect"]);
                    wrong.push(format!("{name}: {input}\n  expected {expect}\n  found    {answer}"));
                }
            }
        }
        println!("{}: {here} passed, {left} skipped", path.file_name().unwrap().display());
        (passed, skipped) = (passed + here, skipped + left);
    }
    for name in skips.keys().filter(|name| !names.contains(*name)) {
        wrong.push(format!("no vector is called {name}"));
    }
    println!("{passed} passed, {skipped} skipped");
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
    // Every fact of the corpus that the vectors were made from.
    assert_eq!(passed, 1558);
}

/// Vectors with a zone give instants only. Their walls: each start shows its wall on the zone's clock, or lies behind
/// it by the length of a gap.
#[test]
fn starts_show_their_wall_or_lie_behind_a_gap() {
    let text = std::fs::read_to_string(conformance().join("vectors/recur/clock_changes.json")).unwrap();
    let file: Value = serde_json::from_str(&text).unwrap();
    for case in file["cases"].as_array().unwrap() {
        let series = series(&case["input"]["series"]).unwrap();
        for one in series.iter(&Limits::default()).take(20) {
            let one = one.unwrap();
            let shown = series.zone().wall(one.start);
            assert!(
                shown == one.wall || (shown > one.wall && shown - one.wall <= TimeDelta::hours(24)),
                "{case}"
            );
        }
    }
}
