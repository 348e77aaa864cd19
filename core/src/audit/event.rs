use super::fields::Fields;
use super::{Code, Hash};
use crate::id::{EntityId, SubjectId};
use crate::policy::Actor;
use crate::time::format_instant;
use chrono::{DateTime, Utc};

/// What has a chain of its own: a booking, a session, a rule, a policy, a connection.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Entity {
    /// What it is, such as `booking`.
    pub kind: Code,
    /// Its id.
    pub id: EntityId,
}

/// One change of one entity. It holds no personal data.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Event {
    /// What was changed.
    pub entity: Entity,
    /// Its version from then on: 1, 2, 3 …
    pub version: u64,
    /// When.
    #[cfg_attr(feature = "serde", serde(with = "crate::time::wire::instant"))]
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::time::wire::instant::schema"))]
    pub at: DateTime<Utc>,
    /// On whose behalf.
    pub actor: Actor,
    /// By whom, by a random key.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub by: Option<SubjectId>,
    /// Why, such as `time-off`.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub cause: Option<Code>,
    /// What was done, such as `cancel`.
    pub action: Code,
    /// The record as it was written: a text that the store keeps byte by byte, without personal data.
    pub after: String,
    /// The hash of the event before; none before the first.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub previous: Option<Hash>,
}

impl Event {
    /// The event in its place: after one with this hash, or the first.
    #[must_use]
    pub fn following(self, previous: Option<Hash>) -> Self {
        Self { previous, ..self }
    }

    /// The hash of everything that it says, [`Self::previous`] included.
    ///
    /// # Example: an instant with a fraction, and the same without
    /// ```
    /// use kalends::{audit::{Entity, Event}, id::EntityId, policy::Actor, time::parse_instant};
    /// let mut event = Event {
    ///     entity: Entity { kind: "booking".parse()?, id: EntityId::new("b1")? },
    ///     version: 1,
    ///     at: parse_instant("2027-03-28T00:59:59.500Z")?,
    ///     actor: Actor::Client,
    ///     by: None,
    ///     cause: None,
    ///     action: "book".parse()?,
    ///     after: r#"{"start":"2027-03-28T01:00:00Z"}"#.to_owned(),
    ///     previous: None,
    /// };
    /// let hash = event.hash();
    /// event.at = parse_instant("2027-03-28T00:59:59Z")?;
    /// assert_ne!(event.hash(), hash);
    /// # Ok::<(), kalends::Error>(())
    /// ```
    pub fn hash(&self) -> Hash {
        Fields::of("kalends.event.1")
            .text(self.entity.kind.as_str())
            .text(self.entity.id.as_str())
            .text(&self.version.to_string())
            .text(&format_instant(self.at))
            .text(self.actor.as_str())
            .maybe(self.by.as_ref().map(SubjectId::as_str))
            .maybe(self.cause.as_ref().map(Code::as_str))
            .text(self.action.as_str())
            .text(&self.after)
            .maybe(self.previous.map(|hash| hash.to_string()).as_deref())
            .hash()
    }
}
