//! The examples of `docs/recurrence.md`: each block is a series and what it has to answer.

#![expect(clippy::panic, reason = "an example that cannot be read fails the test")]

use chrono::{DateTime, NaiveDateTime, TimeZone, Utc};
use kalends::recur::{Exception, Extent, Moment, Rule, Series, SeriesBuilder, Start};
use kalends::{Limits, Result, Zone, ZoneDb};

const CHAPTER: &str = include_str!("../../../docs/recurrence.md");

/// Lines in a fence of `ical`, by the line number of the fence.
fn blocks() -> Vec<(usize, Vec<&'static str>)> {
    let mut blocks = Vec::new();
    let mut open: Option<(usize, Vec<&str>)> = None;
    for (number, line) in (1..).zip(CHAPTER.lines()) {
        match (line, &mut open) {
            ("```ical", None) => open = Some((number, Vec::new())),
            ("```", Some(_)) => blocks.extend(open.take()),
            (line, Some((_, lines))) => lines.push(line),
            _ => {}
        }
    }
    blocks
}

fn wall(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y%m%dT%H%M%S").unwrap()
}

fn moment(text: &str) -> Moment {
    match text.strip_suffix('Z') {
        Some(text) => Utc.from_utc_datetime(&wall(text)).into(),
        None if text.contains('T') => wall(text).into(),
        None => chrono::NaiveDate::parse_from_str(text, "%Y%m%d").unwrap().into(),
    }
}

fn start(parameter: Option<&str>, value: &str) -> Start {
    match (parameter, value.strip_suffix('Z')) {
        (Some("VALUE=DATE"), _) => Start::Date(wall(&format!("{value}T000000")).date()),
        (Some(zone), None) => {
            let name = zone.strip_prefix("TZID=").unwrap();
            Start::Zoned(wall(value), ZoneDb::builtin().get(name).unwrap())
        }
        (None, Some(value)) => Start::Zoned(wall(value), Zone::utc()),
        other => panic!("no start: {other:?}"),
    }
}

fn edited(builder: SeriesBuilder, line: &str) -> Result<SeriesBuilder> {
    let limits = Limits::default();
    let words: Vec<&str> = line.split(' ').collect();
    match words.as_slice() {
        ["LASTING", length] if length.starts_with("PT") => {
            Ok(builder.lasting(Extent::Exact(length.parse()?)))
        }
        ["LASTING", length, "on", "the", "wall"] => Ok(builder.lasting(Extent::Wall(length.parse()?))),
        ["LASTING", length] => Ok(builder.lasting(Extent::Nominal(length.parse()?))),
        ["CANCEL", original] => builder.cancel(moment(original), &limits),
        ["MOVE", original, "TO", to] => builder.move_one(moment(original), moment(to), None, &limits),
        ["MOVE", original, "TO", to, "AND", "FOLLOWING"] => {
            Ok(builder.exception(Exception::moved(moment(original), moment(to)).and_following()))
        }
        ["SPLIT", original] => Ok(builder.split(moment(original), &limits)?.following),
        _ => panic!("what is `{line}`?"),
    }
}

/// What the lines before the arrows answer, as the lines behind them are written.
fn answered(lines: &[&str]) -> Result<Vec<String>> {
    let limits = Limits::default();
    let lenient = lines.contains(&"READ leniently");
    let read =
        |text: &str| if lenient { Rule::parse_lenient(text, &limits) } else { Rule::parse(text, &limits) };
    let mut builder: Option<SeriesBuilder> = None;
    for line in lines {
        let (name, value) = line.split_once(':').unwrap_or((line, ""));
        let (name, parameter) = name.split_once(';').map_or((name, None), |(name, rest)| (name, Some(rest)));
        let list = || value.split(',').map(moment);
        builder = Some(match (name, builder) {
            ("DTSTART", None) => Series::new(start(parameter, value)).zone(Zone::utc()),
            ("READ leniently", Some(series)) => series,
            ("INCLUDE DTSTART", Some(series)) => series.include_dtstart(true),
            ("RRULE", Some(series)) => series.rule(read(value)?),
            ("EXRULE", Some(series)) => series.exrule(read(value)?),
            ("RDATE", Some(series)) => list().fold(series, SeriesBuilder::rdate),
            ("EXDATE", Some(series)) => list().fold(series, SeriesBuilder::exdate),
            (_, Some(series)) => edited(series, line)?,
            (_, None) => panic!("`{line}` before DTSTART"),
        });
    }
    let series = builder.unwrap().build()?;
    let lasts = lines.iter().any(|line| line.starts_with("LASTING"));
    series
        .iter(&limits)
        .map(|next| {
            let next = next?;
            let start = shown(&series, next.start);
            Ok(if lasts { format!("{start} to {}", shown(&series, next.end)) } else { start })
        })
        .collect()
}

/// A time on the clock of a series, with its offset; the date alone in a series of dates.
fn shown(series: &Series, at: DateTime<Utc>) -> String {
    let zone = series.zone();
    let wall = zone.wall(at);
    if series.start().is_date() {
        return wall.format("%Y-%m-%d").to_string();
    }
    let offset = zone.offset_at(at);
    let sign = if offset < 0 { '-' } else { '+' };
    let (hours, minutes) = (offset.abs() / 3600, offset.abs() / 60 % 60);
    let offset = if *zone == Zone::utc() { "Z".to_owned() } else { format!("{sign}{hours:02}:{minutes:02}") };
    let clock = if wall.format("%S").to_string() == "00" { "%H:%M" } else { "%H:%M:%S" };
    format!("{} {offset}", wall.format(&format!("%Y-%m-%d {clock}")))
}

#[test]
fn every_example_of_the_chapter_is_true() {
    let blocks = blocks();
    assert!(blocks.len() >= 75, "only {} examples were found", blocks.len());
    let mut wrong = Vec::new();
    for (number, lines) in blocks {
        let input: Vec<&str> = lines.iter().copied().filter(|line| !line.starts_with("->")).collect();
        let expected: Vec<&str> = lines.iter().filter_map(|line| line.strip_prefix("-> ")).collect();
        assert!(!expected.is_empty(), "line {number} expects nothing");
        let found = match answered(&input) {
            Ok(found) if found.is_empty() => vec!["nothing".to_owned()],
            Ok(found) => found,
            Err(error) => vec![format!("error {}", error.code())],
        };
        if found != expected {
            wrong.push(format!("line {number}: {input:?}\n  expected {expected:?}\n  found    {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
