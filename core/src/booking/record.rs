use super::{Agreement, BookingKind, Details, Occurrence, Participant, Status};
use crate::error::Result;
use crate::id::{BookingId, ResourceId, ServiceId, SessionId, SubjectId};
use crate::interval::Interval;
use crate::policy::Money;
use crate::rules::Counted;
use crate::session::{LocalIntent, Session, check_follows};
use crate::time::Length;
use chrono::{DateTime, Utc};
use std::num::NonZeroU32;

/// One party's claim on a session.
///
/// It repeats of its session what people ask of a booking: when, what for and whose time; and keeps that when the
/// session goes on without it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Booking {
    /// Came in with the command; also the iCalendar UID, for good.
    pub id: BookingId,
    /// Starts at 1 and rises with each change.
    pub version: u64,
    /// The iCalendar SEQUENCE: starts at 0 and rises when the time, the place or the status changes.
    pub sequence: u32,
    /// Which use of time it has a part in.
    pub session: SessionId,
    /// What for.
    pub service: ServiceId,
    /// Whose time, in the order of the service's legs. The first one leads.
    pub resources: Vec<ResourceId>,
    /// When, without buffers.
    pub span: Interval,
    /// What people agreed on.
    pub local: LocalIntent,
    /// How many come; where the session has seats, how many of them it takes.
    #[cfg_attr(
        feature = "serde",
        serde(default = "crate::wire::one", skip_serializing_if = "crate::wire::is_one")
    )]
    pub party: NonZeroU32,
    /// Which occurrence of a series it is.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub occurrence: Option<Occurrence>,
    /// What it is.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub kind: Option<BookingKind>,
    /// Where it stands.
    pub status: Status,
    /// Who books, where limits and policies ask.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub client: Option<SubjectId>,
    /// Who takes part.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Vec::is_empty"))]
    pub participants: Vec<Participant>,
    /// What people say about it.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Details::is_empty"))]
    pub details: Details,
    /// What it costs to come.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub price: Option<Money>,
    /// Under which policy it was made, and what has come of that; absent where the service has none.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub agreement: Option<Box<Agreement>>,
    /// When it was made.
    #[cfg_attr(feature = "serde", serde(with = "crate::time::wire::instant"))]
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::time::wire::instant::schema"))]
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    #[cfg_attr(feature = "serde", serde(with = "crate::time::wire::instant"))]
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::time::wire::instant::schema"))]
    pub updated_at: DateTime<Utc>,
}

impl Booking {
    /// Checks that this record comes right after the stored version, which is 0 where none is stored.
    ///
    /// # Errors
    /// `store.version`.
    pub fn follows(&self, stored: u64) -> Result<()> {
        check_follows(format_args!("booking `{}`", self.id), self.version, stored)
    }

    /// The same at the time and with the resources of a session.
    #[must_use]
    pub fn in_session(self, session: &Session) -> Self {
        Self {
            session: session.id.clone(),
            resources: session.resources(),
            span: session.span,
            local: session.local.clone(),
            ..self
        }
    }

    /// What limits count of it, if they do.
    pub fn counted(&self) -> Option<Counted> {
        let length = Length::from_seconds(self.span.length().num_seconds()).ok()?;
        self.status.takes_time().then(|| Counted {
            booking: self.id.clone(),
            service: self.service.clone(),
            resources: self.resources.clone(),
            client: self.client.clone(),
            start: self.span.start(),
            length,
            session: Some(self.session.clone()),
            tentative: self.status.tentative(),
        })
    }
}
