mod golden;
mod hostile;
mod oddities;

use super::*;
use crate::ical::tree::Document;
use crate::interval::Interval;
use crate::limits::Limits;
use crate::time::parse_instant;
use crate::zone::{Zone, ZoneDb};

fn zone(name: &str) -> Zone {
    ZoneDb::builtin().get(name).unwrap()
}

fn range(start: &str, end: &str) -> Interval {
    let at = |date: &str| parse_instant(&format!("{date}T00:00:00Z")).unwrap();
    Interval::new(at(start), at(end)).unwrap()
}

fn document(bytes: impl AsRef<[u8]>) -> Document {
    Document::parse(bytes.as_ref(), &Limits::default()).unwrap()
}

/// The busy time of the events in these lines, read by an owner in `owner` over the year 2027.
fn report(owner: &str, lines: &str) -> BusyReport {
    let document = document(format!("BEGIN:VCALENDAR\n{lines}\nEND:VCALENDAR\n"));
    busy(&document, &BusyOptions::new(zone(owner), range("2027-01-01", "2028-01-01"))).unwrap()
}

/// `start/end` of each busy event.
fn spans(report: &BusyReport) -> Vec<String> {
    report.busy.iter().map(|event| event.interval.to_string()).collect()
}

/// `line:code` of each problem.
fn codes(report: &BusyReport) -> Vec<String> {
    report.problems.iter().map(|p| format!("{}:{}", p.line(), p.code())).collect()
}

/// One event of these lines.
fn event(lines: &str) -> String {
    format!("BEGIN:VEVENT\nUID:1\n{lines}\nEND:VEVENT")
}
