use super::freebusy::BusyType;
use super::read::{self, once, unreadable};
use super::{Event, event};
use crate::ical::problem::{Problem, Problems};
use crate::ical::tree::{Component, Property};
use crate::ical::value::{End, Time};
use crate::time::CalendarDuration;

/// What a `VAVAILABILITY` of RFC 7953 says: within its bounds its owner is available at the times of its `AVAILABLE`
/// components, and busy otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Availability {
    /// The line of its BEGIN.
    pub line: usize,
    /// UID.
    pub uid: Option<String>,
    /// DTSTART; absent is from ever.
    pub start: Option<Time>,
    /// DTEND or DURATION; absent is for ever.
    pub end: Option<End>,
    /// BUSYTYPE: how busy the owner is at all other times; `BUSY-UNAVAILABLE` if it is absent or unknown.
    pub busy: BusyType,
    /// PRIORITY: 1 is the highest, 9 the lowest but for 0, which is undefined.
    pub priority: u8,
    /// The `AVAILABLE` components. They have the properties of events that concern time.
    pub available: Vec<Event>,
}

impl Availability {
    /// Reads a component, which should be a `VAVAILABILITY`.
    pub fn read(component: Component<'_>) -> (Self, Vec<Problem>) {
        let mut problems = Problems::default();
        let availability = Self::read_into(component, &mut problems);
        (availability, problems.finish())
    }

    pub(in crate::ical) fn read_into(component: Component<'_>, problems: &mut Problems) -> Self {
        let mut out = Bounds::default();
        component.properties().for_each(|property| out.property(&property, problems));
        let available = component.components().filter(|inner| inner.is("AVAILABLE"));
        Self {
            line: component.line(),
            uid: out.uid,
            start: out.start,
            end: out.end.map(End::At).or(out.duration.map(End::After)),
            busy: out.busy.unwrap_or(BusyType::Unavailable),
            priority: out.priority.unwrap_or_default(),
            available: available.map(|inner| Event::read_into(inner, problems)).collect(),
        }
    }
}

#[derive(Default)]
struct Bounds {
    uid: Option<String>,
    start: Option<Time>,
    end: Option<Time>,
    duration: Option<CalendarDuration>,
    busy: Option<BusyType>,
    priority: Option<u8>,
}

impl Bounds {
    fn property(&mut self, property: &Property<'_>, problems: &mut Problems) {
        match property.name().to_ascii_uppercase().as_str() {
            "UID" => once(&mut self.uid, "UID", property, problems, |p, _| Some(p.text().trim().to_owned())),
            "DTSTART" => {
                once(&mut self.start, "DTSTART", property, problems, |p, all| read::time("DTSTART", p, all));
            }
            "DTEND" => once(&mut self.end, "DTEND", property, problems, |p, all| read::time("DTEND", p, all)),
            "DURATION" => once(&mut self.duration, "DURATION", property, problems, event::duration),
            "BUSYTYPE" => once(&mut self.busy, "BUSYTYPE", property, problems, |p, _| Some(busy_type(p))),
            "PRIORITY" => once(&mut self.priority, "PRIORITY", property, problems, priority),
            _ => {}
        }
    }
}

fn busy_type(property: &Property<'_>) -> BusyType {
    match property.value().trim_ascii().to_ascii_uppercase().as_slice() {
        b"BUSY" => BusyType::Busy,
        b"BUSY-TENTATIVE" => BusyType::Tentative,
        _ => BusyType::Unavailable,
    }
}

fn priority(property: &Property<'_>, problems: &mut Problems) -> Option<u8> {
    let text = String::from_utf8_lossy(property.value());
    let number = text.trim().parse().ok().filter(|number| *number <= 9);
    if number.is_none() {
        unreadable("PRIORITY", property.value(), "a number from 0 to 9", property, problems);
    }
    number
}
