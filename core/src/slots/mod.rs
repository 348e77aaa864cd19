//! What can be booked, and why the rest cannot.
//!
//! Listing and explaining stand on the same [rules](crate::rules): a start is listed exactly if nothing is said
//! against it, and what is listed can be booked.

mod by_day;
mod dates;
mod near;
mod query;
mod search;
mod sequence;
mod slot;
mod table;

pub use by_day::{Day, LocalSlot, by_day};
pub use dates::DateState;
pub use near::NearMiss;
pub use query::Query;
pub(crate) use search::starts;
pub use search::{Offer, Page, Search, Served};
pub use sequence::{Gap, Stage, sequence_reach, sequences};
pub use slot::Slot;

use crate::error::{Result, SlotsError};
use crate::id::ResourceId;
use crate::limits::Limits;
use crate::rules::{Context, Question, Reason, World};
use crate::service::Service;
use crate::time::{Length, secs_of_instant};
use chrono::{DateTime, Utc};

/// What can be booked.
///
/// An hour that a clock change skips has no slots, one that it repeats has them twice.
///
/// # Errors
/// `slots.too-many` above [`Limits::slots`] where the query has no limit of its own; as [`Search::new`].
///
/// # Example: the night the clocks go back has one hour more
/// ```
/// use kalends::availability::{Schedule, Weekly};
/// use kalends::rules::{Context, Prepared, World};
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
/// let world = World::from(prepared);
/// let context = Context::client(parse_instant("2026-10-01T00:00:00Z")?);
/// assert_eq!(find(&world, &watch, &query, &context, &limits)?.len(), 4);      // 01, 02, 02 again, 03
/// # Ok::<(), kalends::Error>(())
/// ```
pub fn find(
    world: &World,
    service: &Service,
    query: &Query,
    context: &Context,
    limits: &Limits,
) -> Result<Vec<Slot>> {
    let search = Search::new(world, service, query, context)?;
    let most = query.limit.filter(|limit| *limit <= limits.slots).unwrap_or(limits.slots + 1);
    let found = search.list(most);
    if found.len() > limits.slots {
        return Err(SlotsError::TooMany { limit: limits.slots }.into());
    }
    Ok(found)
}

/// Every reason why a start cannot be booked, in the order of the codes; none means that it can.
///
/// `resource` is who is asked, where the service requires nothing by itself; absent is the only resource there is.
///
/// # Errors
/// As [`Question::new`] and [`Question::judge`]; `time.sub-second`.
pub fn explain(
    world: &World,
    service: &Service,
    resource: Option<&ResourceId>,
    start: DateTime<Utc>,
    duration: Option<Length>,
    context: &Context,
) -> Result<Vec<Reason>> {
    let start = secs_of_instant(start).map_err(|error| error.in_field("start"))?;
    Question::new(world, service, resource, duration, context)?.judge(start)
}
