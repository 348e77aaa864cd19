use super::dates::named;
use super::draft::Draft;
use super::{OnConflict, Pause, Plan, nearest};
use crate::error::{Error, Result, SeriesError};
use crate::id::ResourceId;
use crate::interval::Interval;
use crate::limits::Limits;
use crate::recur::{Series, SeriesRecord};
use crate::rules::{Context, World};
use crate::service::Service;
use crate::time::{DAY, Length};
use crate::zone::ZoneDb;
use chrono::{DateTime, NaiveDateTime, Utc};
use std::collections::BTreeSet;

/// Which occurrences of a series are to be booked, and how.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Query<'a> {
    /// The series. It says when occurrences start; how long they last is said by the service.
    pub series: &'a Series,
    /// Who is asked, where the service requires nothing by itself; absent is the only resource there is.
    pub resource: Option<ResourceId>,
    /// One of the service's durations; absent is its default.
    pub duration: Option<Length>,
    /// When the series does not take place.
    pub pauses: Vec<Pause>,
    /// Only these occurrences, by their original starts; absent is all. The rest stands as it is.
    pub only: Option<BTreeSet<NaiveDateTime>>,
    /// Only occurrences whose original start comes after this one: the last that was planned before.
    pub after: Option<NaiveDateTime>,
    /// Only occurrences whose original start comes before this instant. A series without end needs it.
    pub until: Option<DateTime<Utc>>,
    /// Only occurrences whose original date, in the series' zone, is at most so many days after today: a horizon that
    /// rolls. Planned again later, [`after`](Self::after) the last that was planned, the series goes on.
    pub horizon_days: Option<u32>,
    /// What is done about occurrences that cannot be booked.
    pub on_conflict: OnConflict,
}

impl<'a> Query<'a> {
    /// All occurrences of a series, all or nothing.
    pub fn new(series: &'a Series) -> Self {
        Self {
            series,
            resource: None,
            duration: None,
            pauses: Vec::new(),
            only: None,
            after: None,
            until: None,
            horizon_days: None,
            on_conflict: OnConflict::AllOrNothing,
        }
    }

    /// The same under another policy.
    #[must_use]
    pub fn on_conflict(self, on_conflict: OnConflict) -> Self {
        Self { on_conflict, ..self }
    }

    /// The same up to a rolling horizon.
    ///
    /// # Example: every week, always for the next two weeks
    /// ```
    /// use kalends::availability::{Schedule, Weekly};
    /// use kalends::rules::{Context, Prepared, World};
    /// use kalends::series::{Query, plan};
    /// use kalends::{Limits, id::*, interval::Interval, recur::{Series, Start}, resource::Resource, service::Service};
    /// use kalends::{time::{Length, Weekdays, parse_instant, parse_wall}, zone::ZoneDb};
    /// # let (zones, limits) = (ZoneDb::builtin(), Limits::default());
    /// # let hours = Weekly::open(RuleId::new("h")?, Weekdays::ALL, "09:00".parse()?, "17:00".parse()?);
    /// # let schedule = Schedule { weekly: vec![hours], ..Schedule::default() };
    /// # let range = Interval::new(parse_instant("2027-03-01T00:00:00Z")?, parse_instant("2027-06-01T00:00:00Z")?)?;
    /// # let tutor = Resource::new(ResourceId::new("tutor")?, "Europe/Paris".parse()?);
    /// # let world: World = Prepared::new(tutor, &schedule, vec![], zones, range, &limits)?.into();
    /// # let lesson = Service::new(ServiceId::new("s")?, Length::from_minutes(60)?, Length::from_minutes(60)?);
    /// let start = Start::Zoned(parse_wall("2027-03-16T09:00:00")?, zones.get("Europe/Paris")?);
    /// let weekly = Series::new(start).rule("FREQ=WEEKLY".parse()?).build()?;
    /// let mut query = Query::new(&weekly).horizon(14);
    /// let mut booked = |now: &str| -> kalends::Result<Vec<String>> {
    ///     let plan = plan(&world, &lesson, &query, &Context::client(parse_instant(now)?), &limits)?;
    ///     query.after = plan.last().or(query.after);
    ///     Ok(plan.bookings().map(|one| one.original.format("%m-%d").to_string()).collect())
    /// };
    /// assert_eq!(booked("2027-03-16T00:00:00Z")?, ["03-16", "03-23", "03-30"]);
    /// assert_eq!(booked("2027-03-22T22:59:59Z")?, [""; 0]);            // still the 22nd in Paris
    /// assert_eq!(booked("2027-03-22T23:00:00Z")?, ["04-06"]);
    /// # Ok::<(), kalends::Error>(())
    /// ```
    #[must_use]
    pub fn horizon(self, days: u32) -> Self {
        Self { horizon_days: Some(days), ..self }
    }

    /// The instant that original starts come before.
    pub(super) fn bound(&self, now: DateTime<Utc>) -> i64 {
        let until = self.until.map_or(i64::MAX, |until| until.timestamp());
        let Some(days) = self.horizon_days else { return until };
        let zone = self.series.zone();
        let today = zone.wall_secs(now.timestamp()).div_euclid(DAY);
        until.min(zone.clamp_secs((today + i64::from(days) + 1) * DAY))
    }

    /// The same up to an instant.
    #[must_use]
    pub fn until(self, until: DateTime<Utc>) -> Self {
        Self { until: Some(until), ..self }
    }

    /// The span that must be prepared to answer: from the first occurrence to the end of the last, and as far around
    /// them as the policy looks. `None` if there is no occurrence.
    ///
    /// # Errors
    /// As [`plan`].
    pub fn span(&self, service: &Service, context: &Context, limits: &Limits) -> Result<Option<Interval>> {
        self.validate()?;
        let duration = service.duration(self.duration).map_err(|error| error.in_field("duration"))?;
        let mut bounds = None;
        for occurrence in named(self, context, limits)? {
            let start = occurrence.start.timestamp();
            let (first, last) = bounds.unwrap_or((start, start));
            bounds = Some((first.min(start), last.max(start)));
        }
        let Some((first, last)) = bounds else { return Ok(None) };
        let (first, last) = match self.on_conflict {
            OnConflict::AllOrNothing | OnConflict::SkipConflicts => (first, last),
            OnConflict::ExtendToCount { until } => (first, last.max(until.timestamp())),
            OnConflict::Move { within, direction } => {
                let bounds = nearest::bounds(self.series.zone(), (first, last), within, direction);
                (bounds.0, bounds.1.saturating_add(1))
            }
        };
        Ok(Interval::from_secs(first, last.saturating_add(duration.seconds())))
    }

    /// # Errors
    /// `series.no-end`, `series.pause`, `series.too-far`.
    pub(super) fn validate(&self) -> Result<()> {
        if self.until.is_none() && self.horizon_days.is_none() && self.series.is_endless() {
            return Err(Error::from(SeriesError::NoEnd {}).in_field("until"));
        }
        for (at, pause) in self.pauses.iter().enumerate() {
            pause.validate().map_err(|error| error.in_index(at).in_field("pauses"))?;
        }
        self.on_conflict.validate().map_err(|error| error.in_field("on_conflict"))
    }
}

/// Reads a series that is to be booked.
///
/// # Errors
/// `series.no-zone`; as [`SeriesRecord::series`].
pub fn read(record: &SeriesRecord, zones: &ZoneDb, limits: &Limits) -> Result<Series> {
    if record.zone.is_none() {
        return Err(Error::from(SeriesError::NoZone {}).in_field("zone"));
    }
    record.series(zones, limits)
}

/// Judges every occurrence of a series, and says what would be booked.
///
/// Occurrences are judged in order of time, each with those in place that were accepted before it. Wall time recurs, so
/// the second half of a series can be an hour earlier in UTC than the first; a time that a clock change skips takes
/// place later by the gap, a time that happens twice means the first. Where the service leaves a choice of members, the
/// same ones take part throughout if they can, and else whoever can at the most occurrences.
///
/// The world must be prepared from the first occurrence to the end of the last, and as far around them as the policy
/// looks.
///
/// # Errors
/// `series.no-end`, `series.too-many`, `series.pause`, `series.too-far`; `slots.outside-prepared` for an occurrence that
/// is not wholly inside the prepared range; as [`Question::new`](crate::rules::Question::new) and [`Series::iter`].
///
/// # Example: a holiday in the middle, and summer time for the second half
/// ```
/// use kalends::availability::{Schedule, Weekly};
/// use kalends::rules::{Busy, Context, Prepared, World};
/// use kalends::series::{OnConflict, Query, Status, plan};
/// use kalends::{Limits, id::*, interval::Interval, recur::{Series, Start}, resource::Resource, service::Service};
/// use kalends::{time::{Length, Weekdays, parse_instant, parse_wall}, zone::ZoneDb};
///
/// let (zones, limits) = (ZoneDb::builtin(), Limits::default());
/// let start = Start::Zoned(parse_wall("2027-03-16T09:00:00")?, zones.get("Europe/Paris")?);
/// let weekly = Series::new(start).rule("FREQ=WEEKLY;COUNT=3".parse()?).build()?;
///
/// let hours = Weekly::open(RuleId::new("h")?, Weekdays::WORKDAYS, "09:00".parse()?, "17:00".parse()?);
/// let schedule = Schedule { weekly: vec![hours], ..Schedule::default() };
/// let range = Interval::new(parse_instant("2027-03-01T00:00:00Z")?, parse_instant("2027-05-01T00:00:00Z")?)?;
/// let away = Interval::new(parse_instant("2027-03-23T00:00:00Z")?, parse_instant("2027-03-24T00:00:00Z")?)?;
/// let tutor = Resource::new(ResourceId::new("tutor")?, "Europe/Paris".parse()?);
/// let busy = vec![Busy::external(away)];
/// let world: World = Prepared::new(tutor, &schedule, busy, zones, range, &limits)?.into();
/// let lesson = Service::new(ServiceId::new("lesson")?, Length::from_minutes(60)?, Length::from_minutes(60)?);
/// let context = Context::client(parse_instant("2027-03-01T00:00:00Z")?);
///
/// let query = Query::new(&weekly).on_conflict(OnConflict::SkipConflicts);
/// let plan = plan(&world, &lesson, &query, &context, &limits)?;
/// let booked: Vec<String> = plan.bookings().map(|one| one.span.start().format("%d %H:%M").to_string()).collect();
/// assert_eq!(booked, ["16 08:00", "30 07:00"]);                            // 09:00 in Paris, both
/// assert!(matches!(&plan.occurrences[1].status, Status::Skip { reasons } if reasons.len() == 1));
/// # Ok::<(), kalends::Error>(())
/// ```
pub fn plan(
    world: &World,
    service: &Service,
    query: &Query<'_>,
    context: &Context,
    limits: &Limits,
) -> Result<Plan> {
    query.validate()?;
    Draft::new(world, service, query, context, limits)?.plan()
}
