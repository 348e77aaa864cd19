use super::super::rule::End;
use super::super::{Exception, Moment, Rule, Series, SeriesBuilder};
use super::cut::until;
use super::target::Draft;
use crate::error::{RecurError, Result};
use crate::limits::Limits;
use crate::time::{TimeOfDay, instant_of_secs, wall_of_secs, wall_secs};
use chrono::{NaiveDateTime, NaiveTime};

impl SeriesBuilder {
    /// The same series with another rule, for every occurrence. Dates, exclusions and exceptions stay.
    ///
    /// An exception stands by itself: a moved occurrence takes place even where the new rule no longer names its
    /// original time, as in calendars, until [`reset`](Self::reset) drops it.
    pub fn with_rule(self, rule: Rule) -> Self {
        Self { rules: vec![rule], ..self }
    }

    /// Moves the whole series to another time of day.
    ///
    /// Every identity moves by the same difference on the clock: the occurrence of 09:00 on a date is now that of 10:00
    /// on this date. So exceptions survive: what was cancelled stays cancelled, and what was moved stays where people
    /// agreed to move it, whatever the new time is. Extra dates and excluded dates move with the series, and UNTIL
    /// still includes the same last instance. A change that holds for all that follow
    /// ([`Exception::and_following`]) keeps its difference.
    ///
    /// # Errors
    /// `recur.retime` for a series of dates, and for a rule that names times of day itself (HOURLY and shorter,
    /// BYHOUR, BYMINUTE, BYSECOND), which then is the thing to change; for a time of 24:00; `recur.budget`; the
    /// errors of [`build`](Self::build).
    ///
    /// # Example: the last lesson stays the last, over a change of the clocks
    /// ```
    /// use kalends::recur::{Series, Start};
    /// use kalends::time::parse_wall;
    /// use kalends::{Limits, ZoneDb};
    /// let limits = Limits::default();
    /// let paris = ZoneDb::builtin().get("Europe/Paris")?;
    /// let lessons = Series::new(Start::Zoned(parse_wall("2027-03-21T09:00:00")?, paris))
    ///     .rule("FREQ=WEEKLY;UNTIL=20270404T070000Z".parse()?)
    ///     .move_one(parse_wall("2027-03-28T09:00:00")?, parse_wall("2027-03-29T18:00:00")?, None, &limits)?;
    /// let later = lessons.retime("10:30".parse()?, &limits)?.build()?;
    /// assert_eq!(later.rule().unwrap().to_string(), "FREQ=WEEKLY;UNTIL=20270404T083000Z");
    /// let moved = later.nth(1, &limits)?.unwrap();
    /// assert_eq!(moved.wall, parse_wall("2027-03-28T10:30:00")?);               // its identity moved along,
    /// assert_eq!(later.zone().wall(moved.start), parse_wall("2027-03-29T18:00:00")?);   // the agreed time did not
    /// # Ok::<(), kalends::Error>(())
    /// ```
    pub fn retime(self, time: TimeOfDay, limits: &Limits) -> Result<Self> {
        let draft = Draft::new(self, limits)?;
        let refuse = |reason: &str| Err(RecurError::Retime { reason: reason.to_owned() }.into());
        if draft.builder.start.is_date() {
            return refuse("a series of whole days has no time of day");
        }
        let named = |rule: &Rule| {
            let times = [rule.by_hour(), rule.by_minute(), rule.by_second()];
            rule.freq().is_subdaily() || times.iter().any(|list| !list.is_empty())
        };
        if draft.builder.rules.iter().chain(&draft.builder.exrules).any(named) {
            return refuse("its rule names times of day itself");
        }
        let start = draft.builder.start.wall();
        let clock = NaiveTime::from_num_seconds_from_midnight_opt(time.seconds(), 0);
        let Some(first) = clock.map(|clock| start.date().and_time(clock)) else {
            return refuse("24:00 is the next day");
        };
        let by = (first - start).num_seconds();
        let mut edited = draft.builder.clone();
        edited.start = draft.builder.start.at(first);
        for date in edited.dates.iter_mut().chain(edited.periods.iter_mut().map(|period| &mut period.0)) {
            *date = draft.later(*date, by)?;
        }
        for date in &mut edited.excluded {
            if draft.whole_day(*date).is_none() {
                *date = draft.later(*date, by)?;
            }
        }
        edited.exceptions =
            draft.builder.exceptions.iter().map(|one| draft.exception(one, by)).collect::<Result<_>>()?;
        for rules in [&mut edited.rules, &mut edited.exrules] {
            for rule in rules.iter_mut().filter(|rule| rule.until().is_some()) {
                *rule = draft.bounded(rule, first)?;
            }
        }
        edited.clone().build()?;
        Ok(edited)
    }
}

impl Draft {
    /// A moment of the series, so much later on the clock.
    fn later(&self, moment: Moment, by: i64) -> Result<Moment> {
        Ok(Moment::Wall(wall_of_secs(self.place(moment)?.wall + by)))
    }

    /// An exception of the occurrence that the series now has so much later.
    fn exception(&self, exception: &Exception, by: i64) -> Result<Exception> {
        let to = match exception.to() {
            Some(to) if exception.is_following() => Some(self.later(to, by)?),
            to => to,
        };
        Ok(exception.about(self.later(exception.original(), by)?, to))
    }

    /// A rule with an UNTIL that includes as many instances from the new start on as it did from the old one.
    fn bounded(&self, rule: &Rule, first: NaiveDateTime) -> Result<Rule> {
        let alone = |wall, end| {
            let start = self.builder.start.at(wall);
            let builder = Series::new(start).zone(self.zone.clone()).rule(Rule { end, ..rule.clone() });
            builder.include_dtstart(self.builder.include_start).build()
        };
        let start = self.builder.start.wall();
        let Some(last) = alone(start, rule.end)?.last(self.limits())? else { return Ok(rule.clone()) };
        // The same instance at the new time; where a gap moves it, it is the first from there on.
        let wall = last.wall + (first - start);
        let just_before = instant_of_secs(self.zone.compatible_secs(wall_secs(wall)) - 1);
        let last = alone(first, End::Never)?.after(just_before, self.limits())?;
        let end = last.map_or(rule.end, |last| End::Until(until(&self.builder.start, &last)));
        Ok(Rule { end, ..rule.clone() })
    }
}
