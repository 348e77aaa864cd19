use super::super::{ByDay, Freq, Rule};
use crate::error::{RecurError, Result};
use crate::time::date_of_day;
use chrono::{Datelike, Month, NaiveDate, TimeZone, Weekday};
use rrule::{Frequency, NWeekday, RRule, Tz, Unvalidated};

/// Which days match the date parts of a rule.
#[derive(Clone, Debug)]
pub(super) struct DayRule {
    /// BYMONTH, BYMONTHDAY, BYYEARDAY and plain weekdays, as a yearly rule of the crate.
    inner: RRule<Unvalidated>,
    /// BYDAY, if it has numbers; then the crate is asked for every weekday.
    numbered: Vec<ByDay>,
    /// Whether numbers count within the month.
    in_month: bool,
    weeks: Vec<i16>,
    week_start: Weekday,
}

/// One year is all that the crate is ever asked for: its next period lies beyond the years it knows.
const ONCE: u16 = 20_000;

const WEEK: [Weekday; 7] =
    [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];

impl DayRule {
    /// Takes what the rule leaves open from the day of the start, as RFC 5545 §3.3.10 says ("the appropriate minute,
    /// hour, day, or month would have been retrieved from the DTSTART property").
    pub(super) fn new(rule: &Rule, start: i64) -> Result<Self> {
        let date = i32::try_from(start).map(date_of_day).unwrap_or_default();
        let mut months = rule.by_month.clone();
        let mut month_days = rule.by_month_day.clone();
        let mut by_day = rule.by_day.clone();
        let dayless = rule.by_day.is_empty() && rule.by_month_day.is_empty() && rule.by_year_day.is_empty();
        let weekless = rule.by_week_no.is_empty();
        match rule.freq {
            Freq::Yearly if dayless && !weekless => by_day.push(ByDay::every(date.weekday())),
            Freq::Weekly if dayless && weekless => by_day.push(ByDay::every(date.weekday())),
            Freq::Yearly | Freq::Monthly if dayless && weekless => month_days.push(date.day() as i16), // 1 to 31
            _ => {}
        }
        // Days of the month without a month mean the start's: calendars export birthdays this way.
        let by_month_day = !month_days.is_empty() && rule.by_year_day.is_empty() && weekless;
        if rule.freq == Freq::Yearly && by_month_day && months.is_empty() {
            months.push(date.month() as u8); // 1 to 12
        }
        let numbered = by_day.iter().any(|day| day.number().is_some());
        let plain: Vec<Weekday> =
            if numbered { Vec::new() } else { by_day.iter().map(|day| day.day()).collect() };
        Ok(Self {
            inner: inner(&months, &month_days, &rule.by_year_day, &plain)?,
            numbered: if numbered { by_day } else { Vec::new() },
            in_month: rule.freq == Freq::Monthly || !rule.by_month.is_empty(),
            weeks: rule.by_week_no.clone(),
            week_start: rule.week_start,
        })
    }

    /// The matching days of a year, in order.
    pub(super) fn of_year(&self, year: i32, out: &mut Vec<i32>) -> Result<()> {
        let unsupported = || RecurError::Unsupported { part: format!("a rule in the year {year}") };
        let new_year = Tz::UTC.with_ymd_and_hms(year, 1, 1, 0, 0, 0).single().ok_or_else(unsupported)?;
        let set = self.inner.clone().build(new_year).map_err(|_| unsupported())?;
        out.clear();
        out.extend(
            (&set)
                .into_iter()
                .map(|time| time.date_naive())
                .filter(|date| self.matches(*date))
                .map(|date| date.to_epoch_days()),
        );
        Ok(())
    }

    fn matches(&self, date: NaiveDate) -> bool {
        let weekday = || self.numbered.iter().any(|day| is_nth(*day, date, self.in_month));
        let week = || {
            let week = Week::of(date, self.week_start);
            self.weeks.iter().any(|n| week.is(i32::from(*n)))
        };
        (self.numbered.is_empty() || weekday()) && (self.weeks.is_empty() || week())
    }
}

fn inner(
    months: &[u8],
    month_days: &[i16],
    year_days: &[i16],
    days: &[Weekday],
) -> Result<RRule<Unvalidated>> {
    let unsupported = |_| RecurError::Unsupported { part: "BYMONTH".to_owned() };
    let months = months
        .iter()
        .map(|month| Month::try_from(*month))
        .collect::<Result<Vec<_>, _>>()
        .map_err(unsupported)?;
    // With no day part at all the crate would take the day from its own start.
    let every = days.is_empty() && month_days.is_empty() && year_days.is_empty();
    let days = if every { &WEEK } else { days };
    Ok(RRule::new(Frequency::Yearly)
        .interval(ONCE)
        .by_month(&months)
        .by_month_day(month_days.iter().map(|day| *day as i8).collect()) // at most 31 either way
        .by_year_day(year_days.to_vec())
        .by_weekday(days.iter().map(|day| NWeekday::Every(*day)).collect()))
}

fn is_nth(day: ByDay, date: NaiveDate, in_month: bool) -> bool {
    if day.day() != date.weekday() {
        return false;
    }
    let Some(number) = day.number() else { return true };
    let (at, length) = if in_month {
        (date.day0(), u32::from(date.num_days_in_month()))
    } else {
        (date.ordinal0(), if date.leap_year() { 366 } else { 365 })
    };
    let nth = if number > 0 { at / 7 + 1 } else { (length - 1 - at) / 7 + 1 };
    nth == u32::from(number.unsigned_abs())
}

/// A week of the year, by ISO 8601 but with any first day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Week {
    /// The year in which it is numbered: that of its fourth day.
    pub(super) year: i32,
    number: i32,
    last: i32,
}

impl Week {
    pub(super) fn of(date: NaiveDate, week_start: Weekday) -> Self {
        let into = date.weekday().days_since(week_start) as i32; // 0 to 6
        // Within a day of chrono's own limits, far outside the supported years, the date stands for its week.
        let middle = NaiveDate::from_epoch_days(date.to_epoch_days() - into + 3).unwrap_or(date);
        let length = if middle.leap_year() { 366 } else { 365 };
        let at = middle.ordinal() as i32; // 1 to 366
        let number = (at - 1) / 7 + 1;
        Self { year: middle.year(), number, last: number + (length - at) / 7 }
    }

    /// Whether it is week `n`, counted from the year's end if negative.
    fn is(self, n: i32) -> bool {
        n == self.number || n == self.number - self.last - 1
    }
}
