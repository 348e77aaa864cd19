use super::Slot;
use crate::zone::{LocalTime, Zone};
use chrono::{NaiveDate, NaiveDateTime};
use std::fmt;

/// The slots of one local date of whoever looks at them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Day {
    /// The date.
    pub date: NaiveDate,
    /// In order of start.
    pub slots: Vec<LocalSlot>,
}

/// A slot as a clock shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LocalSlot {
    /// The slot.
    pub slot: Slot,
    /// What the clock reads when it starts.
    pub start: NaiveDateTime,
    /// What the clock reads when it ends.
    pub end: NaiveDateTime,
    /// The offset from UTC when it starts, in seconds, east positive.
    pub offset: i32,
    /// Whether the clock reads its start twice that day: then only the offset tells which of the two is meant.
    pub is_repeated: bool,
}

/// The start's label: the time of day, with the offset where it is needed to tell two starts apart.
impl fmt::Display for LocalSlot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.start.format("%H:%M"))?;
        if self.start.and_utc().timestamp() % 60 != 0 {
            write!(f, "{}", self.start.format(":%S"))?;
        }
        if self.is_repeated {
            let (sign, offset) = if self.offset < 0 { ('-', -self.offset) } else { ('+', self.offset) };
            write!(f, "{sign}{:02}:{:02}", offset / 3600, offset / 60 % 60)?;
        }
        Ok(())
    }
}

/// Sorts slots by the local date of their start, as whoever looks at them in `zone` reads it. Dates without slots are
/// left out.
///
/// # Example: the two 01:30s of an autumn night are told apart
/// ```
/// use kalends::availability::{Schedule, Weekly};
/// use kalends::rules::{Context, Prepared, World};
/// use kalends::slots::{Query, by_day, find};
/// use kalends::{Limits, id::*, interval::Interval, resource::Resource, service::Service};
/// use kalends::{time::{Length, Weekdays, parse_instant}, zone::ZoneDb};
///
/// let night = Weekly::open(RuleId::new("night")?, Weekdays::ALL, "00:30".parse()?, "03:00".parse()?);
/// let schedule = Schedule { weekly: vec![night], ..Schedule::default() };
/// let nurse = Resource::new(ResourceId::new("nurse")?, "America/New_York".parse()?);
/// let hour = Length::from_minutes(60)?;
/// let watch = Service::new(ServiceId::new("watch")?, hour, hour);
/// let range = Interval::new(parse_instant("2027-11-07T00:00:00Z")?, parse_instant("2027-11-08T00:00:00Z")?)?;
/// let query = Query::new(range);
/// let (zones, limits) = (ZoneDb::builtin(), Limits::default());
/// let prepared = Prepared::new(nurse, &schedule, vec![], zones, query.span(&watch)?, &limits)?;
/// let context = Context::client(parse_instant("2027-11-01T00:00:00Z")?);
/// let slots = find(&World::from(prepared), &watch, &query, &context, &limits)?;
///
/// let days = by_day(slots, &zones.get("America/New_York")?);
/// let labels: Vec<String> = days[0].slots.iter().map(ToString::to_string).collect();
/// assert_eq!(labels, ["00:30", "01:30-04:00", "01:30-05:00"]);
/// # Ok::<(), kalends::Error>(())
/// ```
pub fn by_day(slots: impl IntoIterator<Item = Slot>, zone: &Zone) -> Vec<Day> {
    let mut days: Vec<Day> = Vec::new();
    for slot in slots {
        let local = LocalSlot::new(slot, zone);
        let date = local.start.date();
        // A fold over midnight takes the wall back to the date before.
        match days.iter_mut().rev().take(2).find(|day| day.date == date) {
            Some(day) => day.slots.push(local),
            None => days.push(Day { date, slots: vec![local] }),
        }
    }
    days
}

impl LocalSlot {
    pub(super) fn new(slot: Slot, zone: &Zone) -> Self {
        let (start, end) = (zone.wall(slot.start()), zone.wall(slot.end()));
        let is_repeated = matches!(zone.local(start), LocalTime::Fold { .. });
        Self { slot, start, end, offset: zone.offset_secs(slot.start_secs()), is_repeated }
    }
}
