//! What is raced for: three people, a teacher of groups and a hall for two, for three weeks.

use chrono::{DateTime, TimeDelta, Utc};
use kalends::availability::{Schedule, Weekly};
use kalends::booking::Changes;
use kalends::id::{ResourceId, RuleId, ServiceId};
use kalends::resource::Resource;
use kalends::service::{Buffer, Confirmation, Service};
use kalends::store::{Store, put};
use kalends::time::{Elapsed, Length, Weekdays, parse_instant};
use kalends::{Limits, Result};
use kalends_store::{Durability, SqliteOptions, SqliteStore};
use std::num::NonZeroU32;
use std::path::Path;

/// What can be booked: id, minutes, quiet before and after, seats.
pub(crate) struct Offer {
    pub(crate) id: &'static str,
    pub(crate) minutes: i64,
    pub(crate) before: i64,
    pub(crate) after: i64,
    pub(crate) seats: Option<u32>,
    /// Of a service whose host confirms: whether a request takes time.
    pub(crate) asks: Option<bool>,
    /// Who gives it.
    pub(crate) by: &'static [&'static str],
}

const PEOPLE: &[&str] = &["anna", "ben", "cara"];

const fn alone(id: &'static str, minutes: i64, asks: Option<bool>) -> Offer {
    Offer { id, minutes, before: 0, after: 0, seats: None, asks, by: PEOPLE }
}

pub(crate) const OFFERS: &[Offer] = &[
    alone("lesson", 60, None),
    Offer { before: 15, after: 15, ..alone("walk", 30, None) },
    alone("trial", 60, Some(true)),
    alone("chat", 30, Some(false)),
    Offer { seats: Some(5), by: &["dora"], ..alone("class", 60, None) },
    Offer { by: &["hall"], ..alone("practice", 60, None) },
];

pub(crate) fn offer(id: &str) -> &'static Offer {
    OFFERS.iter().find(|offer| offer.id == id).unwrap()
}

/// Everybody's uses at a time.
pub(crate) const CAPACITIES: &[(&str, u32)] =
    &[("anna", 1), ("ben", 1), ("cara", 1), ("dora", 1), ("hall", 2)];

pub(crate) const DAYS: i64 = 21;
/// The first and the last half hour of a day that is asked for.
pub(crate) const HALF_HOURS: std::ops::Range<i64> = 16..36;

/// A start: far ahead, since the clock is the machine's.
pub(crate) fn start(day: i64, half_hour: i64) -> DateTime<Utc> {
    let midnight = parse_instant("2100-03-01T00:00:00Z").unwrap();
    midnight + TimeDelta::days(day) + TimeDelta::minutes(30 * half_hour)
}

/// The hours of a day until `to`.
pub(crate) fn hours(to: &str) -> Result<Weekly> {
    Ok(Weekly::open(RuleId::new("days")?, Weekdays::ALL, "00:00".parse()?, to.parse()?))
}

/// What survives a kill; nobody pulls the plug here.
pub(crate) fn open(file: &Path) -> SqliteStore {
    let mut options = SqliteOptions::default();
    options.durability = Durability::Crash;
    SqliteStore::open_with(file, &options).unwrap()
}

pub(crate) fn furnish(store: &mut dyn Store) -> Result<()> {
    let mut changes = Changes::default();
    for (id, capacity) in CAPACITIES {
        let resource = Resource::new(ResourceId::new(id)?, "UTC".parse()?);
        let schedule = Schedule { weekly: vec![hours("24:00")?], ..Schedule::default() };
        changes
            .resources
            .push((Resource { capacity: NonZeroU32::new(*capacity).unwrap(), ..resource }, schedule));
    }
    for Offer { id, minutes, before, after, seats, asks, .. } in OFFERS {
        let step = if seats.is_some() { 60 } else { 30 };
        let service =
            Service::new(ServiceId::new(id)?, Length::from_minutes(*minutes)?, Length::from_minutes(step)?);
        let confirmation = asks.map(|pending_blocks| Confirmation {
            pending_blocks,
            expires_after: Elapsed::from_seconds(2).ok(),
            ..Confirmation::default()
        });
        let buffer =
            Buffer { before: Elapsed::from_minutes(*before)?, after: Elapsed::from_minutes(*after)? };
        let seats = seats.and_then(NonZeroU32::new);
        changes.services.push(Service { buffer, seats, confirmation, ..service });
    }
    put(store, &changes, &kalends::audit::Act::put(chrono::DateTime::UNIX_EPOCH), &Limits::default())
}
