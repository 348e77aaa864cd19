use super::plan::Budget;
use super::series::{ALL, Series};
use super::{Occurrence, OccurrencesBack};
use crate::error::{RecurError, Result};
use crate::interval::Interval;
use crate::limits::Limits;
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
        self.back(tick_after(time), limits).next().transpose()
    }

    /// The occurrences that start before an instant, latest first.
    ///
    /// It searches no further than it is asked: a few of an endless series cost a few, wherever the instant lies. They
    /// are those of [`iter`](Self::iter), reversed; of a series with an end, from [`MAX_INSTANT`](crate::time::MAX_INSTANT)
    /// all of them but one at that very second.
    ///
    /// # Errors
    /// As [`iter`](Self::iter).
    ///
    /// # Example: the last three Sundays 01:30 in New York before 2 a.m. comes twice
    /// ```
    /// use kalends::recur::{Series, Start};
    /// use kalends::time::{format_instant, parse_instant, parse_wall};
    /// use kalends::{Limits, ZoneDb};
    /// let new_york = ZoneDb::builtin().get("America/New_York")?;
    /// let series = Series::new(Start::Zoned(parse_wall("1990-01-07T01:30:00")?, new_york))
    ///     .rule("FREQ=WEEKLY".parse()?)
    ///     .build()?;
    /// let second = parse_instant("2027-11-07T06:30:00Z")?;                         // 01:30 again, in winter time
    /// let back = series.iter_back(second, &Limits::default()).take(3);
    /// assert_eq!(
    ///     back.map(|next| Ok(format_instant(next?.start))).collect::<kalends::Result<Vec<_>>>()?,
    ///     ["2027-11-07T05:30:00Z", "2027-10-31T05:30:00Z", "2027-10-24T05:30:00Z"],
    /// );
    /// # Ok::<(), kalends::Error>(())
    /// ```
    pub fn iter_back(&self, before: DateTime<Utc>, limits: &Limits) -> OccurrencesBack<'_> {
        self.back(tick_after(before), limits).limited(limits.occurrences)
    }

    /// The nth occurrence, counted from 0, of those that [`iter`](Self::iter) gives; `None` if there are fewer.
    ///
    /// Found by arithmetic, so that a far one costs what a near one does. In a series with several rules, EXRULEs or
    /// changes for all that follow it is walked to, and so costs more the farther it lies; the walk ends with
    /// [`Limits::search_steps`]. Where the lists hold more dates than there are occurrences to pass, walking is shorter.
    ///
    /// # Errors
    /// `recur.budget`.
    pub fn nth(&self, n: usize, limits: &Limits) -> Result<Option<Occurrence>> {
        self.numbered(n as u64, budget(limits))
    }

    /// How many occurrences start within a range.
    ///
    /// By arithmetic, or walked where [`nth`](Self::nth) is: with several rules, EXRULEs or changes for all that follow, each
    /// occurrence of the range is passed, and more of them than [`Limits::search_steps`] end in an error.
    ///
    /// # Errors
    /// `recur.budget`.
    pub fn count(&self, range: Interval, limits: &Limits) -> Result<u64> {
        self.tally((range.start_secs(), range.end_secs()), budget(limits))
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
        self.back(ALL.1, limits).next().transpose()
    }
}

/// The first whole second at or after an instant.
fn tick_after(time: DateTime<Utc>) -> i64 {
    time.timestamp().saturating_add(i64::from(time.timestamp_subsec_nanos() > 0))
}

fn budget(limits: &Limits) -> Budget {
    Budget::new(limits.search_steps)
}
