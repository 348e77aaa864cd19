use super::orphan::{Orphan, is_ours, orphans};
use crate::availability::{Hours, Schedule, free};
use crate::error::Result;
use crate::interval::{Interval, IntervalSet};
use crate::limits::Limits;
use crate::resource::Resource;
use crate::rules::{Busy, Context, Prepared, World};
use crate::service::Service;
use crate::slots::{Query, find};
use crate::time::Length;
use crate::zone::ZoneDb;
use std::collections::BTreeSet;

/// A schedule that is to take the place of another.
#[derive(Clone, Copy, Debug)]
pub struct ScheduleChange<'a> {
    /// Whose.
    pub resource: &'a Resource,
    /// As it is.
    pub before: &'a Schedule,
    /// As it shall be.
    pub after: &'a Schedule,
    /// What takes the resource's time, bookings and outside events, in any order; it should hold everything that
    /// overlaps [`Prepared::reach`] of the range.
    pub busy: &'a [Busy],
}

/// A service whose slots are to be compared.
#[derive(Clone, Copy, Debug)]
pub struct ServiceAsked<'a> {
    /// Which.
    pub service: &'a Service,
    /// One of its durations; absent is its default.
    pub duration: Option<Length>,
}

/// What a change of a schedule does within a range.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Impact {
    /// What of ours is outside opening hours after the change, in order of time.
    pub orphans: Vec<Orphan>,
    /// Free time that there was not before.
    pub gained: IntervalSet,
    /// Free time that there is no more.
    pub lost: IntervalSet,
    /// The slots of each service asked for, in that order.
    pub slots: Vec<SlotsChanged>,
}

/// Slots that a change of a schedule makes and takes away.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SlotsChanged {
    /// Those that there were not before, in order of start.
    pub gained: Vec<Interval>,
    /// Those that there are no more, in order of start.
    pub lost: Vec<Interval>,
}

/// What a changed schedule would do within `range`; nothing is changed.
///
/// A booking, session or hold is an orphan if any of its time is closed after the change, by bare time without buffers; one that reaches
/// over an end of the range is judged as a whole. Bookings are taken to stay, so their time is neither won nor lost,
/// and the time that they would leave if they were cancelled is not counted.
///
/// Which slots there are may depend on more than hours: on `context` for notice, and on the grid, which moves with the
/// windows that it is anchored on.
///
/// # Errors
/// As [`Prepared::new`], with a path from `before` or `after` on for the schedules; as [`find`].
///
/// # Example: closing an hour earlier on the day that lasts 25 hours
/// ```
/// use kalends::availability::{Schedule, Weekly};
/// use kalends::impact::{ScheduleChange, preview};
/// use kalends::rules::{Busy, Context};
/// use kalends::{Limits, ZoneDb, id::*, interval::Interval, resource::Resource, service::Buffer};
/// use kalends::time::{Weekdays, parse_instant};
/// let until = |end: &str| -> kalends::Result<Schedule> {
///     let night = Weekly::open(RuleId::new("night")?, Weekdays::ALL, "01:00".parse()?, end.parse()?);
///     Ok(Schedule { weekly: vec![night], ..Schedule::default() })
/// };
/// let span = |start: &str, end: &str| Interval::new(parse_instant(start)?, parse_instant(end)?);
/// let nurse = Resource::new(ResourceId::new("nurse")?, "Europe/Berlin".parse()?);
/// let watch = span("2026-10-25T01:30:00Z", "2026-10-25T02:30:00Z")?;       // 02:30 (the second) to 03:30
/// let busy = [Busy::booking(BookingId::new("watch")?, watch, Buffer::NONE)];
/// let (before, after) = (until("04:00")?, until("03:00")?);
/// let change = ScheduleChange { resource: &nurse, before: &before, after: &after, busy: &busy };
/// let day = span("2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z")?;
/// let context = Context::client(parse_instant("2026-10-01T00:00:00Z")?);
/// let impact = preview(&change, day, &[], &context, ZoneDb::builtin(), &Limits::default())?;
/// assert_eq!(impact.orphans[0].what, busy[0].blocker());
/// assert_eq!(impact.lost.spans(), [span("2026-10-25T02:30:00Z", "2026-10-25T03:00:00Z")?]);
/// # Ok::<(), kalends::Error>(())
/// ```
pub fn preview(
    change: &ScheduleChange<'_>,
    range: Interval,
    services: &[ServiceAsked<'_>],
    context: &Context,
    zones: &ZoneDb,
    limits: &Limits,
) -> Result<Impact> {
    let asked = queries(services, range, limits)?;
    let mut near: Vec<&Busy> = change.busy.iter().filter(|busy| busy.span.overlaps(range)).collect();
    near.sort_by_key(|busy| busy.span);
    let bookings = near.iter().filter(|busy| is_ours(busy)).map(|busy| busy.span);
    let span = bookings.chain(asked.iter().map(|(_, _, span)| *span)).fold(range, hull);
    let prepare = |schedule: &Schedule, name: &str| {
        let busy = change.busy.to_vec();
        let prepared = Prepared::new(change.resource.clone(), schedule, busy, zones, span, limits);
        prepared.map(World::from).map_err(|error| error.renamed("schedule", name))
    };
    let (before, after) = (prepare(change.before, "before")?, prepare(change.after, "after")?);
    let taken: IntervalSet = near.iter().map(|busy| busy.span).collect();
    let (was, is) = (hours(&before, change)?, hours(&after, change)?);
    let orphans = orphans(near.into_iter(), was, is);
    let (was, is) = (free(was, &taken, range), free(is, &taken, range));
    let slots = asked.iter().map(|(service, query, _)| {
        let list = |world| find(world, service, query, context, limits);
        let spans = |world| -> Result<BTreeSet<Interval>> {
            let slots = list(world)?.into_iter();
            Ok(slots.filter_map(|slot| Interval::from_secs(slot.start_secs(), slot.end_secs())).collect())
        };
        let (had, has) = (spans(&before)?, spans(&after)?);
        let without = |a: &BTreeSet<Interval>, b| a.difference(b).copied().collect();
        Ok(SlotsChanged { gained: without(&has, &had), lost: without(&had, &has) })
    });
    Ok(Impact {
        orphans,
        gained: is.subtract(&was),
        lost: was.subtract(&is),
        slots: slots.collect::<Result<_>>()?,
    })
}

/// What is asked of each service, and the span that has to be prepared for it.
fn queries<'a>(
    services: &[ServiceAsked<'a>],
    range: Interval,
    limits: &Limits,
) -> Result<Vec<(&'a Service, Query, Interval)>> {
    let asked = services.iter().enumerate().map(|(at, asked)| {
        let ServiceAsked { service, duration } = *asked;
        let mut query = Query::new(range);
        query.duration = duration;
        let valid = service.validate(limits).map_err(|error| error.in_field("service"));
        let span = valid.and_then(|()| query.span(service).map_err(|error| error.in_field("duration")));
        Ok((service, query, span.map_err(|error| error.in_index(at).in_field("services"))?))
    });
    asked.collect()
}

/// The span of both and of what lies between.
fn hull(a: Interval, b: Interval) -> Interval {
    let (start, end) = (a.start_secs().min(b.start_secs()), a.end_secs().max(b.end_secs()));
    Interval::from_secs(start, end).unwrap_or(a)
}

/// The hours of the one resource of a world.
fn hours<'a>(world: &'a World, change: &ScheduleChange<'_>) -> Result<&'a Hours> {
    Ok(world.get(&change.resource.id)?.hours())
}
