//! The engine: from a rule and a start to the wall times that the rule names, in order.
//!
//! It works in nominal wall time, where no zone, gap or fold exists; [`super::ordered`] turns its answers into
//! instants. A rule is compiled once with its start, into one of three forms:
//!
//! - a [`Cycle`]: WEEKLY, DAILY and shorter rules without months repeat after a fixed time. Everything is arithmetic.
//! - [`Periods`]: sets of days as bit masks, one for each month, year or week, with one sorted list of times. There
//!   are 28 kinds of year at most, so what depends on the year is worked out once.
//! - [`Units`]: sub-daily rules within months and the like, which jump over what their parts exclude.
//!
//! Seeking is arithmetic in each. What remains to be searched is bounded by [`Budget`].

mod budget;
mod calendar;
mod cycle;
mod dates;
mod mask;
mod months;
mod period_tally;
mod period_walk;
mod periods;
mod skipped;
mod tally;
mod times;
mod unit_tally;
mod units;
mod walls;
mod years;

use super::{Freq, Rule};
use crate::time::DAY;
pub(super) use budget::Budget;
use cycle::Cycle;
use dates::Dates;
use periods::Periods;
use units::Units;
pub(super) use walls::Walls;
use years::{Span, Years};

/// A rule put to a start, with everything that the start decides written out.
#[derive(Clone, Debug)]
pub(super) struct Plan {
    start: i64,
    form: Form,
}

#[derive(Clone, Debug)]
enum Form {
    /// No day or no time matches.
    Never,
    Cycle(Cycle),
    Periods(Box<Periods>),
    Units(Box<Units>, Years),
}

impl Plan {
    /// Compiles a rule for a start in wall seconds; `dated` says that the start is a date, whose rules have no times.
    pub(super) fn new(rule: &Rule, start: i64, dated: bool) -> Self {
        let dates = Dates::new(rule, start.div_euclid(DAY));
        let form = match Cycle::new(rule, &dates, start, dated) {
            Some(cycle) if cycle.is_empty() => Form::Never,
            Some(cycle) => Form::Cycle(cycle),
            None if rule.freq < Freq::Daily => {
                let (units, years) = (Units::new(rule, start), Years::new(dates, Span::Calendar, Vec::new()));
                let empty = units.is_empty() || years.is_empty();
                if empty { Form::Never } else { Form::Units(Box::new(units), years) }
            }
            None => {
                let periods = Periods::new(rule, dates, start, dated);
                if periods.is_empty() { Form::Never } else { Form::Periods(Box::new(periods)) }
            }
        };
        Self { start, form }
    }

    /// The wall times from `from` on, and none before the start, as far as `until`, inclusive.
    pub(super) fn walls(&self, from: i64, until: i64) -> Walls<'_> {
        let until = until.min(calendar::last_day() * DAY + DAY - 1);
        Walls::new(&self.form, from.max(self.start), until)
    }

    /// A beginning, the length and the starts of what repeats after a fixed time, if no month has a say in it.
    pub(super) fn cycle(&self) -> Option<(i64, i64, &[i64])> {
        if let Form::Cycle(cycle) = &self.form { Some(cycle.parts()) } else { None }
    }

    /// After how many seconds the wall times repeat.
    pub(super) fn period(&self) -> i128 {
        match &self.form {
            Form::Never => 1,
            Form::Cycle(cycle) => cycle.parts().1.into(),
            Form::Periods(periods) => periods.repeats(),
            Form::Units(units, _) => calendar::repeats(units.interval, units.length),
        }
    }

    /// Whether it is plain that no wall time matches.
    pub(super) const fn is_never(&self) -> bool {
        matches!(self.form, Form::Never)
    }

    /// No two wall times are closer than this.
    pub(super) fn spacing(&self) -> i64 {
        match &self.form {
            Form::Never => i64::MAX,
            Form::Cycle(cycle) => cycle.spacing(),
            Form::Periods(periods) => periods.spacing(),
            Form::Units(..) => 1,
        }
    }
}

fn gcd(a: i64, b: i64) -> i64 {
    if b == 0 { a.max(1) } else { gcd(b, a % b) }
}
