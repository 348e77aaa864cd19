use super::{Store, StoreTransaction, carry, find_all};
use crate::audit::Act;
use crate::booking::{
    Booking, BookingQuery, Cancel, Changes, Details, Need, ParticipantRole, Transaction, Verdict,
};
use crate::error::Result;
use crate::id::{BookingId, SubjectId};
use crate::limits::Limits;
use crate::policy::Actor;
use crate::rules::{Context, StateName};
use crate::zone::ZoneDb;
use chrono::{DateTime, Utc};

/// What becomes of bookings to come when a person is erased.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum ToCome {
    /// Nothing is erased while there are any.
    #[default]
    Refuse,
    /// The host cancels them.
    Cancel,
}

/// What erasing a person has done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Erased {
    /// How many bookings held something personal of theirs, and do no longer.
    pub bookings: usize,
    /// The bookings to come that were cancelled.
    pub cancelled: Vec<BookingId>,
    /// The bookings to come that are in the way: nothing was erased.
    pub standing: Vec<BookingId>,
}

/// Erases what bookings say about a person: their name and address, and what was said about the bookings that they
/// made or took part in. The bookings stay, with the person's random key: numbers and minutes survive.
///
/// One transaction; afterwards the store makes what was erased unreadable in its files too ([`Store::scrub`]).
///
/// # Errors
/// Those of the store; it is then as it was.
pub fn erase(
    store: &mut dyn Store,
    subject: &SubjectId,
    to_come: ToCome,
    now: DateTime<Utc>,
    (zones, limits): (&ZoneDb, &Limits),
) -> Result<Erased> {
    let query = BookingQuery { subject: Some(subject.clone()), ..BookingQuery::default() };
    let bookings = find_all(store, &query)?;
    let is_to_come = |booking: &&Booking| {
        let state = booking.status.at(now);
        now < booking.span.end()
            && matches!(state, StateName::Held | StateName::Requested | StateName::Confirmed)
    };
    let standing: Vec<BookingId> = bookings.iter().filter(is_to_come).map(|one| one.id.clone()).collect();
    if to_come == ToCome::Refuse && !standing.is_empty() {
        return Ok(Erased { standing, ..Erased::default() });
    }
    let mut erased = Erased { cancelled: standing, ..Erased::default() };
    let mut open = store.begin()?;
    for id in &erased.cancelled {
        let cancel = Cancel { booking: id.clone(), version: None };
        let cancelled =
            carry(&mut *open, Transaction::new(cancel.into(), Context::host(now)), zones, limits)?;
        debug_assert!(matches!(cancelled, Verdict::Accept(_)), "a host may always cancel");
    }
    for booking in &bookings {
        erased.bookings += usize::from(forget(&mut *open, &booking.id, subject, now)?);
    }
    open.commit()?;
    store.scrub()?;
    Ok(erased)
}

/// Whether there was something to forget.
fn forget(
    open: &mut dyn StoreTransaction,
    id: &BookingId,
    subject: &SubjectId,
    now: DateTime<Utc>,
) -> Result<bool> {
    let view = open.load(&Need::booking(id.clone()))?;
    let known = view.known_booking(id)?;
    let next = without(known, subject);
    if next == *known {
        return Ok(false);
    }
    let next = Booking { version: known.version.saturating_add(1), updated_at: now, ..next };
    let act = Act { at: now, actor: Actor::Host, by: None, cause: None, action: "erase".parse()? };
    open.write(&Changes { bookings: vec![next], ..Changes::default() }.noted(&act)?)?;
    Ok(true)
}

/// The booking without what is personal of one person.
fn without(booking: &Booking, subject: &SubjectId) -> Booking {
    let mut booking = booking.clone();
    let mut is_theirs = booking.client.as_ref() == Some(subject);
    for one in booking.participants.iter_mut().filter(|one| one.subject == *subject) {
        (one.name, one.email) = (None, None);
        // What a host gives is not about the host.
        is_theirs |= one.role != ParticipantRole::Host;
    }
    if is_theirs {
        booking.details = Details::default();
    }
    booking
}

/// Everything that is kept about one person.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct PersonalData {
    /// Who.
    pub subject: SubjectId,
    /// The bookings that they made or had to do with, of whatever state, in order of start. Of others who took part,
    /// only their random keys are said.
    pub bookings: Vec<Booking>,
}

/// Collects what is kept about one person.
///
/// # Errors
/// Those of the store.
pub fn personal_data(store: &mut dyn Store, subject: &SubjectId) -> Result<PersonalData> {
    let query = BookingQuery { subject: Some(subject.clone()), ..BookingQuery::default() };
    let mut bookings = find_all(store, &query)?;
    for booking in &mut bookings {
        for one in booking.participants.iter_mut().filter(|one| one.subject != *subject) {
            (one.name, one.email) = (None, None);
        }
    }
    Ok(PersonalData { subject: subject.clone(), bookings })
}
