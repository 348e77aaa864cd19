use crate::booking::{BookingKind, Details, Participant};
use crate::id::WaitlistId;
use crate::policy::Money;
use crate::waitlist::Wish;

/// Wait for seats in a session, or for a time that is taken.
///
/// The `client` of the context waits, for as many seats as the `party` says. If the session has room, it is offered at
/// once; a wish is offered what becomes free from now on. Repeating the same command with the same id is accepted and
/// changes nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct JoinWaitlist {
    /// The new entry's id: a UUIDv7 of the caller's, or any other unique text.
    pub entry: WaitlistId,
    /// What for.
    pub wish: Wish,
}

/// Do not wait any longer; what is offered is let go of. Repeating it is accepted and changes nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LeaveWaitlist {
    /// Which entry.
    pub entry: WaitlistId,
    /// The version that the caller has seen; any if absent.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub version: Option<u64>,
}

/// Take what is offered: it is booked, or asked for where the service has a host confirm.
///
/// Repeating it is accepted and changes nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AcceptOffer {
    /// Which entry.
    pub entry: WaitlistId,
    /// What the booking is.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub kind: Option<BookingKind>,
    /// What it costs to come, where a policy takes parts of that.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub price: Option<Money>,
    /// Who takes part.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Vec::is_empty"))]
    pub participants: Vec<Participant>,
    /// What people say about it.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Details::is_empty"))]
    pub details: Details,
    /// The version that the caller has seen; any if absent.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub version: Option<u64>,
}

/// Do not take what is offered, and do not wait any longer: it goes to whoever comes next. Repeating it is accepted and
/// changes nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DeclineOffer {
    /// Which entry.
    pub entry: WaitlistId,
    /// The version that the caller has seen; any if absent.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub version: Option<u64>,
}

/// Write down that an offer, or the time to wait, is over; what was offered goes to whoever comes next.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ExpireEntry {
    /// Which entry.
    pub entry: WaitlistId,
}
