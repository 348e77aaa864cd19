use super::group::Member;
use super::length::Length;
use super::reader::{Label, Reader};
use crate::error::{IcalProblem, Result};
use crate::ical::place::Spot;
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

/// An override with `RANGE=THISANDFUTURE`, as far as it concerns the instances after its own.
pub(super) struct Shift<'o> {
    /// From the instance at this tick on.
    from: i64,
    pub(super) spot: &'o Spot,
    pub(super) length: Length,
    /// What to add to the local start of an instance to get its wall time on the clock of `spot`.
    by: i64,
    pub(super) label: Option<&'o Label>,
}

impl Shift<'_> {
    /// The wall time that an instance is shifted to, and its tick.
    pub(super) fn apply(&self, wall: i64) -> (i64, i64) {
        let wall = wall.saturating_add(self.by);
        (wall, self.spot.tick_of(wall))
    }

    fn reach(&self) -> (i64, i64) {
        const CLOCKS: i64 = 2 * crate::time::DAY; // no two clocks are further apart
        let before = self.length.longest().saturating_add(self.by).saturating_add(CLOCKS);
        (before.max(0), CLOCKS.saturating_sub(self.by).max(0))
    }
}

/// The shifts of an event.
pub(super) struct Shifts<'o> {
    /// In order of the instances they begin with.
    list: Vec<Shift<'o>>,
    /// How far before and after the range an instance may start that is shifted into it.
    pub(super) reach: (i64, i64),
    /// Whether instances take time where one holds.
    pub(super) block: bool,
}

impl<'o> Shifts<'o> {
    /// `clock` is that of the event.
    pub(super) fn new(overrides: &'o [Override], clock: Option<&Spot>) -> Self {
        let shift = |one: &'o Override| {
            let from = one.id.tick();
            let original = match clock {
                Some(clock) if !one.id.date => clock.wall_at(from),
                _ => one.id.wall,
            };
            let by = one.spot.wall.saturating_sub(original);
            Shift { from, spot: &one.spot, length: one.length, by, label: one.label.as_ref() }
        };
        let list: Vec<Shift<'o>> = overrides.iter().filter(|one| one.and_future).map(shift).collect();
        let widest = |a: (i64, i64), b: (i64, i64)| (a.0.max(b.0), a.1.max(b.1));
        let reach = list.iter().map(Shift::reach).fold((0, 0), widest);
        let block = list.iter().any(|shift| shift.label.is_some());
        Self { list, reach, block }
    }

    /// The one that holds for the instance at a tick.
    pub(super) fn at(&self, tick: i64) -> Option<&Shift<'o>> {
        let after = self.list.partition_point(|shift| shift.from <= tick);
        after.checked_sub(1).and_then(|at| self.list.get(at))
    }
}
