use super::super::{Freq, Rule, Skip};
use super::meaning::Dated;

/// Where SKIP moves what, if a date of the rule can be missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Missing {
    pub(super) from: MissingFrom,
    /// To the day before, else to the day after.
    pub(super) backward: bool,
}

/// What lacks the date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MissingFrom {
    /// Months that end before it.
    ShorterMonths,
    /// The one month of the rule, in some years or in all.
    ThatMonth,
    /// Years without a 366th day.
    ShorterYears,
    /// Days counted back beyond a beginning, or whatever date the start has.
    Anything,
}

/// What SKIP does to a rule; `one_month` says that its days lie in the start's month.
pub(super) fn of(rule: &Rule, dated: &Dated, one_month: bool) -> Option<Missing> {
    let backward = rule.skip() == Skip::Backward;
    if rule.skip() == Skip::Omit || rule.freq() < Freq::Monthly || !dated.weeks.is_empty() {
        return None;
    }
    let from = if !dated.year_days.is_empty() {
        let beyond = dated.year_days.iter().filter(|day| day.unsigned_abs() == 366);
        sole(beyond, MissingFrom::ShorterYears)?
    } else if !dated.month_days.is_empty() {
        let shortest = dated.months.iter().map(|month| length(*month)).min().unwrap_or(28);
        let beyond = dated.month_days.iter().filter(|day| day.unsigned_abs() > shortest);
        let one_month = one_month || dated.months.len() == 1;
        sole(beyond, if one_month { MissingFrom::ThatMonth } else { MissingFrom::ShorterMonths })?
    } else if dated.by_day.is_empty() {
        MissingFrom::Anything
    } else {
        return None;
    };
    Some(Missing { from, backward })
}

/// `from` if all the days are counted from the beginning; nothing if there are none.
fn sole<'a>(days: impl Iterator<Item = &'a i16>, from: MissingFrom) -> Option<MissingFrom> {
    days.map(|day| *day > 0)
        .reduce(|all, one| all && one)
        .map(|ahead| if ahead { from } else { MissingFrom::Anything })
}

/// The days that a month always has.
const fn length(month: u8) -> u16 {
    match month {
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}
