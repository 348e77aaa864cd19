use super::Money;
use crate::service::Business;
use crate::zone::{Zone, ZoneDb};
use chrono::{DateTime, NaiveDate, Utc};

/// What a policy judges.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Action {
    /// To call the booking off.
    Cancel,
    /// To give it another time.
    Move,
    /// To say that the client did not come; by the host.
    NoShow,
    /// To undo a cancel; by the host.
    Reinstate,
}

/// What a policy has to know of a booking and its client.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Facts {
    /// When the booking starts.
    #[cfg_attr(feature = "serde", serde(with = "crate::time::wire::tick"))]
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::time::wire::tick::schema"))]
    pub start: DateTime<Utc>,
    /// The start that lateness is judged by, where that is another: the one that stood before the client's last late
    /// move. See [`Outcome::reference_after`](super::Outcome::reference_after).
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none", with = "crate::time::wire::tick::option")
    )]
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::time::wire::tick::schema"))]
    pub reference: Option<DateTime<Utc>>,
    /// When the booking was made, for terms that speak of it.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none", with = "crate::time::wire::instant::option")
    )]
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::time::wire::instant::schema"))]
    pub created_at: Option<DateTime<Utc>>,
    /// What it costs to come; a percentage of no price is nothing.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub price: Option<Money>,
    /// How often the client has moved it.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "crate::wire::is_zero"))]
    pub moves: u32,
    /// The local dates at which the client used grace tokens, for whatever booking, that were not given back.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Vec::is_empty", with = "crate::time::wire::dates")
    )]
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::time::wire::dates::schema"))]
    pub tokens_used: Vec<NaiveDate>,
    /// Whether this booking was cancelled by means of a token, where it is to be reinstated.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "crate::wire::is_false"))]
    pub cancelled_by_token: bool,
}

impl Facts {
    /// A booking at this start, of which nothing else is known.
    pub fn new(start: DateTime<Utc>) -> Self {
        Self {
            start,
            reference: None,
            created_at: None,
            price: None,
            moves: 0,
            tokens_used: Vec::new(),
            cancelled_by_token: false,
        }
    }

    /// The start that lateness is judged by.
    pub fn reference(&self) -> DateTime<Utc> {
        self.reference.unwrap_or(self.start)
    }
}

/// By which clock and calendar a policy counts.
#[derive(Clone, Copy, Debug)]
pub struct Calendar<'a> {
    /// The schedule's zone: wall times and dates are those of its clock.
    pub zone: &'a Zone,
    /// The service's business calendar, for terms in working time.
    pub business: Option<&'a Business>,
    /// The zone data that the business calendar is read with.
    pub zones: &'a ZoneDb,
}
