use super::super::{Freq, Rule, Skip};
use super::calendar::{self, CYCLE_DAYS, CYCLE_YEARS, Year, number, weekday};
use super::dates::Dates;
use super::mask::Mask;
use super::months::Months;
use super::years::{Span, Years};
use super::{gcd, skipped, times};
use crate::time::DAY;

/// A rule that is DAILY or longer, as sets of days: one for each period, with the same times on each day.
#[derive(Clone, Debug)]
pub(super) struct Periods {
    pub(super) period: Period,
    /// Every how many periods.
    pub(super) interval: i64,
    /// The period of the start.
    pub(super) own: i64,
    /// The days of a DAILY rule: the first, and every how many.
    pub(super) phase: Option<(i64, i64)>,
    pub(super) sets: Sets,
    /// `Omit` unless the rule can name days that the calendar lacks.
    pub(super) skip: Skip,
    pub(super) times: Box<[u32]>,
    pub(super) positions: Vec<i16>,
}

/// The days that match, as they are kept.
#[derive(Clone, Debug)]
pub(super) enum Sets {
    /// What is judged month by month.
    Months(Months),
    /// What is not.
    Years(Years),
}

/// The periods of a rule, as numbers: every INTERVALth of them counts, and BYSETPOS picks within one.
#[derive(Clone, Copy, Debug)]
pub(super) enum Period {
    /// From this weekday on.
    Week(u32),
    Month,
    Year,
    /// The year of a rule with BYWEEKNO: whole weeks, so it can begin in December and end in January.
    WeekYear(u32),
}

/// The days of one period.
#[derive(Clone, Copy, Debug)]
pub(super) struct Set {
    /// The day of bit 0.
    pub(super) first: i64,
    pub(super) days: Mask,
}

impl Periods {
    pub(super) fn new(rule: &Rule, dates: Dates, start: i64, dated: bool) -> Self {
        let week_start = number(rule.week_start);
        let mut times = times::of_day(rule, start, dated);
        let (mut interval, mut positions) = (i64::from(rule.interval), rule.by.set_pos.clone());
        let mut phase = None;
        let period = match rule.freq {
            Freq::Weekly => Period::Week(week_start),
            Freq::Monthly => Period::Month,
            Freq::Yearly if !dates.has_weeks() || (interval == 1 && positions.is_empty()) => Period::Year,
            Freq::Yearly => Period::WeekYear(week_start),
            _ => {
                // Days are walked year by year, and BYSETPOS picks among the times of one.
                times = times::picked(&std::mem::take(&mut positions), times);
                phase = Some((start.div_euclid(DAY), interval)).filter(|_| interval > 1);
                interval = 1;
                Period::Year
            }
        };
        let may_skip = match rule.freq {
            Freq::Monthly => dates.has_month_days() && dates.within_months(),
            Freq::Yearly => !dates.has_weeks() && (dates.has_month_days() || !dates.year_days.is_empty()),
            _ => false,
        };
        let skip = if may_skip { rule.skip } else { Skip::Omit };
        // With one time a day BYSETPOS picks days, and does so once for each kind of month or year.
        let whole = !matches!(period, Period::Week(_));
        let fold = times.len() == 1 && skip == Skip::Omit && whole;
        let monthly = matches!(period, Period::Month);
        let sets = if monthly && dates.within_months() {
            let folded = if fold { std::mem::take(&mut positions) } else { Vec::new() };
            Sets::Months(Months::new(dates, folded))
        } else {
            let folded = if fold && !monthly { std::mem::take(&mut positions) } else { Vec::new() };
            let span = match period {
                Period::WeekYear(start) => Span::Weeks(start),
                Period::Year if skip != Skip::Omit => Span::Moved(skip),
                _ => Span::Calendar,
            };
            Sets::Years(Years::new(dates, span, folded))
        };
        Self { period, interval, own: period.of(start.div_euclid(DAY)), phase, sets, skip, times, positions }
    }

    /// Whether no period has any day, or no day any time.
    pub(super) fn is_empty(&self) -> bool {
        let dayless = match &self.sets {
            Sets::Months(months) => self.skip == Skip::Omit && months.is_empty(),
            Sets::Years(years) => years.is_empty(),
        };
        dayless || self.times.is_empty() || self.picks_nothing()
    }

    /// Whether all of BYSETPOS lies beyond the largest set that a period can have, moved days included.
    fn picks_nothing(&self) -> bool {
        let days = match self.period {
            Period::Week(_) => 7,
            Period::Month => 32,
            Period::Year | Period::WeekYear(_) => 371,
        };
        let beyond = |position: &i16| usize::from(position.unsigned_abs()) > days * self.times.len();
        !self.positions.is_empty() && self.positions.iter().all(beyond)
    }

    /// After how many seconds the periods that count, and the days in them, repeat.
    pub(super) fn repeats(&self) -> i128 {
        let cycle = i128::from(CYCLE_DAYS * DAY);
        let (years, months) = (CYCLE_YEARS, 12 * CYCLE_YEARS);
        match (self.phase, self.period) {
            (Some((_, days)), _) => calendar::repeats(days, DAY),
            (None, Period::Week(_)) => calendar::repeats(self.interval, 7 * DAY),
            (None, Period::Month) => cycle * i128::from(self.interval / gcd(months, self.interval)),
            (None, Period::Year | Period::WeekYear(_)) => {
                cycle * i128::from(self.interval / gcd(years, self.interval))
            }
        }
    }

    /// The shortest time between two instances.
    pub(super) fn spacing(&self) -> i64 {
        let within = self.times.windows(2).map(|pair| i64::from(pair[1] - pair[0])); // windows of two
        let across =
            self.times.first().zip(self.times.last()).map(|(a, b)| i64::from(*a) + DAY - i64::from(*b));
        within.chain(across).min().unwrap_or(i64::MAX)
    }

    /// The first period of the rule that has a day at or after `day`.
    pub(super) fn seek(&self, day: i64) -> i64 {
        // What SKIP moves can lie a day beyond its period.
        let at = self.period.of(if self.skip == Skip::Omit { day } else { day - 1 });
        if at <= self.own { self.own } else { at + (self.own - at).rem_euclid(self.interval) }
    }

    pub(super) fn set(&self, period: i64) -> Set {
        match (&self.sets, self.period) {
            (Sets::Months(months), _) => {
                let (year, month0) = month(period);
                if self.skip != Skip::Omit {
                    return skipped::month(&months.dates, self.skip, year, month0);
                }
                let first = year.first + year.month_start(month0);
                Set { first, days: Mask::word(months.of(year, month0).into()) }
            }
            (Sets::Years(years), Period::Month) => {
                let (year, month0) = month(period);
                let first = year.first + year.month_start(month0);
                let days = years.bits(first) & (u64::MAX >> (64 - year.month_length(month0)));
                Set { first, days: Mask::word(days) }
            }
            (Sets::Years(years), Period::Week(start)) => {
                let first = period * 7 + i64::from(start) - 3;
                Set { first, days: Mask::word(years.bits(first) & 0x7F) }
            }
            (Sets::Years(years), Period::Year | Period::WeekYear(_)) => {
                let year = Year::of(period);
                Set { first: years.first(year), days: self.in_phase(year, *years.of(year)) }
            }
        }
    }

    fn in_phase(&self, year: Year, days: Mask) -> Mask {
        let Some((start, interval)) = self.phase else { return days };
        let mut phase = Mask::EMPTY;
        let mut at = (start - year.first).rem_euclid(interval);
        while at < year.length() {
            phase.set(at);
            at += interval;
        }
        days.and(&phase)
    }

    /// The walls that BYSETPOS picks of a set, in order; `places` is scratch.
    pub(super) fn pick(&self, set: &Set, places: &mut Vec<u64>, out: &mut Vec<i64>) {
        let times = self.times.len() as u64;
        times::places(&self.positions, set.days.count() * times, places);
        out.extend(places.iter().filter_map(|place| self.wall(set, *place)));
    }

    /// The wall time at a place of a set, days before times.
    pub(super) fn wall(&self, set: &Set, place: u64) -> Option<i64> {
        let times = self.times.len().max(1) as u64;
        let day = set.first + set.days.nth(place / times)?;
        Some(day * DAY + i64::from(*self.times.get((place % times) as usize)?)) // below the number of times
    }
}

impl Period {
    /// The number of the period that a day lies in.
    pub(super) fn of(self, day: i64) -> i64 {
        let year = || Year::containing(day);
        match self {
            Self::Week(start) => (day + 3 - i64::from(start)).div_euclid(7),
            Self::Month => {
                let year = year();
                year.number * 12 + year.month_of(day - year.first) as i64 // below 12
            }
            Self::Year => year().number,
            // The year in which the week is numbered: that of its fourth day.
            Self::WeekYear(start) => {
                let into = i64::from((weekday(day) + 7 - start) % 7);
                Year::containing(day - into + 3).number
            }
        }
    }
}

/// The year and the month, January being 0, of a period that is a month.
pub(super) fn month(period: i64) -> (Year, usize) {
    (Year::of(period.div_euclid(12)), period.rem_euclid(12) as usize) // below 12
}
