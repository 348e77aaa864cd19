use super::{Accepted, BookedSeries, Booking, Command, Scheduled};
use crate::audit::{Act, Code};
use crate::error::Result;
use crate::id::{BookingId, RequestId, SubjectId};
use crate::policy::{Actor, Outcome};
use crate::rules::Context;
use crate::service::Service;
use crate::session::Session;
use crate::waitlist::Entry;
use chrono::{DateTime, Utc};
use std::collections::BTreeMap;

/// A command with everything that goes with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// What is to be done.
    pub command: Command,
    /// Under which circumstances.
    pub context: Context,
    /// Who wants it, by a key that carries no personal data.
    pub by: Option<SubjectId>,
    /// Why, in a code for the record: `moved-school`, `illness`.
    pub cause: Option<Code>,
    /// By what a repetition is known: its answer is the first one, whatever has happened since.
    pub request: Option<Request>,
}

/// By what a repetition is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The caller's key, unique among whatever the same actor asks for.
    pub id: RequestId,
    /// A fingerprint of what is asked for: the same key with another one is an error.
    pub fingerprint: Fingerprint,
}

/// A SHA-256 digest, in hexadecimal digits.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Fingerprint(String);

/// In whose name a key was used.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RequestScope {
    /// For whom the command was: host or client.
    pub actor: Actor,
    /// By whom, where that was said.
    pub by: Option<SubjectId>,
    /// The key.
    pub id: RequestId,
}

/// What was answered to a request. Nothing in it is personal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remembered {
    /// Whose request.
    pub scope: RequestScope,
    /// What it asked for.
    pub fingerprint: Fingerprint,
    /// What was answered.
    pub answer: Answer,
    /// When.
    pub at: DateTime<Utc>,
}

/// What a command led to, as it stood then.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Answer {
    /// The bookings, without what is personal.
    pub bookings: Vec<Booking>,
    /// The session, where the command was about one.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub session: Option<Session>,
    /// The series, where the command was about one.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub series: Option<BookedSeries>,
    /// What the policies said.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "BTreeMap::is_empty"))]
    pub outcomes: BTreeMap<BookingId, Outcome>,
    /// The resource, where the command was about one.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub resource: Option<Box<Scheduled>>,
    /// The service, where the command was about one.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub service: Option<Box<Service>>,
    /// The place in a waitlist, where the command was about one.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub entry: Option<Entry>,
    /// Those who waited and got an offer.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Vec::is_empty"))]
    pub promoted: Vec<Entry>,
}

impl Order {
    /// A command without a key, of nobody in particular.
    pub fn new(command: impl Into<Command>, context: Context) -> Self {
        Self { command: command.into(), context, by: None, cause: None, request: None }
    }

    /// What it does, as the events of the records say it.
    pub fn act(&self) -> Act {
        self.act_called(self.command.name())
    }

    /// What follows from it for those who wait, in its commit.
    pub(super) fn promotion(&self) -> Act {
        self.act_called("promote")
    }

    fn act_called(&self, action: &'static str) -> Act {
        let (at, actor) = (self.context.now, self.context.actor);
        let (by, cause) = (self.by.clone(), self.cause.clone());
        Act { at, actor, by, cause, action: Code::known(action) }
    }

    /// In whose name its key is used, if it has one.
    pub(super) fn scope(&self) -> Option<RequestScope> {
        let id = self.request.as_ref()?.id.clone();
        Some(RequestScope { actor: self.context.actor, by: self.by.clone(), id })
    }

    /// What is remembered of an accepted command.
    pub(super) fn remember(&self, accepted: &Accepted) -> Option<Remembered> {
        let request = self.request.as_ref()?;
        let bookings = accepted.bookings.iter().cloned().map(Booking::impersonal).collect();
        Some(Remembered {
            scope: self.scope()?,
            fingerprint: request.fingerprint.clone(),
            answer: Answer {
                bookings,
                session: accepted.session.clone(),
                series: accepted.series.clone(),
                outcomes: accepted.outcomes.clone(),
                resource: accepted.resource.clone(),
                service: accepted.service.clone(),
                entry: accepted.entry.clone(),
                promoted: accepted.promoted.clone(),
            },
            at: self.context.now,
        })
    }
}

impl Fingerprint {
    /// The fingerprint of what was sent.
    pub fn of(bytes: &[u8]) -> Self {
        use sha2::{Digest, Sha256};
        Self(Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect())
    }

    /// A fingerprint that was kept.
    pub fn from_kept(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// 64 hexadecimal digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Request {
    /// A key for what is asked for, in whatever form is the same each time: the command as JSON, say.
    ///
    /// # Errors
    /// `id.*` for a key that is none.
    pub fn new(key: &str, asked: &[u8]) -> Result<Self> {
        Ok(Self { id: RequestId::new(key)?, fingerprint: Fingerprint::of(asked) })
    }

    /// A key for a command under its circumstances. The time is not what is asked for: a repetition comes later.
    ///
    /// # Errors
    /// `wire.json` for a command that cannot be written as JSON.
    #[cfg(feature = "serde")]
    pub fn of(id: RequestId, command: &Command, context: &Context) -> Result<Self> {
        let timeless = Context { now: DateTime::UNIX_EPOCH, ..context.clone() };
        let unwritable =
            |error: serde_json::Error| crate::error::WireError::Json { reason: error.to_string() };
        let asked = serde_json::to_vec(&(command, timeless)).map_err(unwritable)?;
        Ok(Self { id, fingerprint: Fingerprint::of(&asked) })
    }
}
