use super::group::Member;
use super::length::Length;
use super::reader::{Label, Reader};
use crate::error::{IcalProblem, Result};
use crate::ical::place::Spot;
use crate::recur::{Shift, Shifts};
use crate::time::wall_of_secs;

/// A component that takes the place of one instance, or of it and all later ones.
#[derive(Debug)]
pub(super) struct Override {
    pub(super) member: Member,
    /// The original start of its instance.
    pub(super) id: Spot,
    and_future: bool,
    /// Where it puts its instance.
    spot: Spot,
    length: Length,
    label: Option<Label>,
}

impl Override {
    /// `clock` and `length` are those of the event it overrides, if that is in the file. An override without a start
    /// keeps the start and length of its instance.
    pub(super) fn read(
        reader: &mut Reader<'_>,
        member: Member,
        clock: Option<&Spot>,
        length: Option<Length>,
    ) -> Option<Self> {
        let id = member.event.recurrence_id.as_ref()?;
        let (id, and_future) = (reader.exception(&id.time, &member, clock), id.and_future);
        if !member.event.rules.is_empty() || !member.event.dates.is_empty() {
            reader.problems.note(member.event.line, || IcalProblem::OverrideRule { uid: member.name() });
        }
        let (spot, length) = match &member.event.start {
            Some(time) => {
                let spot = reader.spot(time, &member);
                let length = reader.length(&member, &spot);
                (spot, length)
            }
            None => (id.clone(), length.unwrap_or(Length::NONE)),
        };
        let label = reader.label(&member, spot.date);
        Some(Self { member, id, and_future, spot, length, label })
    }

    /// Notes the instance it puts in place of the original.
    pub(super) fn push(&self, reader: &mut Reader<'_>) -> Result<()> {
        let Some(label) = &self.label else { return Ok(()) };
        let tick = self.spot.tick();
        let end = self.length.end(&self.spot, self.spot.wall, tick);
        reader.push(label, (tick, end), Some(wall_of_secs(self.id.wall)))
    }
}

/// What an override with `RANGE=THISANDFUTURE` makes of the instances after its own.
pub(super) struct Target<'o> {
    pub(super) spot: &'o Spot,
    pub(super) length: Length,
    pub(super) label: Option<&'o Label>,
}

impl Target<'_> {
    /// The tick that an instance is shifted to, and where it ends.
    pub(super) fn span(&self, wall: i64, by: i64) -> (i64, i64) {
        let wall = wall.saturating_add(by);
        let tick = self.spot.tick_of(wall);
        (tick, self.length.end(self.spot, wall, tick))
    }
}

/// The shifts of an event.
pub(super) struct EventShifts<'o> {
    shifts: Shifts<Target<'o>>,
    /// How far before and after the range an instance may start that is shifted into it.
    pub(super) reach: (i64, i64),
    /// Whether instances take time where one holds.
    pub(super) block: bool,
}

impl<'o> EventShifts<'o> {
    /// `clock` is that of the event.
    pub(super) fn new(overrides: &'o [Override], clock: Option<&Spot>) -> Self {
        let shift = |one: &'o Override| {
            let from = one.id.tick();
            let original = match clock {
                Some(clock) if !one.id.date => clock.wall_at(from),
                _ => one.id.wall,
            };
            let by = one.spot.wall.saturating_sub(original);
            Shift {
                from,
                by,
                then: Target { spot: &one.spot, length: one.length, label: one.label.as_ref() },
            }
        };
        let shifts = Shifts::new(overrides.iter().filter(|one| one.and_future).map(shift).collect());
        let widest = |a: (i64, i64), b: (i64, i64)| (a.0.max(b.0), a.1.max(b.1));
        let reach = shifts.list().iter().map(reach).fold((0, 0), widest);
        let block = shifts.list().iter().any(|shift| shift.then.label.is_some());
        Self { shifts, reach, block }
    }

    /// The one that holds for the instance at a tick.
    pub(super) fn at(&self, tick: i64) -> Option<&Shift<Target<'o>>> {
        self.shifts.at(tick)
    }
}

fn reach(shift: &Shift<Target<'_>>) -> (i64, i64) {
    const CLOCKS: i64 = 2 * crate::time::DAY; // no two clocks are further apart
    let before = shift.then.length.longest().saturating_add(shift.by).saturating_add(CLOCKS);
    (before.max(0), CLOCKS.saturating_sub(shift.by).max(0))
}
