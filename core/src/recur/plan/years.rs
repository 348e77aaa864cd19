use super::super::Skip;
use super::calendar::{KINDS, YEARS, Year};
use super::dates::Dates;
use super::mask::Mask;
use super::skipped;
use std::sync::OnceLock;

/// The matching days of every kind of year, each worked out when it is first asked for.
#[derive(Clone, Debug)]
pub(super) struct Years {
    pub(super) dates: Dates,
    span: Span,
    /// What BYSETPOS picks among the days of one year; all of them if it is empty.
    positions: Vec<i16>,
    masks: Box<[OnceLock<Mask>; KINDS]>,
}

/// The days that count as one year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Span {
    /// 1 January to 31 December.
    Calendar,
    /// The same with the day before and the day after, where SKIP moves what a year lacks.
    Moved(Skip),
    /// The weeks that it numbers, which begin on this weekday.
    Weeks(u32),
}

impl Years {
    pub(super) fn new(dates: Dates, span: Span, positions: Vec<i16>) -> Self {
        Self { dates, span, positions, masks: Box::new([const { OnceLock::new() }; KINDS]) }
    }

    pub(super) fn is_empty(&self) -> bool {
        YEARS.iter().all(|year| self.of(*year).is_empty())
    }

    /// The days of a year, counted from [`first`](Self::first).
    #[inline]
    pub(super) fn of(&self, year: Year) -> &Mask {
        self.masks[year.kind()].get_or_init(|| self.work_out(YEARS[year.kind()])) // below KINDS, as `kind` promises
    }

    /// The day of bit 0.
    pub(super) fn first(&self, year: Year) -> i64 {
        match self.span {
            Span::Calendar => year.first,
            Span::Moved(_) => year.first - 1,
            Span::Weeks(start) => year.week_one(start),
        }
    }

    fn work_out(&self, year: Year) -> Mask {
        let days = match self.span {
            Span::Calendar => self.dates.year(year),
            Span::Moved(skip) => skipped::year(&self.dates, skip, year),
            Span::Weeks(_) => self.dates.weeks_year(year),
        };
        if self.positions.is_empty() { days } else { days.picked(&self.positions) }
    }

    /// Of calendar years: the first matching day at or after `day` and not after `last`, and in how many years it was looked for.
    pub(super) fn next(&self, day: i64, last: i64) -> (Option<i64>, u64) {
        let mut year = Year::containing(day);
        let mut from = day - year.first;
        let mut steps = 1;
        loop {
            let mut mask = *self.of(year);
            mask.clear_below(from);
            if let Some(bit) = mask.pop() {
                return (Some(year.first + bit).filter(|day| *day <= last), steps);
            }
            (year, from) = (Year::of(year.number + 1), 0);
            if year.first > last {
                return (None, steps);
            }
            steps += 1;
        }
    }

    /// Of calendar years: up to 64 days from `day` on, across the end of a year.
    pub(super) fn bits(&self, day: i64) -> u64 {
        let year = Year::containing(day);
        let at = day - year.first;
        let left = year.length() - at; // at least 1
        let here = self.of(year).bits(at);
        if left >= 64 { here } else { here | self.of(Year::of(year.number + 1)).bits(0) << left }
    }
}

#[cfg(test)]
mod tests;
