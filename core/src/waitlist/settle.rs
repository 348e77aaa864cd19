use super::{Discipline, Entry, Offer, Status, Step, Terms, Wish};
use crate::error::{Error, Result, WaitlistError};
use crate::id::{ResourceId, ServiceId, SessionId, WaitlistId};
use crate::interval::Interval;
use crate::limits::Limits;
use chrono::{DateTime, Utc};
use std::collections::HashSet;
use std::num::NonZeroU32;

/// Seats that may be free.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Opening {
    /// The session that has them, or that had the time.
    pub session: SessionId,
    /// Of what.
    pub service: ServiceId,
    /// What takes part.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Vec::is_empty"))]
    pub resources: Vec<ResourceId>,
    /// When.
    pub span: Interval,
    /// How many seats there are.
    #[cfg_attr(
        feature = "serde",
        serde(default = "crate::wire::one", skip_serializing_if = "crate::wire::is_one")
    )]
    pub seats: NonZeroU32,
    /// How many of them no booking has. Those that are offered are among them.
    pub free: u32,
}

impl Opening {
    /// A session of nobody yet: all of its seats are free.
    pub fn new(session: SessionId, service: ServiceId, span: Interval, seats: NonZeroU32) -> Self {
        Self { session, service, resources: Vec::new(), span, seats, free: seats.get() }
    }
}

/// What becomes of the free seats, and of those who wait for them.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Settled {
    /// The entries that change, as they are then, in order of joining.
    pub changes: Vec<Entry>,
    /// How many of the free seats are offered.
    pub offered: u32,
    /// How many are kept for the first who waits, until there are enough.
    pub kept: u32,
    /// For whom they are kept.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub kept_for: Option<WaitlistId>,
    /// How many everybody can book.
    pub public: u32,
    /// When to ask again, if nothing happens before: an offer ends, the cutoff comes, or the session begins.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none", with = "crate::time::wire::instant::option")
    )]
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::time::wire::instant::schema"))]
    pub next: Option<DateTime<Utc>>,
}

/// Ends the offers that have run out, and offers what is free to whoever comes next.
///
/// `entries` are those that wait for this opening, or have an offer of it, in any order; others that are over change
/// nothing. An offer uses seats until it is answered or runs out. It ends after the terms' time, but not later than the
/// cutoff before the start; from the cutoff on there are no offers, and what is free is everybody's. Whoever waits for
/// this session alone waits no longer when it begins. If there are fewer seats than were offered, offers that find no room any more, in
/// order of joining, are taken back; whoever had them keeps the place. Asked twice, the second answer changes nothing.
///
/// # Errors
/// `waitlist.too-many`, `waitlist.entry-twice`, `waitlist.seats`, `waitlist.other-session`.
///
/// # Example: two seats, the night the clocks go back
/// ```
/// use kalends::id::{ServiceId, SessionId, SubjectId, WaitlistId};
/// use kalends::waitlist::{Discipline, Entry, Opening, Terms, Wish, settle};
/// use kalends::{Limits, interval::Interval, time::{format_instant, parse_instant}};
/// use std::num::NonZeroU32;
/// let night = Interval::new(parse_instant("2027-10-31T22:00:00Z")?, parse_instant("2027-10-31T23:00:00Z")?)?;
/// let mut choir = Opening::new(SessionId::new("choir")?, ServiceId::new("choir")?, night, NonZeroU32::MIN);
/// (choir.seats, choir.free) = (NonZeroU32::new(12).unwrap(), 2);
/// let entry = |id: &str, seats| -> kalends::Result<Entry> {
///     let (wish, client) = (Wish::Session(choir.session.clone()), SubjectId::new(id)?);
///     let entry = Entry::new(WaitlistId::new(id)?, wish, client, parse_instant("2027-10-01T08:00:00Z")?);
///     Ok(Entry { seats: NonZeroU32::new(seats).unwrap(), ..entry })
/// };
/// let queue = [entry("a", 3)?, entry("b", 1)?];
/// let now = parse_instant("2027-10-30T22:30:00Z")?;
///
/// let settled = settle(&choir, &queue, &Terms::default(), now, &Limits::default())?;
/// assert_eq!((settled.changes[0].id.as_str(), settled.offered, settled.public), ("b", 1, 1));
/// assert_eq!(format_instant(settled.next.unwrap()), "2027-10-31T22:00:00Z");    // the start, before 24 hours are over
///
/// let strict = Terms { discipline: Discipline::StrictFifo, ..Terms::default() };
/// let settled = settle(&choir, &queue, &strict, now, &Limits::default())?;
/// assert_eq!((settled.offered, settled.kept, settled.public), (0, 2, 0));       // for `a`, who needs three
/// # Ok::<(), kalends::Error>(())
/// ```
pub fn settle(
    opening: &Opening,
    entries: &[Entry],
    terms: &Terms,
    now: DateTime<Utc>,
    limits: &Limits,
) -> Result<Settled> {
    settle_with(opening, entries, terms, now, limits, |_| Ok(true))
}

/// The same where not everybody can have what is free: `admits` is asked for each entry that would get an offer, with
/// the offer. Who is not admitted is passed over, keeps the place, and holds nobody up.
///
/// # Errors
/// As [`settle`], and those of `admits`.
pub(crate) fn settle_with(
    opening: &Opening,
    entries: &[Entry],
    terms: &Terms,
    now: DateTime<Utc>,
    limits: &Limits,
    admits: impl FnMut(&Entry) -> Result<bool>,
) -> Result<Settled> {
    check(opening, entries, limits)?;
    let mut queue: Vec<&Entry> = entries.iter().collect();
    queue.sort_by(|a, b| (a.joined_at, &a.id).cmp(&(b.joined_at, &b.id)));
    let closes = terms.closes(opening.span.start());
    let mut desk = Desk { opening, now, closes, room: opening.free, queue: Vec::with_capacity(queue.len()) };
    for entry in queue {
        desk.receive(entry);
    }
    desk.withdraw();
    let head = if now < closes { desk.offer(terms, admits)? } else { None };
    Ok(desk.close(head))
}

/// The entries while they are settled.
struct Desk<'e> {
    opening: &'e Opening,
    now: DateTime<Utc>,
    /// When the last offer ends.
    closes: DateTime<Utc>,
    /// Free seats that are not offered.
    room: u32,
    /// Each entry as it was, and as it is now if that is different.
    queue: Vec<(&'e Entry, Option<Entry>)>,
}

impl<'e> Desk<'e> {
    /// The offer of this opening that an entry has.
    fn offer_of(&self, entry: &'e Entry) -> Option<&'e Offer> {
        entry.offer().filter(|offer| offer.session == self.opening.session)
    }

    /// Takes an entry in, and ends what is over.
    fn receive(&mut self, entry: &'e Entry) {
        let has_begun = self.opening.span.start() <= self.now;
        let is_over = match (&entry.status, self.offer_of(entry)) {
            (Status::Waiting, _) => {
                has_begun && matches!(entry.wish, Wish::Session(_))
                    || entry.ends_at.is_some_and(|end| end <= self.now)
            }
            (_, Some(offer)) => offer.until.min(self.closes) <= self.now,
            _ => false,
        };
        let changed = is_over.then(|| entry.stepped(Step::Expire, Status::Expired)).flatten();
        self.queue.push((entry, changed));
    }

    /// Counts the offers that stand. Those that find no room any more are taken back.
    fn withdraw(&mut self) {
        for at in 0..self.queue.len() {
            let Some((entry, None)) = self.queue.get(at) else { continue };
            let Some(offer) = self.offer_of(entry) else { continue };
            match self.room.checked_sub(offer.seats.get()) {
                Some(room) => self.room = room,
                None => {
                    let waits = entry.stepped(Step::Withdraw, Status::Waiting);
                    if let Some(place) = self.queue.get_mut(at) {
                        place.1 = waits;
                    }
                }
            }
        }
    }

    /// Offers what is left; gives the first who waits for more, if what is left is kept for it.
    fn offer(
        &mut self,
        terms: &Terms,
        mut admits: impl FnMut(&Entry) -> Result<bool>,
    ) -> Result<Option<WaitlistId>> {
        let until = self.now.checked_add_signed(terms.offer_ttl.to_delta()).unwrap_or(self.closes);
        let until = until.min(self.closes);
        for (before, changed) in &mut self.queue {
            let entry = changed.as_ref().unwrap_or(before);
            // Who needs more than there is would keep everybody else waiting for ever.
            if entry.status != Status::Waiting || entry.seats > self.opening.seats {
                continue;
            }
            match self.room.checked_sub(entry.seats.get()) {
                Some(room) => {
                    let session = self.opening.session.clone();
                    let offer = Offer { session, seats: entry.seats, until };
                    if let Some(offered) = entry.stepped(Step::Offer, Status::Offered(offer))
                        && admits(&offered)?
                    {
                        (self.room, *changed) = (room, Some(offered));
                    }
                }
                None if terms.discipline == Discipline::StrictFifo => return Ok(Some(entry.id.clone())),
                None => {}
            }
        }
        Ok(None)
    }

    fn close(self, head: Option<WaitlistId>) -> Settled {
        let offered = self.opening.free - self.room;
        let kept = if head.is_some() { self.room } else { 0 };
        let session = &self.opening.session;
        let start = self.opening.span.start();
        let ends = self.queue.iter().filter_map(|(before, after)| {
            let entry = after.as_ref().unwrap_or(before);
            match &entry.status {
                Status::Waiting if matches!(entry.wish, Wish::Session(_)) => {
                    Some(entry.ends_at.map_or(start, |end| end.min(start)))
                }
                Status::Waiting => entry.ends_at,
                Status::Offered(offer) if offer.session == *session => Some(offer.until.min(self.closes)),
                _ => None,
            }
        });
        // What is kept is everybody's from the cutoff on.
        let ends = ends.chain((kept > 0).then_some(self.closes));
        let next = ends.filter(|end| self.now < *end).min();
        let changes = self.queue.into_iter().filter_map(|(_, changed)| changed).collect();
        let kept_for = head.filter(|_| kept > 0);
        Settled { changes, offered, kept, kept_for, public: self.room - kept, next }
    }
}

fn check(opening: &Opening, entries: &[Entry], limits: &Limits) -> Result<()> {
    let (free, seats) = (opening.free, opening.seats.get());
    if free > seats {
        return Err(Error::from(WaitlistError::Seats { free, seats }).in_field("free").in_field("opening"));
    }
    if entries.len() > limits.waiting {
        let error = WaitlistError::TooMany { found: entries.len(), limit: limits.waiting };
        return Err(Error::from(error).in_field("entries"));
    }
    let mut known: HashSet<&WaitlistId> = HashSet::with_capacity(entries.len());
    for (at, entry) in entries.iter().enumerate() {
        if !known.insert(&entry.id) {
            let error = WaitlistError::EntryTwice { entry: entry.id.to_string() };
            return Err(Error::from(error).in_field("id").in_index(at).in_field("entries"));
        }
        if let Wish::Session(session) = &entry.wish
            && *session != opening.session
        {
            let error =
                WaitlistError::OtherSession { entry: entry.id.to_string(), session: session.to_string() };
            return Err(Error::from(error).in_field("wish").in_index(at).in_field("entries"));
        }
    }
    Ok(())
}
