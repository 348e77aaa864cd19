use crate::id::SubjectId;

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
    /// Whether they came.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub attendance: Option<Attendance>,
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

/// Whether somebody came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Attendance {
    /// They came.
    Present,
    /// They came late.
    Late,
    /// They did not come, and had said so.
    Excused,
    /// They did not come.
    Absent,
}

impl ParticipantRole {
    /// Every role.
    pub const ALL: [Self; 5] = [Self::Host, Self::Booker, Self::Attendee, Self::Payer, Self::Guardian];

    /// The role on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Host => "host",
            Self::Booker => "booker",
            Self::Attendee => "attendee",
            Self::Payer => "payer",
            Self::Guardian => "guardian",
        }
    }
}

impl Participant {
    /// Whether they say the same, whatever has been noted since.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        let Self { subject, role, name, email, attendance: _ } = self;
        (subject, role, name, email) == (&other.subject, &other.role, &other.name, &other.email)
    }
}
