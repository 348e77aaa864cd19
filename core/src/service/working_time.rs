use super::Business;
use crate::availability::Hours;
use crate::error::{Error, Result, ServiceError};
use crate::interval::Interval;
use crate::limits::Limits;
use crate::time::{DAY, Elapsed, day_of_date};
use crate::zone::{WallClock, Zone, ZoneDb};

/// An amount of working time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum BusinessTime {
    /// So much open time; what is closed in between does not count.
    Time(Elapsed),
    /// To the same wall time on the nth business day after today, or before it where one counts back.
    Days(u32),
}

/// Nobody waits longer for working time: what has not come by then never does.
const LONGEST: i64 = 3 * 366;

impl BusinessTime {
    /// Checks that it is not longer than can be counted.
    ///
    /// # Errors
    /// `service.too-long`.
    pub(crate) fn validate(self, what: &'static str) -> Result<()> {
        let longest = i64::from(Business::MOST_DAYS) * DAY;
        match self {
            Self::Days(days) => Business::check_days(days),
            Self::Time(time) if time.seconds() > longest => {
                let limit = Elapsed::from_seconds(longest)?.to_string();
                let error = ServiceError::TooLong { what, found: time.to_string(), limit };
                Err(Error::from(error).in_field("time"))
            }
            Self::Time(_) => Ok(()),
        }
    }
}

impl Business {
    /// The first tick before which so much working time has passed since `from`; the end of time if that is never.
    pub(crate) fn after(&self, from: i64, time: BusinessTime, zones: &ZoneDb) -> Result<i64> {
        let found = match time {
            BusinessTime::Days(0) | BusinessTime::Time(Elapsed::ZERO) => Some(from),
            BusinessTime::Time(time) => self.search(ahead(from), time.seconds() / DAY, zones, |hours| {
                let open = hours.open().clip(hours.range());
                let mut left = time.seconds();
                let mut spans = open.iter();
                spans.find(|span| takes(&mut left, *span)).map(|span| span.start_secs() + left)
            })?,
            BusinessTime::Days(days) => {
                let day = self.nth_day_after(from, days, zones)?;
                day.map(|day| self.same_wall_time(from, day, zones)).transpose()?
            }
        };
        Ok(found.unwrap_or(i64::MAX))
    }

    /// The last tick after which so much working time passes until `to`; the beginning of time if there is none.
    pub(crate) fn before(&self, to: i64, time: BusinessTime, zones: &ZoneDb) -> Result<i64> {
        let found = match time {
            BusinessTime::Days(0) | BusinessTime::Time(Elapsed::ZERO) => Some(to),
            BusinessTime::Time(time) => self.search(back(to), time.seconds() / DAY, zones, |hours| {
                let open = hours.open().clip(hours.range());
                let mut left = time.seconds();
                let mut spans = open.iter().rev();
                spans.find(|span| takes(&mut left, *span)).map(|span| span.end_secs() - left)
            })?,
            BusinessTime::Days(days) => {
                let day = self.nth_day_before(to, days, zones)?;
                day.map(|day| self.same_wall_time(to, day, zones)).transpose()?
            }
        };
        Ok(found.unwrap_or(i64::MIN))
    }

    /// The nth business day after that of `from`.
    pub(crate) fn nth_day_after(&self, from: i64, nth: u32, zones: &ZoneDb) -> Result<Option<i32>> {
        self.search(ahead(from), i64::from(nth), zones, |hours| {
            let mut clock = WallClock::new(hours.zone());
            let tomorrow = today(hours.zone(), from) + 1;
            let seen = |day: &i32| clock.day(*day).is_none_or(|(_, end)| end <= hours.range().end_secs());
            let last = day_of_date(hours.zone().wall(hours.range().end()).date());
            nth_open((tomorrow..=last).take_while(seen), hours, nth)
        })
    }

    /// The nth business day before that of `to`.
    fn nth_day_before(&self, to: i64, nth: u32, zones: &ZoneDb) -> Result<Option<i32>> {
        self.search(back(to), i64::from(nth), zones, |hours| {
            let mut clock = WallClock::new(hours.zone());
            let seen =
                |day: &i32| clock.day(*day).is_none_or(|(start, _)| start >= hours.range().start_secs());
            let first = day_of_date(hours.zone().wall(hours.range().start()).date());
            nth_open((first..today(hours.zone(), to)).rev().take_while(seen), hours, nth)
        })
    }

    fn same_wall_time(&self, tick: i64, day: i32, zones: &ZoneDb) -> Result<i64> {
        let zone = zones.get(self.zone.as_str()).map_err(|error| error.in_field("zone"))?;
        Ok(zone.compatible_secs(i64::from(day) * DAY + zone.wall_secs(tick).rem_euclid(DAY)))
    }

    /// Looks for something in longer and longer stretches of the calendar, since few look far.
    fn search<T>(
        &self,
        stretch: impl Fn(i64) -> Option<Interval>,
        days: i64,
        zones: &ZoneDb,
        find: impl Fn(&Hours) -> Option<T>,
    ) -> Result<Option<T>> {
        let limits = Limits { window_days: LONGEST, ..Limits::default() };
        let mut days = days.saturating_mul(2) + 14;
        loop {
            days = days.min(LONGEST);
            let Some(range) = stretch(days) else { return Ok(None) };
            let hours = Hours::resolve(&self.schedule, self.zone.as_str(), zones, range, &limits)?;
            if let Some(found) = find(&hours) {
                return Ok(Some(found));
            }
            if days == LONGEST {
                return Ok(None);
            }
            days = days.saturating_mul(4);
        }
    }
}

/// So many days from a tick on.
fn ahead(from: i64) -> impl Fn(i64) -> Option<Interval> {
    move |days| Interval::from_secs(from, from.saturating_add(days * DAY))
}

/// So many days up to a tick.
fn back(to: i64) -> impl Fn(i64) -> Option<Interval> {
    move |days| Interval::from_secs(to.saturating_sub(days * DAY), to)
}

/// Whether what is left is over within the span; else takes the span away from it.
fn takes(left: &mut i64, span: Interval) -> bool {
    let length = span.end_secs() - span.start_secs();
    let is_enough = *left <= length;
    if !is_enough {
        *left -= length;
    }
    is_enough
}

/// The nth of the days that has open time.
fn nth_open(days: impl Iterator<Item = i32>, hours: &Hours, nth: u32) -> Option<i32> {
    let days: Vec<i32> = days.collect();
    let mut clock = WallClock::new(hours.zone());
    let mut is_open = |day: &i32| {
        let span = clock.day(*day).and_then(|(start, end)| Interval::from_secs(start, end));
        span.is_some_and(|span| hours.open().overlaps(span))
    };
    days.into_iter().filter(|day| is_open(day)).nth(usize::try_from(nth.checked_sub(1)?).ok()?)
}

/// The local day of a tick.
pub(crate) fn today(zone: &Zone, tick: i64) -> i32 {
    i32::try_from(zone.wall_secs(tick).div_euclid(DAY)).unwrap_or(i32::MAX - 8)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::availability::{Schedule, Weekly};
    use crate::id::RuleId;
    use crate::time::{Weekdays, format_instant, instant_of_secs, parse_instant};

    /// Paris, Monday to Friday 09:00–17:00.
    fn before(to: &str, time: BusinessTime) -> String {
        let office = Weekly::open(
            RuleId::new("office").unwrap(),
            Weekdays::WORKDAYS,
            "09:00".parse().unwrap(),
            "17:00".parse().unwrap(),
        );
        let schedule = Schedule { weekly: vec![office], ..Schedule::default() };
        let business = Business::new("Europe/Paris".parse().unwrap(), schedule);
        let to = parse_instant(to).unwrap().timestamp();
        format_instant(instant_of_secs(business.before(to, time, ZoneDb::builtin()).unwrap()))
    }

    fn hours(hours: i64) -> BusinessTime {
        BusinessTime::Time(Elapsed::from_minutes(hours * 60).unwrap())
    }

    // 2027-03-29 is the Monday after the night in which the clocks of Paris went on: 10:00 is 08:00Z.

    #[test]
    fn working_time_is_counted_back_over_a_weekend() {
        // One hour on Monday, from 09:00 on; one on Friday, from 16:00 on, at +01:00.
        assert_eq!(before("2027-03-29T08:00:00Z", hours(1)), "2027-03-29T07:00:00Z");
        assert_eq!(before("2027-03-29T08:00:00Z", hours(2)), "2027-03-26T15:00:00Z");
        assert_eq!(before("2027-03-29T08:00:00Z", hours(9)), "2027-03-26T08:00:00Z");
        assert_eq!(before("2027-03-29T08:00:00Z", hours(0)), "2027-03-29T08:00:00Z");
    }

    #[test]
    fn business_days_are_counted_back_at_the_same_wall_time() {
        assert_eq!(before("2027-03-29T08:00:00Z", BusinessTime::Days(1)), "2027-03-26T09:00:00Z");
        assert_eq!(before("2027-03-29T08:00:00Z", BusinessTime::Days(6)), "2027-03-19T09:00:00Z");
        // A Sunday is no business day, but one can count back from it.
        assert_eq!(before("2027-03-28T08:00:00Z", BusinessTime::Days(1)), "2027-03-26T09:00:00Z");
    }

    #[test]
    fn working_time_that_never_was_lies_before_everything() {
        let never = Business::new("Europe/Paris".parse().unwrap(), Schedule::default());
        assert_eq!(never.before(0, BusinessTime::Days(1), ZoneDb::builtin()).unwrap(), i64::MIN);
        assert_eq!(never.after(0, BusinessTime::Days(1), ZoneDb::builtin()).unwrap(), i64::MAX);
    }
}
