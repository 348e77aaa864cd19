use crate::id::SessionId;
use chrono::{DateTime, Utc};
use std::num::NonZeroU32;

/// Where an entry stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Status {
    /// It waits.
    #[default]
    Waiting,
    /// Seats are kept for it.
    Offered(Offer),
    /// It took the seats: there is a booking.
    Accepted,
    /// It did not want the seats.
    Declined,
    /// It did not answer in time, or what it waited for has begun.
    Expired,
    /// It does not wait any longer.
    Left,
}

/// Seats that are kept for an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Offer {
    /// In which session, or in place of which one.
    pub session: SessionId,
    /// How many.
    #[cfg_attr(
        feature = "serde",
        serde(default = "crate::wire::one", skip_serializing_if = "crate::wire::is_one")
    )]
    pub seats: NonZeroU32,
    /// Alive iff `now` is before this instant.
    #[cfg_attr(feature = "serde", serde(with = "crate::time::wire::instant"))]
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::time::wire::instant::schema"))]
    pub until: DateTime<Utc>,
}

/// The states by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "EntryState"))]
#[non_exhaustive]
pub enum State {
    /// See [`Status::Waiting`].
    Waiting,
    /// See [`Status::Offered`].
    Offered,
    /// See [`Status::Accepted`].
    Accepted,
    /// See [`Status::Declined`].
    Declined,
    /// See [`Status::Expired`].
    Expired,
    /// See [`Status::Left`].
    Left,
}

/// What can happen to an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Step {
    /// Seats are kept for it.
    Offer,
    /// The seats that were kept for it are gone: there are fewer than there were. It keeps its place.
    Withdraw,
    /// Whoever waits takes the seats.
    Accept,
    /// Whoever waits does not want the seats.
    Decline,
    /// The offer, or the time to wait, is over.
    Expire,
    /// Whoever waits has had enough.
    Leave,
}

/// What may follow what. Whatever is not in the table does not happen; a state without a line is the last.
pub const TABLE: &[(State, Step, State)] = &[
    (State::Waiting, Step::Offer, State::Offered),
    (State::Waiting, Step::Expire, State::Expired),
    (State::Waiting, Step::Leave, State::Left),
    (State::Offered, Step::Accept, State::Accepted),
    (State::Offered, Step::Decline, State::Declined),
    (State::Offered, Step::Expire, State::Expired),
    (State::Offered, Step::Withdraw, State::Waiting),
    (State::Offered, Step::Leave, State::Left),
];

impl State {
    /// The state on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Offered => "offered",
            Self::Accepted => "accepted",
            Self::Declined => "declined",
            Self::Expired => "expired",
            Self::Left => "left",
        }
    }

    /// The state after a step, or `None` where the step is not possible.
    pub fn after(self, step: Step) -> Option<Self> {
        let row = TABLE.iter().find(|(from, by, _)| (*from, *by) == (self, step));
        row.map(|(_, _, to)| *to)
    }

    /// Whether nothing can follow.
    pub fn is_last(self) -> bool {
        TABLE.iter().all(|(from, _, _)| *from != self)
    }
}

impl Status {
    /// Its name.
    pub const fn state(&self) -> State {
        match self {
            Self::Waiting => State::Waiting,
            Self::Offered(_) => State::Offered,
            Self::Accepted => State::Accepted,
            Self::Declined => State::Declined,
            Self::Expired => State::Expired,
            Self::Left => State::Left,
        }
    }
}
