use super::{Currency, Money, Percent, PolicyRef};
use crate::error::{Error, PolicyError, Result};
use crate::id::PolicyId;
use crate::limits::Limits;
use crate::service::{BusinessTime, Period, check_terms};
use crate::time::{CalendarDuration, DAY, Elapsed};
use std::num::NonZeroU32;

/// What cancelling, moving and not coming cost a client, and until when they may. What is left out is free, and
/// allowed until the start.
///
/// # Example: free up to 24 hours before, then half the price, one such cancel a month for nothing; at most two moves
/// and none within 12 hours; not coming costs all of it
/// ```
/// use kalends::{Limits, policy::Policy};
/// let policy: Policy = serde_json::from_str(r#"{
///     "id": "lessons",
///     "version": 1,
///     "cancel": {"tiers": [{"notice": "PT24H"}, {"fee": {"percent": 50}}], "grace": {"most": 1, "period": "month"}},
///     "move": {"tiers": [{"notice": "PT12H"}], "most": 2},
///     "no_show": {"percent": 100}
/// }"#).unwrap();
/// policy.validate(&Limits::default())?;
/// # Ok::<(), kalends::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Policy {
    /// The host's id.
    pub id: PolicyId,
    /// Rises with each change of the terms; a booking keeps the one that it was made under.
    pub version: NonZeroU32,
    /// Cancelling by the client.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "CancelTerms::is_none"))]
    pub cancel: CancelTerms,
    /// Moving by the client.
    #[cfg_attr(
        feature = "serde",
        serde(default, rename = "move", skip_serializing_if = "MoveTerms::is_none")
    )]
    pub moves: MoveTerms,
    /// What not coming costs.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub no_show: Option<Fee>,
    /// What is paid ahead: given back when the booking is cancelled in time or by the host, kept when the client
    /// cancels late or does not come. A deposit that is kept counts towards the fee.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub deposit: Option<Fee>,
}

/// When a client may cancel, and for how much.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CancelTerms {
    /// What it costs, from long before to shortly before; after the last tier it is not allowed. None: free.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Vec::is_empty"))]
    pub tiers: Vec<Tier>,
    /// For so long after the booking was made it is free, however close the start; inclusive.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub cooling_off: Option<Elapsed>,
    /// Late cancels that cost nothing after all.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub grace: Option<Grace>,
}

/// When a client may move, how often, and for how much.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MoveTerms {
    /// What it costs, from long before to shortly before; after the last tier it is not allowed. None: free.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Vec::is_empty"))]
    pub tiers: Vec<Tier>,
    /// For so long after the booking was made it is free, however close the start; inclusive.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub cooling_off: Option<Elapsed>,
    /// How often a client may move one booking; moves by the host don't count.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub most: Option<u32>,
}

/// What something costs that is done in time.
///
/// The notice is counted back from the start: hours and shorter are elapsed time, days and longer keep the wall time.
/// It is enough if `start - now >= notice`, inclusive. With both kinds of notice, both must be kept; with neither the
/// tier lasts to the start.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Tier {
    /// How long before the start.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub notice: Option<CalendarDuration>,
    /// How much working time before the start, in the service's business calendar.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub business: Option<BusinessTime>,
    /// What it costs; nothing if absent.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub fee: Option<Fee>,
}

/// A fee: so much, or a part of the price.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Fee {
    /// So much, whatever the price.
    Fixed(Money),
    /// A part of the price, rounded half up; nothing where there is no price.
    Percent(Percent),
}

/// Tokens of a client, each of which makes one late cancel free.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Grace {
    /// So many.
    pub most: NonZeroU32,
    /// In each such period, by the local date of the cancel in the schedule's zone.
    pub period: Period,
}

impl CancelTerms {
    /// Whether nothing is said.
    pub fn is_none(&self) -> bool {
        *self == Self::default()
    }
}

impl MoveTerms {
    /// Whether nothing is said.
    pub fn is_none(&self) -> bool {
        *self == Self::default()
    }
}

impl Tier {
    /// Whether it costs nothing, whatever the price.
    pub(super) fn is_free(&self) -> bool {
        self.fee.is_none_or(Fee::is_nothing)
    }

    /// Whether it ends before the start.
    fn has_notice(&self) -> bool {
        self.notice.is_some() || self.business.is_some()
    }
}

impl Fee {
    /// What it comes to; none if that is nothing.
    pub(super) fn of(self, price: Option<Money>) -> Option<Money> {
        let fee = match self {
            Self::Fixed(money) => Some(money),
            Self::Percent(percent) => price.map(|price| price.percent(percent)),
        };
        fee.filter(|fee| fee.minor() > 0)
    }

    /// The currency, if it names one.
    pub(super) fn currency(self) -> Option<Currency> {
        match self {
            Self::Fixed(money) => Some(money.currency()),
            Self::Percent(_) => None,
        }
    }

    fn is_nothing(self) -> bool {
        match self {
            Self::Fixed(money) => money.minor() == 0,
            Self::Percent(percent) => percent.get() == 0,
        }
    }

    /// Whether it is less than another, whatever the price.
    fn is_less_than(self, other: Self) -> bool {
        match (self, other) {
            (Self::Fixed(one), Self::Fixed(other)) => one.minor() < other.minor(),
            (Self::Percent(one), Self::Percent(other)) => one < other,
            _ => self.is_nothing() && !other.is_nothing(),
        }
    }

    /// Checks the amount, and that its currency is the one that was found before.
    fn validate(self, currency: &mut Option<Currency>) -> Result<()> {
        let Self::Fixed(money) = self else { return Ok(()) };
        let checked = money.check_not_negative();
        let checked = checked.and_then(|()| money.check_currency(*currency.get_or_insert(money.currency())));
        checked.map_err(|error| error.in_field("fixed"))
    }
}

impl Policy {
    /// A policy that says nothing: everything is free, and allowed until the start.
    pub fn new(id: PolicyId, version: NonZeroU32) -> Self {
        let (cancel, moves) = (CancelTerms::default(), MoveTerms::default());
        Self { id, version, cancel, moves, no_show: None, deposit: None }
    }

    /// Its id and version.
    pub fn reference(&self) -> PolicyRef {
        PolicyRef { id: self.id.clone(), version: self.version }
    }

    /// Checks what no single field can: that later never costs less, that every tier can be reached, that no notice is
    /// longer than [`Limits::window_days`], and that all fees are in one currency.
    ///
    /// # Errors
    /// `policy.tier-order`, `.tier-unreachable`, `.too-long`, `.negative`, `.mixed-currency`;
    /// `service.too-many-terms`, `service.too-long`.
    pub fn validate(&self, limits: &Limits) -> Result<()> {
        let currency = &mut None;
        check_tiers(&self.cancel.tiers, currency, limits).map_err(|error| error.in_field("cancel"))?;
        check_tiers(&self.moves.tiers, currency, limits).map_err(|error| error.in_field("move"))?;
        for (name, fee) in [("no_show", self.no_show), ("deposit", self.deposit)] {
            fee.map_or(Ok(()), |fee| fee.validate(currency)).map_err(|error| error.in_field(name))?;
        }
        Ok(())
    }

    /// Whether a notice counts working time, so that the service's business calendar has to be known.
    pub(crate) fn counts_working_time(&self) -> bool {
        self.cancel.tiers.iter().chain(&self.moves.tiers).any(|tier| tier.business.is_some())
    }

    /// The fees that it names.
    pub(super) fn fees(&self) -> impl Iterator<Item = Fee> {
        let tiers = self.cancel.tiers.iter().chain(&self.moves.tiers);
        tiers.filter_map(|tier| tier.fee).chain(self.no_show).chain(self.deposit)
    }
}

fn check_tiers(tiers: &[Tier], currency: &mut Option<Currency>, limits: &Limits) -> Result<()> {
    check_terms("tiers", tiers.len()).map_err(|error| error.in_field("tiers"))?;
    let mut before: Option<&Tier> = None;
    for (at, tier) in tiers.iter().enumerate() {
        let checked = check_tier(tier, before, currency, limits);
        checked.map_err(|error| error.in_index(at).in_field("tiers"))?;
        before = Some(tier);
    }
    Ok(())
}

fn check_tier(
    tier: &Tier,
    before: Option<&Tier>,
    currency: &mut Option<Currency>,
    limits: &Limits,
) -> Result<()> {
    check_notice(tier, limits)?;
    tier.fee.map_or(Ok(()), |fee| fee.validate(currency)).map_err(|error| error.in_field("fee"))?;
    let Some(before) = before else { return Ok(()) };
    if !before.has_notice() {
        return Err(PolicyError::TierUnreachable {}.into());
    }
    let falls = match (tier.fee, before.fee) {
        (_, None) => false,
        (None, Some(earlier)) => !earlier.is_nothing(),
        (Some(fee), Some(earlier)) => fee.is_less_than(earlier),
    };
    if falls { Err(Error::from(PolicyError::TierOrder {}).in_field("fee")) } else { Ok(()) }
}

fn check_notice(tier: &Tier, limits: &Limits) -> Result<()> {
    if let Some(notice) = tier.notice {
        let months = i64::from(notice.months()) * 31;
        let days = months + i64::from(notice.days()) + i64::from(notice.seconds()) / DAY;
        if days > limits.window_days {
            let error = PolicyError::TooLong { found: notice.to_string(), limit: limits.window_days };
            return Err(Error::from(error).in_field("notice"));
        }
    }
    let business = tier.business.map_or(Ok(()), |time| time.validate("business notice"));
    business.map_err(|error| error.in_field("business"))
}
