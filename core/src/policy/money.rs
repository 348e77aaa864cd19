use crate::error::{Error, PolicyError, Result};
use crate::time::clip;
use std::fmt;
use std::str::FromStr;

/// A currency, by its code of three upper-case letters as in ISO 4217: `EUR`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency([u8; 3]);

impl FromStr for Currency {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        match <[u8; 3]>::try_from(text.as_bytes()) {
            Ok(letters) if letters.iter().all(u8::is_ascii_uppercase) => Ok(Self(letters)),
            _ => Err(PolicyError::Currency { found: clip(text) }.into()),
        }
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|letter| write!(f, "{}", char::from(*letter)))
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

crate::wire::text_serde!(Currency, "currency code of three upper-case letters such as EUR", "^[A-Z]{3}$");

/// A whole percentage, 0 to 100.
///
/// # Errors
/// `policy.percent`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(try_from = "PercentNumber", into = "u32")
)]
pub struct Percent(u32);

impl Percent {
    /// From a whole number.
    ///
    /// # Errors
    /// `policy.percent` above 100.
    pub fn new(percent: u32) -> Result<Self> {
        if percent > 100 {
            return Err(PolicyError::Percent { found: percent }.into());
        }
        Ok(Self(percent))
    }

    /// The number.
    pub const fn get(self) -> u32 {
        self.0
    }
}

impl From<Percent> for u32 {
    fn from(percent: Percent) -> Self {
        percent.0
    }
}

#[cfg(feature = "serde")]
#[derive(serde::Deserialize)]
#[serde(transparent)]
struct PercentNumber(u32);

#[cfg(feature = "serde")]
impl TryFrom<PercentNumber> for Percent {
    type Error = crate::wire::Refused;
    fn try_from(raw: PercentNumber) -> Result<Self, Self::Error> {
        Ok(Self::new(raw.0)?)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Percent {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Percent".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "integer", "description": "a whole percentage", "minimum": 0, "maximum": 100
        })
    }
}

/// An amount in the smallest unit of a currency: cents, pence, yen.
///
/// At most 2^53 units either way, which every language holds exactly.
///
/// # Example: half of a debt of 1.25 EUR, and of the same credit
/// ```
/// use kalends::policy::{Money, Percent};
/// let half = |minor| Ok::<_, kalends::Error>(Money::new(minor, "EUR".parse()?)?.percent(Percent::new(50)?).minor());
/// assert_eq!(half(125)?, 63);                         // half up
/// assert_eq!(half(-125)?, -62);                       // up, not away from zero
/// # Ok::<(), kalends::Error>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(try_from = "RawMoney", into = "RawMoney")
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(with = "RawMoney"))]
pub struct Money {
    minor: i64, // INVARIANT: within ±MOST
    currency: Currency,
}

impl Money {
    /// The largest amount, in minor units.
    pub const MOST: i64 = 1 << 53;

    /// An amount in minor units.
    ///
    /// # Errors
    /// `policy.amount` beyond [`Self::MOST`].
    pub fn new(minor: i64, currency: Currency) -> Result<Self> {
        if !(-Self::MOST..=Self::MOST).contains(&minor) {
            return Err(PolicyError::Amount { found: minor.to_string() }.into());
        }
        Ok(Self { minor, currency })
    }

    /// The amount in minor units.
    pub const fn minor(self) -> i64 {
        self.minor
    }

    /// The currency.
    pub const fn currency(self) -> Currency {
        self.currency
    }

    /// The sum.
    ///
    /// # Errors
    /// `policy.mixed-currency`; `policy.amount` if it is too large.
    pub fn plus(self, other: Self) -> Result<Self> {
        self.check_currency(other.currency)?;
        // Two amounts within 2^53 are within 2^54 together.
        Self::new(self.minor + other.minor, self.currency)
    }

    /// The difference.
    ///
    /// # Errors
    /// `policy.mixed-currency`; `policy.amount` if it is too large.
    pub fn minus(self, other: Self) -> Result<Self> {
        self.check_currency(other.currency)?;
        Self::new(self.minor - other.minor, self.currency)
    }

    /// A part of it, rounded once to the nearest unit; a half goes up, for amounts below zero too: half of -1 is 0.
    #[must_use]
    pub const fn percent(self, percent: Percent) -> Self {
        // 2^53 · 100 is below 2^60.
        let minor = (self.minor * percent.0 as i64 + 50).div_euclid(100);
        Self { minor, currency: self.currency }
    }

    /// Checks that the amount is in this currency.
    pub(super) fn check_currency(self, expected: Currency) -> Result<()> {
        if self.currency == expected {
            return Ok(());
        }
        let (found, expected) = (self.currency.to_string(), expected.to_string());
        Err(PolicyError::MixedCurrency { found, expected }.into())
    }

    /// Checks that the amount is not below zero.
    pub(crate) fn check_not_negative(self) -> Result<()> {
        if self.minor < 0 {
            return Err(PolicyError::Negative { found: self.minor }.into());
        }
        Ok(())
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.minor, self.currency)
    }
}

/// As [`Display`](fmt::Display) prints it: minor units, a space, the currency.
impl FromStr for Money {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let parts = text.split_once(' ').and_then(|(minor, currency)| Some((minor.parse().ok()?, currency)));
        let (minor, currency) = parts.ok_or_else(|| Error::from(PolicyError::Money { found: clip(text) }))?;
        Self::new(minor, currency.parse()?)
    }
}

impl fmt::Debug for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// An amount in the smallest unit of a currency.
#[cfg(feature = "serde")]
#[derive(serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Money"))]
#[serde(deny_unknown_fields)]
struct RawMoney {
    /// Minor units, at most 2^53 either way.
    minor: i64,
    /// The currency.
    currency: Currency,
}

#[cfg(feature = "serde")]
impl TryFrom<RawMoney> for Money {
    type Error = crate::wire::Refused;
    fn try_from(raw: RawMoney) -> Result<Self, Self::Error> {
        Ok(Self::new(raw.minor, raw.currency)?)
    }
}

#[cfg(feature = "serde")]
impl From<Money> for RawMoney {
    fn from(money: Money) -> Self {
        Self { minor: money.minor, currency: money.currency }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn euro(minor: i64) -> Money {
        Money::new(minor, "EUR".parse().unwrap()).unwrap()
    }

    #[test]
    fn halves_go_up() {
        let percent = |minor, percent| euro(minor).percent(Percent::new(percent).unwrap()).minor();
        // 33 % of 250 is 82.5; 50 % of 1 is 0.5; 49 % of 1 is 0.49; 1 % of -50 is -0.5; 1 % of -51 is -0.51.
        assert_eq!(percent(250, 33), 83);
        assert_eq!(percent(1, 50), 1);
        assert_eq!(percent(1, 49), 0);
        assert_eq!(percent(-50, 1), 0);
        assert_eq!(percent(-51, 1), -1);
        assert_eq!(percent(-3, 50), -1);
        assert_eq!(percent(Money::MOST, 100), Money::MOST);
        assert_eq!(percent(-Money::MOST, 100), -Money::MOST);
    }

    #[test]
    fn amounts_stay_exact_or_are_refused() {
        assert_eq!(euro(70).plus(euro(-20)).unwrap(), euro(50));
        assert_eq!(euro(Money::MOST).plus(euro(1)).unwrap_err().code(), "policy.amount");
        assert_eq!(euro(-Money::MOST).minus(euro(1)).unwrap_err().code(), "policy.amount");
        let yen = Money::new(1, "JPY".parse().unwrap()).unwrap();
        assert_eq!(euro(1).plus(yen).unwrap_err().code(), "policy.mixed-currency");
        assert_eq!(euro(1).minus(yen).unwrap_err().code(), "policy.mixed-currency");
        for currency in ["", "EU", "eur", "EURO", "€", "E€"] {
            assert_eq!(currency.parse::<Currency>().unwrap_err().code(), "policy.currency", "{currency}");
        }
        assert_eq!(Percent::new(101).unwrap_err().code(), "policy.percent");
    }

    #[test]
    fn an_amount_is_read_as_it_is_printed() {
        for (text, minor) in [("0 EUR", 0), ("-5 EUR", -5), ("9007199254740992 EUR", Money::MOST)] {
            let money: Money = text.parse().unwrap();
            assert_eq!((money, money.to_string().as_str()), (euro(minor), text));
        }
        let code = |text: &str| text.parse::<Money>().unwrap_err().code();
        for text in ["", "5", "EUR", "5EUR", " 5 EUR", "5.00 EUR", "5,00 EUR"] {
            assert_eq!(code(text), "policy.money", "{text}");
        }
        assert_eq!(code("5  EUR"), "policy.currency");
        assert_eq!(code("5 eur"), "policy.currency");
        assert_eq!(code("9007199254740993 EUR"), "policy.amount");
    }

    #[cfg(feature = "serde")]
    #[test]
    fn the_wire_goes_through_the_same_door() {
        let read = |text: &str| serde_json::from_str::<Money>(text);
        assert_eq!(read(r#"{"minor":-5,"currency":"EUR"}"#).unwrap(), euro(-5));
        assert_eq!(serde_json::to_string(&euro(-5)).unwrap(), r#"{"minor":-5,"currency":"EUR"}"#);
        assert!(read(r#"{"minor":9007199254740992,"currency":"EUR"}"#).is_ok());
        let code = |text: &str| {
            let error = read(text).unwrap_err().to_string();
            crate::wire::recover(&error).map(|error| error.code())
        };
        assert_eq!(code(r#"{"minor":9007199254740993,"currency":"EUR"}"#), Some("policy.amount"));
        assert_eq!(code(r#"{"minor":1,"currency":"Eur"}"#), Some("policy.currency"));
        let percent = serde_json::from_str::<Percent>("101").unwrap_err().to_string();
        assert_eq!(crate::wire::recover(&percent).map(|error| error.code()), Some("policy.percent"));
    }
}
