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
            Walk::Cycle(walk) => Ok(walk.fill(out, room)),
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
