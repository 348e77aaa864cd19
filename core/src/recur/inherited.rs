use super::{Freq, Rule};

/// Which date parts a rule takes from its start, as RFC 5545 §3.3.10 says: "the appropriate minute, hour, day, or
/// month would have been retrieved from the DTSTART property".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Inherited {
    pub(super) weekday: bool,
    pub(super) month_day: bool,
    /// Days of the month without a month mean the start's: calendars export birthdays this way.
    pub(super) month: bool,
}

impl Inherited {
    pub(super) fn of(rule: &Rule) -> Self {
        let (freq, by_month_day) = (rule.freq(), rule.by_month_day());
        let dayless = rule.by_day().is_empty() && by_month_day.is_empty() && rule.by_year_day().is_empty();
        let weekless = rule.by_week_no().is_empty();
        let month_day = dayless && weekless && matches!(freq, Freq::Yearly | Freq::Monthly);
        let open_month =
            freq == Freq::Yearly && weekless && rule.by_month().is_empty() && rule.by_year_day().is_empty();
        Self {
            weekday: dayless && (freq == Freq::Yearly && !weekless || freq == Freq::Weekly && weekless),
            month_day,
            month: open_month && (month_day || !by_month_day.is_empty()),
        }
    }
}
