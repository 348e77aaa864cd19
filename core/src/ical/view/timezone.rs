use super::event::{RecurrenceDate, RuleText, dates, rule_text};
use super::read::{self, once, unreadable};
use crate::error::IcalProblem;
use crate::ical::clip;
use crate::ical::problem::{Problem, Problems};
use crate::ical::tree::{Component, Property};
use crate::ical::value::{Time, read_offset};
use chrono::NaiveDateTime;

/// What a `VTIMEZONE` says: which offset begins when.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Timezone {
    /// The line of its BEGIN.
    pub line: usize,
    /// TZID, the name by which times in this file refer to it.
    pub tzid: String,
    /// X-LIC-LOCATION or TZID-ALIAS-OF: the name in the zone data, as some exporters add it.
    pub location: Option<String>,
    /// STANDARD and DAYLIGHT, in order; the incomplete ones are left out.
    pub observances: Vec<Observance>,
}

/// One STANDARD or DAYLIGHT: an offset, and when it begins.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Observance {
    /// The line of its BEGIN.
    pub line: usize,
    /// DTSTART: the first onset, on the wall that shows `before`.
    pub onset: NaiveDateTime,
    /// TZOFFSETFROM, in seconds east.
    pub before: i32,
    /// TZOFFSETTO, in seconds east.
    pub after: i32,
    /// RRULE: further onsets.
    pub rules: Vec<RuleText>,
    /// RDATE: further onsets.
    pub dates: Vec<RecurrenceDate>,
}

impl Timezone {
    /// Reads a component, which should be a `VTIMEZONE`.
    pub fn read(component: Component<'_>) -> (Self, Vec<Problem>) {
        let mut problems = Problems::default();
        let zone = Self::read_into(component, &mut problems);
        (zone, problems.finish())
    }

    pub(in crate::ical) fn read_into(component: Component<'_>, problems: &mut Problems) -> Self {
        let mut zone = Self { line: component.line(), tzid: tzid(component), ..Self::default() };
        let mut properties = component.properties();
        let location = properties.find(|p| p.is("X-LIC-LOCATION") || p.is("TZID-ALIAS-OF"));
        zone.location = location.map(|p| p.text().trim().to_owned());
        for part in component.components().filter(|part| part.is("STANDARD") || part.is("DAYLIGHT")) {
            match Observance::read(part, problems) {
                Some(observance) => zone.observances.push(observance),
                None => problems.note(part.line(), || IcalProblem::Timezone {
                    tzid: clip(zone.tzid.as_bytes()),
                    reason: "has an observance without DTSTART, TZOFFSETFROM or TZOFFSETTO",
                }),
            }
        }
        zone
    }
}

/// The TZID of a `VTIMEZONE`.
pub(in crate::ical) fn tzid(component: Component<'_>) -> String {
    component.property("TZID").map(|p| p.text().trim().to_owned()).unwrap_or_default()
}

impl Observance {
    fn read(component: Component<'_>, problems: &mut Problems) -> Option<Self> {
        let (mut onset, mut before, mut after) = (None::<Time>, None, None);
        let (mut rules, mut all_dates) = (Vec::new(), Vec::new());
        for property in component.properties() {
            let property = &property;
            if property.is("DTSTART") {
                once(&mut onset, "DTSTART", property, problems, |p, all| read::time("DTSTART", p, all));
            } else if property.is("TZOFFSETFROM") {
                once(&mut before, "TZOFFSETFROM", property, problems, |p, all| {
                    offset("TZOFFSETFROM", p, all)
                });
            } else if property.is("TZOFFSETTO") {
                once(&mut after, "TZOFFSETTO", property, problems, |p, all| offset("TZOFFSETTO", p, all));
            } else if property.is("RRULE") {
                rules.push(rule_text(property));
            } else if property.is("RDATE") {
                dates(property, problems, &mut all_dates);
            }
        }
        let (onset, before, after) = (onset?.wall(), before?, after?);
        Some(Self { line: component.line(), onset, before, after, rules, dates: all_dates })
    }
}

fn offset(name: &'static str, property: &Property<'_>, problems: &mut Problems) -> Option<i32> {
    let offset = read_offset(property.value());
    if offset.is_none() {
        unreadable(name, property.value(), "an offset such as +0100", property, problems);
    }
    offset
}
