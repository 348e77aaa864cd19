use crate::error::{BookingError, Error, Result, StoreError};
use crate::id::{BookingId, ResourceId, ServiceId, SubjectId};
use crate::interval::Interval;
use crate::policy::Actor;
use crate::rules::{Busy, StateName};
use crate::service::Buffer;
use crate::zone::{Zone, ZoneName};
use chrono::{DateTime, NaiveDateTime, Utc};

/// One party's claim on a resource's time.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Booking {
    /// Came in with the command; also the iCalendar UID, for good.
    pub id: BookingId,
    /// Starts at 1 and rises with each change.
    pub version: u64,
    /// The iCalendar SEQUENCE: starts at 0 and rises when the time or the status changes.
    pub sequence: u32,
    /// Whose time.
    pub resource: ResourceId,
    /// What for.
    pub service: ServiceId,
    /// When, without buffers.
    pub span: Interval,
    /// What people agreed on.
    pub local: LocalIntent,
    /// The time that it keeps clear, as it stood when it was booked.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Buffer::is_none"))]
    pub buffer: Buffer,
    /// Where it stands.
    pub status: Status,
    /// Subject, for people.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub title: Option<String>,
    /// Who takes part.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Vec::is_empty"))]
    pub participants: Vec<Participant>,
    /// When it was made.
    #[cfg_attr(feature = "serde", serde(with = "crate::time::wire::instant"))]
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::time::wire::instant::schema"))]
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    #[cfg_attr(feature = "serde", serde(with = "crate::time::wire::instant"))]
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::time::wire::instant::schema"))]
    pub updated_at: DateTime<Utc>,
}

/// The start as people agreed on it: it survives a change of the zone's rules.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LocalIntent {
    /// The reading of the wall clock.
    #[cfg_attr(feature = "serde", serde(with = "crate::time::wire::wall"))]
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::time::wire::wall::schema"))]
    pub wall: NaiveDateTime,
    /// In which zone.
    pub zone: ZoneName,
    /// The offset in seconds east; decides while the wall time happens twice.
    pub offset: i32,
    /// The release of the zone data.
    pub release: String,
}

impl LocalIntent {
    /// How `time` reads on the wall of `zone`.
    pub fn of(time: DateTime<Utc>, zone: &Zone, name: ZoneName, release: &str) -> Self {
        let (wall, offset) = (zone.wall(time), zone.offset_at(time));
        Self { wall, zone: name, offset, release: release.to_owned() }
    }
}

/// Where a booking stands.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Status {
    /// It takes place.
    Confirmed,
    /// It was called off and takes no time.
    Cancelled(Cancellation),
}

/// Who called a booking off, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Cancellation {
    /// Who.
    pub by: Actor,
    /// When.
    #[cfg_attr(feature = "serde", serde(with = "crate::time::wire::instant"))]
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::time::wire::instant::schema"))]
    pub at: DateTime<Utc>,
}

impl Status {
    /// The status without what belongs to it.
    pub fn name(&self) -> StateName {
        match self {
            Self::Confirmed => StateName::Confirmed,
            Self::Cancelled(_) => StateName::Cancelled,
        }
    }
}

/// What a participant is to a booking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum ParticipantRole {
    /// Gives it: the tutor. ORGANIZER in iCalendar.
    Host,
    /// Made it.
    Booker,
    /// Takes part.
    Attendee,
    /// Pays for it.
    Payer,
    /// Answers for an attendee.
    Guardian,
}

/// A person who has to do with a booking.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Participant {
    /// Who, by a key that carries no personal data.
    pub subject: SubjectId,
    /// As what.
    pub role: ParticipantRole,
    /// A name for calendars.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub name: Option<String>,
    /// An address for calendars.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub email: Option<String>,
}

impl Booking {
    /// Checks that this record comes right after the stored version, which is 0 where none is stored.
    ///
    /// # Errors
    /// `store.version`.
    pub fn follows(&self, stored: u64) -> Result<()> {
        if self.version.checked_sub(1) == Some(stored) {
            return Ok(());
        }
        let what = format!("booking `{}`", self.id);
        Err(StoreError::Version { what, expected: self.version.saturating_sub(1), found: stored }.into())
    }

    /// The time that it takes, or `None` if it takes none.
    pub fn busy(&self) -> Option<Busy> {
        match self.status {
            Status::Confirmed => Some(Busy::booking(self.id.clone(), self.span, self.buffer)),
            Status::Cancelled(_) => None,
        }
    }
}

const LONGEST_TEXT: usize = 1024;
const MOST_PARTICIPANTS: usize = 1000;

/// Checks what people wrote.
pub(super) fn validate_texts(title: Option<&str>, participants: &[Participant]) -> Result<()> {
    let short = |what: &'static str, text: Option<&str>| match text.map(str::len) {
        Some(bytes) if bytes > LONGEST_TEXT => {
            Err(BookingError::TextTooLong { what, bytes, limit: LONGEST_TEXT })
        }
        _ => Ok(()),
    };
    short("title", title).map_err(|error| Error::from(error).in_field("title"))?;
    if participants.len() > MOST_PARTICIPANTS {
        let error = BookingError::TooManyParticipants { found: participants.len(), limit: MOST_PARTICIPANTS };
        return Err(Error::from(error).in_field("participants"));
    }
    for (at, one) in participants.iter().enumerate() {
        let at = |error, field| Error::from(error).in_field(field).in_index(at).in_field("participants");
        short("name", one.name.as_deref()).map_err(|error| at(error, "name"))?;
        short("email", one.email.as_deref()).map_err(|error| at(error, "email"))?;
    }
    Ok(())
}
