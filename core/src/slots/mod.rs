//! What can be booked, and why the rest cannot.
//!
//! Listing and explaining stand on the same [rules](crate::rules): a start is listed exactly if nothing is said
//! against it, and what is listed can be booked.

use crate::error::{Result, SlotsError};
use crate::interval::Interval;
use crate::limits::Limits;
use crate::rules::{Case, Context, Prepared, Reason, StartSet};
use crate::service::Service;
use crate::time::{Length, instant_of_secs, secs_of_instant};
use chrono::{DateTime, Utc};

/// A time that can be booked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Slot {
    /// When it starts.
    #[cfg_attr(feature = "serde", serde(with = "crate::time::wire::tick"))]
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::time::wire::tick::schema"))]
    pub start: DateTime<Utc>,
    /// When it ends; elapsed time after the start.
    #[cfg_attr(feature = "serde", serde(with = "crate::time::wire::tick"))]
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::time::wire::tick::schema"))]
    pub end: DateTime<Utc>,
}

/// Which slots are asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Query {
    /// Bounds of the slots' *starts*: `find(a..b)` and `find(b..c)` together are `find(a..c)`.
    pub range: Interval,
    /// One of the service's durations; absent is its default.
    pub duration: Option<Length>,
    /// At most this many, from the earliest on.
    pub limit: Option<usize>,
}

impl Query {
    /// All slots of the default duration that start inside `range`.
    pub fn new(range: Interval) -> Self {
        Self { range, duration: None, limit: None }
    }

    /// The same for another duration.
    #[must_use]
    pub fn duration(mut self, duration: Length) -> Self {
        self.duration = Some(duration);
        self
    }

    /// The same for the first `limit` only.
    #[must_use]
    pub fn limit(mut self, limit: usize) -> Self {
        self.limit = Some(limit);
        self
    }

    /// The span that must be prepared to answer: up to the end of a candidate that starts last.
    ///
    /// # Errors
    /// `service.duration`, `service.no-duration`.
    pub fn span(&self, service: &Service) -> Result<Interval> {
        let duration = service.duration(self.duration)?;
        Ok(self.range.padded(0, duration.seconds()))
    }
}

/// The slots of one question, in order of start; nothing is computed before it is asked for.
#[derive(Clone, Debug)]
pub struct Slots {
    starts: StartSet,
    duration: i64,
}

impl Slots {
    /// Puts together what can be booked.
    ///
    /// # Errors
    /// As [`find`], but for `slots.too-many`.
    pub fn new(prepared: &Prepared, service: &Service, query: &Query, context: &Context) -> Result<Self> {
        let case = Case::new(prepared, service, query.duration, context)?;
        Ok(Self { starts: case.starts(query.range)?, duration: case.duration() })
    }

    /// The slots, without a list of them being made.
    pub fn iter(&self) -> impl Iterator<Item = Slot> + '_ {
        self.starts
            .iter()
            .map(|start| Slot { start: instant_of_secs(start), end: instant_of_secs(start + self.duration) })
    }
}

/// What can be booked.
///
/// An hour that a clock change skips has no slots, one that it repeats has them twice.
///
/// # Errors
/// `slots.too-many` above [`Limits::slots`] where the query has no limit of its own, `slots.outside-prepared`,
/// `slots.not-waivable`, `service.duration`.
///
/// # Example: the night the clocks go back has one hour more
/// ```
/// use kalends::availability::{Schedule, Weekly};
/// use kalends::rules::{Context, Prepared};
/// use kalends::slots::{Query, find};
/// use kalends::{Limits, id::*, interval::Interval, resource::Resource, service::Service};
/// use kalends::{time::{Length, Weekdays, parse_instant}, zone::ZoneDb};
///
/// let night = Weekly::open(RuleId::new("night")?, Weekdays::ALL, "01:00".parse()?, "04:00".parse()?);
/// let schedule = Schedule { weekly: vec![night], ..Schedule::default() };
/// let nurse = Resource::new(ResourceId::new("nurse")?, "Europe/Berlin".parse()?);
/// let watch = Service::new(ServiceId::new("watch")?, Length::from_minutes(60)?, Length::from_minutes(60)?);
/// let range = Interval::new(parse_instant("2026-10-24T22:00:00Z")?, parse_instant("2026-10-25T23:00:00Z")?)?;
/// let query = Query::new(range);
/// let limits = Limits::default();
/// let prepared =
///     Prepared::new(nurse, &schedule, vec![], ZoneDb::builtin(), query.span(&watch)?, &limits)?;
/// let context = Context::client(parse_instant("2026-10-01T00:00:00Z")?);
/// assert_eq!(find(&prepared, &watch, &query, &context, &limits)?.len(), 4);      // 01, 02, 02 again, 03
/// # Ok::<(), kalends::Error>(())
/// ```
pub fn find(
    prepared: &Prepared,
    service: &Service,
    query: &Query,
    context: &Context,
    limits: &Limits,
) -> Result<Vec<Slot>> {
    let slots = Slots::new(prepared, service, query, context)?;
    match query.limit {
        Some(limit) if limit <= limits.slots => Ok(slots.iter().take(limit).collect()),
        _ => {
            let found: Vec<Slot> = slots.iter().take(limits.slots.saturating_add(1)).collect();
            if found.len() > limits.slots {
                return Err(SlotsError::TooMany { limit: limits.slots }.into());
            }
            Ok(found)
        }
    }
}

/// Every reason why a start cannot be booked, in the order of the codes; none means that it can.
///
/// # Errors
/// `slots.outside-prepared`, `slots.not-waivable`, `service.duration`, `time.sub-second`.
pub fn explain(
    prepared: &Prepared,
    service: &Service,
    start: DateTime<Utc>,
    duration: Option<Length>,
    context: &Context,
) -> Result<Vec<Reason>> {
    let start = secs_of_instant(start).map_err(|error| error.in_field("start"))?;
    Case::new(prepared, service, duration, context)?.judge(start)
}
