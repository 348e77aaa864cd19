//! Patterns as people state them.

use super::start::checked_wall;
use super::{ByDay, RuleBuilder, Skip, Start, Until};
use crate::error::Result;
use crate::time::{MAX_INSTANT, Weekdays, instant_of_secs};
use chrono::{NaiveDate, NaiveTime, Weekday};

impl RuleBuilder {
    /// Every second week on these days; none means the weekday of the start.
    ///
    /// Which weeks are the second ones is counted from the start's own, which begins on a Monday unless
    /// [`week_start`](Self::week_start) says otherwise.
    ///
    /// # Example: Tuesday and Sunday, in the same week or not
    /// ```
    /// use chrono::Weekday::{Sun, Tue};
    /// use kalends::recur::{Locale, RuleBuilder};
    /// let rule = RuleBuilder::every_other_week([Tue, Sun]).week_start(Sun).times(4).build()?;
    /// assert_eq!(rule.to_string(), "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU");
    /// # Ok::<(), kalends::Error>(())
    /// ```
    pub fn every_other_week(days: impl IntoIterator<Item = Weekday>) -> Self {
        Self::weekly(days).every(2)
    }

    /// Every Monday to Friday.
    pub fn workdays() -> Self {
        Self::weekly(Weekdays::WORKDAYS.iter())
    }

    /// Every month on a day of it, and what becomes of it in months that end earlier.
    ///
    /// A day below 0 counts from the end: -1 is the last, whatever the month; see also
    /// [`monthly_on_last_day`](Self::monthly_on_last_day).
    ///
    /// # Example: the 31st, in its three readings
    /// ```
    /// use kalends::recur::{Locale, RuleBuilder, Skip};
    /// let says = |skip| -> kalends::Result<String> {
    ///     Ok(RuleBuilder::monthly_on_day(31, skip).build()?.describe(Locale::English))
    /// };
    /// assert_eq!(says(Skip::Omit)?, "on the 31st of every month");                 // seven times a year
    /// assert_eq!(says(Skip::Backward)?, "on the 31st of every month, or the last day of shorter months");
    /// assert_eq!(says(Skip::Forward)?, "on the 31st of every month, or the day after shorter months end");
    /// assert_eq!(RuleBuilder::monthly_on_day(32, Skip::Backward).build().unwrap_err().code(), "recur.range");
    /// # Ok::<(), kalends::Error>(())
    /// ```
    pub fn monthly_on_day(day: i16, skip: Skip) -> Self {
        Self::monthly().on_month_days([day]).skip(skip)
    }

    /// Every month on its last day.
    pub fn monthly_on_last_day() -> Self {
        Self::monthly().on_month_days([-1])
    }

    /// Every month on its nth such weekday, from the end if negative. A month without a fifth is left out.
    ///
    /// # Errors
    /// `recur.range` for 0 and beyond 53; a number above 5, which no month reaches, is `recur.unmatchable` when the
    /// rule is built.
    ///
    /// # Example: the last Friday; a sixth Monday
    /// ```
    /// use chrono::Weekday::{Fri, Mon};
    /// use kalends::recur::RuleBuilder;
    /// assert_eq!(RuleBuilder::monthly_on(-1, Fri)?.build()?.to_string(), "FREQ=MONTHLY;BYDAY=-1FR");
    /// assert_eq!(RuleBuilder::monthly_on(6, Mon)?.build().unwrap_err().code(), "recur.unmatchable");
    /// # Ok::<(), kalends::Error>(())
    /// ```
    pub fn monthly_on(nth: i16, day: Weekday) -> Result<Self> {
        Ok(Self::monthly().on_days([ByDay::nth(nth, day)?]))
    }

    /// Every month on its nth day from Monday to Friday; the last is -1. No holiday is known here.
    ///
    /// # Example
    /// ```
    /// use kalends::recur::{Locale, RuleBuilder};
    /// let payday = RuleBuilder::monthly_on_workday(-1).build()?;
    /// assert_eq!(payday.to_string(), "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1");
    /// assert_eq!(payday.describe(Locale::English), "on the last weekday of every month");
    /// # Ok::<(), kalends::Error>(())
    /// ```
    pub fn monthly_on_workday(nth: i16) -> Self {
        Self::monthly().on(Weekdays::WORKDAYS.iter()).pick([nth])
    }

    /// Every year on a date; [`skip`](Self::skip) says what becomes of 29 February in other years.
    ///
    /// # Example: born on a leap day
    /// ```
    /// use kalends::recur::{RuleBuilder, Skip};
    /// let birthday = RuleBuilder::yearly_on(2, 29).skip(Skip::Forward).build()?;
    /// assert_eq!(birthday.to_string(), "FREQ=YEARLY;RSCALE=GREGORIAN;SKIP=FORWARD;BYMONTH=2;BYMONTHDAY=29");
    /// assert_eq!(RuleBuilder::yearly_on(4, 31).build().unwrap_err().code(), "recur.unmatchable");
    /// # Ok::<(), kalends::Error>(())
    /// ```
    pub fn yearly_on(month: u8, day: i16) -> Self {
        Self::yearly().in_months([month]).on_month_days([day])
    }

    /// Ends with this date, inclusive, in the form that a start asks for: the date for a date, the last second of it on
    /// the clock for a floating start, the same in UTC for a zoned one.
    ///
    /// # Errors
    /// `time.out-of-range` for a date outside the years 1 to 9999.
    ///
    /// # Example: the day on which New York's clocks change has 25 hours
    /// ```
    /// use kalends::ZoneDb;
    /// use kalends::recur::{RuleBuilder, Start};
    /// use kalends::time::{parse_date, parse_wall};
    /// let start = Start::Zoned(parse_wall("2027-11-01T20:00:00")?, ZoneDb::builtin().get("America/New_York")?);
    /// let rule = RuleBuilder::daily().until_date(parse_date("2027-11-07")?, &start)?.build()?;
    /// assert_eq!(rule.to_string(), "FREQ=DAILY;UNTIL=20271108T045959Z");
    /// # Ok::<(), kalends::Error>(())
    /// ```
    pub fn until_date(self, date: NaiveDate, start: &Start) -> Result<Self> {
        checked_wall(date.into())?;
        let last = date.and_time(NaiveTime::from_hms_opt(23, 59, 59).unwrap_or_default());
        Ok(self.until(match start {
            Start::Date(_) => Until::Date(date),
            Start::Floating(_) => Until::Local(last),
            // A gap at midnight delays the next day, and a fold there makes this one longer.
            Start::Zoned(_, zone) => {
                let next = date.succ_opt().and_then(|next| checked_wall(next.into()).ok());
                let last = next.map(|next| instant_of_secs(zone.compatible_secs(next) - 1));
                Until::Utc(last.unwrap_or(MAX_INSTANT).min(MAX_INSTANT))
            }
        }))
    }
}
