use super::super::members::local_day;
use super::super::{Exception, Extent, Moment, SeriesBuilder};
use super::target::{Draft, Target};
use crate::error::Result;
use crate::limits::Limits;
use crate::time::{DAY, instant_of_secs};

impl SeriesBuilder {
    /// Cancels one occurrence; one that was cancelled already stays so.
    ///
    /// It still counts towards COUNT, so the series does not grow at its end. [`reset`](Self::reset) takes it back.
    ///
    /// # Errors
    /// `recur.no-occurrence` for a time that the series does not name; `recur.date-type`; `recur.budget`; the errors
    /// of [`build`](Self::build).
    ///
    /// # Example: an occurrence in a gap is named by the time that the clock never showed
    /// ```
    /// use kalends::recur::{Series, Start};
    /// use kalends::time::parse_wall;
    /// use kalends::{Limits, ZoneDb};
    /// let limits = Limits::default();
    /// let paris = ZoneDb::builtin().get("Europe/Paris")?;
    /// let nightly = Series::new(Start::Zoned(parse_wall("2027-03-27T02:30:00")?, paris))
    ///     .rule("FREQ=DAILY;COUNT=3".parse()?);
    /// let shorter = nightly.clone().cancel(parse_wall("2027-03-28T02:30:00")?, &limits)?;
    /// assert_eq!(shorter.clone().build()?.iter(&limits).count(), 2);
    /// assert_eq!(shorter.reset(parse_wall("2027-03-28T02:30:00")?, &limits)?, nightly);
    ///
    /// let none = nightly.cancel(parse_wall("2027-03-28T09:00:00")?, &limits).unwrap_err();
    /// assert_eq!(none.code(), "recur.no-occurrence");
    /// # Ok::<(), kalends::Error>(())
    /// ```
    pub fn cancel(self, original: impl Into<Moment>, limits: &Limits) -> Result<Self> {
        let draft = Draft::new(self, limits)?;
        let Some(target) = draft.find(original.into())?.present()? else { return Ok(draft.builder) };
        let mut exceptions = draft.without(target.place.at)?;
        exceptions.push(Exception::cancelled(target.original));
        Ok(Self { exceptions, ..draft.builder })
    }

    /// Moves one occurrence, or gives it a length of its own, or both. Moved again, it keeps its identity, and only the
    /// last place counts.
    ///
    /// # Errors
    /// `recur.no-occurrence` for a time that the series does not name; `recur.cancelled` for an occurrence that was
    /// cancelled, which [`reset`](Self::reset) brings back; `recur.date-type`; `recur.budget`; the errors of
    /// [`build`](Self::build).
    ///
    /// # Example: moved twice
    /// ```
    /// use kalends::recur::{Series, Start};
    /// use kalends::time::parse_wall;
    /// use kalends::{Limits, Zone};
    /// let limits = Limits::default();
    /// let lesson = parse_wall("2027-02-08T09:00:00")?;
    /// let weekly = Series::new(Start::Zoned(parse_wall("2027-02-01T09:00:00")?, Zone::utc()))
    ///     .rule("FREQ=WEEKLY;COUNT=2".parse()?);
    /// let moved = weekly.move_one(lesson, parse_wall("2027-02-09T09:00:00")?, None, &limits)?;
    /// let moved = moved.move_one(lesson, parse_wall("2027-01-31T10:00:00")?, None, &limits)?.build()?;
    /// let first = moved.nth(0, &limits)?.unwrap();
    /// assert_eq!((first.start.naive_utc(), first.wall), (parse_wall("2027-01-31T10:00:00")?, lesson));
    /// # Ok::<(), kalends::Error>(())
    /// ```
    pub fn move_one(
        self,
        original: impl Into<Moment>,
        to: impl Into<Moment>,
        lasting: Option<Extent>,
        limits: &Limits,
    ) -> Result<Self> {
        let draft = Draft::new(self, limits)?;
        let target = draft.find(original.into())?;
        let name = target.name();
        let Some(target) = target.present()? else { return Err(Target::cancelled(name)) };
        let mut exceptions = draft.without(target.place.at)?;
        let moved = Exception::moved(target.original, to);
        exceptions.push(lasting.map_or(moved, |extent| moved.lasting(extent)));
        let edited = Self { exceptions, ..draft.builder };
        edited.clone().build()?;
        Ok(edited)
    }

    /// Puts one occurrence back to what the rule or RDATE says: not cancelled, not moved, of the usual length.
    ///
    /// An EXDATE that is a date and emptied the whole day then names the other times of that day, one by one. What
    /// [`Exception::and_following`] says of it and of others holds on.
    ///
    /// # Errors
    /// `recur.no-occurrence` for a time that the series does not name; `recur.date-type`; `recur.budget`; the errors
    /// of [`build`](Self::build).
    pub fn reset(self, original: impl Into<Moment>, limits: &Limits) -> Result<Self> {
        let draft = Draft::new(self, limits)?;
        let target = draft.find(original.into())?;
        let at = target.place.at;
        let exceptions = draft.without(at)?;
        if !target.is_member() && exceptions.len() == draft.builder.exceptions.len() {
            return Err(target.unknown());
        }
        let mut excluded = Vec::with_capacity(draft.builder.excluded.len());
        let mut day = false;
        for date in &draft.builder.excluded {
            if draft.excludes(*date, at)? {
                day |= draft.whole_day(*date).is_some();
            } else {
                excluded.push(*date);
            }
        }
        if day {
            let own = local_day(at, &draft.zone);
            // A local day lies within two and a half days around any of its instants.
            let range = (at - 2 * DAY, at + 2 * DAY);
            for other in draft.members.scan(range, false, draft.budget()) {
                let other = other?;
                let start = other.start.timestamp();
                if start != at && local_day(start, &draft.zone) == own {
                    excluded.push(draft.moment(start, other.wall));
                }
            }
        }
        Ok(Self { exceptions, excluded, ..draft.builder })
    }
}

impl Draft {
    /// An identity as people write it: the wall time, or the instant where that would mean another one.
    pub(super) fn moment(&self, at: i64, wall: chrono::NaiveDateTime) -> Moment {
        if self.builder.start.is_date() {
            return Moment::Date(wall.date());
        }
        let named = Moment::Wall(wall);
        let same = self.place(named).is_ok_and(|place| place.at == at);
        if same || self.builder.start.zone().is_none() { named } else { Moment::Instant(instant_of_secs(at)) }
    }
}
