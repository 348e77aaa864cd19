//! What a policy says to an action.

use crate::bridge::Bridge;
use chrono::{DateTime, Utc};
use kalends::Result;
use kalends::policy::{Action, Actor, Calendar, Deposit, Facts, Money, Policy, PolicyRef, Token};
use kalends::rules::Reason;
use kalends::service::Business;
use serde::{Deserialize, Serialize};

/// Asks what a policy says to an action, before anybody does anything.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PolicyEvaluateRequest {
    /// The policy that the booking was made under.
    pub policy: Policy,
    /// What somebody wants to do.
    pub action: Action,
    /// On whose behalf.
    #[serde(default)]
    pub actor: Actor,
    /// The present instant.
    #[serde(with = "kalends::time::wire::instant")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "kalends::time::wire::instant::schema"))]
    pub now: DateTime<Utc>,
    /// What is known of the booking and its client.
    pub facts: Facts,
    /// The schedule's zone: wall times and dates are those of its clock.
    pub zone: String,
    /// The service's business calendar, for terms in working time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub business: Option<Business>,
}

/// What a policy says to an action.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PolicyEvaluateResponse {
    /// Whether it is allowed.
    pub allowed: bool,
    /// Why not; none if it is allowed.
    pub reasons: Vec<Reason>,
    /// The last instant at which it is, or was, free for the client, fractions included; absent if it never is, and for
    /// what a host does. On the start itself a client can't do it any more.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "kalends::time::wire::instant::option")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "kalends::time::wire::instant::schema"))]
    pub free_until: Option<DateTime<Utc>>,
    /// Whether a client does it after that. After a late move lateness is judged by the same start as before, after any
    /// other by the new one.
    pub late: bool,
    /// What the client owes for it; absent if nothing. A deposit that is kept counts towards it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fee: Option<Money>,
    /// What becomes of a grace token, if one is concerned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub token: Option<Token>,
    /// What becomes of the deposit, if it decides that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deposit: Option<Deposit>,
    /// Under which policy.
    pub policy: PolicyRef,
    /// The release of the zone data.
    pub release: String,
}

impl Bridge {
    /// What a policy says to a cancel, a move, a no-show or a reinstatement: whether it is allowed, what it costs, and
    /// until when it would be free. Nothing is changed.
    ///
    /// # Errors
    /// `policy.*`, `zone.unknown`; `service.too-long`, `service.too-many-terms`, `availability.*` for the business
    /// calendar.
    ///
    /// # Example: a day before Sunday's lesson is Saturday at the same time, although the night has 23 hours
    /// ```
    /// # use kalends_bridge::Bridge;
    /// let request = br#"{
    ///     "policy": {"id": "lessons", "version": 3, "cancel": {"tiers": [{"notice": "P1D"}, {"fee": {"percent": 50}}]}},
    ///     "action": "cancel",
    ///     "now": "2027-03-27T09:00:01Z",
    ///     "facts": {"start": "2027-03-28T08:00:00Z", "price": {"minor": 2501, "currency": "EUR"}},
    ///     "zone": "Europe/Paris"
    /// }"#;
    /// assert_eq!(Bridge::default().call("policy.evaluate", request), concat!(
    ///     r#"{"ok":{"allowed":true,"reasons":[],"free_until":"2027-03-27T09:00:00Z","late":true,"#,
    ///     r#""fee":{"minor":1251,"currency":"EUR"},"policy":{"id":"lessons","version":3},"release":"2026f"}}"#,
    /// ));
    /// ```
    pub fn policy_evaluate(&self, request: PolicyEvaluateRequest) -> Result<PolicyEvaluateResponse> {
        let PolicyEvaluateRequest { policy, action, actor, now, facts, zone, business } = request;
        policy.validate(self.limits()).map_err(|error| error.in_field("policy"))?;
        let checked = business.as_ref().map_or(Ok(()), |business| business.validate(self.limits()));
        checked.map_err(|error| error.in_field("business"))?;
        let zone = self.zones().get(&zone).map_err(|error| error.in_field("zone"))?;
        let calendar = Calendar { zone: &zone, business: business.as_ref(), zones: self.zones() };
        let said = policy.evaluate(action, actor, now, &facts, &calendar)?;
        Ok(PolicyEvaluateResponse {
            allowed: said.is_allowed(),
            reasons: Reason::of_policy(&said),
            free_until: said.free_until,
            late: said.is_late,
            fee: said.fee,
            token: said.token,
            deposit: said.deposit,
            policy: said.policy,
            release: self.release(),
        })
    }
}
