//! One rule in every engine, as each of them wants it, and its starts as seconds.

use calcard::common::timezone::Tz as CalcardTz;
use calcard::icalendar::ICalendar;
use chrono::{NaiveDateTime, TimeZone};
use ical::recur::expand::IcalRecurExpand;
use ical::recur::{IcalRecurDateTime, IcalRecurRule};
use jiff::tz::TimeZone as JiffZone;
use kalends::ZoneDb;
use kalends::recur::{Series, Start};
use kalends::time::parse_wall;
use rrule::{RRule, RRuleSet, Tz, Unvalidated};

pub const ZONE: &str = "America/New_York";

/// A rule with its start, `2024-01-01T09:00:00`.
#[derive(Clone, Copy)]
pub struct Case {
    pub start: &'static str,
    pub rule: &'static str,
}

impl Case {
    pub const fn new(start: &'static str, rule: &'static str) -> Self {
        Self { start, rule }
    }

    fn wall(self) -> NaiveDateTime {
        parse_wall(self.start).unwrap()
    }

    pub fn start(self) -> Start {
        Start::Zoned(self.wall(), ZoneDb::builtin().get(ZONE).unwrap())
    }

    pub fn kalends(self) -> Series {
        Series::new(self.start()).rule(self.rule.parse().unwrap()).build().unwrap()
    }

    pub fn rrule(self) -> RRuleSet {
        let start = Tz::America__New_York.from_local_datetime(&self.wall()).unwrap();
        self.rule.parse::<RRule<Unvalidated>>().unwrap().build(start).unwrap()
    }

    pub fn ical_rs(self) -> IcalRs {
        let start = IcalRecurDateTime::parse(&self.compact()).unwrap();
        let zone = JiffZone::get(ZONE).unwrap();
        IcalRs { walls: IcalRecurExpand::new(IcalRecurRule::parse(self.rule).unwrap(), start), zone }
    }

    /// A calendar with one event.
    pub fn calendar(self) -> String {
        format!(
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART;TZID={ZONE}:{}\r\nRRULE:{}\r\n\
             END:VEVENT\r\nEND:VCALENDAR\r\n",
            self.compact(),
            self.rule
        )
    }

    pub fn calcard(self) -> ICalendar {
        ICalendar::parse(self.calendar()).unwrap()
    }

    fn compact(self) -> String {
        self.start.replace(['-', ':'], "")
    }
}

/// ical-rs gives wall times; jiff makes instants of them.
#[derive(Clone)]
pub struct IcalRs {
    walls: IcalRecurExpand,
    zone: JiffZone,
}

impl Iterator for IcalRs {
    type Item = i64;

    fn next(&mut self) -> Option<i64> {
        let at = self.walls.next()?;
        let wall = jiff::civil::DateTime::constant(
            at.year as i16,
            at.month as i8,
            at.day as i8,
            at.hour as i8,
            at.minute as i8,
            at.second as i8,
            0,
        );
        Some(self.zone.to_ambiguous_timestamp(wall).compatible().unwrap().as_second())
    }
}

pub fn of_calcard(calendar: &ICalendar, count: usize, out: &mut Vec<i64>) {
    let events = calendar.expand_dates(CalcardTz::Floating, count).events;
    out.extend(events.iter().map(|event| event.start.timestamp()));
}
