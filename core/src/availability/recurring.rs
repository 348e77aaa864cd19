use super::TimeWindow;
use super::version::FIRST_VERSION;
use super::weekly::WindowKind;
use crate::error::Result;
use crate::id::RuleId;
use crate::interval::Interval;
use crate::limits::Limits;
use crate::recur::{Rule, Series, Start};
use crate::time::{DAY, DateRange, TimeOfDay, day_of_date};
use crate::zone::{Zone, ZoneName};
use chrono::NaiveDate;
use std::ops::RangeInclusive;

/// A window on the dates that a recurrence rule names: every second Monday, the first Saturday of a month.
///
/// It belongs to the weekly layer and is a local window like all others: it starts on its date, its bounds are
/// clamped in gaps and folds, an override of the date replaces it. Without a rule it is there on its start and on the
/// further dates: hours that are added to a day, where an override would replace them.
///
/// # Example: the first Saturday of the month, also the one on which Paris loses an hour
/// ```
/// use kalends::availability::{Hours, Recurring, Schedule};
/// use kalends::{Limits, id::RuleId, interval::Interval, time::{parse_date, parse_instant}, zone::ZoneDb};
/// let (from, to) = ("22:00".parse()?, "04:00".parse()?);
/// let mut night = Recurring::new(RuleId::new("night")?, parse_date("2027-01-01")?, from, to);
/// night.rule = Some("FREQ=MONTHLY;BYDAY=-1SA".parse()?);
/// let schedule = Schedule { recurring: vec![night], ..Schedule::default() };
/// let march = Interval::new(parse_instant("2027-03-01T00:00:00Z")?, parse_instant("2027-04-01T00:00:00Z")?)?;
/// let hours = Hours::resolve(&schedule, "Europe/Paris", ZoneDb::builtin(), march, &Limits::default())?;
/// let open = hours.open().clip(march);
/// assert_eq!(open.spans(), [Interval::new(
///     parse_instant("2027-03-27T21:00:00Z")?,
///     parse_instant("2027-03-28T02:00:00Z")?,         // five hours, because 02:00–03:00 never happens
/// )?]);
/// # Ok::<(), kalends::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Recurring {
    /// The host's id.
    pub id: RuleId,
    /// Rises by one with each change; the first is 1, and so is an absent one.
    #[cfg_attr(
        feature = "serde",
        serde(
            default = "super::version::first_version",
            skip_serializing_if = "super::version::is_first_version"
        )
    )]
    pub version: u64,
    /// Whether it opens (the default) or closes.
    #[cfg_attr(feature = "serde", serde(default))]
    pub kind: WindowKind,
    /// The date from which the rule counts; one of its dates only if the rule names it.
    #[cfg_attr(feature = "serde", serde(with = "crate::time::wire::date"))]
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::time::wire::date::schema"))]
    pub start: NaiveDate,
    /// On which dates, by days or longer periods; absent is the start alone.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub rule: Option<Rule>,
    /// Further dates: RDATE.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Vec::is_empty", with = "crate::time::wire::dates")
    )]
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::time::wire::dates::schema"))]
    pub dates: Vec<NaiveDate>,
    /// Dates on which there is no window: EXDATE.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Vec::is_empty", with = "crate::time::wire::dates")
    )]
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::time::wire::dates::schema"))]
    pub except: Vec<NaiveDate>,
    /// Where it opens.
    pub from: TimeOfDay,
    /// Where it ends; at or before `from` it is the next day's time.
    pub to: TimeOfDay,
    /// How many midnights it lasts across: from Friday 18:00 to Monday 08:00 it is 3. Absent or 0 is as `from` and
    /// `to` say, none or one.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "is_zero"))]
    pub nights: u16,
    /// The zone that its dates and times are read in, also when travelling; absent is as for weekly windows.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub zone: Option<ZoneName>,
    /// The dates on which it counts.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "super::weekly::is_always"))]
    pub effective: DateRange,
}

#[cfg(feature = "serde")]
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference to the field")]
const fn is_zero(nights: &u16) -> bool {
    *nights == 0
}

impl Recurring {
    /// The most midnights that one window can last across.
    pub const MOST_NIGHTS: u16 = 31;

    /// An open window on one date, always in effect.
    pub fn new(id: RuleId, start: NaiveDate, from: TimeOfDay, to: TimeOfDay) -> Self {
        Self {
            id,
            version: FIRST_VERSION,
            kind: WindowKind::Open,
            start,
            rule: None,
            dates: Vec::new(),
            except: Vec::new(),
            from,
            to,
            nights: 0,
            zone: None,
            effective: DateRange::ALWAYS,
        }
    }

    /// Its bounds in wall seconds since the midnight of its date.
    pub(crate) fn bounds(&self) -> (i64, i64) {
        let end = match self.nights {
            0 => TimeWindow { from: self.from, to: self.to }.end_seconds(),
            nights => i64::from(self.to.seconds()) + i64::from(nights) * DAY,
        };
        (self.from.seconds().into(), end)
    }

    /// Its dates, compiled.
    ///
    /// # Errors
    /// `recur.combination` for a rule by hours or shorter, `recur.until-type` for one that ends at a time.
    pub(super) fn series(&self) -> Result<Series> {
        let dates = Series::new(Start::Date(self.start)).zone(Zone::utc());
        let dates = self.dates.iter().fold(dates, |series, date| series.rdate(*date));
        let dates = self.except.iter().fold(dates, |series, date| series.exdate(*date));
        let series = match &self.rule {
            Some(rule) => dates.rule(rule.clone()),
            None => dates,
        };
        series.build()
    }

    /// Its dates within `days` as days since 1970-01-01, in order; what they cost is taken from the search steps of
    /// `limits`.
    ///
    /// # Errors
    /// As [`series`](Self::series); `recur.budget`.
    pub(crate) fn days(&self, days: RangeInclusive<i32>, limits: &mut Limits) -> Result<Vec<i32>> {
        let first = self.effective.from().map_or(*days.start(), |from| day_of_date(from).max(*days.start()));
        let last = self.effective.until().map_or(*days.end(), |until| day_of_date(until).min(*days.end()));
        // Dates stand for themselves: on a clock without changes, a day is as long as any other.
        let midnight = |day: i32| i64::from(day) * DAY;
        let Some(range) = Interval::from_secs(midnight(first), midnight(last) + DAY) else {
            return Ok(Vec::new());
        };
        let series = self.series()?;
        let mut occurrences = series.between(range, limits);
        let days = occurrences.by_ref().map(|next| Ok(day_of_date(next?.wall.date())));
        let days: Result<Vec<i32>> = days.collect();
        // A rule without a match within the range costs a step as well.
        limits.search_steps = occurrences.steps_left().saturating_sub(1);
        days.map_err(|error| error.in_field("rule"))
    }
}
