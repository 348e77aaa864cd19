use super::calendar::{Year, weekday};
use super::dates::Dates;
use super::mask::Mask;

/// The matching days of every kind of month, worked out once: there are four lengths and seven first weekdays.
#[derive(Clone, Debug)]
pub(super) struct Months {
    days: [u32; KINDS],
    /// BYMONTH: bit 0 is January.
    named: u16,
}

const KINDS: usize = 4 * 7;

impl Months {
    /// For rules that judge a month without its year; `positions` pick among the days of one.
    pub(super) fn new(dates: &Dates, positions: &[i16]) -> Self {
        let days = std::array::from_fn(|kind| {
            let kind = kind as u32; // below 28
            let own = dates.days_of_month(kind % 7, 28 + kind / 7);
            let picked = || Mask::word(own.into()).picked(positions).bits(0) as u32; // within the month
            if positions.is_empty() { own } else { picked() }
        });
        Self { days, named: dates.months }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.days.iter().all(|days| *days == 0)
    }

    #[inline]
    pub(super) fn of(&self, year: Year, month0: usize) -> u32 {
        if self.named >> month0 & 1 == 1 { self.days[kind(year, month0)] } else { 0 }
    }
}

/// Which kind of month it is, below [`KINDS`]: by its length of 28 to 31 and its first weekday.
fn kind(year: Year, month0: usize) -> usize {
    let first = weekday(year.first + year.month_start(month0));
    (year.month_length(month0) - 28) as usize * 7 + first as usize
}
