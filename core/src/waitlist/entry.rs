use super::{Offer, Status, Step, Wish};
use crate::id::{SubjectId, WaitlistId};
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
        Self { id, version: 1, wish, seats: NonZeroU32::MIN, client, joined_at, status: Status::Waiting }
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

    /// The seats that are kept for it, whether or not the offer has run out.
    pub const fn offer(&self) -> Option<&Offer> {
        if let Status::Offered(offer) = &self.status { Some(offer) } else { None }
    }

    /// The entry in its next state, if the table has that step.
    pub(super) fn stepped(&self, step: Step, status: Status) -> Option<Self> {
        let to = self.status.state().after(step)?;
        debug_assert_eq!(to, status.state(), "{step:?} leads elsewhere");
        Some(Self { status, version: self.version.saturating_add(1), ..self.clone() })
    }
}
