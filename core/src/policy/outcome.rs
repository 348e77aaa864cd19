use super::{Facts, Money, PolicyRef, PolicyRule};
use chrono::{DateTime, NaiveDate, Utc};

/// What a policy says to an action: a statement, which changes nothing by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Outcome {
    /// Under which policy.
    pub policy: PolicyRef,
    /// What does not allow it; nothing if it is allowed.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Vec::is_empty"))]
    pub against: Vec<PolicyRule>,
    /// The last instant at which it is, or was, free for the client: absent if it never is, and for what a host does.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none", with = "crate::time::wire::instant::option")
    )]
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::time::wire::instant::schema"))]
    pub free_until: Option<DateTime<Utc>>,
    /// Whether a client does it after that; a host is never late.
    #[cfg_attr(feature = "serde", serde(rename = "late"))]
    pub is_late: bool,
    /// What the client owes for it; absent if nothing. All of it: a deposit that is kept counts towards it.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub fee: Option<Money>,
    /// What becomes of a grace token, if one is concerned.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub token: Option<Token>,
    /// What becomes of the deposit, if it decides that.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub deposit: Option<Deposit>,
}

/// What becomes of a grace token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Token {
    /// One is used, at this local date: it belongs into [`Facts::tokens_used`] from then on.
    Used(
        #[cfg_attr(feature = "serde", serde(with = "crate::time::wire::date"))]
        #[cfg_attr(feature = "schema", schemars(schema_with = "crate::time::wire::date::schema"))]
        NaiveDate,
    ),
    /// The one that the cancel used is given back.
    Returned,
}

/// What becomes of a deposit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Deposit {
    /// It stays with the host.
    Kept(Money),
    /// The client gets it back.
    Refunded(Money),
}

impl Outcome {
    /// Whether it is allowed.
    pub fn is_allowed(&self) -> bool {
        self.against.is_empty()
    }

    /// The start that lateness is judged by after a move to `start` with this outcome: after a late move the one
    /// before it, so that nobody moves a booking away in order to cancel it for nothing; else the new start.
    ///
    /// # Example: a late move does not make the next cancel free
    /// ```
    /// use kalends::policy::{Action, Actor, Calendar, Facts, Policy};
    /// use kalends::{ZoneDb, time::parse_instant};
    /// let policy: Policy = serde_json::from_str(r#"{"id": "lessons", "version": 1,
    ///     "cancel": {"tiers": [{"notice": "P1D"}, {"fee": {"percent": 50}}]}
    /// }"#).unwrap();
    /// let zone = ZoneDb::builtin().get("Europe/Paris")?;
    /// let calendar = Calendar { zone: &zone, business: None, zones: ZoneDb::builtin() };
    /// // Sunday 10:00, the clocks went on in the night: a day before is Saturday 10:00, 23 hours before.
    /// let mut facts = Facts::new(parse_instant("2027-03-28T08:00:00Z")?);
    /// let now = parse_instant("2027-03-27T09:00:01Z")?;
    /// let moved = policy.evaluate(Action::Move, Actor::Client, now, &facts, &calendar)?;
    /// assert!(moved.is_allowed() && moved.is_late);
    /// let monday_in_a_week = parse_instant("2027-04-05T08:00:00Z")?;
    /// facts.reference = Some(moved.reference_after(&facts, monday_in_a_week));
    /// facts.start = monday_in_a_week;
    /// assert!(policy.evaluate(Action::Cancel, Actor::Client, now, &facts, &calendar)?.is_late);
    /// # Ok::<(), kalends::Error>(())
    /// ```
    pub fn reference_after(&self, facts: &Facts, start: DateTime<Utc>) -> DateTime<Utc> {
        if self.is_late { facts.reference() } else { start }
    }
}
