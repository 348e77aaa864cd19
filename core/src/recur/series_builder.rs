use super::counted::{self, Counted};
use super::plan::{Nth, Plan};
use super::series::{Compiled, Entry, Series};
use super::shift::Shifts;
use super::start::{Moment, Place, Start, checked_wall};
use super::{Exception, Extent, Rule, Until};
use crate::error::{RecurError, Result};
use crate::time::{CalendarDuration, Elapsed, day_of_date, secs_of_instant};
use crate::zone::{WallClock, Zone};
use chrono::{DateTime, Days, NaiveDate, NaiveDateTime, Utc};
use std::collections::BTreeMap;

/// Puts a [`Series`] together; made by [`Series::new`].
///
/// # Example: the start is a Monday, the rule says Tuesday
/// ```
/// use kalends::recur::{Series, Start};
/// use kalends::time::parse_wall;
/// use kalends::{Limits, Zone};
/// let start = parse_wall("2024-01-01T09:00:00")?;
/// let builder = Series::new(Start::Floating(start)).rule("FREQ=WEEKLY;BYDAY=TU;COUNT=2".parse()?);
/// assert_eq!(builder.clone().build().unwrap_err().code(), "recur.no-zone");
///
/// let days = |series: Series| -> kalends::Result<Vec<String>> {
///     series.iter(&Limits::default()).map(|next| Ok(next?.wall.date().to_string())).collect()
/// };
/// let strict = builder.zone(Zone::utc());
/// assert_eq!(days(strict.clone().build()?)?, ["2024-01-02", "2024-01-09"]);
/// assert_eq!(days(strict.include_dtstart(true).build()?)?, ["2024-01-01", "2024-01-02"]);
/// # Ok::<(), kalends::Error>(())
/// ```
#[derive(Clone, Debug)]
#[must_use]
pub struct SeriesBuilder {
    start: Start,
    zone: Option<Zone>,
    rules: Vec<Rule>,
    exrules: Vec<Rule>,
    dates: Vec<(Moment, Option<Extent>)>,
    excluded: Vec<Moment>,
    exceptions: Vec<Exception>,
    include_start: bool,
    extent: Option<Extent>,
}

impl SeriesBuilder {
    pub(super) fn new(start: Start) -> Self {
        Self {
            start,
            zone: None,
            rules: Vec::new(),
            exrules: Vec::new(),
            dates: Vec::new(),
            excluded: Vec::new(),
            exceptions: Vec::new(),
            include_start: false,
            extent: None,
        }
    }

    /// The rule: RRULE. Without one the series has its start and the RDATEs.
    ///
    /// RFC 5545 §3.8.5.3 asks for one at most and leaves more undefined. Here they are a union, as in RFC 2445; each has
    /// its own COUNT or UNTIL.
    pub fn rule(mut self, rule: Rule) -> Self {
        self.rules.reserve_exact(1); // mostly there is one, and room for four takes a kilobyte
        self.rules.push(rule);
        self
    }

    /// Takes out what a rule names from the start on: EXRULE of RFC 2445, compared as instants. What it takes out
    /// still counts towards COUNT.
    pub fn exrule(mut self, rule: Rule) -> Self {
        self.exrules.push(rule);
        self
    }

    /// The zone that a date or a floating start is read in. A zoned start has its own, which wins.
    pub fn zone(mut self, zone: Zone) -> Self {
        self.zone = Some(zone);
        self
    }

    /// Adds a date: RDATE. It does not count towards COUNT and may lie beyond UNTIL.
    pub fn rdate(mut self, date: impl Into<Moment>) -> Self {
        self.dates.push((date.into(), None));
        self
    }

    /// Adds a date with a length of its own: RDATE;VALUE=PERIOD. It also gives its length to an occurrence of the rule
    /// at the same instant.
    pub fn rdate_lasting(mut self, date: impl Into<Moment>, extent: Extent) -> Self {
        self.dates.push((date.into(), Some(extent)));
        self
    }

    /// Takes a date out: EXDATE, compared as an instant. It still counts towards COUNT.
    ///
    /// A date in a series with times takes out all that start on that local day, as many calendars mean it.
    pub fn exdate(mut self, date: impl Into<Moment>) -> Self {
        self.excluded.push(date.into());
        self
    }

    /// Moves or cancels an occurrence, or it and all that follow: RECURRENCE-ID.
    pub fn exception(mut self, exception: Exception) -> Self {
        self.exceptions.push(exception);
        self
    }

    /// Whether the start is an occurrence even if the rule does not name it.
    ///
    /// RFC 5545 §3.8.5.3 leaves that case undefined. `false`, the default: it is neither added nor counted. `true`: it
    /// is the first and counts towards COUNT, as in Google's and Apple's calendars.
    pub fn include_dtstart(mut self, include: bool) -> Self {
        self.include_start = include;
        self
    }

    /// How long each occurrence lasts: nothing for a time, one day for a date, unless it is said here.
    pub fn lasting(mut self, extent: Extent) -> Self {
        self.extent = Some(extent);
        self
    }

    /// The series.
    ///
    /// # Errors
    /// `recur.no-zone` when a date or a floating start has no zone to be read in; `recur.until-type` when UNTIL has
    /// another form than the start asks for (not for rules that were read leniently); `recur.date-type` when RDATE,
    /// EXDATE or an exception does; `recur.combination` for an HOURLY or shorter rule on a date; `time.sub-second`
    /// and `time.out-of-range` for times.
    pub fn build(self) -> Result<Series> {
        let zone = self.start.zone().cloned().or(self.zone).ok_or(RecurError::NoZone {})?;
        let start = self.start;
        let wall = checked_wall(start.wall()).map_err(|error| error.in_field("start"))?;
        let first = Place { at: zone.compatible_secs(wall), wall };
        let compiled = |rules: Vec<Rule>, include: bool| -> Result<Vec<Compiled>> {
            let mut compiled = Vec::with_capacity(rules.len());
            for rule in rules {
                compiled.push(compile(rule, &start, first, &zone, include && compiled.is_empty())?);
            }
            Ok(compiled)
        };
        let (rules, exrules) = (compiled(self.rules, self.include_start)?, compiled(self.exrules, false)?);

        let mut listed = Vec::new();
        if rules.is_empty() {
            listed.push(Entry { place: first, extent: None });
        }
        for (date, extent) in self.dates {
            listed.push(Entry { place: date.place("RDATE", &start, &zone)?, extent });
        }
        // Of the same instant twice, one with a length of its own comes first and stays.
        listed.sort_by_key(|entry| (entry.place.at, entry.extent.is_none()));
        listed.dedup_by_key(|entry| entry.place.at);

        let (mut removed, mut removed_days) = (Vec::new(), Vec::new());
        for date in self.excluded {
            match date {
                Moment::Date(date) if !start.is_date() => removed_days.push(i64::from(day_of_date(date))),
                date => removed.push(date.place("EXDATE", &start, &zone)?.at),
            }
        }
        let (mut exceptions, mut shifts) = (BTreeMap::new(), Vec::new());
        for exception in self.exceptions {
            let placed = exception.place(&start, &zone)?;
            exceptions.insert(placed.original, placed.entry);
            shifts.extend(placed.following);
        }
        removed.extend(exceptions.keys());
        removed.sort_unstable();
        removed_days.sort_unstable();
        let mut moved: Vec<Entry> = exceptions.into_values().flatten().collect();
        moved.sort_by_key(|entry| entry.place);

        let whole_day = Extent::Nominal(CalendarDuration::new(0, 1, 0));
        let default = if start.is_date() { whole_day } else { Extent::Exact(Elapsed::ZERO) };
        let extent = self.extent.unwrap_or(default);
        let shifts = Shifts::new(shifts);
        let shifted = shifts.list().iter().filter_map(|shift| shift.then.extent());
        let own = listed.iter().chain(&moved).filter_map(|entry| entry.extent);
        let longest = own.chain(shifted).map(Extent::longest).fold(extent.longest(), i64::max);
        Ok(Series {
            extent,
            longest,
            include_start: self.include_start && !rules.is_empty(),
            start,
            zone,
            first,
            rules,
            exrules,
            listed,
            moved,
            shifts,
            removed,
            removed_days,
        })
    }
}

fn compile(rule: Rule, start: &Start, first: Place, zone: &Zone, include_start: bool) -> Result<Compiled> {
    if start.is_date() && rule.freq().is_subdaily() {
        let reason = format!("{} needs a start with a time", rule.freq());
        return Err(RecurError::Combination { part: "FREQ".to_owned(), reason }.into());
    }
    let plan = Plan::new(&rule, first.wall, start.is_date());
    let until = rule.until().map_or(Ok(i64::MAX), |until| last_tick(until, rule.lenient, start, zone))?;
    let end = match rule.count() {
        Some(count) if include_start && plan.nth(0) != Nth::At(first.wall) => {
            // The start takes one of the count without being an instance. One that a gap moves may meet an instance.
            match count - 1 {
                _ if !WallClock::new(zone).seek(first.wall) => Counted::Unknown,
                0 => Counted::Until(first.at),
                rest => counted::end(&plan, rest, first, zone),
            }
        }
        Some(count) => counted::end(&plan, count, first, zone),
        None => Counted::Until(until),
    };
    let (until, count) = match end {
        Counted::Until(until) => (until, None),
        Counted::Unknown => (until, rule.count()),
    };
    Ok(Compiled { rule, plan, until, count })
}

/// The last tick that UNTIL includes.
fn last_tick(until: Until, lenient: bool, start: &Start, zone: &Zone) -> Result<i64> {
    let at = |wall: NaiveDateTime| checked_wall(wall).map(|wall| zone.compatible_secs(wall));
    let instant = |time: DateTime<Utc>| secs_of_instant(time);
    let midnight = |date: NaiveDate| at(date.into());
    match (start, until) {
        (Start::Date(_), Until::Date(date)) => midnight(date),
        (Start::Floating(_), Until::Local(wall)) => at(wall),
        (Start::Zoned(..), Until::Utc(time)) => instant(time),
        (Start::Date(_), Until::Local(wall)) if lenient => midnight(wall.date()),
        (Start::Date(_), Until::Utc(time)) if lenient => midnight(time.date_naive()),
        (Start::Floating(_), Until::Utc(time)) if lenient => instant(time),
        (Start::Zoned(..), Until::Local(wall)) if lenient => at(wall),
        (_, Until::Date(date)) if lenient => {
            // The whole local day; its end is the next one's start, which a gap may delay.
            let next = date.checked_add_days(Days::new(1)).unwrap_or(date);
            Ok(midnight(next).map_or(i64::MAX / 2, |next| next - 1))
        }
        (start, until) => {
            let expected = match start {
                Start::Date(_) => "a date such as 20270131",
                Start::Floating(_) => "a local time such as 20270131T090000",
                Start::Zoned(..) => "a UTC time such as 20270131T080000Z",
            };
            Err(RecurError::UntilType { until: until.to_string(), expected }.into())
        }
    }
}
