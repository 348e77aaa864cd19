use super::Booking;
use crate::error::{Error, PolicyError, Result};
use crate::policy::{self, Actor, Deposit, Facts, Money, Outcome, PolicyRef, Token};
use chrono::{DateTime, NaiveDate, Utc};

/// Under which policy a booking was made, and what has come of that.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Agreement {
    /// The policy, as it stood when the booking was made.
    pub policy: PolicyRef,
    /// The start that lateness is judged by, where that is another than the booking's: the one that stood before the
    /// client's last late move.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none", with = "crate::time::wire::tick::option")
    )]
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::time::wire::tick::schema"))]
    pub reference: Option<DateTime<Utc>>,
    /// How often the client has moved it.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "crate::wire::is_zero"))]
    pub moves: u32,
    /// What it has cost or given back, in the order in which it happened. What came to nothing is not here.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Vec::is_empty"))]
    pub consequences: Vec<Consequence>,
}

/// What something that was done to a booking has come to: a line of an invoice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Consequence {
    /// What was done.
    pub action: policy::Action,
    /// By whom.
    pub by: Actor,
    /// When.
    #[cfg_attr(feature = "serde", serde(with = "crate::time::wire::instant"))]
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::time::wire::instant::schema"))]
    pub at: DateTime<Utc>,
    /// Whether it was late.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "crate::wire::is_false"))]
    pub late: bool,
    /// What the client owes for it. All of it: a deposit that is kept counts towards it.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub fee: Option<Money>,
    /// What has become of a grace token.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub token: Option<Token>,
    /// What has become of the deposit.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub deposit: Option<Deposit>,
}

impl Consequence {
    /// What was said, if it comes to anything.
    fn of(outcome: &Outcome, action: policy::Action, by: Actor, at: DateTime<Utc>) -> Option<Self> {
        let Outcome { fee, token, deposit, .. } = *outcome;
        let any = fee.is_some() || token.is_some() || deposit.is_some();
        any.then_some(Self { action, by, at, late: outcome.is_late, fee, token, deposit })
    }
}

impl Agreement {
    /// How much can come of one booking: what goes on for ever, such as moves with a fee, ends there.
    pub const MOST_CONSEQUENCES: usize = 100;

    /// Under a policy, before anything has come of it.
    pub const fn new(policy: PolicyRef) -> Self {
        Self { policy, reference: None, moves: 0, consequences: Vec::new() }
    }

    /// The local date at which its cancel used a grace token, unless that was given back.
    pub fn token_used(&self) -> Option<NaiveDate> {
        match self.consequences.iter().rev().find_map(|one| one.token)? {
            Token::Used(date) => Some(date),
            Token::Returned => None,
        }
    }

    /// Adds what has come of an action.
    pub(super) fn add(&mut self, outcome: &Outcome, action: policy::Action, by: Actor, at: DateTime<Utc>) {
        self.consequences.extend(Consequence::of(outcome, action, by, at));
    }

    /// Gives back the token that its cancel used, if one did.
    pub(super) fn return_token(&mut self, by: Actor, at: DateTime<Utc>) {
        self.consequences.extend(self.token_used().map(|_| Consequence {
            action: policy::Action::Reinstate,
            by,
            at,
            late: false,
            fee: None,
            token: Some(Token::Returned),
            deposit: None,
        }));
    }

    /// Takes back what not coming has cost: the client did come.
    pub(super) fn forgive_no_show(&mut self) {
        self.consequences.retain(|one| one.action != policy::Action::NoShow);
    }
}

impl Booking {
    /// What a policy has to know of it; of the client's other bookings the dates at which tokens were used.
    pub fn facts(&self, tokens_used: Vec<NaiveDate>) -> Facts {
        let agreement = self.agreement.as_deref();
        Facts {
            start: self.span.start(),
            reference: agreement.and_then(|agreement| agreement.reference),
            created_at: Some(self.created_at),
            price: self.price,
            moves: agreement.map_or(0, |agreement| agreement.moves),
            tokens_used,
            cancelled_by_token: agreement.and_then(Agreement::token_used).is_some(),
        }
    }

    /// Checks that something more may come of it. What ends a booking always may.
    pub(super) fn check_open(&self) -> Result<()> {
        let limit = Agreement::MOST_CONSEQUENCES;
        match self.agreement.as_deref() {
            Some(agreement) if agreement.consequences.len() >= limit => {
                let booking = self.id.to_string();
                Err(Error::from(PolicyError::TooOften { booking, limit }).in_field("booking"))
            }
            _ => Ok(()),
        }
    }
}
