use super::{Booking, BookingKind, ParticipantRole};
use crate::error::{BookingError, Result};
use crate::id::{BookingId, ResourceId, ServiceId, SessionId, SubjectId};
use crate::interval::Interval;
use crate::limits::{LARGEST_PAGE, PAGE, check_page, part};
use crate::rules::StateName;
use chrono::{DateTime, Utc};
use std::num::NonZeroU32;

/// Which bookings to list. What is absent or empty does not narrow the list; everything else has to hold together.
///
/// # Example: what a parent sees of a child's coming lessons
/// ```
/// use kalends::booking::BookingQuery;
/// use kalends::{id::SubjectId, interval::Interval, rules::StateName, time::parse_instant};
/// let now = parse_instant("2027-03-28T01:00:00Z")?;            // the spring clock change in Europe
/// let query = BookingQuery {
///     guardian: Some(SubjectId::new("mum")?),
///     range: Some(Interval::new(now, parse_instant("2027-06-01T00:00:00Z")?)?),
///     status: vec![StateName::Requested, StateName::Confirmed],
///     ..BookingQuery::default()
/// };
/// assert_eq!(query.limit.get(), 100);
/// # Ok::<(), kalends::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields, default)
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct BookingQuery {
    /// Of one of these resources; an agenda names several.
    pub resources: Vec<ResourceId>,
    /// Of this person: as client, or as participant.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub subject: Option<SubjectId>,
    /// As what; absent is as client or in any role.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub role: Option<ParticipantRole>,
    /// Of somebody whom this person answers for.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub guardian: Option<SubjectId>,
    /// Of this service.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub service: Option<ServiceId>,
    /// Of this session.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub session: Option<SessionId>,
    /// In one of these states, as they are written down: what has lapsed is still held or requested until somebody has
    /// written that it expired.
    pub status: Vec<StateName>,
    /// Of this kind.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub kind: Option<BookingKind>,
    /// That overlap this range.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub range: Option<Interval>,
    /// That come after this one, in order of start and id: where the page before ended.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub after: Option<BookingCursor>,
    /// How many at most.
    pub limit: NonZeroU32,
}

/// A place in a list of bookings.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct BookingCursor {
    /// The start of the last booking that was seen.
    #[cfg_attr(feature = "serde", serde(with = "crate::time::wire::tick"))]
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::time::wire::tick::schema"))]
    pub start: DateTime<Utc>,
    /// Its id.
    pub booking: BookingId,
}

/// A part of a list of bookings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct BookingPage {
    /// The bookings, in order of start, then of id.
    pub bookings: Vec<Booking>,
    /// Where the list goes on, if it does.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub next: Option<BookingCursor>,
}

impl Default for BookingQuery {
    fn default() -> Self {
        Self {
            resources: Vec::new(),
            subject: None,
            role: None,
            guardian: None,
            service: None,
            session: None,
            status: Vec::new(),
            kind: None,
            range: None,
            after: None,
            limit: PAGE,
        }
    }
}

impl BookingQuery {
    /// The largest page.
    pub const LARGEST: u32 = LARGEST_PAGE;

    /// The bookings of a resource that overlap a range.
    pub fn of(resource: ResourceId, range: Interval) -> Self {
        Self { resources: vec![resource], range: Some(range), ..Self::default() }
    }

    /// Checks the size of the page.
    ///
    /// # Errors
    /// `booking.page-too-large`.
    pub fn validate(&self) -> Result<()> {
        check_page(self.limit, |found, limit| BookingError::PageTooLarge { found, limit })
    }

    /// Whether a booking is on the list. `wards` says whether the guardian answers for somebody.
    pub fn matches(&self, booking: &Booking, wards: impl Fn(&SubjectId) -> bool) -> bool {
        let is = |subject: &SubjectId| {
            let participates = booking
                .participants
                .iter()
                .any(|one| one.subject == *subject && self.role.is_none_or(|role| role == one.role));
            participates || (self.role.is_none() && booking.client.as_ref() == Some(subject))
        };
        let taking_part = || booking.participants.iter().map(|one| &one.subject).chain(&booking.client);
        (self.resources.is_empty() || self.resources.iter().any(|id| booking.resources.contains(id)))
            && self.subject.as_ref().is_none_or(is)
            && (self.guardian.is_none() || taking_part().any(wards))
            && self.service.as_ref().is_none_or(|service| *service == booking.service)
            && self.session.as_ref().is_none_or(|session| *session == booking.session)
            && (self.status.is_empty() || self.status.contains(&booking.status.name()))
            && self.kind.is_none_or(|kind| booking.kind == Some(kind))
            && self.range.is_none_or(|range| booking.span.overlaps(range))
            && self.after.as_ref().is_none_or(|after| *after < booking.cursor())
    }

    /// The page of a list that is one longer, if it goes on.
    pub fn page(&self, bookings: Vec<Booking>) -> BookingPage {
        let (bookings, next) = part(bookings, self.limit, Booking::cursor);
        BookingPage { bookings, next }
    }
}

impl Booking {
    /// Its place in a list.
    pub fn cursor(&self) -> BookingCursor {
        BookingCursor { start: self.span.start(), booking: self.id.clone() }
    }
}
