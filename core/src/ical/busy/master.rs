use super::group::Member;
use super::instances::{Instance, expand};
use super::keys::Keys;
use super::length::Length;
use super::overriding::EventShifts;
use super::reader::{Label, Reader};
use crate::error::{IcalProblem, Result};
use crate::ical::place::Spot;
use crate::ical::value::{End, Time};
use crate::ical::view::RecurrenceDate;
use crate::interval::Interval;
use crate::time::{DAY, wall_of_secs};

/// An event that is no override.
pub(super) struct Master {
    member: Member,
    pub(super) start: Spot,
    pub(super) length: Length,
    label: Option<Label>,
}

impl Master {
    /// `None` if it has no readable start.
    pub(super) fn read(reader: &mut Reader<'_>, member: Member) -> Option<Self> {
        let Some(time) = &member.event.start else {
            reader.problems.note(member.event.line, || IcalProblem::NoStart { uid: member.name() });
            return None;
        };
        let start = reader.spot(time, &member);
        let length = reader.length(&member, &start);
        let label = reader.label(&member, start.date);
        Some(Self { member, start, length, label })
    }

    /// Notes its instances, but for those that EXDATE or an override names; `shifts` hold for the later ones.
    pub(super) fn push(
        &self,
        reader: &mut Reader<'_>,
        replaced: &Keys,
        shifts: &EventShifts<'_>,
    ) -> Result<()> {
        if self.label.is_none() && !shifts.block {
            return Ok(());
        }
        let (event, date) = (&self.member.event, self.start.date);
        let recurs = !event.rules.is_empty() || !event.dates.is_empty();
        let instances = self.instances(reader, shifts)?;
        let excluded = Keys::new(self.exceptions(reader).into_iter());
        let gone = |one: &Instance| {
            excluded.hold(date, one.tick, one.wall) || replaced.hold(date, one.tick, one.wall)
        };
        for one in instances.into_iter().filter(|one| !gone(one)) {
            let identity = recurs.then(|| wall_of_secs(one.wall));
            if let Some(shift) = shifts.at(one.tick) {
                let span = shift.then.span(one.wall, shift.by);
                shift.then.label.map_or(Ok(()), |label| reader.push(label, span, identity))?;
            } else if let Some(label) = &self.label {
                let end = one.end.unwrap_or_else(|| self.length.end(&self.start, one.wall, one.tick));
                reader.push(label, (one.tick, end), identity)?;
            }
        }
        Ok(())
    }

    fn exceptions(&self, reader: &mut Reader<'_>) -> Vec<Spot> {
        let dates = self.member.event.excluded_dates.iter();
        dates.map(|time| reader.exception(time, &self.member, Some(&self.start))).collect()
    }

    /// Where an instance can start so that it, or what it is shifted to, touches the range.
    fn window(&self, reader: &Reader<'_>, shifts: &EventShifts<'_>) -> Interval {
        let before = self.length.longest().saturating_sub(1).max(shifts.reach.0);
        reader.options.range.padded(before, shifts.reach.1)
    }

    /// DTSTART, and what the rules and RDATE name within the window, each instant once, in order.
    fn instances(&self, reader: &mut Reader<'_>, shifts: &EventShifts<'_>) -> Result<Vec<Instance>> {
        let (start, event) = (&self.start, &self.member.event);
        let (window, limits) = (self.window(reader, shifts), &reader.options.limits);
        let mut all = vec![Instance { tick: start.tick(), wall: start.wall, end: None }];
        for (nth, rule) in event.rules.iter().enumerate() {
            let take = |one| all.push(one);
            if let Err(error) = expand(rule, start, nth == 0, window, limits, &mut reader.work, take)? {
                reader.problems.note(rule.line, || error);
            }
        }
        for date in &event.dates {
            let instance = self.extra(reader, date);
            all.push(instance);
        }
        let mut excluded = Vec::new();
        for rule in &event.excluded_rules {
            let take = |one: Instance| excluded.push(one.tick);
            if let Err(error) = expand(rule, start, false, window, limits, &mut reader.work, take)? {
                reader.problems.note(rule.line, || error);
            }
        }
        let excluded = Keys::of_ticks(excluded);
        all.retain(|one| !excluded.hold(false, one.tick, one.wall));
        // Of the same instant twice, one with an end of its own comes first and stays.
        all.sort_by_key(|one| (one.tick, one.end.is_none()));
        all.dedup_by_key(|one| one.tick);
        Ok(all)
    }

    fn extra(&self, reader: &mut Reader<'_>, date: &RecurrenceDate) -> Instance {
        let start = &self.start;
        match date {
            RecurrenceDate::Start(time) => {
                let spot = reader.exception(time, &self.member, Some(start));
                if spot.date == start.date {
                    return Instance { tick: spot.tick(), wall: self.on_clock(&spot, time), end: None };
                }
                // A date among times, or a time among dates, is the day on which the event starts as it always does.
                let wall = spot.wall.div_euclid(DAY) * DAY + start.wall.rem_euclid(DAY);
                Instance { tick: start.tick_of(wall), wall, end: None }
            }
            RecurrenceDate::Period(period) => {
                let spot = reader.exception(&period.start, &self.member, Some(start));
                let end = match &period.end {
                    End::At(time) => reader.exception(time, &self.member, Some(start)).tick(),
                    End::After(length) => Length::nominal(*length).end(&spot, spot.wall, spot.tick()),
                };
                reader.check_order(&spot, end, self.member.event.line);
                Instance { tick: spot.tick(), wall: self.on_clock(&spot, &period.start), end: Some(end) }
            }
        }
    }

    /// The local start on the clock of the event.
    fn on_clock(&self, spot: &Spot, time: &Time) -> i64 {
        match time {
            Time::Utc(_) | Time::Zoned { .. } => self.start.wall_at(spot.tick()),
            Time::Date(_) | Time::Floating(_) => spot.wall,
        }
    }
}
