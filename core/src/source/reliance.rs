use super::{Freshness, Source};
use crate::id::SourceId;
use crate::time::Elapsed;
use chrono::{DateTime, Utc};

/// When a source was last copied, as its host knows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LastSync {
    /// When it was copied with success; absent is never.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none", with = "crate::time::wire::instant::option")
    )]
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::time::wire::instant::schema"))]
    pub at: Option<DateTime<Utc>>,
    /// Whether the last attempt was that success.
    pub reachable: bool,
}

/// How what is known of a source stands at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum SourceState {
    /// As it is there.
    Fresh,
    /// As it was there.
    Stale {
        /// How long ago.
        age: Elapsed,
    },
    /// Nothing is known.
    Unavailable,
}

/// What is to be done with a source at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Reliance {
    /// Its busy time counts.
    Full,
    /// Its busy time counts as it was last known; the answer says how old that is.
    Aged,
    /// Its busy time does not count; the answer says that it is degraded.
    Ignored,
    /// Nothing is offered, because it might be busy at any time.
    Closed,
}

/// A source, how it stands, and what is to be done with it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SourceReport {
    /// Which.
    pub source: SourceId,
    /// How it stands.
    pub state: SourceState,
    /// What is to be done.
    pub reliance: Reliance,
}

impl SourceReport {
    /// Whether an answer is less certain than it would be with a fresh source.
    pub fn is_degraded(&self) -> bool {
        matches!(self.reliance, Reliance::Aged | Reliance::Ignored)
    }
}

impl Source {
    /// What is to be done with this source at `now`, given when it was last copied.
    ///
    /// A copy made in the future, by a clock that is ahead, is of age zero. A source that was never copied is
    /// unavailable even if it can be reached, and then only [`Freshness::FailOpen`] does without it.
    ///
    /// # Example: never copied
    /// ```
    /// use kalends::source::{Freshness, LastSync, Reliance, Source, SourceState};
    /// use kalends::{id::SourceId, time::parse_instant};
    /// let mut source = Source::new(SourceId::new("new")?);
    /// let now = parse_instant("2027-01-31T08:00:00Z")?;
    /// let report = source.rely(&LastSync::default(), now);
    /// assert_eq!((report.state, report.reliance), (SourceState::Unavailable, Reliance::Closed));
    /// source.freshness = Freshness::FailOpen;
    /// assert_eq!(source.rely(&LastSync::default(), now).reliance, Reliance::Ignored);
    /// # Ok::<(), kalends::Error>(())
    /// ```
    pub fn rely(&self, sync: &LastSync, now: DateTime<Utc>) -> SourceReport {
        let state = self.state(sync, now);
        let reliance = match (state, self.freshness) {
            (SourceState::Fresh, _) => Reliance::Full,
            (_, Freshness::FailOpen) => Reliance::Ignored,
            (SourceState::Stale { age }, Freshness::StaleOk { max_age }) if age <= max_age => Reliance::Aged,
            (_, Freshness::FailClosed | Freshness::StaleOk { .. }) => Reliance::Closed,
        };
        SourceReport { source: self.id.clone(), state, reliance }
    }

    fn state(&self, sync: &LastSync, now: DateTime<Utc>) -> SourceState {
        let Some(at) = sync.at else { return SourceState::Unavailable };
        let age = now.signed_duration_since(at);
        // A fraction makes it a second older, so that no bound is passed unseen.
        let seconds = age.num_seconds() + i64::from(age.subsec_nanos() > 0);
        let longest = Elapsed::from_seconds(u32::MAX.into());
        let age = Elapsed::from_seconds(seconds.max(0)).or(longest).unwrap_or_default();
        if sync.reachable && self.fresh_for.is_none_or(|most| age <= most) {
            SourceState::Fresh
        } else {
            SourceState::Stale { age }
        }
    }
}
