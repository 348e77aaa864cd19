use super::draft::Draft;
use super::{OnConflict, Pause, Plan};
use crate::error::{Error, Result, SeriesError};
use crate::id::ResourceId;
use crate::limits::Limits;
use crate::recur::{Series, SeriesRecord};
use crate::rules::{Context, World};
use crate::service::Service;
use crate::time::Length;
use crate::zone::ZoneDb;
use chrono::{DateTime, NaiveDateTime, Utc};

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
    /// Only occurrences whose original start comes after this one: the last that was planned before.
    pub after: Option<NaiveDateTime>,
    /// Only occurrences whose original start comes before this instant. A series without end needs it.
    pub until: Option<DateTime<Utc>>,
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
            after: None,
            until: None,
            on_conflict: OnConflict::AllOrNothing,
        }
    }

    /// The same under another policy.
    #[must_use]
    pub fn on_conflict(self, on_conflict: OnConflict) -> Self {
        Self { on_conflict, ..self }
    }

    /// The same up to an instant.
    #[must_use]
    pub fn until(self, until: DateTime<Utc>) -> Self {
        Self { until: Some(until), ..self }
    }

    /// # Errors
    /// `series.no-end`, `series.pause`, `series.too-far`.
    pub(super) fn validate(&self) -> Result<()> {
        if self.until.is_none() && self.series.is_endless() {
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
