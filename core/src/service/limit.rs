use super::Period;
use crate::error::{Error, Result, ServiceError};
use crate::time::Length;
use std::num::NonZeroU32;

/// How much, as a number of bookings or as their time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Most {
    /// So many bookings.
    Bookings(NonZeroU32),
    /// So much time, without buffers.
    Time(Length),
}

/// Whose bookings of a service are counted together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum LimitScope {
    /// All bookings of the service.
    Service,
    /// For each resource, those that take it.
    Resource,
    /// For each client, their own. Without a known client it does not bind.
    Client,
    /// For each leg of the requirement, those that take any of the resources that it chooses from.
    Pool,
}

/// How much of a service may be booked.
///
/// # Example: two lessons a week for each client, weeks beginning on Sunday
/// ```
/// use kalends::service::{Limit, LimitScope, Most, Period};
/// let twice = Limit {
///     per: LimitScope::Client,
///     period: Period::Week(chrono::Weekday::Sun),
///     most: Most::Bookings(std::num::NonZeroU32::new(2).unwrap()),
/// };
/// assert_eq!(serde_json::to_string(&twice).unwrap(), r#"{"per":"client","period":{"week":"SU"},"most":{"bookings":2}}"#);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Limit {
    /// Whose bookings are counted together.
    pub per: LimitScope,
    /// Over which time. Dates are those of the resource's zone for [`LimitScope::Resource`], else of the service's.
    pub period: Period,
    /// How much, this booking included.
    pub most: Most,
}

/// How much a resource may be booked, by whatever service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Quota {
    /// Over which time, by the dates of the resource's zone.
    pub period: Period,
    /// How much, this booking included.
    pub most: Most,
}

/// Most limits of one service or resource, and most breaks of one resource.
pub(crate) const MOST_TERMS: usize = 64;

/// Checks that a list of terms is not too long.
pub(crate) fn check_terms(what: &'static str, found: usize) -> Result<()> {
    if found > MOST_TERMS {
        return Err(Error::from(ServiceError::TooManyTerms { what, found, limit: MOST_TERMS }));
    }
    Ok(())
}
