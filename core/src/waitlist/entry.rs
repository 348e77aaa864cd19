use super::{Offer, State, Status, Step, Wish};
use crate::error::{Result, check_follows};
use crate::id::{BookingId, SubjectId, WaitlistId};
use chrono::{DateTime, Utc};
use std::num::NonZeroU32;

/// Somebody's place in a waitlist.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Entry {
    /// The host's id.
    pub id: WaitlistId,
    /// Starts at 1 and rises with each change.
    #[cfg_attr(feature = "serde", serde(default = "first"))]
    pub version: u64,
    /// What it waits for.
    pub wish: Wish,
    /// How many seats it needs, all of them together.
    #[cfg_attr(
        feature = "serde",
        serde(default = "crate::wire::one", skip_serializing_if = "crate::wire::is_one")
    )]
    pub seats: NonZeroU32,
    /// Who waits.
    pub client: SubjectId,
    /// Since when: whoever joined first comes first, and of several at one instant the one whose id is less.
    #[cfg_attr(feature = "serde", serde(with = "crate::time::wire::instant"))]
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::time::wire::instant::schema"))]
    pub joined_at: DateTime<Utc>,
    /// From when on it waits no longer, as far as that is known: when the session begins, or the end of the wish.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none", with = "crate::time::wire::instant::option")
    )]
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::time::wire::instant::schema"))]
    pub ends_at: Option<DateTime<Utc>>,
    /// Where it stands.
    #[cfg_attr(feature = "serde", serde(default))]
    pub status: Status,
}

#[cfg(feature = "serde")]
const fn first() -> u64 {
    1
}

impl Entry {
    /// An entry that joins.
    pub fn new(id: WaitlistId, wish: Wish, client: SubjectId, joined_at: DateTime<Utc>) -> Self {
        Self {
            id,
            version: 1,
            wish,
            seats: NonZeroU32::MIN,
            client,
            joined_at,
            ends_at: None,
            status: Status::Waiting,
        }
    }

    /// The entry after whoever waits has answered: accepted, declined or left.
    ///
    /// An answer that was given before is given again, and changes nothing. `None` for any other that the
    /// [table](super::TABLE) does not allow, and for taking an offer that has run out.
    ///
    /// # Example: an offer is gone at the instant at which it ends
    /// ```
    /// use kalends::id::{SessionId, SubjectId, WaitlistId};
    /// use kalends::{time::parse_instant, waitlist::{Entry, Offer, Status, Step, Wish}};
    /// let until = parse_instant("2027-03-28T01:00:00Z")?;
    /// let choir = SessionId::new("choir")?;
    /// let (id, client) = (WaitlistId::new("w1")?, SubjectId::new("ana")?);
    /// let mut entry = Entry::new(id, Wish::Session(choir.clone()), client, parse_instant("2027-03-01T08:00:00Z")?);
    /// entry.status = Status::Offered(Offer { session: choir, seats: entry.seats, until });
    /// assert_eq!(entry.answer(Step::Accept, until), None);
    /// let taken = entry.answer(Step::Accept, parse_instant("2027-03-28T00:59:59Z")?).unwrap();
    /// assert_eq!((taken.status, taken.version), (Status::Accepted, 2));
    /// # Ok::<(), kalends::Error>(())
    /// ```
    pub fn answer(&self, step: Step, now: DateTime<Utc>) -> Option<Self> {
        let status = match step {
            Step::Accept => Status::Accepted,
            Step::Decline => Status::Declined,
            Step::Leave => Status::Left,
            Step::Offer | Step::Withdraw | Step::Expire => return None,
        };
        if self.status == status {
            return Some(self.clone());
        }
        let is_late = step != Step::Leave && self.offer().is_none_or(|offer| offer.until <= now);
        if is_late { None } else { self.stepped(step, status) }
    }

    /// The booking that holds what is offered to it, and that it becomes when the offer is accepted: one for each
    /// entry, whatever it is offered in its life.
    ///
    /// # Errors
    /// `id.too-long`.
    ///
    /// # Example
    /// ```
    /// use kalends::id::{ServiceId, SessionId, SubjectId, WaitlistId};
    /// use kalends::{time::parse_instant, waitlist::{Entry, Wish}};
    /// let wish = Wish::Session(SessionId::new("choir")?);
    /// let since = parse_instant("2027-02-28T23:00:00Z")?;
    /// let entry = Entry::new(WaitlistId::new("w1")?, wish, SubjectId::new("ana")?, since);
    /// assert_eq!(entry.booking()?.as_str(), "w1~offer");
    /// # Ok::<(), kalends::Error>(())
    /// ```
    pub fn booking(&self) -> Result<BookingId> {
        Self::booking_of(&self.id)
    }

    /// The same, of an entry's id.
    pub(crate) fn booking_of(id: &WaitlistId) -> Result<BookingId> {
        BookingId::new(&format!("{id}~offer"))
    }

    /// Its state at `now`: what has run out is expired, whether or not anybody has written it down.
    pub fn state_at(&self, now: DateTime<Utc>) -> State {
        if self.expires_at().is_some_and(|end| end <= now) { State::Expired } else { self.status.state() }
    }

    /// When the offer, or the time to wait, is over, if it can be.
    pub const fn expires_at(&self) -> Option<DateTime<Utc>> {
        match &self.status {
            Status::Offered(offer) => Some(offer.until),
            Status::Waiting => self.ends_at,
            _ => None,
        }
    }

    /// Whether it waits or has an offer.
    pub const fn is_live(&self) -> bool {
        matches!(self.status, Status::Waiting | Status::Offered(_))
    }

    /// Checks that this record comes right after the stored version, which is 0 where none is stored.
    ///
    /// # Errors
    /// `store.version`.
    pub fn follows(&self, stored: u64) -> Result<()> {
        check_follows(format_args!("waitlist entry `{}`", self.id), self.version, stored)
    }

    /// The seats that are kept for it, whether or not the offer has run out.
    pub const fn offer(&self) -> Option<&Offer> {
        if let Status::Offered(offer) = &self.status { Some(offer) } else { None }
    }

    /// The entry in its next state, if the table has that step.
    pub(crate) fn stepped(&self, step: Step, status: Status) -> Option<Self> {
        let to = self.status.state().after(step)?;
        debug_assert_eq!(to, status.state(), "{step:?} leads elsewhere");
        Some(Self { status, version: self.version.saturating_add(1), ..self.clone() })
    }
}
