use super::room::room_errors;

room_errors! { PolicyError in "policy" {
    /// A currency is not a code of three upper-case letters.
    Currency { found: String } = Input "currency": "currency `{found}` is not three upper-case letters",
    /// An amount is not written as minor units and a currency.
    Money { found: String } = Input "money":
        "`{found}` is not an amount in minor units and a currency such as `4500 EUR`",
    /// An amount of money is beyond 2^53 minor units.
    Amount { found: String } = Input "amount": "an amount of {found} is beyond 9007199254740992 minor units",
    /// Two amounts that belong together are in different currencies.
    MixedCurrency { found: String, expected: String } = Input "mixed-currency":
        "an amount is in {found}; expected {expected}",
    /// A fee or a price is below zero.
    Negative { found: i64 } = Input "negative": "an amount of {found} is below zero",
    /// A percentage is above 100.
    Percent { found: u32 } = Input "percent": "a percentage of {found} is above 100",
    /// A tier costs less than one before it.
    TierOrder {} = Input "tier-order": "the tier costs less than the one before it; later never costs less",
    /// A tier stands after one that lasts to the start.
    TierUnreachable {} = Input "tier-unreachable": "the tier stands after one that lasts to the start",
    /// A notice is longer than the limit.
    TooLong { found: String, limit: i64 } = Limit "too-long": "a notice of {found} is longer than {limit} days",
    /// There is no such policy, or not in that version.
    Unknown { policy: String } = Input "unknown": "there is no policy {policy}",
    /// A version of a policy has been stored with other terms.
    Changed { policy: String } = Conflict "changed":
        "policy {policy} has been stored with other terms; changed terms need the next version",
    /// A booking has cost more often than can be kept.
    TooOften { booking: String, limit: usize } = Limit "too-often":
        "booking `{booking}` has come to fees, tokens or deposits {limit} times already",
    /// A notice counts working time without a calendar of it.
    NoBusiness {} = Input "no-business": "working time needs a calendar; the service has no `business`",
}}
