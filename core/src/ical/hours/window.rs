use crate::availability::Recurring;
use crate::time::{DAY, TimeOfDay, date_of_day};

/// The longest window of a schedule, in wall seconds.
pub(super) const LONGEST: i64 = Recurring::MOST_NIGHTS as i64 * DAY;

/// A window on the wall, in seconds since 1970-01-01T00:00:00 on its own clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Walls {
    pub(super) start: i64,
    pub(super) end: i64,
}

impl Walls {
    /// The days since 1970-01-01 of the date it belongs to.
    pub(super) fn day(self) -> i32 {
        self.start.div_euclid(DAY) as i32 // within the years 1 to 9999
    }

    /// Lets a rule have this window: its start, its bounds, how many nights it lasts.
    ///
    /// INVARIANT: not empty and no longer than [`LONGEST`].
    pub(super) fn shape(self, rule: &mut Recurring) {
        let from = self.start.rem_euclid(DAY);
        let until = self.end - (self.start - from);
        // The end of a day belongs to it.
        let nights = (until - 1).div_euclid(DAY);
        rule.start = date_of_day(self.day());
        rule.from = time(from);
        rule.to = time(until - nights * DAY);
        // One night is what a window that ends no later than it begins means anyway.
        rule.nights = if nights == 1 && rule.to <= rule.from { 0 } else { nights as u16 };
    }
}

fn time(seconds: i64) -> TimeOfDay {
    TimeOfDay::from_seconds(seconds as u32).unwrap_or(TimeOfDay::END_OF_DAY) // 0..=86400 by division
}
