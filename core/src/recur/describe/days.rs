use super::super::{ByDay, Freq, Rule, Skip};
use super::meaning::{Dated, plain};
use crate::time::Weekdays;
use chrono::Weekday;

/// Days that a rule names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Days {
    /// Weekdays; `each` where a period has several of them.
    Weekdays { days: Weekdays, each: bool },
    /// Weekdays by number, and perhaps plain ones too: the first Monday and every Friday.
    Counted { plain: Weekdays, counted: Vec<(Weekday, Vec<i16>)>, within: Span },
    /// The nth of several weekdays together: the last of Monday to Friday.
    Nth { positions: Vec<i16>, among: Weekdays, within: Span },
    /// Days of the month.
    OfMonth(Vec<i16>),
    /// Days of the year.
    OfYear(Vec<i16>),
}

/// What days are counted within.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Span {
    Week,
    Month,
    Year,
}

/// The months or the year that days belong to, as far as it is said beside them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Of {
    /// Said before: "every 2 months".
    Period,
    EveryMonth,
    Months(Vec<u8>),
    /// Whichever month the series starts in.
    StartMonth,
    /// Any month, where periods are shorter.
    Month,
    Year,
}

impl Days {
    /// What BYDAY says, `each` day of a period or one.
    pub(super) fn weekdays(by_day: &[ByDay], each: bool, within: Span) -> Option<Self> {
        let plain = plain(by_day);
        let mut counted: Vec<(Weekday, Vec<i16>)> = Vec::new();
        for day in by_day {
            let Some(number) = day.number() else { continue };
            match counted.iter_mut().find(|(weekday, _)| *weekday == day.day()) {
                Some((_, numbers)) => numbers.push(number),
                None => counted.push((day.day(), vec![number])),
            }
        }
        match (plain.is_empty(), counted.is_empty()) {
            (true, true) => None,
            (_, true) => Some(Self::Weekdays { days: plain, each }),
            _ => Some(Self::Counted { plain, counted, within }),
        }
    }

    /// The date that they are, if it is a single one: day and month.
    pub(super) fn date(&self, of: &Of) -> Option<(i16, u8)> {
        match (self, of) {
            (Self::OfMonth(days), Of::Months(months)) => match (days.as_slice(), months.as_slice()) {
                ([day], [month]) if *day > 0 => Some((*day, *month)),
                _ => None,
            },
            _ => None,
        }
    }

    /// What they are counted within, if anything.
    pub(super) const fn span(&self) -> Option<Span> {
        match self {
            Self::Weekdays { each: true, .. } => Some(Span::Week),
            Self::Weekdays { .. } => None,
            Self::Counted { within, .. } | Self::Nth { within, .. } => Some(*within),
            Self::OfMonth(_) => Some(Span::Month),
            Self::OfYear(_) => Some(Span::Year),
        }
    }
}

/// BYSETPOS where it chooses days of a period by weekday: takes the two out and puts them in one.
pub(super) fn picked(dated: &mut Dated, rule: &Rule) -> Option<Days> {
    let once = [rule.by_hour(), rule.by_minute(), rule.by_second()].iter().all(|list| list.len() < 2);
    let one_set = rule.freq() == Freq::Monthly || rule.freq() == Freq::Yearly && dated.months.len() < 2;
    let others = !(dated.year_days.is_empty() && dated.weeks.is_empty());
    if dated.picks.is_empty() || !once || !one_set || others {
        return None;
    }
    // The last of the days from the 28th on is the last day of the month, whatever its length.
    let ends = dated.month_days == [28, 29, 30, 31] && dated.picks == [-1];
    if ends && dated.by_day.is_empty() && rule.skip() != Skip::Forward {
        dated.picks.clear();
        dated.month_days = vec![-1];
        return None;
    }
    if !dated.month_days.is_empty() || dated.by_day.iter().any(|day| day.number().is_some()) {
        return None;
    }
    let among = plain(&dated.by_day);
    if among.is_empty() {
        return None;
    }
    dated.by_day.clear();
    let positions = std::mem::take(&mut dated.picks);
    let within =
        if dated.freq == Freq::Monthly || !dated.months.is_empty() { Span::Month } else { Span::Year };
    Some(match (among.iter().next(), among.iter().nth(1)) {
        (Some(day), None) => {
            Days::Counted { plain: Weekdays::default(), counted: vec![(day, positions)], within }
        }
        _ => Days::Nth { positions, among, within },
    })
}
