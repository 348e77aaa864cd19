use super::available::Windows;
use super::clip::clip;
use super::names::Names;
use super::options::{HoursOptions, HoursReport};
use super::window::Walls;
use crate::availability::{Recurring, Schedule};
use crate::error::{AvailabilityError, IcalError, IcalProblem, Result};
use crate::ical::clip as shortened;
use crate::ical::place::{Spot, Zones};
use crate::ical::problem::Problems;
use crate::ical::tree::{Component, Document};
use crate::ical::value::{End, Time};
use crate::ical::view::{Availability, BusyType, Event};
use crate::interval::{Interval, IntervalSet};
use crate::limits::Limits;
use crate::recur::RuleBuilder;
use crate::time::{DAY, DateRange, MIN_DATE, TimeOfDay, wall_of_secs};
use crate::zone::Zone;

/// Reads the availability that a calendar publishes (`VAVAILABILITY`, RFC 7953) into a schedule.
///
/// Within its bounds a `VAVAILABILITY` opens the times of its `AVAILABLE` components and closes the rest; where two
/// overlap, the one of higher PRIORITY decides alone (1 is the highest, 0 the lowest). If they have the same, what
/// either opens is open, and that is a problem to be told of. Time that none speaks of is closed unless
/// [`HoursOptions::unstated_open`] says otherwise.
///
/// - **Windows.** RRULE, RDATE, EXDATE and single overrides (RECURRENCE-ID) are kept as recurring windows: local
///   hours, clamped where a clock changes. DTSTART itself counts only if the rule names it, as in the RFC's own
///   examples. A window with a zone of its own keeps it.
/// - **Bounds** cut windows where they fall. A bound at the second of two equal readings of the wall counts at the
///   first, and is a problem.
/// - **BUSYTYPE** closes, whichever it is; `BUSY-TENTATIVE` only if [`HoursOptions::tentative_closes`].
/// - **Ids** are the UIDs, with a number behind those that come again.
///
/// What has no place in a schedule is a problem with its line: windows by hours or of several times a day, EXRULE,
/// `RANGE=THISANDFUTURE`, more than 31 nights, a zone that only the file defines.
///
/// # Errors
/// `ical.not-calendar`; `availability.too-many-rules` above [`Limits::rules`]; `recur.budget`.
///
/// # Example: every night, also the one that Paris shortens
/// ```
/// use kalends::availability::Hours;
/// use kalends::ical::{Document, HoursOptions, opening_hours};
/// use kalends::{Limits, ZoneDb, interval::Interval, time::parse_instant};
/// let text = b"BEGIN:VCALENDAR\r\nBEGIN:VAVAILABILITY\r\nBEGIN:AVAILABLE\r\nUID:night\r\n\
///     DTSTART;TZID=Europe/Paris:20270101T220000\r\nDTEND;TZID=Europe/Paris:20270102T040000\r\n\
///     RRULE:FREQ=DAILY\r\nEND:AVAILABLE\r\nEND:VAVAILABILITY\r\nEND:VCALENDAR\r\n";
/// let limits = Limits::default();
/// let paris = ZoneDb::builtin().get("Europe/Paris")?;
/// let report = opening_hours(&Document::parse(&text[..], &limits)?, &HoursOptions::new(paris))?;
/// let night = Interval::new(parse_instant("2027-03-27T12:00:00Z")?, parse_instant("2027-03-28T12:00:00Z")?)?;
/// let hours = Hours::resolve(&report.schedule, "Europe/Paris", ZoneDb::builtin(), night, &limits)?;
/// assert_eq!(hours.open().clip(night).total().num_hours(), 5);
/// assert_eq!(report.schedule.recurring[0].id.as_str(), "night");
/// # Ok::<(), kalends::Error>(())
/// ```
pub fn opening_hours(document: &Document, options: &HoursOptions<'_>) -> Result<HoursReport> {
    let mut reader = Reader::new(options);
    let said = reader.survey(document)?;
    let mut decided = IntervalSet::EMPTY;
    for rank in said.chunk_by(|a, b| a.rank() == b.rank()) {
        let mut here = IntervalSet::EMPTY;
        for one in rank {
            let bounds = IntervalSet::from(one.bounds);
            if here.overlaps(one.bounds) {
                reader.problems.note(one.view.line, || IcalProblem::SamePriority {});
            }
            here = here.union(&bounds);
            reader.open(one, &bounds.subtract(&decided))?;
        }
        decided = decided.union(&here);
    }
    if options.unstated_open {
        reader.always(Some("unstated"), &decided.complement())?;
    }
    let Reader { rules, problems, .. } = reader;
    Ok(HoursReport {
        schedule: Schedule { recurring: rules, ..Schedule::default() },
        problems: problems.finish(),
        zone_data: options.zones.release().to_owned(),
    })
}

/// A `VAVAILABILITY` with its bounds.
struct Said {
    view: Availability,
    calendar: usize,
    bounds: Interval,
}

impl Said {
    /// The highest priority first; 0, which is undefined, last.
    fn rank(&self) -> u8 {
        self.view.priority.wrapping_sub(1)
    }
}

pub(super) struct Reader<'a> {
    pub(super) options: &'a HoursOptions<'a>,
    zones: Zones<'a>,
    pub(super) problems: Problems,
    names: Names,
    rules: Vec<Recurring>,
    /// What may still be searched.
    limits: Limits,
}

impl<'a> Reader<'a> {
    fn new(options: &'a HoursOptions<'a>) -> Self {
        Self {
            options,
            zones: Zones::new(options.zones, options.zone.clone()),
            problems: Problems::default(),
            names: Names::default(),
            rules: Vec::new(),
            limits: options.limits.clone(),
        }
    }

    /// Finds the zones, then what is said, the highest priority first.
    fn survey(&mut self, document: &'a Document) -> Result<Vec<Said>> {
        let (mut found, mut calendar): (Vec<(usize, Component<'a>)>, usize) = (Vec::new(), 0);
        for component in document.every_component() {
            if component.is("VCALENDAR") {
                calendar += 1;
            } else if component.is("VTIMEZONE") {
                self.zones.define(calendar, component);
            } else if component.is("VAVAILABILITY") {
                found.push((calendar, component));
            }
        }
        if calendar == 0 {
            return Err(IcalError::NotCalendar {}.into());
        }
        self.check_room(found.len())?;
        let mut said = Vec::with_capacity(found.len());
        for (calendar, component) in found {
            let view = Availability::read_into(component, &mut self.problems);
            if let Some(bounds) = self.bounds(&view, calendar) {
                said.push(Said { view, calendar, bounds });
            }
        }
        said.sort_by_key(Said::rank);
        Ok(said)
    }

    /// # Errors
    /// `availability.too-many-rules`.
    fn check_room(&self, found: usize) -> Result<()> {
        let limit = self.options.limits.rules;
        if found > limit { Err(AvailabilityError::TooManyRules { found, limit }.into()) } else { Ok(()) }
    }

    pub(super) fn spot(&mut self, time: &Time, calendar: usize, line: usize) -> Spot {
        Spot::new(time, (calendar, line), &mut self.zones, &mut self.problems)
    }

    fn bounds(&mut self, view: &Availability, calendar: usize) -> Option<Interval> {
        let all = Interval::all();
        let start = view.start.as_ref().map(|time| self.spot(time, calendar, view.line));
        let end = match &view.end {
            None => None,
            Some(End::At(time)) => Some(self.spot(time, calendar, view.line).tick()),
            // Without a start there is nothing to count from.
            Some(End::After(length)) => start.as_ref().map(|start| {
                let wall = start.wall + i64::from(length.days()) * DAY;
                start.tick_of(wall) + i64::from(length.seconds())
            }),
        };
        let from = start.map_or(all.start_secs(), |start| start.tick());
        let until = end.unwrap_or(all.end_secs());
        let bounds = Interval::from_secs(from, until);
        if bounds.is_none() {
            self.problems.note(view.line, || IcalProblem::EndBeforeStart {
                start: wall_of_secs(from).to_string(),
                end: wall_of_secs(until).to_string(),
            });
        }
        bounds
    }

    /// Opens what one `VAVAILABILITY` opens where it decides.
    fn open(&mut self, said: &Said, decides: &IntervalSet) -> Result<()> {
        if said.view.busy == BusyType::Tentative && !self.options.tentative_closes {
            return self.always(said.view.uid.as_deref(), decides);
        }
        let mut all: Vec<Windows> = Vec::new();
        let (overrides, regular): (Vec<&Event>, Vec<&Event>) =
            said.view.available.iter().partition(|event| event.recurrence_id.is_some());
        for event in regular {
            all.extend(self.windows(event, said.calendar));
        }
        for event in overrides {
            let windows = self.overriding(event, said.calendar, &mut all);
            all.extend(windows);
        }
        for Windows { line, clock, rules, .. } in all {
            for rule in rules {
                self.put(&rule, line, &clock.zone, decides)?;
            }
        }
        Ok(())
    }

    /// Opens all of some time.
    fn always(&mut self, uid: Option<&str>, decides: &IntervalSet) -> Result<()> {
        let (from, to) = (TimeOfDay::MIDNIGHT, TimeOfDay::END_OF_DAY);
        let mut rule = Recurring::new(Names::of(uid), MIN_DATE, from, to);
        rule.rule = RuleBuilder::daily().build().ok();
        self.put(&rule, 1, &self.options.zone, decides)
    }

    /// Adds what of a rule's windows lies where they count.
    fn put(&mut self, rule: &Recurring, line: usize, zone: &Zone, decides: &IntervalSet) -> Result<()> {
        for span in decides.iter() {
            let clipped = clip(rule, zone, span, &mut self.limits)?;
            if clipped.inexact {
                let name = || shortened(rule.id.as_str().as_bytes());
                self.problems.note(line, || IcalProblem::InexactBound { name: name() });
            }
            let whole = clipped.whole.filter(names_a_date);
            let cut = clipped.cut.into_iter().map(|walls| alone(rule, walls));
            for piece in whole.into_iter().chain(cut) {
                self.check_room(self.rules.len() + 1)?;
                self.rules.push(Recurring { id: self.names.name(&rule.id), ..piece });
            }
        }
        Ok(())
    }
}

/// Whether a rule can have a window at all.
fn names_a_date(rule: &Recurring) -> bool {
    rule.rule.is_some() || rule.dates.iter().chain([&rule.start]).any(|date| rule.effective.contains(*date))
}

/// One window of a rule, cut.
fn alone(rule: &Recurring, walls: Walls) -> Recurring {
    let mut single = Recurring { rule: None, dates: Vec::new(), except: Vec::new(), ..rule.clone() };
    single.effective = DateRange::ALWAYS;
    walls.shape(&mut single);
    single
}
