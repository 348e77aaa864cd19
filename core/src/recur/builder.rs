use super::part::{Part, canonical};
use super::parts::Parts;
use super::rule::End;
use super::{ByDay, Freq, Rule, Skip, Until, check};
use crate::error::Result;
use chrono::Weekday;

/// Builds a [`Rule`] from the words that people use. Made by [`Rule::builder`] or one of the shorthands here.
///
/// Everything is checked in [`build`](Self::build), exactly as the parser checks text. The last call of a method wins.
///
/// # Example: every other Monday and Thursday, ten times; the last working day of each month
/// ```
/// use chrono::Weekday::{Mon, Thu};
/// use kalends::recur::RuleBuilder;
///
/// let lessons = RuleBuilder::weekly([Thu, Mon]).every(2).times(10).build()?;
/// assert_eq!(lessons.to_string(), "FREQ=WEEKLY;INTERVAL=2;COUNT=10;BYDAY=MO,TH");
///
/// let payday = RuleBuilder::monthly_on_workday(-1).build()?;
/// assert_eq!(payday.to_string(), "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1");
///
/// let leap = RuleBuilder::yearly().in_months([2]).on_month_days([30]).build();
/// assert_eq!(leap.unwrap_err().code(), "recur.unmatchable");
/// # Ok::<(), kalends::Error>(())
/// ```
#[derive(Clone, Debug)]
#[must_use]
pub struct RuleBuilder {
    freq: Freq,
    interval: u32,
    count: Option<u32>,
    until: Option<Until>,
    by: Parts,
    week_start: Weekday,
    skip: Skip,
}

impl RuleBuilder {
    pub(super) fn new(freq: Freq) -> Self {
        Self {
            freq,
            interval: 1,
            count: None,
            until: None,
            by: Parts::default(),
            week_start: Weekday::Mon,
            skip: Skip::Omit,
        }
    }

    /// Every day.
    pub fn daily() -> Self {
        Self::new(Freq::Daily)
    }

    /// Every week on these days; none means the weekday of the start.
    pub fn weekly(days: impl IntoIterator<Item = Weekday>) -> Self {
        Self::new(Freq::Weekly).on(days)
    }

    /// Every month: on the start's day of the month unless days are named. Months without that day are left out.
    pub fn monthly() -> Self {
        Self::new(Freq::Monthly)
    }

    /// Every year: on the start's date unless days are named. 29 February comes in leap years only.
    pub fn yearly() -> Self {
        Self::new(Freq::Yearly)
    }

    /// Every nth period: INTERVAL.
    pub fn every(mut self, periods: u32) -> Self {
        self.interval = periods;
        self
    }

    /// Ends after so many instances: COUNT.
    pub fn times(mut self, instances: u32) -> Self {
        self.count = Some(instances);
        self
    }

    /// Ends with this moment, inclusive: UNTIL.
    pub fn until(mut self, until: Until) -> Self {
        self.until = Some(until);
        self
    }

    /// On every such weekday: BYDAY.
    pub fn on(self, days: impl IntoIterator<Item = Weekday>) -> Self {
        self.on_days(days.into_iter().map(ByDay::every))
    }

    /// On such weekdays, plain or numbered: BYDAY.
    pub fn on_days(mut self, days: impl IntoIterator<Item = ByDay>) -> Self {
        self.by.day = days.into_iter().collect();
        self
    }

    /// On days of the month, -1 being the last: BYMONTHDAY.
    pub fn on_month_days(mut self, days: impl IntoIterator<Item = i16>) -> Self {
        self.by.month_day = days.into_iter().collect();
        self
    }

    /// On days of the year, -1 being 31 December: BYYEARDAY.
    pub fn on_year_days(mut self, days: impl IntoIterator<Item = i16>) -> Self {
        self.by.year_day = days.into_iter().collect();
        self
    }

    /// In ISO weeks of the year, -1 being the last: BYWEEKNO.
    pub fn in_weeks(mut self, weeks: impl IntoIterator<Item = i16>) -> Self {
        self.by.week_no = weeks.into_iter().collect();
        self
    }

    /// In months, 1 to 12: BYMONTH.
    pub fn in_months(mut self, months: impl IntoIterator<Item = u8>) -> Self {
        self.by.month = months.into_iter().collect();
        self
    }

    /// At hours, 0 to 23: BYHOUR.
    pub fn at_hours(mut self, hours: impl IntoIterator<Item = u8>) -> Self {
        self.by.hour = hours.into_iter().collect();
        self
    }

    /// At minutes, 0 to 59: BYMINUTE.
    pub fn at_minutes(mut self, minutes: impl IntoIterator<Item = u8>) -> Self {
        self.by.minute = minutes.into_iter().collect();
        self
    }

    /// At seconds, 0 to 59: BYSECOND.
    pub fn at_seconds(mut self, seconds: impl IntoIterator<Item = u8>) -> Self {
        self.by.second = seconds.into_iter().collect();
        self
    }

    /// Only these of each period's instances, -1 being the last: BYSETPOS.
    pub fn pick(mut self, positions: impl IntoIterator<Item = i16>) -> Self {
        self.by.set_pos = positions.into_iter().collect();
        self
    }

    /// The day a week starts on: WKST. It matters for every second week and for week numbers.
    pub fn week_start(mut self, day: Weekday) -> Self {
        self.week_start = day;
        self
    }

    /// What becomes of dates that the calendar lacks: SKIP of RFC 7529.
    pub fn skip(mut self, skip: Skip) -> Self {
        self.skip = skip;
        self
    }

    /// The rule.
    ///
    /// # Errors
    /// `recur.range`, `recur.combination`, `recur.unmatchable`, as [`Rule::parse`] gives them.
    pub fn build(self) -> Result<Rule> {
        let end = check::end(self.count, self.until)?;
        if let End::Count(count) = end {
            Part::Count.large(i64::from(count))?;
        }
        let Parts { second, minute, hour, day, month_day, year_day, week_no, month, set_pos } = self.by;
        let mut by = Parts {
            second: small(Part::BySecond, second)?,
            minute: small(Part::ByMinute, minute)?,
            hour: small(Part::ByHour, hour)?,
            day,
            month_day: signed(Part::ByMonthDay, month_day)?,
            year_day: signed(Part::ByYearDay, year_day)?,
            week_no: signed(Part::ByWeekNo, week_no)?,
            month: small(Part::ByMonth, month)?,
            set_pos: signed(Part::BySetPos, set_pos)?,
        };
        by.sort_days();
        let rule = Rule {
            freq: self.freq,
            interval: Part::Interval.large(i64::from(self.interval))?,
            end,
            by,
            week_start: self.week_start,
            skip: self.skip,
            lenient: false,
        };
        check::rule(&rule)?;
        Ok(rule)
    }
}

fn small(part: Part, mut list: Vec<u8>) -> Result<Vec<u8>> {
    list.iter().try_for_each(|value| part.small(i64::from(*value)).map(drop))?;
    list.sort_unstable();
    list.dedup();
    Ok(list)
}

fn signed(part: Part, mut list: Vec<i16>) -> Result<Vec<i16>> {
    list.iter().try_for_each(|value| part.signed(i64::from(*value)).map(drop))?;
    canonical(&mut list);
    Ok(list)
}
