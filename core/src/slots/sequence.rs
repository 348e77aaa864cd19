use super::{Query, Search, Slot};
use crate::error::{Error, Result, SlotsError};
use crate::id::ResourceId;
use crate::interval::Interval;
use crate::limits::Limits;
use crate::rules::{Context, World};
use crate::service::Service;
use crate::time::{Elapsed, Length};

/// One of several services that are booked one after the other.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Stage<'a> {
    /// The service.
    pub service: &'a Service,
    /// Who is asked, where the service requires nothing by itself.
    pub resource: Option<ResourceId>,
    /// One of the service's durations; absent is its default.
    pub duration: Option<Length>,
    /// The time between the end of the stage before and the start of this one; of the first stage it means nothing.
    pub gap: Gap,
}

/// How much time may lie between two stages, both bounds inclusive.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Gap {
    /// At least.
    #[cfg_attr(feature = "serde", serde(default))]
    pub min: Elapsed,
    /// At most.
    #[cfg_attr(feature = "serde", serde(default))]
    pub max: Elapsed,
}

impl<'a> Stage<'a> {
    /// A service right after the one before.
    pub fn new(service: &'a Service) -> Self {
        Self { service, resource: None, duration: None, gap: Gap::default() }
    }

    /// The same after a gap.
    #[must_use]
    pub fn after(mut self, gap: Gap) -> Self {
        self.gap = gap;
        self
    }

    /// The same of one resource.
    #[must_use]
    pub fn of(mut self, resource: ResourceId) -> Self {
        self.resource = Some(resource);
        self
    }

    fn seconds(&self) -> Result<i64> {
        Ok(self.service.duration(self.duration)?.seconds())
    }
}

/// The longest span from the start of a sequence's first stage to the end of its last.
///
/// # Errors
/// `service.duration`, `service.no-duration`; `slots.gap` for a gap whose bounds are the wrong way round.
pub fn sequence_reach(stages: &[Stage<'_>]) -> Result<i64> {
    stages.iter().enumerate().try_fold(0_i64, |sum, (at, stage)| {
        let Gap { min, max } = stage.gap;
        if min > max {
            let error = SlotsError::Gap { min: min.to_string(), max: max.to_string() };
            return Err(Error::from(error).in_field("gap").in_index(at).in_field("stages"));
        }
        let own = stage.seconds().map_err(|error| error.in_index(at).in_field("stages"))?;
        Ok(sum.saturating_add(own).saturating_add(if at == 0 { 0 } else { max.seconds() }))
    })
}

/// Every way to book services one after the other, ordered by the starts of the stages. The first stage starts inside
/// `range`; each stage starts on the grid of its own resources.
///
/// The world must be prepared from the range's start to [`sequence_reach`] after its end. Booking one is booking all of it: the
/// stages are no obstacle for each other, and what lies between them is the gap.
///
/// # Errors
/// `slots.too-many` above [`Limits::slots`] ways; as [`sequence_reach`] and [`Search::new`].
///
/// # Example: an hour of coaching, and half an hour to an hour later a lab, over the missing hour of a spring night
/// ```
/// use kalends::availability::{Schedule, Weekly};
/// use kalends::rules::{Context, Prepared, World};
/// use kalends::slots::{Gap, Stage, sequences};
/// use kalends::{Limits, id::*, interval::Interval, resource::Resource, service::Service};
/// use kalends::{time::{Length, Weekdays, parse_instant}, zone::ZoneDb};
///
/// let hour = Length::from_minutes(60)?;
/// let (coaching, lab) = (Service::new(ServiceId::new("c")?, hour, hour), Service::new(ServiceId::new("l")?, hour, hour));
/// let night = Weekly::open(RuleId::new("n")?, Weekdays::ALL, "00:30".parse()?, "06:00".parse()?);
/// let schedule = Schedule { weekly: vec![night], ..Schedule::default() };
/// let span = Interval::new(parse_instant("2027-03-27T23:00:00Z")?, parse_instant("2027-03-28T06:00:00Z")?)?;
/// let prepare = |id| {
///     let resource = Resource::new(id, "Europe/Berlin".parse()?);
///     Prepared::new(resource, &schedule, vec![], ZoneDb::builtin(), span, &Limits::default())
/// };
/// let (coach, room) = (ResourceId::new("coach")?, ResourceId::new("room")?);
/// let world = World::new(vec![prepare(coach.clone())?, prepare(room.clone())?])?;
/// let stages = [
///     Stage::new(&coaching).of(coach),
///     Stage::new(&lab).of(room).after(Gap { min: "PT30M".parse()?, max: "PT1H".parse()? }),
/// ];
/// let range = Interval::new(parse_instant("2027-03-27T23:00:00Z")?, parse_instant("2027-03-28T01:00:00Z")?)?;
/// let context = Context::client(parse_instant("2027-03-01T00:00:00Z")?);
/// let ways = sequences(&world, &stages, range, &context, &Limits::default())?;
/// let told: Vec<Vec<String>> = ways
///     .iter()
///     .map(|way| way.iter().map(|slot| slot.start().format("%H:%M").to_string()).collect())
///     .collect();
/// // On the wall: 00:30 and, past the gap, 03:30; 01:30 and 04:30.
/// assert_eq!(told, [["23:30", "01:30"], ["00:30", "02:30"]]);
/// # Ok::<(), kalends::Error>(())
/// ```
pub fn sequences(
    world: &World,
    stages: &[Stage<'_>],
    range: Interval,
    context: &Context,
    limits: &Limits,
) -> Result<Vec<Vec<Slot>>> {
    sequence_reach(stages)?;
    let mut found = Vec::with_capacity(stages.len());
    let mut within = Some(range);
    for (at, stage) in stages.iter().enumerate() {
        let Some(part) = within else { break };
        let slots = starts(world, stage, part, context, limits);
        let slots = slots.map_err(|error| error.in_index(at).in_field("stages"))?;
        within = slots.first().zip(slots.last()).and_then(|(first, last)| {
            let gap = stages.get(at + 1)?.gap;
            let until = last.end_secs().saturating_add(gap.max.seconds()).saturating_add(1);
            Interval::from_secs(first.end_secs().saturating_add(gap.min.seconds()), until)
        });
        found.push(slots);
    }
    if found.len() < stages.len() {
        return Ok(Vec::new());
    }
    // From the back: a slot after which the rest cannot follow is no beginning of anything, so no search runs dry.
    for at in (1..stages.len()).rev() {
        let (before, after) = found.split_at_mut(at);
        if let (Some(slots), Some(next), Some(stage)) = (before.last_mut(), after.first(), stages.get(at)) {
            slots.retain(|slot| !following(next, *slot, stage.gap).is_empty());
        }
    }
    let mut ways = Ways { stages, found: &found, way: Vec::new(), all: Vec::new(), limit: limits.slots };
    ways.extend()?;
    Ok(ways.all)
}

/// The slots that start at a gap after another.
fn following(slots: &[Slot], before: Slot, gap: Gap) -> &[Slot] {
    let (from, until) = (before.end_secs() + gap.min.seconds(), before.end_secs() + gap.max.seconds());
    let first = slots.partition_point(|slot| slot.start_secs() < from);
    let bound = slots.partition_point(|slot| slot.start_secs() <= until);
    slots.get(first..bound).unwrap_or_default()
}

/// The slots of one stage by itself.
fn starts(
    world: &World,
    stage: &Stage<'_>,
    range: Interval,
    context: &Context,
    limits: &Limits,
) -> Result<Vec<Slot>> {
    let query = Query { resource: stage.resource.clone(), duration: stage.duration, ..Query::new(range) };
    let search = Search::new(world, stage.service, &query, context)?;
    let slots: Vec<Slot> = search.slots().take(limits.slots.saturating_add(1)).collect();
    if slots.len() > limits.slots {
        return Err(SlotsError::TooMany { limit: limits.slots }.into());
    }
    Ok(slots)
}

/// The search for ways, stage after stage.
struct Ways<'s> {
    stages: &'s [Stage<'s>],
    found: &'s [Vec<Slot>],
    way: Vec<Slot>,
    all: Vec<Vec<Slot>>,
    limit: usize,
}

impl Ways<'_> {
    fn extend(&mut self) -> Result<()> {
        let at = self.way.len();
        let (Some(stage), Some(slots)) = (self.stages.get(at), self.found.get(at)) else {
            if self.all.len() == self.limit {
                return Err(SlotsError::TooMany { limit: self.limit }.into());
            }
            self.all.push(self.way.clone());
            return Ok(());
        };
        let slots = match self.way.last() {
            None => slots.as_slice(),
            Some(before) => following(slots, *before, stage.gap),
        };
        for slot in slots {
            self.way.push(*slot);
            self.extend()?;
            self.way.pop();
        }
        Ok(())
    }
}
