//! One property to one value, or a problem.

use crate::error::IcalProblem;
use crate::ical::clip;
use crate::ical::problem::Problems;
use crate::ical::tree::Property;
use crate::ical::value::Time;
use std::sync::Arc;

pub(super) const TIME: &str = "20270131, 20270131T090000 or 20270131T080000Z";
pub(super) const DURATION: &str = "a duration such as PT1H30M or P1D";
pub(super) const PERIOD: &str = "a period such as 20270131T080000Z/PT1H";

/// A property that may stand once: the first one fills it.
pub(super) fn once<T>(
    slot: &mut Option<T>,
    name: &'static str,
    property: &Property<'_>,
    problems: &mut Problems,
    read: impl FnOnce(&Property<'_>, &mut Problems) -> Option<T>,
) {
    match slot {
        None => *slot = read(property, problems),
        Some(_) => problems.note(property.line(), || IcalProblem::Repeated { property: name }),
    }
}

pub(super) fn unreadable(
    name: &'static str,
    found: &[u8],
    expected: &'static str,
    property: &Property<'_>,
    problems: &mut Problems,
) {
    problems.note(property.line(), || IcalProblem::Value { property: name, found: clip(found), expected });
}

/// The zone that the property names; an empty name is none.
pub(super) fn tzid(property: &Property<'_>) -> Option<Arc<str>> {
    property.param("TZID").map(|name| Arc::from(name.trim())).filter(|name: &Arc<str>| !name.is_empty())
}

pub(super) fn time(name: &'static str, property: &Property<'_>, problems: &mut Problems) -> Option<Time> {
    let time = Time::read(property.value(), tzid(property).as_ref());
    if time.is_none() {
        unreadable(name, property.value(), TIME, property, problems);
    }
    time
}
