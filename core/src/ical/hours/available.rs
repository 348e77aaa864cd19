use super::names::Names;
use super::reader::Reader;
use super::rule::dated;
use super::window::{LONGEST, Walls};
use crate::availability::Recurring;
use crate::error::IcalProblem;
use crate::ical::clip as shortened;
use crate::ical::place::Spot;
use crate::ical::value::{End, Time};
use crate::ical::view::{Event, RecurrenceDate};
use crate::time::{DAY, MIN_DATE, TimeOfDay, date_of_day, wall_of_secs, wall_secs};
use crate::zone::{Zone, ZoneName};

/// The windows of one `AVAILABLE` before they are cut to where it counts.
pub(super) struct Windows {
    uid: Option<String>,
    pub(super) line: usize,
    /// The clock of its start.
    pub(super) clock: Spot,
    pub(super) rules: Vec<Recurring>,
}

impl Reader<'_> {
    pub(super) fn windows(&mut self, event: &Event, calendar: usize) -> Option<Windows> {
        let Some(time) = &event.start else {
            self.problems.note(event.line, || IcalProblem::NoStart { uid: name(event) });
            return None;
        };
        let clock = self.spot(time, calendar, event.line);
        let first = self.first(event, calendar, &clock)?;
        let mut rules = Vec::new();
        for text in &event.rules {
            match dated(text, first.from, &clock.zone, &name(event), &self.options.limits) {
                Ok(rule) => rules.push(Recurring { rule: Some(rule), ..first.clone() }),
                Err(error) => self.problems.note(text.line, || error),
            }
        }
        if event.rules.is_empty() {
            rules.push(first.clone());
        }
        if !event.excluded_rules.is_empty() {
            self.inexpressible(event, "takes out dates by EXRULE");
        }
        for date in &event.dates {
            self.further(date, event, calendar, &clock, &first, &mut rules);
        }
        for time in &event.excluded_dates {
            let spot = self.spot(time, calendar, event.line);
            except(&spot, &clock, &mut rules);
        }
        Some(Windows { uid: event.uid.clone(), line: event.line, clock, rules })
    }

    /// The window of an event's start, on that date alone.
    fn first(&mut self, event: &Event, calendar: usize, clock: &Spot) -> Option<Recurring> {
        let end = match &event.end {
            Some(End::At(time)) => {
                let end = self.spot(time, calendar, event.line);
                if end.zone == clock.zone { end.wall } else { clock.wall_at(end.tick()) }
            }
            Some(End::After(length)) => {
                clock.wall + i64::from(length.days()) * DAY + i64::from(length.seconds())
            }
            None => clock.wall + if clock.date { DAY } else { 0 },
        };
        self.single(Walls { start: clock.wall, end }, &clock.zone, event)
    }

    /// A window of its own.
    fn single(&mut self, walls: Walls, zone: &Zone, event: &Event) -> Option<Recurring> {
        let line = event.line;
        if walls.end <= walls.start {
            self.problems.note(line, || IcalProblem::EndBeforeStart {
                start: wall_of_secs(walls.start).to_string(),
                end: wall_of_secs(walls.end).to_string(),
            });
            return None;
        }
        if walls.end - walls.start > LONGEST {
            self.inexpressible(event, "lasts across more than 31 nights");
            return None;
        }
        let own = self.zone_name(zone, event)?;
        let id = Names::of(event.uid.as_deref());
        let mut rule = Recurring::new(id, MIN_DATE, TimeOfDay::MIDNIGHT, TimeOfDay::MIDNIGHT);
        rule.zone = own;
        walls.shape(&mut rule);
        Some(rule)
    }

    /// How a schedule names the zone; nothing for the home zone.
    fn zone_name(&mut self, zone: &Zone, event: &Event) -> Option<Option<ZoneName>> {
        if *zone == self.options.zone {
            return Some(None);
        }
        let known = ZoneName::new(zone.name()).ok();
        let known = known.filter(|name| name.resolve(self.options.zones).is_ok_and(|found| found == *zone));
        if known.is_none() {
            self.inexpressible(event, "is in a zone that only the file defines");
        }
        known.map(Some)
    }

    /// RDATE: a further date of the first rule, or a window of its own.
    fn further(
        &mut self,
        date: &RecurrenceDate,
        event: &Event,
        calendar: usize,
        clock: &Spot,
        first: &Recurring,
        rules: &mut Vec<Recurring>,
    ) {
        let (from, until) = first.bounds();
        let (start, end) = match date {
            RecurrenceDate::Start(time) => {
                let spot = self.spot(time, calendar, event.line);
                let start = if spot.date { spot.wall + from } else { on_clock(&spot, time, clock) };
                (start, start + until - from)
            }
            RecurrenceDate::Period(period) => {
                let spot = self.spot(&period.start, calendar, event.line);
                let start = on_clock(&spot, &period.start, clock);
                let end = match &period.end {
                    End::At(time) => {
                        let end = self.spot(time, calendar, event.line);
                        on_clock(&end, time, clock)
                    }
                    End::After(length) => {
                        start + i64::from(length.days()) * DAY + i64::from(length.seconds())
                    }
                };
                (start, end)
            }
        };
        let walls = Walls { start, end };
        if let Some(rule) = rules.first_mut()
            && (start.rem_euclid(DAY), end - start) == (from, until - from)
        {
            rule.dates.push(date_of_day(walls.day()));
        } else {
            rules.extend(self.single(walls, &clock.zone, event));
        }
    }

    /// RECURRENCE-ID: one instance elsewhere.
    pub(super) fn overriding(
        &mut self,
        event: &Event,
        calendar: usize,
        all: &mut [Windows],
    ) -> Option<Windows> {
        let id = event.recurrence_id.as_ref()?;
        let original = self.spot(&id.time, calendar, event.line);
        for windows in all.iter_mut().filter(|windows| windows.uid.is_some() && windows.uid == event.uid) {
            except(&original, &windows.clock, &mut windows.rules);
        }
        if id.and_future {
            self.inexpressible(event, "changes all later instances");
        }
        if !event.rules.is_empty() || !event.dates.is_empty() {
            self.problems.note(event.line, || IcalProblem::OverrideRule { uid: name(event) });
        }
        // Without a start of its own it keeps that of its instance.
        let start = event.start.clone().or_else(|| Some(id.time.clone()));
        let (rules, dates) = (Vec::new(), Vec::new());
        self.windows(&Event { start, rules, dates, ..event.clone() }, calendar)
    }

    fn inexpressible(&mut self, event: &Event, reason: &'static str) {
        self.problems.note(event.line, || IcalProblem::Inexpressible { name: name(event), reason });
    }
}

/// What messages call it.
fn name(event: &Event) -> String {
    shortened(event.uid.as_deref().unwrap_or_default().as_bytes())
}

/// What the clock of the component shows.
fn on_clock(spot: &Spot, time: &Time, clock: &Spot) -> i64 {
    match time {
        Time::Utc(_) | Time::Zoned { .. } => clock.wall_at(spot.tick()),
        Time::Date(_) | Time::Floating(_) => wall_secs(time.wall()),
    }
}

/// EXDATE: takes out the window that starts at a time, or on a date.
fn except(spot: &Spot, clock: &Spot, rules: &mut [Recurring]) {
    let wall = if spot.date { spot.wall } else { clock.wall_at(spot.tick()) };
    for rule in rules {
        if spot.date || wall.rem_euclid(DAY) == i64::from(rule.from.seconds()) {
            rule.except.push(date_of_day(wall.div_euclid(DAY) as i32)); // within the years 1 to 9999
        }
    }
}
