use super::cycle::CycleWalk;
use super::period_walk::PeriodWalk;
use super::units::UnitWalk;
use super::{Budget, Form};
use crate::error::Result;

/// The wall times of a plan, in order.
#[derive(Debug)]
pub(in crate::recur) struct Walls<'p> {
    walk: Walk<'p>,
    from: i64,
}

#[derive(Debug)]
enum Walk<'p> {
    Ended,
    Cycle(CycleWalk<'p>),
    Periods(PeriodWalk<'p>),
    Units(UnitWalk<'p>),
}

impl<'p> Walls<'p> {
    pub(super) fn new(form: &'p Form, from: i64, until: i64) -> Self {
        let walk = match form {
            _ if from > until => Walk::Ended,
            Form::Never => Walk::Ended,
            Form::Cycle(cycle) => Walk::Cycle(cycle.walk(from, until)),
            Form::Periods(periods) => Walk::Periods(PeriodWalk::new(periods, from, until)),
            Form::Units(units, years) => Walk::Units(UnitWalk::new(units, years, from, until)),
        };
        Self { walk, from }
    }

    /// The next wall time, if it can be told without taking it; then [`fill_before`](Self::fill_before) works.
    pub(in crate::recur) fn peek(&self) -> Option<i64> {
        if let Walk::Cycle(walk) = &self.walk { walk.peek() } else { None }
    }

    /// Adds up to `room` wall times before `end`, each less `shift`; `false` when there are no more.
    pub(in crate::recur) fn fill_before(
        &mut self,
        end: i64,
        shift: i64,
        room: usize,
        out: &mut Vec<i64>,
        budget: &mut Budget,
    ) -> Result<bool> {
        let Walk::Cycle(walk) = &mut self.walk else { return Ok(true) };
        let room = room.min(usize::try_from(budget.left()).unwrap_or(usize::MAX));
        let given = out.len();
        let more = walk.fill(out, room, end, shift);
        budget.spend((out.len() - given).max(1) as u64, walk.peek().unwrap_or(self.from))?;
        Ok(more)
    }

    /// Adds about `room` wall times; `false` when there are no more.
    pub(in crate::recur) fn fill(
        &mut self,
        out: &mut Vec<i64>,
        room: usize,
        budget: &mut Budget,
    ) -> Result<bool> {
        budget.spend(1, out.last().copied().unwrap_or(self.from))?;
        let given = out.len();
        let more = match &mut self.walk {
            Walk::Ended => Ok(false),
            Walk::Cycle(walk) => Ok(walk.fill(out, room, i64::MAX, 0)),
            Walk::Periods(walk) => walk.fill(out, room, budget),
            Walk::Units(walk) => walk.fill(out, room, budget),
        };
        let found = (out.len() - given) as u64;
        let at = out.last().copied().unwrap_or(self.from);
        let more = match more.and_then(|more| budget.spend(found, at).map(|()| more)) {
            // What was found counts; the budget is empty, so that the next call fails.
            Err(_) if found > 0 => true,
            more => more?,
        };
        if !more {
            self.walk = Walk::Ended;
        }
        Ok(more)
    }
}
