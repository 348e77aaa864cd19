use super::plan::Budget;
use super::series::{ALL, Series};
use super::{Freq, Occurrence};
use crate::error::{RecurError, Result};
use crate::interval::Interval;
use crate::limits::Limits;
use crate::time::DAY;
use chrono::{DateTime, Utc};

impl Series {
    /// The first occurrence that starts after an instant, not at it.
    ///
    /// # Errors
    /// `recur.budget`.
    ///
    /// # Example: after the last there is none
    /// ```
    /// use kalends::recur::{Series, Start};
    /// use kalends::time::{parse_instant, parse_wall};
    /// use kalends::{Limits, Zone};
    /// let limits = Limits::default();
    /// let series = Series::new(Start::Zoned(parse_wall("2028-02-29T09:00:00")?, Zone::utc()))
    ///     .rule("FREQ=YEARLY;COUNT=2".parse()?)
    ///     .build()?;
    /// let first = parse_instant("2028-02-29T09:00:00Z")?;
    /// let second = series.after(first, &limits)?.unwrap();
    /// assert_eq!(second.start, parse_instant("2032-02-29T09:00:00Z")?);            // leap years only
    /// assert_eq!(series.after(second.start, &limits)?, None);
    /// assert_eq!(series.before(second.start, &limits)?.unwrap().start, first);
    /// # Ok::<(), kalends::Error>(())
    /// ```
    pub fn after(&self, time: DateTime<Utc>, limits: &Limits) -> Result<Option<Occurrence>> {
        let from = time.timestamp().saturating_add(1);
        self.scan((from.max(ALL.0), ALL.1), false, budget(limits)).next().transpose()
    }

    /// The last occurrence that starts before an instant, not at it.
    ///
    /// # Errors
    /// `recur.budget`.
    pub fn before(&self, time: DateTime<Utc>, limits: &Limits) -> Result<Option<Occurrence>> {
        let until = time.timestamp().saturating_add(i64::from(time.timestamp_subsec_nanos() > 0));
        self.last_before(until, limits)
    }

    /// The nth occurrence, counted from 0, of those that [`iter`](Self::iter) gives; `None` if there are fewer.
    ///
    /// # Errors
    /// `recur.budget`.
    pub fn nth(&self, n: usize, limits: &Limits) -> Result<Option<Occurrence>> {
        let mut all = self.scan(ALL, false, budget(limits));
        for _ in 0..n {
            if all.next().transpose()?.is_none() {
                return Ok(None);
            }
        }
        all.next().transpose()
    }

    /// How many occurrences start within a range.
    ///
    /// # Errors
    /// `recur.budget`.
    pub fn count(&self, range: Interval, limits: &Limits) -> Result<u64> {
        let bounds = (range.start_secs(), range.end_secs());
        self.scan(bounds, false, budget(limits)).try_fold(0, |count, next| next.map(|_| count + 1))
    }

    /// Whether an occurrence starts at an instant.
    ///
    /// # Errors
    /// `recur.budget`.
    ///
    /// # Example: a time in a gap takes place an hour later
    /// ```
    /// use kalends::recur::{Series, Start};
    /// use kalends::time::{parse_instant, parse_wall};
    /// use kalends::{Limits, ZoneDb};
    /// let start = Start::Zoned(parse_wall("2027-03-27T02:30:00")?, ZoneDb::builtin().get("Europe/Paris")?);
    /// let series = Series::new(start).rule("FREQ=DAILY".parse()?).build()?;
    /// let half_past_three = parse_instant("2027-03-28T01:30:00Z")?;
    /// assert!(series.contains(half_past_three, &Limits::default())?);
    /// # Ok::<(), kalends::Error>(())
    /// ```
    pub fn contains(&self, time: DateTime<Utc>, limits: &Limits) -> Result<bool> {
        if time.timestamp_subsec_nanos() > 0 {
            return Ok(false);
        }
        let at = time.timestamp();
        Ok(self.scan((at, at.saturating_add(1)), false, budget(limits)).next().transpose()?.is_some())
    }

    /// The last occurrence, or `None` if there is none at all.
    ///
    /// # Errors
    /// `recur.endless` when the rule has neither COUNT nor UNTIL; `recur.budget`.
    ///
    /// # Example
    /// ```
    /// use kalends::recur::{Series, Start};
    /// use kalends::time::{parse_instant, parse_wall};
    /// use kalends::{Limits, Zone};
    /// let start = Start::Zoned(parse_wall("2027-01-31T09:00:00")?, Zone::utc());
    /// let until = Series::new(start.clone()).rule("FREQ=MONTHLY;UNTIL=20270430T235959Z".parse()?).build()?;
    /// let last = until.last(&Limits::default())?.unwrap();
    /// assert_eq!(last.start, parse_instant("2027-03-31T09:00:00Z")?);              // April has no 31st
    ///
    /// let endless = Series::new(start).rule("FREQ=MONTHLY".parse()?).build()?;
    /// assert_eq!(endless.last(&Limits::default()).unwrap_err().code(), "recur.endless");
    /// # Ok::<(), kalends::Error>(())
    /// ```
    pub fn last(&self, limits: &Limits) -> Result<Option<Occurrence>> {
        if self.is_endless() {
            return Err(RecurError::Endless {}.into());
        }
        self.last_before(ALL.1, limits)
    }

    /// Searches backwards in ranges that double, so that the cost follows the distance and not the age of the series.
    fn last_before(&self, until: i64, limits: &Limits) -> Result<Option<Occurrence>> {
        let listed = |list: &[super::series::Entry]| list.iter().map(|entry| entry.place.at).min();
        let first = [Some(self.first.at), listed(&self.listed), listed(&self.moved)];
        let floor = first.into_iter().flatten().min().unwrap_or(self.first.at).saturating_sub(2 * DAY);
        let ruled = self.rule.as_ref().map_or(i64::MIN, |compiled| compiled.until.saturating_add(1));
        let lists = self.listed.last().into_iter().chain(self.moved.last());
        let reach = lists.map(|entry| entry.place.at.saturating_add(1)).fold(ruled, i64::max);
        let counted = self.rule.as_ref().is_some_and(|compiled| compiled.count.is_some());
        let (mut until, mut width) =
            (until.min(reach).min(ALL.1), if counted { i64::MAX } else { self.stride() });
        let mut budget = budget(limits);
        while until > floor {
            let from = until.saturating_sub(width).max(floor);
            let mut scan = self.scan((from, until), false, budget);
            let mut last = None;
            for next in &mut scan {
                last = Some(next?);
            }
            if last.is_some() {
                return Ok(last);
            }
            budget = scan.budget;
            (until, width) = (from, width.saturating_mul(2));
        }
        Ok(None)
    }

    /// A span that is likely to hold an occurrence, in seconds.
    fn stride(&self) -> i64 {
        let period = match self.rule().map(|rule| rule.freq()) {
            Some(Freq::Secondly) => 1,
            Some(Freq::Minutely) => 60,
            Some(Freq::Hourly) => 3600,
            Some(Freq::Daily) => DAY,
            Some(Freq::Weekly) => 7 * DAY,
            Some(Freq::Monthly) => 31 * DAY,
            Some(Freq::Yearly) | None => 366 * DAY,
        };
        let interval = self.rule().map_or(1, |rule| i64::from(rule.interval()));
        (2 * period).saturating_mul(interval)
    }
}

fn budget(limits: &Limits) -> Budget {
    Budget::new(limits.search_steps)
}
