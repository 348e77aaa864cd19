use super::super::members::local_day;
use super::super::start::Place;
use super::super::{Exception, Moment, Rule, SeriesBuilder, Start};
use super::cut::{self, Cut, Following};
use super::target::{Draft, Target};
use crate::error::{RecurError, Result};
use crate::limits::Limits;
use crate::time::{instant_of_secs, wall_of_secs};

/// A series in two: what was before an occurrence, and that occurrence with all that follow.
///
/// Together they have the occurrences of the one that was split, with the same identities, starts and ends.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Halves {
    /// What was before; `None` if nothing was, so that the edit means the whole series.
    pub before: Option<SeriesBuilder>,
    /// The occurrence and what follows: the series to change for "this and all future ones".
    pub following: SeriesBuilder,
}

impl SeriesBuilder {
    /// Splits the series at an occurrence, for an edit of this one and all future ones.
    ///
    /// - The first half ends with UNTIL at its last instance, or keeps COUNT with as many as lie before; the second half
    ///   starts at its first instance and has the rest of COUNT, or the UNTIL that there was.
    /// - RDATEs, EXDATEs and exceptions go to the half of their original time, wherever a moved occurrence takes place.
    /// - Every second week stays the same second week, and what the rule took from the start it still takes.
    /// - At the first occurrence there is nothing before: the second half is the whole series, unchanged.
    ///
    /// COUNT is counted up to the split, so a far one costs what listing costs.
    ///
    /// # Errors
    /// `recur.no-occurrence` for a time that the series does not name; `recur.cancelled` for one that was cancelled;
    /// `recur.unsplittable` for a series with several rules or an EXRULE, whose rules would need different starts, and
    /// for a rule with SKIP and INTERVAL at a date that moved out of its own month; `recur.date-type`;
    /// `recur.budget`; the errors of [`build`](Self::build).
    ///
    /// # Example: the second half of the lessons moves to the afternoon; the cancelled one stays cancelled
    /// ```
    /// use kalends::recur::{Series, Start};
    /// use kalends::time::parse_wall;
    /// use kalends::{Limits, ZoneDb};
    /// let limits = Limits::default();
    /// let lesson = |day: &str| parse_wall(&format!("{day}T09:00:00"));
    /// let paris = ZoneDb::builtin().get("Europe/Paris")?;
    /// let weekly = Series::new(Start::Zoned(lesson("2027-03-08")?, paris))
    ///     .rule("FREQ=WEEKLY;COUNT=5".parse()?)
    ///     .cancel(lesson("2027-03-29")?, &limits)?;
    ///
    /// let halves = weekly.split(lesson("2027-03-22")?, &limits)?;
    /// let before = halves.before.unwrap().build()?;
    /// assert_eq!(before.rule().unwrap().to_string(), "FREQ=WEEKLY;COUNT=2");
    /// let following = halves.following.retime("15:00".parse()?, &limits)?.build()?;
    /// assert_eq!(following.rule().unwrap().to_string(), "FREQ=WEEKLY;COUNT=3");
    /// let walls = following.iter(&limits).map(|next| Ok(next?.wall.to_string()));
    /// assert_eq!(walls.collect::<kalends::Result<Vec<_>>>()?, ["2027-03-22 15:00:00", "2027-04-05 15:00:00"]);
    /// # Ok::<(), kalends::Error>(())
    /// ```
    pub fn split(self, original: impl Into<Moment>, limits: &Limits) -> Result<Halves> {
        let draft = Draft::new(self, limits)?;
        let target = draft.find(original.into())?;
        let name = target.name();
        let Some(target) = target.present()? else { return Err(Target::cancelled(name)) };
        let at = target.place.at;
        let earlier = draft.members.before(instant_of_secs(at), limits)?.is_some();
        if !earlier && !draft.has_earlier_exception(at)? {
            return Ok(Halves { before: None, following: draft.builder });
        }
        let Cut { before, following } = match draft.builder.only_rule()? {
            Some(rule) => cut::rule(&draft, rule, at)?,
            None => Cut::default(),
        };
        let [first, mut second] = draft.parted(&target)?;
        let first = match before {
            Some(rule) => first.with_rule(rule),
            None => draft.only_dates(first)?,
        };
        let second = match following {
            Some(Following { rule, start, excluded }) => {
                second.excluded.extend(excluded);
                second.include_start &= start == second.start;
                SeriesBuilder { start, ..second.with_rule(rule) }
            }
            None => draft.only_dates(second)?,
        };
        Ok(Halves { before: Some(first), following: second })
    }

    /// The rule, if there is one; several cannot be cut with one new start.
    fn only_rule(&self) -> Result<Option<&Rule>> {
        if self.rules.len() > 1 || !self.exrules.is_empty() {
            let reason = "it has several rules, which would need different starts".to_owned();
            return Err(RecurError::Unsplittable { reason }.into());
        }
        Ok(self.rules.first())
    }
}

impl Draft {
    /// Dates, exclusions and exceptions by the side of the target that they belong to. The halves have no rule yet, and
    /// the start of the whole; that is an occurrence of the first half only if nothing else is said.
    fn parted(&self, target: &Target) -> Result<[SeriesBuilder; 2]> {
        let at = target.place.at;
        let bare = SeriesBuilder {
            rules: Vec::new(),
            dates: Vec::new(),
            periods: Vec::new(),
            excluded: Vec::new(),
            exceptions: Vec::new(),
            ..self.builder.clone()
        };
        let [mut first, mut second] = [bare.clone(), bare];
        for date in &self.builder.dates {
            if self.place(*date)?.at < at { &mut first } else { &mut second }.dates.push(*date);
        }
        for period in &self.builder.periods {
            if self.place(period.0)?.at < at { &mut first } else { &mut second }.periods.push(*period);
        }
        if self.builder.rules.is_empty() {
            // Without a rule the start is a date like the others.
            let start = moment(&self.builder.start);
            if self.members.first.at < at { &mut first } else { &mut second }.dates.push(start);
        }
        let day = local_day(at, &self.zone);
        for date in &self.builder.excluded {
            let (early, late) = match self.whole_day(*date) {
                Some(whole) => (whole <= day, whole >= day),
                None => self.place(*date).map(|place| (place.at < at, place.at >= at))?,
            };
            first.excluded.extend(early.then_some(*date));
            second.excluded.extend(late.then_some(*date));
        }
        for exception in &self.builder.exceptions {
            let original = self.place(exception.original())?.at;
            if original < at { &mut first } else { &mut second }.exceptions.push(*exception);
        }
        if let Some(change) = self.change_at(at)?
            && self.place(change.original())?.at < at
        {
            // First, so that what is said of the target alone still counts.
            second.exceptions.insert(0, self.carry(change, target)?);
        }
        Ok([first, second])
    }

    /// A change that holds from an earlier occurrence on, said of the one that the second half starts with.
    fn carry(&self, exception: &Exception, target: &Target) -> Result<Exception> {
        let Some(to) = exception.to() else { return Ok(*exception) };
        let by = self.place(to)?.wall - self.place(exception.original())?.wall;
        let wall = wall_of_secs(target.place.wall + by);
        let to = if self.builder.start.is_date() { Moment::Date(wall.date()) } else { Moment::Wall(wall) };
        let carried = Exception::moved(target.original, to);
        let carried = exception.extent().map_or(carried, |extent| carried.lasting(extent));
        Ok(carried.and_following())
    }

    fn has_earlier_exception(&self, at: i64) -> Result<bool> {
        let places = self.builder.exceptions.iter().map(|exception| self.place(exception.original()));
        places.map(|place| place.map(|place| place.at < at)).try_fold(false, |any, one| Ok(any | one?))
    }

    /// A half without a rule: its start is the first of its dates.
    fn only_dates(&self, half: SeriesBuilder) -> Result<SeriesBuilder> {
        let starts = half.dates.iter().copied().chain(half.periods.iter().map(|period| period.0));
        let places = starts.map(|start| self.place(start)).collect::<Result<Vec<Place>>>()?;
        let first = places.into_iter().min();
        let mut half = SeriesBuilder { include_start: false, ..half };
        if let Some(first) = first {
            half.start = self.builder.start.at(wall_of_secs(first.wall));
        }
        let own = moment(&half.start);
        let at = self.place(own)?.at;
        if first.is_none_or(|first| first.at != at) {
            // A start is an occurrence. There may be none, or only the second reading of a repeated time.
            half.excluded.push(own);
        }
        half.dates.retain(|date| self.place(*date).is_ok_and(|place| place.at != at));
        Ok(half)
    }
}

/// A start as a date among others.
fn moment(start: &Start) -> Moment {
    match start {
        Start::Date(date) => Moment::Date(*date),
        Start::Floating(wall) | Start::Zoned(wall, _) => Moment::Wall(*wall),
    }
}
