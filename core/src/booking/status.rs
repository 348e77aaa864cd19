use crate::id::SubjectId;
use crate::policy::Actor;
use crate::rules::{StateName, Tentative};
use chrono::{DateTime, Utc};

/// Where a booking stands.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Status {
    /// Its time is held for somebody: taken for everyone else while `now` is before the end of the hold.
    Held(Held),
    /// It waits for a host to confirm it.
    Requested(Requested),
    /// It takes place.
    Confirmed,
    /// The host did not want it.
    Declined(Ending),
    /// Nobody confirmed it in time, or its hold ran out.
    Expired(Expiry),
    /// It was called off and takes no time.
    Cancelled(Ending),
    /// It took place.
    Completed,
    /// Nobody came.
    NoShow,
}

/// For whom a time is held, and until when.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Held {
    /// For whom.
    pub owner: SubjectId,
    /// Alive iff `now` is before this instant.
    #[cfg_attr(feature = "serde", serde(with = "crate::time::wire::instant"))]
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::time::wire::instant::schema"))]
    pub expires_at: DateTime<Utc>,
}

/// What is asked of a host.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Requested {
    /// Whether it takes its time from others meanwhile, as the service said when it was asked for.
    pub blocks: bool,
    /// Alive iff `now` is before this instant; absent is for good.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none", with = "crate::time::wire::instant::option")
    )]
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::time::wire::instant::schema"))]
    pub expires_at: Option<DateTime<Utc>>,
}

/// Who ended a booking, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Ending {
    /// Who.
    pub by: Actor,
    /// When.
    #[cfg_attr(feature = "serde", serde(with = "crate::time::wire::instant"))]
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::time::wire::instant::schema"))]
    pub at: DateTime<Utc>,
    /// With what it ended, if not by itself.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub with: Option<EndedWith>,
}

/// With what a booking ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum EndedWith {
    /// Its session was called off.
    Session,
    /// Its series ended.
    Series,
    /// Its series pauses.
    Pause,
    /// A change of a schedule left it outside opening hours, or what it is of is not offered any more.
    Schedule,
}

/// When a booking lapsed, and as what.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Expiry {
    /// What it was: held, or requested.
    pub from: StateName,
    /// When.
    #[cfg_attr(feature = "serde", serde(with = "crate::time::wire::instant"))]
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::time::wire::instant::schema"))]
    pub at: DateTime<Utc>,
}

impl Status {
    /// The status without what belongs to it, as it is written: what has lapsed may still be called held.
    pub fn name(&self) -> StateName {
        match self {
            Self::Held(_) => StateName::Held,
            Self::Requested(_) => StateName::Requested,
            Self::Confirmed => StateName::Confirmed,
            Self::Declined(_) => StateName::Declined,
            Self::Expired(_) => StateName::Expired,
            Self::Cancelled(_) => StateName::Cancelled,
            Self::Completed => StateName::Completed,
            Self::NoShow => StateName::NoShow,
        }
    }

    /// The status at `now`: what has lapsed is expired, whether or not anybody has written it down.
    pub fn at(&self, now: DateTime<Utc>) -> StateName {
        if self.expires_at().is_some_and(|end| end <= now) { StateName::Expired } else { self.name() }
    }

    /// Whether it is, or was until it lapsed, a hold.
    pub fn is_hold(&self) -> bool {
        match self {
            Self::Held(_) => true,
            Self::Expired(expiry) => expiry.from == StateName::Held,
            _ => false,
        }
    }

    /// When it lapses, unless it is settled before.
    pub fn expires_at(&self) -> Option<DateTime<Utc>> {
        match self {
            Self::Held(held) => Some(held.expires_at),
            Self::Requested(requested) => requested.expires_at,
            _ => None,
        }
    }

    /// Whether it has not ended: what it comes to is open.
    pub fn is_live(&self) -> bool {
        matches!(self, Self::Held(_) | Self::Requested(_) | Self::Confirmed)
    }

    /// Whether it takes time, until it lapses.
    pub fn takes_time(&self) -> bool {
        match self {
            Self::Held(_) | Self::Confirmed | Self::Completed | Self::NoShow => true,
            Self::Requested(requested) => requested.blocks,
            Self::Declined(_) | Self::Expired(_) | Self::Cancelled(_) => false,
        }
    }

    /// Whether it takes time at `now`.
    pub fn takes_time_at(&self, now: DateTime<Utc>) -> bool {
        self.takes_time() && self.at(now) != StateName::Expired
    }

    /// Until when it takes time, if that is not settled.
    pub fn tentative(&self) -> Option<Tentative> {
        let owner = match self {
            Self::Held(held) => Some(held.owner.clone()),
            _ => None,
        };
        self.expires_at().map(|expires_at| Tentative { expires_at, owner })
    }
}
