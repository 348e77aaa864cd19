use super::Opening;
use crate::availability::TimeWindow;
use crate::error::Result;
use crate::id::{ResourceId, ServiceId, SessionId};
use crate::time::{DAY, TimeOfDay, Weekdays, date_of_day};
use crate::zone::{WallClock, ZoneDb, ZoneName};
use chrono::{DateTime, Datelike, Utc};

/// What an entry waits for.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Wish {
    /// This session and no other.
    Session(SessionId),
    /// Any that fits.
    Time(TimeWish),
}

/// A time that would suit.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TimeWish {
    /// Of what.
    pub service: ServiceId,
    /// With one of these; none is with anyone.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Vec::is_empty"))]
    pub resources: Vec<ResourceId>,
    /// On which weekdays; absent is on any.
    #[cfg_attr(feature = "serde", serde(default = "every_day"))]
    pub days: Weekdays,
    /// Not before this time of day.
    #[cfg_attr(feature = "serde", serde(default = "midnight"))]
    pub from: TimeOfDay,
    /// Over by this time of day; at or before `from` it is the next day's time.
    #[cfg_attr(feature = "serde", serde(default = "end_of_day"))]
    pub to: TimeOfDay,
    /// The zone that days and times are read in.
    pub zone: ZoneName,
    /// Only what starts before this instant; from then on nobody waits any longer. Absent is for good.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none", with = "crate::time::wire::instant::option")
    )]
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::time::wire::instant::schema"))]
    pub until: Option<DateTime<Utc>>,
}

#[cfg(feature = "serde")]
const fn every_day() -> Weekdays {
    Weekdays::ALL
}

#[cfg(feature = "serde")]
const fn midnight() -> TimeOfDay {
    TimeOfDay::MIDNIGHT
}

#[cfg(feature = "serde")]
const fn end_of_day() -> TimeOfDay {
    TimeOfDay::END_OF_DAY
}

impl Wish {
    /// Whether seats in a session, or its time, are what is wished for.
    ///
    /// A time fits if all of it lies in a window that starts on one of the weekdays, as a window of opening hours would
    /// lie there: a bound that a clock change skips is the instant of the change, one that it repeats is the first.
    ///
    /// # Errors
    /// `zone.unknown`.
    ///
    /// # Example: Sunday nights in Paris, where the clocks skip an hour
    /// ```
    /// use kalends::id::{ServiceId, SessionId};
    /// use kalends::{interval::Interval, time::{Elapsed, Weekdays, parse_instant}, zone::ZoneDb};
    /// use kalends::waitlist::{Opening, TimeWish, Wish};
    /// use std::num::NonZeroU32;
    /// let night = Wish::Time(TimeWish {
    ///     service: ServiceId::new("watch")?,
    ///     resources: vec![],
    ///     days: Weekdays::from_iter([chrono::Weekday::Sun]),
    ///     from: "01:00".parse()?,
    ///     to: "04:00".parse()?,
    ///     zone: "Europe/Paris".parse()?,
    ///     until: None,
    /// });
    /// let opening = |start, end| -> kalends::Result<Opening> {
    ///     let span = Interval::new(parse_instant(start)?, parse_instant(end)?)?;
    ///     let one = NonZeroU32::MIN;
    ///     Ok(Opening::new(SessionId::new("s")?, ServiceId::new("watch")?, span, one))
    /// };
    /// // 01:00 to 04:00 on the wall are two hours that night.
    /// assert!(night.fits(&opening("2027-03-28T00:00:00Z", "2027-03-28T02:00:00Z")?, ZoneDb::builtin())?);
    /// assert!(!night.fits(&opening("2027-03-28T01:00:00Z", "2027-03-28T03:00:00Z")?, ZoneDb::builtin())?);
    /// # Ok::<(), kalends::Error>(())
    /// ```
    pub fn fits(&self, opening: &Opening, zones: &ZoneDb) -> Result<bool> {
        match self {
            Self::Session(session) => Ok(*session == opening.session),
            Self::Time(wish) => wish.fits(opening, zones),
        }
    }
}

impl TimeWish {
    fn fits(&self, opening: &Opening, zones: &ZoneDb) -> Result<bool> {
        let is_among = |one: &ResourceId| opening.resources.contains(one);
        let zone = zones.get(self.zone.as_str()).map_err(|error| error.in_field("zone"))?;
        if self.service != opening.service
            || self.until.is_some_and(|until| until <= opening.span.start())
            || !(self.resources.is_empty() || self.resources.iter().any(is_among))
        {
            return Ok(false);
        }
        let window = TimeWindow { from: self.from, to: self.to };
        let mut clock = WallClock::new(&zone);
        let today = zone.wall_secs(opening.span.start_secs()).div_euclid(DAY);
        // Yesterday's window may last past midnight, and a fold may take the wall back over one.
        Ok((today - 1..=today + 1).any(|day| {
            let Ok(date) = i32::try_from(day) else { return false };
            let from = clock.clamp(day * DAY + i64::from(window.from.seconds()));
            let until = clock.clamp(day * DAY + window.end_seconds());
            self.days.contains(date_of_day(date).weekday())
                && clock.day(date).is_some()
                && from <= opening.span.start_secs()
                && opening.span.end_secs() <= until
        }))
    }
}
