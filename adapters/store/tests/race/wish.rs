//! What a client asks for next.

use crate::world::{DAYS, HALF_HOURS, OFFERS, Offer, hours, start};
use chrono::{DateTime, Utc};
use fastrand::Rng;
use kalends::Result;
use kalends::availability::ScheduleRule;
use kalends::booking::{
    Book, BookSeries, Booking, Cancel, CancelSeries, CancelSession, ChangeRule, Command, Confirm, Decline,
    Details, Expire, Hold, MoveSession, OnBookings, OpenSession, Reschedule, Status,
};
use kalends::id::{BookingId, ResourceId, SeriesId, ServiceId, SessionId};
use kalends::recur::SeriesRecord;
use kalends::series::OnConflict;
use kalends::time::Length;
use serde::{Deserialize, Serialize};
use std::num::NonZeroU32;

/// A command with all that its meaning depends on: sent twice, it is the same.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Wish {
    pub(crate) command: Command,
    pub(crate) is_host: bool,
    pub(crate) party: NonZeroU32,
}

fn client(command: impl Into<Command>) -> Wish {
    Wish { command: command.into(), is_host: false, party: NonZeroU32::MIN }
}

fn host(command: impl Into<Command>) -> Wish {
    Wish { is_host: true, ..client(command) }
}

/// Chooses among what can be done; a booking where there is nothing of the kind yet. `id` is a new one. What has lapsed
/// is cleared away half of the time: a host's clock would do it.
pub(crate) fn next(rng: &mut Rng, mine: &[Booking], id: &str, now: DateTime<Utc>) -> Result<Wish> {
    let own = |rng: &mut Rng, fits: &dyn Fn(&Booking) -> bool| {
        let fitting: Vec<&Booking> = mine.iter().filter(|one| fits(one)).collect();
        rng.choice(fitting).cloned()
    };
    let any: &dyn Fn(&Booking) -> bool = &|_| true;
    let lapsed = own(rng, &|one| one.status.expires_at().is_some_and(|end| end <= now));
    if let Some(one) = lapsed.filter(|_| rng.bool()) {
        return Ok(host(Expire { booking: one.id }));
    }
    let wish = match rng.u32(0..100) {
        0..24 => None,
        24..34 => Some(hold(rng, id)?),
        34..44 => own(rng, &|one| one.status.is_hold()).map(|held| take(&held)),
        44..52 => {
            own(rng, &|one| matches!(one.status, Status::Requested(_))).map(|asked| settle(rng, &asked))
        }
        52..66 => own(rng, any).map(|one| {
            let version = stale(rng, &one);
            client(Cancel { booking: one.id, version })
        }),
        66..80 => own(rng, any).map(|one| move_to(rng, one)),
        80..84 => own(rng, &|one| one.service.as_str() == "class").map(|one| move_session(rng, one)),
        84..88 => Some(series(rng, id)?),
        88..90 => own(rng, &|one| one.occurrence.is_some()).and_then(call_off),
        90..92 => Some(change_hours(rng)?),
        92..96 => {
            own(rng, &|one| one.status.expires_at().is_some()).map(|one| host(Expire { booking: one.id }))
        }
        96..98 => Some(open_session(rng, id)?),
        98.. => own(rng, &|one| one.service.as_str() == "class")
            .map(|one| host(CancelSession { session: one.session, version: None })),
    };
    wish.map_or_else(|| book(rng, id), Ok)
}

fn some_offer(rng: &mut Rng, fits: impl Fn(&Offer) -> bool) -> (&'static Offer, ResourceId) {
    let fitting: Vec<&Offer> = OFFERS.iter().filter(|offer| fits(offer)).collect();
    let offer = rng.choice(fitting).unwrap();
    (offer, ResourceId::new(rng.choice(offer.by).unwrap()).unwrap())
}

/// Sessions of groups are few, so that they fill.
fn some_start(rng: &mut Rng, offer: &Offer) -> DateTime<Utc> {
    match offer.seats {
        None => start(rng.i64(0..DAYS), rng.i64(HALF_HOURS)),
        Some(_) => start(rng.i64(0..3), rng.i64(HALF_HOURS) / 2 * 2),
    }
}

/// Mostly the version that there is.
fn stale(rng: &mut Rng, booking: &Booking) -> Option<u64> {
    match rng.u32(0..10) {
        0 => Some(booking.version + 1),
        1..5 => Some(booking.version),
        _ => None,
    }
}

fn book(rng: &mut Rng, id: &str) -> Result<Wish> {
    let (offer, resource) = some_offer(rng, |_| true);
    let party = if offer.seats.is_some() { rng.u32(1..4) } else { 1 };
    let title = rng.bool().then(|| "Fractions".to_owned());
    let command = Book {
        booking: BookingId::new(id)?,
        resource: Some(resource),
        service: ServiceId::new(offer.id)?,
        start: some_start(rng, offer),
        duration: None,
        session: None,
        kind: None,
        price: None,
        participants: Vec::new(),
        details: Details { title, ..Details::default() },
    };
    Ok(Wish { party: NonZeroU32::new(party).unwrap(), ..client(command) })
}

fn hold(rng: &mut Rng, id: &str) -> Result<Wish> {
    let (offer, resource) = some_offer(rng, |offer| offer.asks.is_none());
    let command = Hold {
        booking: BookingId::new(id)?,
        resource: Some(resource),
        service: ServiceId::new(offer.id)?,
        start: some_start(rng, offer),
        duration: None,
        ttl: Length::from_seconds(1)?,
        session: None,
    };
    Ok(client(command))
}

/// Books what is held.
fn take(held: &Booking) -> Wish {
    client(Book {
        booking: held.id.clone(),
        resource: held.resources.first().cloned(),
        service: held.service.clone(),
        start: held.span.start(),
        duration: None,
        session: None,
        kind: None,
        price: None,
        participants: Vec::new(),
        details: Details::default(),
    })
}

fn settle(rng: &mut Rng, asked: &Booking) -> Wish {
    let (booking, version) = (asked.id.clone(), stale(rng, asked));
    match rng.u32(0..3) {
        0 => host(Decline { booking, version }),
        _ => host(Confirm { booking, version }),
    }
}

fn move_to(rng: &mut Rng, one: Booking) -> Wish {
    let offer = crate::world::offer(one.service.as_str());
    let version = stale(rng, &one);
    let start = some_start(rng, offer);
    client(Reschedule { booking: one.id, start, duration: None, resource: None, session: None, version })
}

fn move_session(rng: &mut Rng, one: Booking) -> Wish {
    let start = some_start(rng, crate::world::offer("class"));
    host(MoveSession { session: one.session, start, duration: None, version: None })
}

fn open_session(rng: &mut Rng, id: &str) -> Result<Wish> {
    let start = some_start(rng, crate::world::offer("class"));
    Ok(host(OpenSession {
        session: SessionId::new(id)?,
        resource: Some(ResourceId::new("dora")?),
        service: ServiceId::new("class")?,
        start,
        duration: None,
        seats: None,
    }))
}

/// Once a week for three weeks.
fn series(rng: &mut Rng, id: &str) -> Result<Wish> {
    let (offer, resource) = some_offer(rng, |offer| offer.id == "lesson");
    let start = start(rng.i64(0..7), rng.i64(HALF_HOURS));
    let mut recurrence = SeriesRecord::new(start.format("%Y-%m-%dT%H:%M:%S").to_string().parse()?);
    recurrence.rule = Some("FREQ=WEEKLY;COUNT=3".to_owned());
    recurrence.zone = Some("UTC".to_owned());
    let on_conflict = if rng.bool() { OnConflict::AllOrNothing } else { OnConflict::SkipConflicts };
    Ok(client(BookSeries {
        series: SeriesId::new(id)?,
        recurrence,
        resource: Some(resource),
        service: ServiceId::new(offer.id)?,
        duration: None,
        on_conflict,
        until: None,
        kind: None,
        price: None,
        participants: Vec::new(),
        details: Details::default(),
    }))
}

fn call_off(one: Booking) -> Option<Wish> {
    let series = one.occurrence?.series;
    Some(host(CancelSeries { series, from: None, version: None }))
}

/// Cara ends early or late; whoever stands outside then is cancelled.
fn change_hours(rng: &mut Rng) -> Result<Wish> {
    let to = if rng.bool() { "13:00" } else { "24:00" };
    Ok(host(ChangeRule {
        resource: ResourceId::new("cara")?,
        rule: ScheduleRule::Weekly(hours(to)?),
        version: None,
        on_bookings: OnBookings::Cancel,
    }))
}
