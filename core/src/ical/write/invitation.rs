use crate::ical::view::Status;
use crate::interval::Interval;
use crate::zone::Zone;
use chrono::{DateTime, Utc};

/// What a calendar object asks its reader to do (RFC 5546).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum Method {
    /// Look: a file to download, a feed to follow. Attendees are not part of it.
    Publish,
    /// Come: an invitation or its update, to be answered.
    Request,
    /// Strike it out.
    Cancel,
}

impl Method {
    /// The word of RFC 5546.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Publish => "PUBLISH",
            Self::Request => "REQUEST",
            Self::Cancel => "CANCEL",
        }
    }
}

/// One booking as it goes out to other calendars.
///
/// The identity is `uid`; a reader takes the highest `sequence` of it, so every change of time, place or state must
/// raise it. Nothing is made up here: `stamp` is the moment of writing, as the caller's clock has it.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Invitation {
    /// UID, the same for the life of the booking.
    pub uid: String,
    /// SEQUENCE, from 0.
    pub sequence: u32,
    /// DTSTAMP, cut to whole seconds.
    pub stamp: DateTime<Utc>,
    /// DTSTART and DTEND.
    pub span: Interval,
    /// The zone that the times are shown in. A time that happens twice there is written in UTC when the second is
    /// meant, since wall time alone cannot say so.
    pub zone: Zone,
    /// STATUS. A cancellation is always written as cancelled.
    pub status: Status,
    /// SUMMARY.
    pub summary: String,
    /// DESCRIPTION.
    pub description: Option<String>,
    /// LOCATION.
    pub location: Option<String>,
    /// URL: where the booking can be seen or joined.
    pub url: Option<String>,
    /// ORGANIZER, needed to request and to cancel.
    pub organizer: Option<Organizer>,
    /// ATTENDEE, needed to request.
    pub attendees: Vec<Attendee>,
}

impl Invitation {
    /// A confirmed booking without a text: the fields are there to be filled.
    pub fn new(uid: impl Into<String>, span: Interval, zone: Zone, stamp: DateTime<Utc>) -> Self {
        Self {
            uid: uid.into(),
            sequence: 0,
            stamp,
            span,
            zone,
            status: Status::Confirmed,
            summary: String::new(),
            description: None,
            location: None,
            url: None,
            organizer: None,
            attendees: Vec::new(),
        }
    }
}

/// Who invites.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Organizer {
    /// A mail address, or a URI such as `mailto:` or `urn:uuid:`.
    pub address: String,
    /// CN, the name that people see.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub name: Option<String>,
}

/// Who is invited.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Attendee {
    /// A mail address, or a URI such as `mailto:` or `urn:uuid:`.
    pub address: String,
    /// CN, the name that people see.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub name: Option<String>,
    /// ROLE.
    #[cfg_attr(feature = "serde", serde(default))]
    pub role: Role,
    /// PARTSTAT.
    #[cfg_attr(feature = "serde", serde(default))]
    pub reply: Reply,
    /// RSVP: whether an answer is expected.
    #[cfg_attr(feature = "serde", serde(default))]
    pub rsvp: bool,
}

/// How much an attendee matters (RFC 5545 §3.2.16).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum Role {
    /// Leads it.
    Chair,
    /// Has to come.
    #[default]
    Required,
    /// May come.
    Optional,
    /// Gets a copy only.
    Informed,
}

/// What an attendee has answered (RFC 5545 §3.2.12).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum Reply {
    /// Nothing yet.
    #[default]
    NeedsAction,
    /// Comes.
    Accepted,
    /// Does not come.
    Declined,
    /// Perhaps comes.
    Tentative,
}
