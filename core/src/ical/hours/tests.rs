use super::{HoursOptions, HoursReport, opening_hours};
use crate::availability::Hours;
use crate::error::Result;
use crate::ical::Document;
use crate::interval::{Interval, IntervalSet};
use crate::limits::Limits;
use crate::time::parse_instant;
use crate::zone::{Zone, ZoneDb};
use proptest::prelude::*;

fn read(body: &str, zone: Zone) -> Result<HoursReport> {
    let text = format!("BEGIN:VCALENDAR\r\n{body}END:VCALENDAR\r\n");
    let document = Document::parse(text.into_bytes(), &Limits::default())?;
    opening_hours(&document, &HoursOptions::new(zone))
}

fn available(lines: &str) -> String {
    format!("BEGIN:AVAILABLE\r\n{}\r\nEND:AVAILABLE\r\n", lines.replace(' ', "\r\n"))
}

fn availability(lines: &str, inside: &str) -> String {
    let lines: String = lines.split_whitespace().map(|line| format!("{line}\r\n")).collect();
    format!("BEGIN:VAVAILABILITY\r\n{lines}{inside}END:VAVAILABILITY\r\n")
}

fn ids(report: &HoursReport) -> Vec<&str> {
    report.schedule.recurring.iter().map(|rule| rule.id.as_str()).collect()
}

#[test]
fn ids_are_the_uids_and_told_apart() {
    let window = available("UID:a DTSTART:20270104T090000Z DURATION:PT1H");
    let nameless = available("DTSTART:20270104T090000Z DURATION:PT1H");
    let long = available(&format!("UID:{} DTSTART:20270104T090000Z DURATION:PT1H", "é".repeat(300)));
    let report =
        read(&availability("", &[&*window, &window, &nameless, &long, &long].concat()), Zone::utc()).unwrap();
    let cut = "é".repeat(117);
    assert_eq!(ids(&report), ["a", "a#2", "available", &cut, &format!("{cut}#2")]);
    report.schedule.validate(&Limits::default()).unwrap();
}

#[test]
fn a_bound_at_the_second_of_two_readings_is_told() {
    // Berlin, 25 October 2026: 02:30 is 00:30Z and again 01:30Z.
    let berlin = ZoneDb::builtin().get("Europe/Berlin").unwrap();
    let window = available("UID:a DTSTART:20261001T000000 DURATION:PT6H RRULE:FREQ=DAILY");
    let range = Interval::new(
        parse_instant("2026-10-24T12:00:00Z").unwrap(),
        parse_instant("2026-10-25T12:00:00Z").unwrap(),
    )
    .unwrap();
    let until = |end: &str| {
        let report = read(&availability(&format!("DTEND:{end}"), &window), berlin.clone()).unwrap();
        let hours =
            Hours::resolve_in(&report.schedule, &berlin, ZoneDb::builtin(), range, &Limits::default())
                .unwrap();
        let told: Vec<&str> = report.problems.iter().map(super::super::Problem::code).collect();
        (hours.open().clip(range).total().num_minutes(), told)
    };
    assert_eq!(until("20261025T003000Z"), (150, vec![]));
    assert_eq!(until("20261025T013000Z"), (150, vec!["ical.inexact-bound"]));
}

#[test]
fn a_crowd_of_availabilities_is_refused() {
    let body = availability("DTSTART:20270104T090000Z", "").repeat(10_001);
    assert_eq!(read(&body, Zone::utc()).unwrap_err().code(), "availability.too-many-rules");
    let windows = available("UID:a DTSTART:20270104T090000Z DURATION:PT1H").repeat(10_001);
    let error = read(&availability("", &windows), Zone::utc()).unwrap_err();
    assert_eq!(error.code(), "availability.too-many-rules");
}

#[test]
fn a_schedule_out_of_a_file_is_one_that_can_be_stored() {
    let body = availability(
        "DTSTART:20270101T120000Z DTEND:20280101T120000Z",
        &[
            available("UID:a DTSTART;TZID=Europe/Paris:20270104T220000 DURATION:P2DT8H RRULE:FREQ=MONTHLY;BYDAY=1MO;BYHOUR=22;UNTIL=20270901T000000Z EXDATE:20270201T210000Z"),
            available("UID:b DTSTART;VALUE=DATE:20270104 RRULE:FREQ=WEEKLY;"),
        ]
        .concat(),
    );
    let report = read(&body, Zone::utc()).unwrap();
    assert_eq!(report.problems, []);
    report.schedule.validate(&Limits::default()).unwrap();
    #[cfg(feature = "serde")]
    {
        let text = serde_json::to_string(&report.schedule).unwrap();
        assert_eq!(serde_json::from_str::<crate::availability::Schedule>(&text).unwrap(), report.schedule);
    }
}

/// A day in minutes since 2027-01-04T00:00Z.
const DAY: i64 = 24 * 60;

fn stamp(minute: i64) -> String {
    let start = parse_instant("2027-01-04T00:00:00Z").unwrap();
    (start + chrono::TimeDelta::minutes(minute)).format("%Y%m%dT%H%M%SZ").to_string()
}

#[derive(Clone, Debug)]
struct Said {
    priority: u8,
    bounds: (i64, i64),
    /// From, length, every how many days, how often.
    windows: Vec<(i64, i64, i64, i64)>,
}

fn said() -> impl Strategy<Value = Said> {
    let window = (0..6 * DAY, 1..2 * DAY, 1i64..4, 1i64..4);
    (0u8..4, 0..6 * DAY, 1..5 * DAY, prop::collection::vec(window, 0..3)).prop_map(
        |(priority, start, length, windows)| Said { priority, bounds: (start, start + length), windows },
    )
}

proptest! {
    /// RFC 7953 word by word: whoever has the highest priority at a minute decides about it.
    #[test]
    fn every_minute_is_as_the_highest_priority_says(all in prop::collection::vec(said(), 1..4)) {
        let mut body = String::new();
        for Said { priority, bounds, windows } in &all {
            let inside: String = windows.iter().map(|(from, length, every, count)| {
                let (start, end) = (stamp(*from), stamp(from + length));
                available(&format!("DTSTART:{start} DTEND:{end} RRULE:FREQ=DAILY;INTERVAL={every};COUNT={count}"))
            }).collect();
            let lines = format!("PRIORITY:{priority} DTSTART:{} DTEND:{}", stamp(bounds.0), stamp(bounds.1));
            body.push_str(&availability(&lines, &inside));
        }
        let report = read(&body, Zone::utc()).unwrap();
        let origin = parse_instant("2027-01-04T00:00:00Z").unwrap();
        let at = |minute: i64| origin + chrono::TimeDelta::minutes(minute);
        let range = Interval::new(at(0), at(12 * DAY)).unwrap();
        let hours =
            Hours::resolve_in(&report.schedule, &Zone::utc(), ZoneDb::builtin(), range, &Limits::default()).unwrap();
        let open = hours.open().clip(range);
        let wanted = (0..12 * DAY).filter(|minute| {
            let here = all.iter().filter(|one| one.bounds.0 <= *minute && *minute < one.bounds.1);
            let rank = |one: &Said| if one.priority == 0 { 10 } else { one.priority };
            let best = here.clone().map(rank).min();
            here.filter(|one| Some(rank(one)) == best).flat_map(|one| &one.windows).any(|(from, length, every, count)| {
                (0..*count).map(|n| from + n * every * DAY).any(|start| start <= *minute && *minute < start + length)
            })
        });
        let wanted: IntervalSet = wanted.map(|minute| Interval::new(at(minute), at(minute + 1)).unwrap()).collect();
        prop_assert_eq!(open, wanted);
    }
}
