use super::calendar::{Year, weekday};
use super::dates::Dates;
use super::mask::Mask;
use std::sync::atomic::{AtomicU32, Ordering};

/// The matching days of every kind of month: there are four lengths and seven first weekdays.
///
/// Each kind is worked out when it is first asked for; what two threads find is the same.
#[derive(Debug)]
pub(super) struct Months {
    pub(super) dates: Dates,
    /// What BYSETPOS picks among the days of one month; all of them if it is empty.
    positions: Vec<i16>,
    days: [AtomicU32; KINDS],
}

const KINDS: usize = 4 * 7;
/// Not worked out yet: no month has 32 days.
const UNKNOWN: u32 = u32::MAX;

impl Months {
    /// For rules that judge a month without its year.
    pub(super) fn new(dates: Dates, positions: Vec<i16>) -> Self {
        Self { dates, positions, days: [const { AtomicU32::new(UNKNOWN) }; KINDS] }
    }

    pub(super) fn is_empty(&self) -> bool {
        (0..KINDS).all(|kind| self.of_kind(kind) == 0)
    }

    #[inline]
    pub(super) fn of(&self, year: Year, month0: usize) -> u32 {
        if self.dates.months >> month0 & 1 == 1 { self.of_kind(kind(year, month0)) } else { 0 }
    }

    #[inline]
    fn of_kind(&self, kind: usize) -> u32 {
        match self.days[kind].load(Ordering::Relaxed) {
            UNKNOWN => self.work_out(kind),
            days => days,
        }
    }

    #[cold]
    fn work_out(&self, kind: usize) -> u32 {
        let own = self.dates.days_of_month(kind as u32 % 7, 28 + kind as u32 / 7); // below 28
        let picked = || Mask::word(own.into()).picked(&self.positions).bits(0) as u32; // within the month
        let days = if self.positions.is_empty() { own } else { picked() };
        self.days[kind].store(days, Ordering::Relaxed);
        days
    }
}

impl Clone for Months {
    fn clone(&self) -> Self {
        Self::new(self.dates.clone(), self.positions.clone())
    }
}

/// Which kind of month it is, below [`KINDS`]: by its length of 28 to 31 and its first weekday.
fn kind(year: Year, month0: usize) -> usize {
    let first = weekday(year.first + year.month_start(month0));
    (year.month_length(month0) - 28) as usize * 7 + first as usize
}
