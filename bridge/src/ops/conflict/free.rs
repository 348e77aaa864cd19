//! Where something could go instead.

use crate::bridge::Bridge;
use kalends::Result;
use kalends::conflict::{Entry, Index, alternatives};
use kalends::interval::{Interval, IntervalSet};
use kalends::time::Elapsed;
use serde::{Deserialize, Serialize};

/// How many are given if nobody says.
const DEFAULT_LIMIT: usize = 10;

/// Asks for the free times nearest to one that is taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ConflictAlternativesRequest {
    /// The time that was asked for.
    pub asked: Interval,
    /// What is open, in any order.
    pub open: IntervalSet,
    /// What is taken, in any order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub busy: Vec<Interval>,
    /// Alternatives start a whole number of these before or after the asked start.
    pub step: Elapsed,
    /// At most this many; absent is 10.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<usize>,
}

/// Free times of the length of the asked one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ConflictAlternativesResponse {
    /// By the distance of their starts from the asked one; the later of two that are as far comes first. The asked time
    /// itself leads if it is free.
    pub alternatives: Vec<Interval>,
}

impl Bridge {
    /// The free times nearest to one that is taken.
    ///
    /// Each lies within one open span and touches what is busy at most.
    ///
    /// # Errors
    /// `slots.too-busy` for more busy spans than the bridge's limit, `conflict.budget` for a search beyond it.
    ///
    /// # Example: half past eleven at night is taken, and midnight is the nearest that is not
    /// ```
    /// # use kalends_bridge::Bridge;
    /// let request = br#"{
    ///     "asked": {"start": "2027-01-31T23:30:00Z", "end": "2027-02-01T00:00:00Z"},
    ///     "open": [{"start": "2027-01-31T22:00:00Z", "end": "2027-02-01T02:00:00Z"}],
    ///     "busy": [{"start": "2027-01-31T22:50:00Z", "end": "2027-02-01T00:00:00Z"}],
    ///     "step": "PT15M", "limit": 1
    /// }"#;
    /// assert_eq!(
    ///     Bridge::default().call("conflict.alternatives", request),
    ///     r#"{"ok":{"alternatives":[{"start":"2027-02-01T00:00:00Z","end":"2027-02-01T00:30:00Z"}]}}"#,
    /// );
    /// ```
    pub fn conflict_alternatives(
        &self,
        request: ConflictAlternativesRequest,
    ) -> Result<ConflictAlternativesResponse> {
        let ConflictAlternativesRequest { asked, open, busy, step, limit } = request;
        self.check_count(busy.len(), "busy")?;
        let busy: Index = (0..).zip(busy).map(|(item, span)| Entry::new(span, item)).collect();
        let most = limit.unwrap_or(DEFAULT_LIMIT).min(self.limits().slots);
        let found = alternatives(&busy, &open, asked, step, self.limits()).take(most);
        Ok(ConflictAlternativesResponse { alternatives: found.collect::<Result<_>>()? })
    }
}
