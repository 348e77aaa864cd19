//! Who takes a booking.

use super::{ResourceState, Surroundings};
use crate::bridge::Bridge;
use chrono::{DateTime, Utc};
use kalends::Result;
use kalends::error::Error;
use kalends::id::ResourceId;
use kalends::rules::{Context, Question, Reason};
use kalends::service::Service;
use kalends::share::{Shares, Turn};
use kalends::time::Length;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// Asks who takes a booking at a start.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SlotsAssignRequest {
    /// The resources that there are.
    pub resources: Vec<ResourceState>,
    /// What for.
    pub service: Service,
    /// From when.
    #[serde(with = "kalends::time::wire::tick")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "kalends::time::wire::tick::schema"))]
    pub start: DateTime<Utc>,
    /// One of the service's durations; absent is its default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duration: Option<Length>,
    /// The shares of the members of some legs; where there are none, the declared order decides.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub shares: Vec<LegShares>,
    /// What matters beside the resources.
    #[serde(default, skip_serializing_if = "Surroundings::is_empty")]
    pub surroundings: Surroundings,
    /// The circumstances.
    pub context: Context,
}

/// The shares of a leg's members.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LegShares {
    /// Which leg of the service's requirement, from 0.
    pub leg: usize,
    /// What its members have taken so far.
    pub members: Shares,
}

/// Who takes the booking, or why nobody can.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum SlotsAssignResponse {
    /// Every leg that leaves a choice, with who serves it.
    Assigned(Vec<LegAssigned>),
    /// It cannot be booked, for these reasons, in the order of their codes.
    Refused(Vec<Reason>),
}

/// Who serves a leg.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LegAssigned {
    /// Which leg of the service's requirement, from 0.
    pub leg: usize,
    /// Its members.
    pub members: Vec<ResourceId>,
    /// Why they and not others: everyone's claim, the best first. Whoever stands before those that were taken could not
    /// take part, or another leg needs them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub turns: Vec<Turn>,
    /// The shares with this booking counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shares: Option<Shares>,
}

impl Bridge {
    /// Who takes a booking: for each leg that leaves a choice, those with the best claim who leave enough for the others.
    ///
    /// # Errors
    /// As [`slots_explain`](Self::slots_explain); `share.*`.
    ///
    /// # Example: Bob is due, Anna has had her share
    /// ```
    /// # use kalends_bridge::Bridge;
    /// let request = br#"{
    ///     "resources": [
    ///         {"resource": {"id": "anna", "zone": "UTC"},
    ///          "schedule": {"weekly": [{"id": "a", "days": ["MO"], "from": "09:00", "to": "17:00"}]}},
    ///         {"resource": {"id": "bob", "zone": "UTC"},
    ///          "schedule": {"weekly": [{"id": "b", "days": ["MO"], "from": "09:00", "to": "17:00"}]}}
    ///     ],
    ///     "service": {"id": "lesson", "durations": ["PT1H"], "step": "PT1H",
    ///                 "requires": [{"of": {"members": ["anna", "bob"]}}]},
    ///     "start": "2027-02-01T09:00:00Z",
    ///     "shares": [{"leg": 0, "members": [
    ///         {"resource": "anna", "weight": 1, "taken": 1}, {"resource": "bob", "weight": 1}
    ///     ]}],
    ///     "context": {"now": "2027-01-01T00:00:00Z"}
    /// }"#;
    /// let answer = Bridge::default().call("slots.assign", request);
    /// let first = r#"{"ok":{"assigned":[{"leg":0,"members":["bob"],"turns":[{"resource":"bob","why":"due","#;
    /// assert!(answer.starts_with(first), "{answer}");
    /// ```
    pub fn slots_assign(&self, request: SlotsAssignRequest) -> Result<SlotsAssignResponse> {
        let SlotsAssignRequest { resources, service, start, duration, shares, surroundings, context } =
            request;
        let span = self.candidate(&service, start, duration)?;
        let world = self.world(resources, surroundings, span)?;
        let question = Question::new(&world, &service, None, duration, &context)?;
        let ranks: HashMap<(usize, ResourceId), u64> = shares
            .iter()
            .flat_map(|leg| {
                leg.members.turns().into_iter().zip(0..).map(|(turn, rank)| ((leg.leg, turn.resource), rank))
            })
            .collect();
        let rank =
            |leg: usize, member: &ResourceId| ranks.get(&(leg, member.clone())).copied().unwrap_or(u64::MAX);
        let Some(assigned) = question.assign(start.timestamp(), rank)? else {
            return Ok(SlotsAssignResponse::Refused(question.judge(start.timestamp())?));
        };
        let legs = question.choices().zip(assigned).map(|(leg, members)| {
            let own = shares.iter().position(|shares| shares.leg == leg);
            let mut after = own.and_then(|at| shares.get(at)).map(|shares| shares.members.clone());
            let turns = after.as_ref().map(Shares::turns).unwrap_or_default();
            if let (Some(after), Some(at)) = (&mut after, own) {
                for member in &members {
                    let place = |error: Error| error.in_field("members").in_index(at).in_field("shares");
                    after.take(member).map_err(place)?;
                }
            }
            Ok(LegAssigned { leg, members, turns, shares: after })
        });
        Ok(SlotsAssignResponse::Assigned(legs.collect::<Result<_>>()?))
    }
}
