//! What can be booked: durations, grid, buffers, notice, horizon, and what it takes.

mod buffer;
mod business;
mod confirmation;
mod limit;
mod period;
mod policy_name;
mod requirement;
mod working_time;

pub use buffer::{Buffer, BufferHours, BufferScope, Compose};
pub use business::Business;
pub use confirmation::{Confirmation, LateConfirm};
pub(crate) use limit::check_terms;
pub use limit::{Limit, LimitScope, Most, Quota};
pub use period::Period;
pub(crate) use period::local_day;
pub use policy_name::PolicyName;
pub use requirement::{Leg, LegOf, Units};
pub use working_time::BusinessTime;
pub(crate) use working_time::today;

use crate::availability::FIRST_VERSION;
use crate::error::{BookingError, Error, Result, ServiceError};
use crate::id::{ResourceId, ServiceId, Tag};
use crate::limits::Limits;
use crate::time::{CalendarDuration, Elapsed, Length};
use crate::zone::ZoneName;
use chrono::NaiveDate;
use std::num::NonZeroU32;

/// Where the grid of possible starts is anchored.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Align {
    /// At each merged opening window's start, whatever is booked or closed inside it; a merged window longer than
    /// 24 hours on the wall is anchored anew at each local midnight.
    #[default]
    Window,
    /// Wall-clock multiples of the step since local midnight in the resource's zone: an hour that a clock change
    /// skips has no starts, one that it repeats has them twice.
    Clock,
    /// As `Window`, and anew where a busy block and its buffer end.
    Pack,
}

/// How far ahead a service can be booked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Horizon {
    /// A rolling horizon: today is day 0 in the resource's zone, and all of the last local day is bookable.
    Days(u32),
    /// Up to this date in the resource's zone, inclusive.
    Until(
        #[cfg_attr(feature = "serde", serde(with = "crate::time::wire::date"))]
        #[cfg_attr(feature = "schema", schemars(schema_with = "crate::time::wire::date::schema"))]
        NaiveDate,
    ),
    /// The nth business day after today, in the zone of the service's business calendar, to the end of that local day.
    BusinessDays(u32),
}

/// What can be booked.
///
/// # Example: a 45-minute lesson that starts on the quarter hour
/// ```
/// use kalends::{id::ServiceId, limits::Limits, service::{Align, Service}, time::Length};
/// let mut lesson = Service::new(ServiceId::new("lesson")?, Length::from_minutes(45)?, Length::from_minutes(15)?);
/// lesson.align = Align::Clock;
/// lesson.notice = "P1D".parse()?;                  // same wall time tomorrow, whatever the clocks do tonight
/// lesson.validate(&Limits::default())?;
/// # Ok::<(), kalends::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Service {
    /// The host's id.
    pub id: ServiceId,
    /// Rises by one with each change; the first is 1, and so is an absent one.
    #[cfg_attr(
        feature = "serde",
        serde(
            default = "crate::availability::first_version",
            skip_serializing_if = "crate::availability::is_first_version"
        )
    )]
    pub version: u64,
    /// The durations that can be chosen; the first is the default.
    pub durations: Vec<Length>,
    /// Distance between possible starts.
    pub step: Length,
    /// Where the grid is anchored.
    #[cfg_attr(feature = "serde", serde(default))]
    pub align: Align,
    /// Time kept clear around a booking; a resource's own buffer counts where it is larger.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Buffer::is_none"))]
    pub buffer: Buffer,
    /// How buffers of neighbours add up.
    #[cfg_attr(feature = "serde", serde(default))]
    pub compose: Compose,
    /// Whom buffers keep their distance from.
    #[cfg_attr(feature = "serde", serde(default))]
    pub buffer_scope: BufferScope,
    /// Whether buffers must fit inside opening hours.
    #[cfg_attr(feature = "serde", serde(default))]
    pub buffer_hours: BufferHours,
    /// Shortest time from now to a start: hours and shorter are elapsed, days and longer keep the wall time in the
    /// resource's zone. `start >= now + notice` is bookable, inclusive.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "is_zero"))]
    pub notice: CalendarDuration,
    /// The first day that can be booked, in the resource's zone: 0 is today, 1 is tomorrow.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "is_today"))]
    pub first_day: u32,
    /// What counts as working time, and the notice in it.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub business: Option<Business>,
    /// How far ahead; absent is without end.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub horizon: Option<Horizon>,
    /// What a booking takes, all of it; none is the one resource that the question names.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Vec::is_empty"))]
    pub requires: Vec<Leg>,
    /// How many can book the same session, for a group; absent is one party alone.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub seats: Option<NonZeroU32>,
    /// How a host confirms what clients ask for; absent where a booking is confirmed as it is made.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub confirmation: Option<Confirmation>,
    /// What cancelling, moving and not coming cost a client, and until when they may; absent is nothing, and until the
    /// start. A booking keeps the version that it was made under.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub policy: Option<PolicyName>,
    /// How much of it may be booked.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Vec::is_empty"))]
    pub limits: Vec<Limit>,
    /// The zone whose dates its limits count by, but for those per resource.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub zone: Option<ZoneName>,
}

#[cfg(feature = "serde")]
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes references")]
fn is_today(day: &u32) -> bool {
    *day == 0
}

#[cfg(feature = "serde")]
fn is_zero(duration: &CalendarDuration) -> bool {
    *duration == CalendarDuration::ZERO
}

impl Service {
    /// A service with one duration, everything else at its default.
    pub fn new(id: ServiceId, duration: Length, step: Length) -> Self {
        Self {
            id,
            version: FIRST_VERSION,
            durations: vec![duration],
            step,
            align: Align::default(),
            buffer: Buffer::NONE,
            compose: Compose::default(),
            buffer_scope: BufferScope::default(),
            buffer_hours: BufferHours::default(),
            notice: CalendarDuration::ZERO,
            first_day: 0,
            business: None,
            horizon: None,
            requires: Vec::new(),
            seats: None,
            confirmation: None,
            policy: None,
            limits: Vec::new(),
            zone: None,
        }
    }

    /// This service as it follows the stored one: with the stored version if it says the same, and else one above it.
    /// A new one keeps the version that it came with.
    #[must_use]
    pub fn succeeding(mut self, stored: Option<&Self>) -> Self {
        let Some(stored) = stored else { return self };
        self.version = stored.version;
        if self != *stored {
            self.version = stored.version.saturating_add(1);
        }
        self
    }

    /// Checks what no single field can: that there is a duration, that nothing is longer than the limit, that the
    /// legs of its requirement fit together, and that what counts by dates or business days has a zone or a calendar.
    ///
    /// # Errors
    /// `service.no-duration`, `service.too-long`, `service.too-many-legs`, `service.leg-count`,
    /// `service.resource-twice`, `service.too-many-terms`, `service.no-zone`, `service.no-business`;
    /// `availability.*` for the business calendar.
    pub fn validate(&self, limits: &Limits) -> Result<()> {
        if self.durations.is_empty() {
            return Err(Error::from(ServiceError::NoDuration {}).in_field("durations"));
        }
        let longest = Elapsed::from_seconds(limits.service_days.saturating_mul(crate::time::DAY))?;
        let within = |what: &'static str, found: Elapsed, most: Elapsed| {
            if found <= most {
                return Ok(());
            }
            let error = ServiceError::TooLong { what, found: found.to_string(), limit: most.to_string() };
            Err(Error::from(error))
        };
        for (at, duration) in self.durations.iter().enumerate() {
            within("duration", (*duration).into(), longest)
                .map_err(|e| e.in_index(at).in_field("durations"))?;
        }
        within("step", self.step.into(), longest).map_err(|e| e.in_field("step"))?;
        Leg::validate(&self.requires).map_err(|e| e.in_field("requires"))?;
        self.check_limits()?;
        let business = self.business.as_ref().map_or(Ok(()), |business| business.validate(limits));
        business.map_err(|e| e.in_field("business"))?;
        self.check_horizon()?;
        self.buffer.validate().map_err(|e| e.in_field("buffer"))
    }

    /// Checks that limits which count by dates of the service's own zone know it.
    pub(crate) fn check_limits(&self) -> Result<()> {
        check_terms("limits", self.limits.len()).map_err(|e| e.in_field("limits"))?;
        let needs_zone = |limit: &Limit| limit.per != LimitScope::Resource;
        match self.limits.iter().position(needs_zone).filter(|_| self.zone.is_none()) {
            Some(at) => Err(Error::from(ServiceError::NoZone {}).in_index(at).in_field("limits")),
            None => Ok(()),
        }
    }

    /// Checks that a horizon in business days has a calendar to count them in.
    pub(crate) fn check_horizon(&self) -> Result<()> {
        let Some(Horizon::BusinessDays(days)) = self.horizon else { return Ok(()) };
        if self.business.is_none() {
            return Err(Error::from(ServiceError::NoBusiness {}).in_field("horizon"));
        }
        Business::check_days(days).map_err(|e| e.in_field("business_days").in_field("horizon"))
    }

    /// The same where some resources, with the tags that they carry, have to take part: each is taken by the first leg
    /// that chooses, that it belongs to and that has a place left. Nothing changes where the service requires nothing,
    /// or names them already.
    ///
    /// # Errors
    /// `booking.not-a-member`.
    pub fn naming<'r>(&self, named: impl IntoIterator<Item = (&'r ResourceId, &'r [Tag])>) -> Result<Self> {
        if self.requires.is_empty() {
            return Ok(self.clone());
        }
        let mut taken: Vec<Vec<ResourceId>> = vec![Vec::new(); self.requires.len()];
        for (id, tags) in named {
            let fixed = |leg: &Leg| matches!(&leg.of, LegOf::Resource(of) if of == id);
            if self.requires.iter().any(fixed) || taken.iter().flatten().any(|known| known == id) {
                continue;
            }
            let has_place = |leg: &Leg, taken: &[ResourceId]| {
                leg.belongs(id, tags) && u32::try_from(taken.len()).is_ok_and(|n| n < leg.count.get())
            };
            let mut legs = self.requires.iter().zip(&mut taken);
            let Some((_, taken)) = legs.find(|(leg, taken)| has_place(leg, taken)) else {
                let error = BookingError::NotAMember { resource: id.to_string() };
                return Err(Error::from(error).in_field("resource"));
            };
            taken.push(id.clone());
        }
        let legs = self.requires.iter().zip(taken);
        Ok(Self { requires: legs.flat_map(|(leg, taken)| leg.naming(taken)).collect(), ..self.clone() })
    }

    /// The duration to use: the one asked for, or the default.
    ///
    /// # Errors
    /// `service.duration` for one that is not offered, `service.no-duration` if there is none at all.
    pub fn duration(&self, asked: Option<Length>) -> Result<Length> {
        let default = self.durations.first().copied();
        match asked {
            None => default.ok_or_else(|| ServiceError::NoDuration {}.into()),
            Some(asked) if self.durations.contains(&asked) => Ok(asked),
            Some(asked) => {
                let expected = self.durations.iter().map(Length::to_string).collect::<Vec<_>>().join(", ");
                Err(ServiceError::Duration { found: asked.to_string(), expected }.into())
            }
        }
    }
}

#[cfg(test)]
mod tests;
