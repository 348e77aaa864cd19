use super::read::{self, once, unreadable};
use crate::ical::problem::{Problem, Problems};
use crate::ical::tree::{Component, Property};
use crate::ical::value::{Period, items};

/// What a `VFREEBUSY` says: periods, each with how busy it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct FreeBusy {
    /// The line of its BEGIN.
    pub line: usize,
    /// UID.
    pub uid: Option<String>,
    /// FREEBUSY, in order.
    pub periods: Vec<FreeBusyPeriod>,
}

/// One period of a FREEBUSY.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct FreeBusyPeriod {
    /// How busy.
    pub busy: BusyType,
    /// When.
    pub period: Period,
    /// The line it stands on.
    pub line: usize,
}

/// FBTYPE (RFC 5545 §3.2.9).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum BusyType {
    /// Free.
    Free,
    /// Busy: also what is absent or unknown is read as.
    Busy,
    /// Busy, and not to be scheduled over in any case.
    Unavailable,
    /// Busy if a tentative event takes place.
    Tentative,
}

impl FreeBusy {
    /// Reads a component, which should be a `VFREEBUSY`.
    pub fn read(component: Component<'_>) -> (Self, Vec<Problem>) {
        let mut problems = Problems::default();
        let freebusy = Self::read_into(component, &mut problems);
        (freebusy, problems.finish())
    }

    pub(in crate::ical) fn read_into(component: Component<'_>, problems: &mut Problems) -> Self {
        let mut out = Self { line: component.line(), ..Self::default() };
        for property in component.properties() {
            if property.is("UID") {
                once(&mut out.uid, "UID", &property, problems, |p, _| Some(p.text().trim().to_owned()));
            } else if property.is("FREEBUSY") {
                out.periods(&property, problems);
            }
        }
        out
    }

    fn periods(&mut self, property: &Property<'_>, problems: &mut Problems) {
        let (busy, zone, line) = (busy_type(property), read::tzid(property), property.line());
        for item in items(property.value()) {
            match Period::read(item, zone.as_ref()) {
                Some(period) => self.periods.push(FreeBusyPeriod { busy, period, line }),
                None => unreadable("FREEBUSY", item, read::PERIOD, property, problems),
            }
        }
    }
}

fn busy_type(property: &Property<'_>) -> BusyType {
    match property.param("FBTYPE").unwrap_or_default().to_ascii_uppercase().as_str() {
        "FREE" => BusyType::Free,
        "BUSY-UNAVAILABLE" => BusyType::Unavailable,
        "BUSY-TENTATIVE" => BusyType::Tentative,
        _ => BusyType::Busy,
    }
}
