use crate::availability::TimeWindow;
use crate::error::{Error, Result, ServiceError};
use crate::id::{PlaceId, RuleId};
use crate::time::{Elapsed, Length, TimeOfDay, Weekdays};

/// How long a resource may be booked without a pause.
///
/// Bookings, sessions and holds with less than a pause between them are one chain, from the start of the first to the
/// end of the last. Outside events are not part of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Consecutive {
    /// How long a chain may be; a day at most.
    pub most: Length,
    /// The shortest gap that ends a chain, a day at most; absent is any.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub pause: Option<Length>,
}

/// A break whose place in the day is not fixed: lunch of half an hour some time between 11:30 and 14:00.
///
/// A start inside or across the range is possible only if afterwards one stretch of the length is still clear of all
/// bookings and all other busy time. Buffers may lie in it. What keeps out of the range is not judged. Where a clock
/// change shortens the range below the length, nothing fits into it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FloatingBreak {
    /// The host's id.
    pub id: RuleId,
    /// The weekdays, in the resource's zone, on which its range starts.
    #[cfg_attr(feature = "serde", serde(default = "every_day", skip_serializing_if = "is_every_day"))]
    pub days: Weekdays,
    /// Where the range begins.
    pub from: TimeOfDay,
    /// Where it ends; at or before `from` it is the next day's time.
    pub to: TimeOfDay,
    /// How long the break is.
    pub length: Length,
}

#[cfg(feature = "serde")]
fn every_day() -> Weekdays {
    Weekdays::ALL
}

#[cfg(feature = "serde")]
fn is_every_day(days: &Weekdays) -> bool {
    *days == Weekdays::ALL
}

/// How a resource moves between the places of its bookings, where travel times are known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields, default)
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Movement {
    /// Where it is when its opening window begins.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub day_start: Option<PlaceId>,
    /// Where it has to be when its opening window ends.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub day_end: Option<PlaceId>,
    /// Whether a booking online leaves the way to be made between the bookings in person around it. If not, nobody
    /// asks where one is online.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "std::ops::Not::not"))]
    pub across_online: bool,
}

impl Consecutive {
    /// The shortest gap that ends a chain, in seconds.
    pub(crate) fn pause_secs(self) -> i64 {
        self.pause.map_or(1, Length::seconds)
    }

    pub(super) fn validate(self) -> Result<()> {
        within_a_day("consecutive time", self.most).map_err(|error| error.in_field("most"))?;
        let pause = self.pause.map_or(Ok(()), |pause| within_a_day("pause", pause));
        pause.map_err(|error| error.in_field("pause"))
    }
}

impl FloatingBreak {
    /// The range.
    pub(crate) fn window(&self) -> TimeWindow {
        TimeWindow { from: self.from, to: self.to }
    }

    pub(super) fn validate(&self) -> Result<()> {
        within_a_day("break", self.length).map_err(|error| error.in_field("length"))
    }
}

fn within_a_day(what: &'static str, found: Length) -> Result<()> {
    if Elapsed::from(found) <= Elapsed::DAY {
        return Ok(());
    }
    let (found, limit) = (found.to_string(), Elapsed::DAY.to_string());
    Err(Error::from(ServiceError::TooLong { what, found, limit }))
}
