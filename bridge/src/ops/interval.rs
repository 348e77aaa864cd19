//! Sums and differences of spans.

use crate::bridge::Bridge;
use crate::total::Total;
use kalends::Result;
use kalends::interval::{Interval, IntervalSet};
use serde::{Deserialize, Serialize};

/// Asks for a combination of two sets of spans.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct IntervalCombineRequest {
    /// One set, in any order, overlapping or not.
    pub spans: IntervalSet,
    /// With what, and how.
    pub how: Combination,
}

/// How two sets of spans are combined.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Combination {
    /// What is in either.
    Union(IntervalSet),
    /// What is in both.
    Intersect(IntervalSet),
    /// What is in the first and not in this one.
    Subtract(IntervalSet),
    /// What is missing from the first inside a range.
    Gaps(Interval),
}

/// A set of spans.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct IntervalCombineResponse {
    /// In order, neither overlapping nor touching.
    pub spans: IntervalSet,
    /// How long they are together.
    pub total: Total,
}

impl Bridge {
    /// Combines two sets of spans.
    ///
    /// Spans are half-open: touching ones merge in a union and share nothing in an intersection. An empty result is
    /// an empty list with the total `PT0S`.
    ///
    /// # Errors
    /// None; a span that is empty is refused when the request is read, with `interval.empty`.
    ///
    /// # Example
    /// ```
    /// # use kalends_bridge::Bridge;
    /// let nine_to_ten = r#"{"start":"2027-01-31T09:00:00Z","end":"2027-01-31T10:00:00Z"}"#;
    /// let ten_to_noon = r#"{"start":"2027-01-31T10:00:00Z","end":"2027-01-31T12:00:00Z"}"#;
    /// let request = format!(r#"{{"spans":[{ten_to_noon}],"how":{{"union":[{nine_to_ten}]}}}}"#);
    /// assert_eq!(
    ///     Bridge::default().call("interval.combine", request.as_bytes()),
    ///     r#"{"ok":{"spans":[{"start":"2027-01-31T09:00:00Z","end":"2027-01-31T12:00:00Z"}],"total":"PT3H"}}"#,
    /// );
    /// ```
    pub fn interval_combine(&self, request: IntervalCombineRequest) -> Result<IntervalCombineResponse> {
        let IntervalCombineRequest { spans, how } = request;
        let spans = match how {
            Combination::Union(other) => spans.union(&other),
            Combination::Intersect(other) => spans.intersect(&other),
            Combination::Subtract(other) => spans.subtract(&other),
            Combination::Gaps(range) => spans.gaps(range),
        };
        let total = Total::of(&spans);
        Ok(IntervalCombineResponse { spans, total })
    }
}
