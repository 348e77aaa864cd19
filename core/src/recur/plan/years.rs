use super::calendar::{KINDS, YEARS, Year};
use super::dates::Dates;
use super::mask::Mask;

/// The matching days of every kind of year, worked out once.
#[derive(Clone, Debug)]
pub(super) struct Years {
    masks: Box<[Mask; KINDS]>,
}

impl Years {
    pub(super) fn new(dates: &Dates) -> Self {
        Self { masks: Box::new(YEARS.map(|year| dates.year(year))) }
    }

    /// Keeps what BYSETPOS picks of each year's days.
    pub(super) fn pick(&mut self, positions: &[i16]) {
        self.masks.iter_mut().for_each(|mask| *mask = mask.picked(positions));
    }

    pub(super) fn is_empty(&self) -> bool {
        self.masks.iter().all(Mask::is_empty)
    }

    pub(super) fn of(&self, year: Year) -> &Mask {
        &self.masks[year.kind()] // below KINDS, as `kind` promises
    }

    /// The first matching day at or after `day` and not after `last`, and in how many years it was looked for.
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

    /// Up to 64 days from `day` on, across the end of a year.
    pub(super) fn bits(&self, day: i64) -> u64 {
        let year = Year::containing(day);
        let at = day - year.first;
        let left = year.length() - at; // at least 1
        let here = self.of(year).bits(at);
        if left >= 64 { here } else { here | self.of(Year::of(year.number + 1)).bits(0) << left }
    }
}
