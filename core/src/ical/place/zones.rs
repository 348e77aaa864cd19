use super::names::{Known, look_up};
use crate::error::IcalProblem;
use crate::ical::clip;
use crate::ical::problem::Problems;
use crate::ical::tree::Component;
use crate::ical::view::{Timezone, tzid};
use crate::zone::{Zone, ZoneDb};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The zones of one file, looked up when first used.
///
/// Who decides what a TZID means:
/// 1. The zone data, if the name is a place of it (`Europe/Berlin`, `/…/Europe/Berlin`, `UTC`) or a Windows name:
///    exporters cut their VTIMEZONEs down to the present rule, or never update them, and the place is meant anyway.
/// 2. The file's VTIMEZONE, for every other name, short names of the zone data (`EST`, `CET`) among them, since
///    programs have used those for zones of their own. If it names a place (X-LIC-LOCATION), see 1.
/// 3. The zone data, for a short name without a VTIMEZONE.
/// 4. The owner's zone, with a problem.
pub(in crate::ical) struct Zones<'a> {
    db: &'a ZoneDb,
    owner: Zone,
    /// VTIMEZONEs by name, with the number of their calendar.
    files: BTreeMap<String, Vec<(usize, Component<'a>)>>,
    known: BTreeMap<(usize, Arc<str>), Zone>,
    /// Calendars that are glued together repeat their VTIMEZONEs.
    built: BTreeMap<&'a [u8], Option<Zone>>,
}

impl<'a> Zones<'a> {
    pub(in crate::ical) fn new(db: &'a ZoneDb, owner: Zone) -> Self {
        Self { db, owner, files: BTreeMap::new(), known: BTreeMap::new(), built: BTreeMap::new() }
    }

    /// Notes a VTIMEZONE of the nth calendar.
    pub(in crate::ical) fn define(&mut self, calendar: usize, component: Component<'a>) {
        self.files.entry(tzid(component)).or_default().push((calendar, component));
    }

    /// The zone of dates and floating times.
    pub(in crate::ical) fn owner(&self) -> &Zone {
        &self.owner
    }

    /// What a TZID means in the nth calendar; an unknown one is a problem of `line`, once.
    pub(in crate::ical) fn zone(
        &mut self,
        calendar: usize,
        tzid: &Arc<str>,
        line: usize,
        problems: &mut Problems,
    ) -> Zone {
        let key = (calendar, Arc::clone(tzid));
        if let Some(zone) = self.known.get(&key) {
            return zone.clone();
        }
        let zone = self.find(calendar, tzid, problems).unwrap_or_else(|| {
            problems.note(line, || IcalProblem::UnknownZone {
                tzid: clip(tzid.as_bytes()),
                assumed: self.owner.name().to_owned(),
            });
            self.owner.clone()
        });
        self.known.insert(key, zone.clone());
        zone
    }

    fn find(&mut self, calendar: usize, tzid: &str, problems: &mut Problems) -> Option<Zone> {
        match look_up(self.db, tzid) {
            Known::Place(zone) | Known::Windows(zone) => Some(zone),
            Known::Short(zone) => Some(self.defined(calendar, tzid, problems).unwrap_or(zone)),
            Known::Unknown => self.defined(calendar, tzid, problems),
        }
    }

    /// The VTIMEZONE of the same calendar, else of any.
    fn defined(&mut self, calendar: usize, tzid: &str, problems: &mut Problems) -> Option<Zone> {
        let all = self.files.get(tzid)?;
        let own = all.partition_point(|(at, _)| *at < calendar);
        let (_, component) = all.get(own).filter(|(at, _)| *at == calendar).or(all.first())?;
        let component = *component;
        let raw = component.raw();
        if let Some(zone) = self.built.get(raw) {
            return zone.clone();
        }
        let zone = self.build(component, problems);
        self.built.insert(raw, zone.clone());
        zone
    }

    fn build(&self, component: Component<'a>, problems: &mut Problems) -> Option<Zone> {
        let view = Timezone::read_into(component, problems);
        if let Some(Known::Place(zone)) = view.location.as_deref().map(|name| look_up(self.db, name)) {
            return Some(zone);
        }
        view.zone().map_err(|error| problems.note(view.line, || error)).ok()
    }
}
