//! What a rule says, before any language says it.

use super::super::inherited::Inherited;
use super::super::{ByDay, Freq, Rule, Start, Until};
use super::days::{self, Days, Of, Span};
use super::missing::{self, Missing};
use super::times::Times;
use crate::time::Weekdays;
use crate::zone::Zone;
use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, Weekday};

/// What is known beside the rule.
pub(super) enum Reading<'a> {
    Alone,
    At { start: &'a Start, zone: &'a Zone },
}

/// The pieces of a description. What stands in one of them is not said in another.
#[derive(Clone, Debug)]
pub(super) struct Meaning {
    /// "every 2 weeks"; nothing where "of every month" says it.
    pub(super) prefix: Option<(u32, Freq)>,
    /// The days of each period.
    pub(super) days: Option<Days>,
    /// What those days are counted within.
    pub(super) of: Of,
    pub(super) weeks: Vec<i16>,
    pub(super) months: Vec<u8>,
    /// Whether weeks and months leave out periods, rather than saying where the days lie.
    pub(super) limited: bool,
    pub(super) times: Times,
    pub(super) missing: Option<Missing>,
    /// What else a day has to be.
    pub(super) conditions: Vec<Days>,
    /// BYSETPOS, and the period that it counts within.
    pub(super) picks: Vec<i16>,
    pub(super) freq: Freq,
    /// WKST where it matters.
    pub(super) week_start: Option<Weekday>,
    pub(super) ending: Ending,
}

/// How a rule ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    Never,
    Count(u32),
    /// The last date, and the time on it unless the whole date is meant.
    Until {
        date: NaiveDate,
        time: Option<NaiveTime>,
        utc: bool,
    },
}

/// The date parts of a rule on their way into a description.
pub(super) struct Dated {
    pub(super) freq: Freq,
    pub(super) months: Vec<u8>,
    pub(super) weeks: Vec<i16>,
    pub(super) year_days: Vec<i16>,
    pub(super) month_days: Vec<i16>,
    pub(super) by_day: Vec<ByDay>,
    pub(super) picks: Vec<i16>,
}

impl Meaning {
    pub(super) fn of(rule: &Rule, reading: &Reading<'_>) -> Self {
        let interval = rule.interval();
        let start = if let Reading::At { start, .. } = reading { Some(*start) } else { None };
        let mut dated = Dated::of(rule, start);
        let inherited = Inherited::of(rule);
        let missing = missing::of(rule, &dated, inherited.month && start.is_none());
        let week_start = dated.week_start(rule, start);
        let picked = days::picked(&mut dated, rule);
        dated.simplify(interval);
        let Dated { freq, mut months, weeks, picks, .. } = dated;
        let monthly = freq == Freq::Monthly && interval == 1;
        let limited = interval > 1 && (Freq::Daily..Freq::Yearly).contains(&freq);
        let [year_days, month_days] = [&dated.year_days, &dated.month_days];
        let of_year = (!year_days.is_empty()).then(|| Days::OfYear(year_days.clone()));
        let of_month = (!month_days.is_empty()).then(|| Days::OfMonth(month_days.clone()));
        let each = freq >= Freq::Monthly && weeks.is_empty() && year_days.is_empty() && month_days.is_empty();
        let within = if freq == Freq::Monthly || !months.is_empty() { Span::Month } else { Span::Year };
        let weekdays = picked.or_else(|| Days::weekdays(&dated.by_day, each, within));
        let mut conditions: Vec<Days> = match freq {
            Freq::Yearly => [of_year, of_month, weekdays],
            Freq::Monthly => [of_month, weekdays, of_year],
            _ => [weekdays, of_month, of_year],
        }
        .into_iter()
        .flatten()
        .collect();
        let days = (freq != Freq::Daily && !conditions.is_empty()).then(|| conditions.remove(0));
        let prefix = if monthly && !months.is_empty() { Freq::Yearly } else { freq };
        let of = match days.as_ref().and_then(Days::span) {
            Some(Span::Year) => Of::Year,
            Some(Span::Month) if !months.is_empty() && !limited => Of::Months(std::mem::take(&mut months)),
            Some(Span::Month) if inherited.month && start.is_none() => Of::StartMonth,
            Some(Span::Month) if freq != Freq::Monthly => Of::Month,
            Some(_) if monthly && months.is_empty() => Of::EveryMonth,
            _ => Of::Period,
        };
        Self {
            prefix: (of != Of::EveryMonth).then_some((interval, prefix)),
            days,
            of,
            weeks,
            months,
            limited,
            times: Times::of(rule, start),
            missing,
            conditions,
            picks,
            freq,
            week_start,
            ending: Ending::of(rule, reading),
        }
    }
}

impl Dated {
    /// The parts of a rule, with what the start adds.
    fn of(rule: &Rule, start: Option<&Start>) -> Self {
        let mut dated = Self {
            freq: rule.freq(),
            months: rule.by_month().to_vec(),
            weeks: rule.by_week_no().to_vec(),
            year_days: rule.by_year_day().to_vec(),
            month_days: rule.by_month_day().to_vec(),
            by_day: rule.by_day().to_vec(),
            picks: rule.by_set_pos().to_vec(),
        };
        if let Some(date) = start.map(|start| start.wall().date()) {
            let inherited = Inherited::of(rule);
            if inherited.weekday {
                dated.by_day.push(ByDay::every(date.weekday()));
            }
            if inherited.month_day {
                dated.month_days.push(date.day() as i16); // 1 to 31
            }
            if inherited.month {
                dated.months.push(date.month() as u8); // 1 to 12
            }
        }
        dated
    }

    fn is_every_weekday(&self) -> bool {
        self.by_day.len() == 7 && self.by_day.iter().all(|day| day.number().is_none())
    }

    /// Leaves out what limits nothing, and says a rule for every period as the longer one that means the same: every
    /// day that is a Monday, every Monday.
    fn simplify(&mut self, interval: u32) {
        let limits = self.freq <= Freq::Daily || !(self.month_days.is_empty() && self.year_days.is_empty());
        if limits && self.is_every_weekday() {
            self.by_day.clear();
        }
        let plain = self.picks.is_empty() && self.year_days.is_empty() && self.weeks.is_empty();
        if interval > 1 || !plain {
            return;
        }
        self.freq = match self.freq {
            Freq::Daily if !self.month_days.is_empty() => Freq::Monthly,
            Freq::Daily if !self.by_day.is_empty() => Freq::Weekly,
            Freq::Weekly if self.is_every_weekday() && self.month_days.is_empty() => {
                self.by_day.clear();
                Freq::Daily
            }
            freq => freq,
        };
    }

    /// The day that weeks start on, if with Monday the days of the rule would be grouped otherwise.
    fn week_start(&self, rule: &Rule, start: Option<&Start>) -> Option<Weekday> {
        let first = rule.week_start();
        let before = |day: Weekday| day.num_days_from_monday() < first.num_days_from_monday();
        let own = start.map(|start| start.wall().weekday());
        let mut days = self.by_day.iter().map(|day| day.day()).chain(own).map(before);
        let split = days.next().is_some_and(|one| days.any(|other| other != one));
        let grouped = rule.freq() == Freq::Weekly && (rule.interval() > 1 || !self.picks.is_empty()) && split;
        (first != Weekday::Mon && (grouped || !self.weeks.is_empty())).then_some(first)
    }
}

impl Ending {
    fn of(rule: &Rule, reading: &Reading<'_>) -> Self {
        if let Some(count) = rule.count() {
            return Self::Count(count);
        }
        let Some(until) = rule.until() else { return Self::Never };
        let (wall, utc) = match (until, reading) {
            (Until::Date(date), _) => return Self::Until { date, time: None, utc: false },
            (Until::Local(wall), _) => (wall, false),
            (Until::Utc(time), Reading::Alone) => (time.naive_utc(), true),
            (Until::Utc(time), Reading::At { zone, .. }) => (zone.wall(time), false),
        };
        // With the time of its only occurrence on a day, a date says it all.
        let last = |wall: NaiveDateTime| {
            let Reading::At { start, .. } = reading else { return false };
            start.is_date()
                || rule.freq() >= Freq::Daily
                    && Times::of(rule, None) == Times::Open
                    && start.wall().time() == wall.time()
        };
        let whole = NaiveTime::from_hms_opt(23, 59, 59) == Some(wall.time()) || last(wall);
        Self::Until { date: wall.date(), time: (!whole).then(|| wall.time()), utc }
    }
}

/// Weekdays of BYDAY without a number.
pub(super) fn plain(by_day: &[ByDay]) -> Weekdays {
    by_day.iter().filter(|day| day.number().is_none()).map(|day| day.day()).collect()
}
