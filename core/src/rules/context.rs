use super::{ReasonCode, Tentative};
use crate::error::{Error, Result, SlotsError};
use crate::id::{BookingId, PlaceId, SubjectId};
use crate::policy::Actor;
use chrono::{DateTime, Timelike, Utc};
use std::num::NonZeroU32;

/// The circumstances of a question, the same value for listing, explaining and deciding.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Context {
    /// The present instant; the library has no clock.
    #[cfg_attr(feature = "serde", serde(with = "crate::time::wire::instant"))]
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::time::wire::instant::schema"))]
    pub now: DateTime<Utc>,
    /// On whose behalf.
    #[cfg_attr(feature = "serde", serde(default))]
    pub actor: Actor,
    /// A booking that is being moved: its own time does not stand in its way.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub moving: Option<BookingId>,
    /// Whose holds are no obstacle, because they are the caller's own.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub hold_owner: Option<SubjectId>,
    /// Who books, where limits count per client.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub client: Option<SubjectId>,
    /// Where it would take place; absent is online.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub place: Option<PlaceId>,
    /// How many come.
    #[cfg_attr(
        feature = "serde",
        serde(default = "crate::wire::one", skip_serializing_if = "crate::wire::is_one")
    )]
    pub party: NonZeroU32,
    /// Reasons that shall not count. A host may waive `past`, `notice`, `horizon`, `hours`, `grid`, `travel`,
    /// `travel.unknown`, `limit`, `consecutive` and `break`; nobody may waive a double use.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Vec::is_empty"))]
    pub waive: Vec<ReasonCode>,
}

impl Context {
    /// A client's question at `now`.
    pub fn client(now: DateTime<Utc>) -> Self {
        Self {
            now,
            actor: Actor::Client,
            moving: None,
            hold_owner: None,
            client: None,
            place: None,
            party: NonZeroU32::MIN,
            waive: Vec::new(),
        }
    }

    /// A host's question at `now`.
    pub fn host(now: DateTime<Utc>) -> Self {
        Self { actor: Actor::Host, ..Self::client(now) }
    }

    /// Whether what a booking takes is in the way: not if it is the one that is being moved, has lapsed, or is held for
    /// whoever asks.
    pub(super) fn counts(&self, booking: &BookingId, tentative: Option<&Tentative>) -> bool {
        let own = |tentative: &Tentative| tentative.owner.is_some() && self.hold_owner == tentative.owner;
        self.lives(booking, tentative) && !tentative.is_some_and(own)
    }

    /// Whether what a booking takes is taken at all: not if it is the one that is being moved, or has lapsed.
    pub(super) fn lives(&self, booking: &BookingId, tentative: Option<&Tentative>) -> bool {
        let lives = |tentative: &Tentative| self.now < tentative.expires_at;
        self.moving.as_ref() != Some(booking) && tentative.is_none_or(lives)
    }

    /// The first tick that is not before `now`.
    pub(super) fn first_tick(&self) -> i64 {
        self.now.timestamp() + i64::from(self.now.nanosecond() > 0)
    }

    /// Checks that the actor may waive what is waived.
    ///
    /// # Errors
    /// `slots.not-waivable`.
    pub fn validate(&self) -> Result<()> {
        for (at, code) in self.waive.iter().enumerate() {
            if !code.waivable_by(self.actor) {
                let error = SlotsError::NotWaivable { reason: code.as_str() };
                return Err(Error::from(error).in_index(at).in_field("waive"));
            }
        }
        Ok(())
    }
}
