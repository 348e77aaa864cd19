use crate::booking::{Booking, Command, Expire, ExpireEntry};
use crate::error::{Result, StoreError};
use crate::id::{BookingId, WaitlistId};
use crate::limits::{LARGEST_PAGE, check_page};
use crate::waitlist::Entry;
use chrono::{DateTime, Utc};
use std::num::NonZeroU32;

/// Something whose time has run out, and that nobody has written down yet.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Lapsed {
    /// A hold, an offer, or a request.
    Booking(BookingId),
    /// A place in a waitlist.
    Entry(WaitlistId),
}

/// Something that has lapsed, and since when: in this order it is listed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Due {
    /// Since when.
    #[cfg_attr(feature = "serde", serde(with = "crate::time::wire::instant"))]
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::time::wire::instant::schema"))]
    pub at: DateTime<Utc>,
    /// What.
    pub what: Lapsed,
}

/// Which part of what has lapsed to list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LapsedQuery {
    /// What has lapsed by then.
    pub now: DateTime<Utc>,
    /// What comes after this: where the page before ended.
    pub after: Option<Due>,
    /// How many at most.
    pub limit: NonZeroU32,
}

impl LapsedQuery {
    /// The largest page.
    pub const LARGEST: u32 = LARGEST_PAGE;

    /// Checks the size of the page.
    ///
    /// # Errors
    /// `store.page-too-large`.
    pub fn validate(&self) -> Result<()> {
        check_page(self.limit, |found, limit| StoreError::PageTooLarge { found, limit })
    }
}

impl Lapsed {
    /// The command that writes it down.
    pub fn expire(self) -> Command {
        match self {
            Self::Booking(booking) => Expire { booking }.into(),
            Self::Entry(entry) => ExpireEntry { entry }.into(),
        }
    }
}

impl Due {
    /// When a booking lapses, if it can.
    pub fn booking(booking: &Booking) -> Option<Self> {
        let at = booking.status.expires_at()?;
        Some(Self { at, what: Lapsed::Booking(booking.id.clone()) })
    }

    /// When a place in a waitlist lapses, if it can.
    pub fn entry(entry: &Entry) -> Option<Self> {
        let at = entry.expires_at()?;
        Some(Self { at, what: Lapsed::Entry(entry.id.clone()) })
    }
}
