use super::{Store, StoreTransaction, carry, find_all};
use crate::audit::{Act, Code};
use crate::booking::{
    Booking, BookingQuery, Cancel, Changes, Command, Details, EntryQuery, LeaveWaitlist, Need,
    ParticipantRole, Transaction, Verdict,
};
use crate::error::{Error, Result, StoreError};
use crate::id::{BookingId, SubjectId, WaitlistId};
use crate::interval::Interval;
use crate::limits::Limits;
use crate::rules::{Context, StateName};
use crate::waitlist::{Entry, State};
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
    /// The places in waitlists that were given up.
    pub left: Vec<WaitlistId>,
    /// The bookings to come that are in the way: nothing was erased.
    pub standing: Vec<BookingId>,
    /// The places in waitlists that are in the way.
    pub waiting: Vec<WaitlistId>,
}

/// Erases what bookings say about a person: their name and address, and what was said about the bookings that they
/// made or took part in. The bookings stay, with the person's random key: numbers and minutes survive.
///
/// One transaction, and another one if meanwhile somebody has booked for the person, where that is to be cancelled; where
/// it is not, it is in the way of what is left. Afterwards the store makes what was
/// erased unreadable in its files too ([`Store::scrub`]).
///
/// # Errors
/// Those of the store; `store.unsettled` if bookings for the person keep coming. What was committed by then stays erased.
pub fn erase(
    store: &mut dyn Store,
    subject: &SubjectId,
    to_come: ToCome,
    now: DateTime<Utc>,
    how: (&ZoneDb, &Limits),
) -> Result<Erased> {
    let mut erased = Erased::default();
    for _ in 0..PASSES {
        let found = Found::of(store, subject, now)?;
        if to_come == ToCome::Refuse && !(found.standing.is_empty() && found.waiting.is_empty()) {
            (erased.standing, erased.waiting) = (found.standing, found.waiting);
            break;
        }
        let before = erased.clone();
        found.erase(store, subject, now, how, &mut erased)?;
        if erased == before {
            store.scrub()?;
            return Ok(erased);
        }
    }
    if erased.bookings > 0 {
        // What came meanwhile is in the way; what was erased before that stays so.
        store.scrub()?;
    }
    match erased.standing.is_empty() && erased.waiting.is_empty() {
        true => Err(StoreError::Unsettled {}.into()),
        false => Ok(erased),
    }
}

/// How often it is looked whether somebody has booked meanwhile.
const PASSES: usize = 8;

/// What there is of a person.
struct Found {
    bookings: Vec<BookingId>,
    /// Those of them that are to come.
    standing: Vec<BookingId>,
    /// The places in waitlists.
    waiting: Vec<WaitlistId>,
}

impl Found {
    fn of(store: &mut dyn Store, subject: &SubjectId, now: DateTime<Utc>) -> Result<Self> {
        let is_to_come = |booking: &&Booking| {
            let state = booking.status.at(now);
            now < booking.span.end()
                && matches!(state, StateName::Held | StateName::Requested | StateName::Confirmed)
        };
        let bookings = find_all(store, &of(subject))?;
        let standing = bookings.iter().filter(is_to_come).map(|booking| booking.id.clone()).collect();
        let waits = |entry: &Entry| matches!(entry.state_at(now), State::Waiting | State::Offered);
        let waiting = entries_of(store, subject)?.into_iter().filter(waits).map(|entry| entry.id).collect();
        Ok(Self { bookings: bookings.into_iter().map(|booking| booking.id).collect(), standing, waiting })
    }

    /// Gives up, cancels and erases all of it, in one transaction.
    fn erase(
        self,
        store: &mut dyn Store,
        subject: &SubjectId,
        now: DateTime<Utc>,
        (zones, limits): (&ZoneDb, &Limits),
        erased: &mut Erased,
    ) -> Result<()> {
        let mut open = store.begin()?;
        let mut host = |command: Command| {
            let verdict = carry(&mut *open, Transaction::new(command, Context::host(now)), zones, limits)?;
            Ok::<_, Error>(matches!(verdict, Verdict::Accept(_)))
        };
        // Whoever has left is not offered what is cancelled next.
        for entry in self.waiting {
            let leave = LeaveWaitlist { entry: entry.clone(), version: None };
            erased.left.extend(host(leave.into())?.then_some(entry));
        }
        for booking in self.standing {
            let cancel = Cancel { booking: booking.clone(), version: None };
            erased.cancelled.extend(host(cancel.into())?.then_some(booking));
        }
        erased.bookings += forget(&mut *open, &self.bookings, now, |known| without(known, subject))?;
        open.commit()
    }
}

/// Erases what bookings that ended by an instant say about people, whoever they are; how many there were. The bookings
/// stay, with the random keys. For a timer of the host's: how long names are kept is the host's to say.
///
/// One transaction for each page, then [`Store::scrub`].
///
/// # Errors
/// Those of the store; what was committed by then stays erased.
///
/// # Example: by the end of the hour that was skipped
/// ```
/// use kalends::{store::{MemoryStore, erase_ended}, time::parse_instant};
/// let (ended_by, now) = (parse_instant("2027-03-28T01:00:00Z")?, parse_instant("2028-03-28T01:00:00Z")?);
/// assert_eq!(erase_ended(&mut MemoryStore::new(), ended_by, now)?, 0);
/// # Ok::<(), kalends::Error>(())
/// ```
pub fn erase_ended(store: &mut dyn Store, ended_by: DateTime<Utc>, now: DateTime<Utc>) -> Result<usize> {
    let all = Interval::all();
    let range = Interval::new(all.start(), ended_by.clamp(all.start(), all.end()))?;
    let mut query = BookingQuery { range: Some(range), ..BookingQuery::default() };
    let mut erased = 0;
    loop {
        let page = store.find(&query)?;
        let ended = page.bookings.into_iter().filter(|booking| booking.span.end() <= ended_by);
        let ended: Vec<BookingId> = ended.map(|booking| booking.id).collect();
        let mut open = store.begin()?;
        erased += forget(&mut *open, &ended, now, |known| known.clone().impersonal())?;
        open.commit()?;
        match page.next {
            Some(next) => query.after = Some(next),
            None => break,
        }
    }
    store.scrub()?;
    Ok(erased)
}

/// Writes bookings without what is personal; how many had any.
fn forget(
    open: &mut dyn StoreTransaction,
    ids: &[BookingId],
    now: DateTime<Utc>,
    without: impl Fn(&Booking) -> Booking,
) -> Result<usize> {
    let view = open.load(&Need { bookings: ids.iter().cloned().collect(), ..Need::default() })?;
    let mut bookings = Vec::new();
    for id in ids {
        let known = view.known_booking(id)?;
        let next = without(known);
        if next != *known {
            let version = known.version.saturating_add(1);
            bookings.push(Booking { version, updated_at: now, ..next });
        }
    }
    let count = bookings.len();
    let act = Act { action: Code::known("erase"), ..Act::put(now) };
    open.write(&Changes { bookings, ..Changes::default() }.noted(&act)?)?;
    Ok(count)
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
    /// What they wait or have waited for, in order of joining.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Vec::is_empty"))]
    pub waiting: Vec<Entry>,
}

/// Collects what is kept about one person.
///
/// # Errors
/// Those of the store.
pub fn personal_data(store: &mut dyn Store, subject: &SubjectId) -> Result<PersonalData> {
    let mut bookings = find_all(store, &of(subject))?;
    for booking in &mut bookings {
        for one in booking.participants.iter_mut().filter(|one| one.subject != *subject) {
            (one.name, one.email) = (None, None);
        }
    }
    Ok(PersonalData { subject: subject.clone(), bookings, waiting: entries_of(store, subject)? })
}

fn of(subject: &SubjectId) -> BookingQuery {
    BookingQuery { subject: Some(subject.clone()), ..BookingQuery::default() }
}

/// All places in waitlists, also those that are over.
fn entries_of(store: &mut dyn Store, subject: &SubjectId) -> Result<Vec<Entry>> {
    let mut query = EntryQuery { client: Some(subject.clone()), over: true, ..EntryQuery::default() };
    let mut found = Vec::new();
    loop {
        let page = store.waiting(&query)?;
        found.extend(page.entries);
        match page.next {
            Some(next) => query.after = Some(next),
            None => return Ok(found),
        }
    }
}
