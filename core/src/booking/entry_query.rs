use crate::error::{Result, StoreError};
use crate::id::{ServiceId, SessionId, SubjectId, WaitlistId};
use crate::limits::{LARGEST_PAGE, PAGE, check_page, part};
use crate::waitlist::{Entry, Wish};
use chrono::{DateTime, Utc};
use std::num::NonZeroU32;

/// Which entries of waitlists to list. What is absent does not narrow the list; everything else has to hold together.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields, default)
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EntryQuery {
    /// Those that wait for this session alone, or have an offer of it.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub session: Option<SessionId>,
    /// Those that wait for any time of this service.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub service: Option<ServiceId>,
    /// Of this person.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub client: Option<SubjectId>,
    /// Also those that are over.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "std::ops::Not::not"))]
    pub over: bool,
    /// That come after this one, in order of joining and id: where the page before ended.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub after: Option<EntryCursor>,
    /// How many at most.
    pub limit: NonZeroU32,
}

/// A place in a list of entries.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EntryCursor {
    /// When the last entry that was seen joined.
    #[cfg_attr(feature = "serde", serde(with = "crate::time::wire::instant"))]
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::time::wire::instant::schema"))]
    pub joined_at: DateTime<Utc>,
    /// Its id.
    pub entry: WaitlistId,
}

/// A part of a list of entries.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EntryPage {
    /// The entries, in order of joining, then of id.
    pub entries: Vec<Entry>,
    /// Where the list goes on, if it does.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub next: Option<EntryCursor>,
}

impl Default for EntryQuery {
    fn default() -> Self {
        Self { session: None, service: None, client: None, over: false, after: None, limit: PAGE }
    }
}

impl EntryQuery {
    /// The largest page.
    pub const LARGEST: u32 = LARGEST_PAGE;

    /// Checks the size of the page.
    ///
    /// # Errors
    /// `store.page-too-large`.
    pub fn validate(&self) -> Result<()> {
        check_page(self.limit, |found, limit| StoreError::PageTooLarge { found, limit })
    }

    /// Whether an entry is on the list.
    pub fn matches(&self, entry: &Entry) -> bool {
        let of_session = |id: &SessionId| {
            matches!(&entry.wish, Wish::Session(wished) if wished == id)
                || entry.offer().is_some_and(|offer| offer.session == *id)
        };
        let of_service = |id: &ServiceId| matches!(&entry.wish, Wish::Time(wish) if wish.service == *id);
        self.session.as_ref().is_none_or(of_session)
            && self.service.as_ref().is_none_or(of_service)
            && self.client.as_ref().is_none_or(|client| *client == entry.client)
            && (self.over || entry.is_live())
            && self.after.as_ref().is_none_or(|after| *after < Self::cursor(entry))
    }

    /// The page of a list that is one longer, if it goes on.
    pub fn page(&self, entries: Vec<Entry>) -> EntryPage {
        let (entries, next) = part(entries, self.limit, Self::cursor);
        EntryPage { entries, next }
    }

    /// An entry's place in a list.
    pub fn cursor(entry: &Entry) -> EntryCursor {
        EntryCursor { joined_at: entry.joined_at, entry: entry.id.clone() }
    }
}
