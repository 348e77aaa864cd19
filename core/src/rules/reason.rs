use super::Blocker;
use crate::availability::Layer;
use crate::id::{BookingId, PlaceId, ResourceId, RuleId, SourceId};
use crate::policy::{Actor, Outcome, PolicyRef, PolicyRule};
use crate::service::{LimitScope, Period};
use crate::source::SourceState;
use crate::time::Elapsed;
use chrono::{DateTime, NaiveDate, Utc};
use std::fmt;

macro_rules! reason_codes {
    ($( $(#[doc = $doc:literal])+ $name:ident = $code:literal, $waive:expr; )*) => {
        /// The codes of reasons, in the order in which reasons are listed.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[non_exhaustive]
        pub enum ReasonCode { $( $(#[doc = $doc])+ #[cfg_attr(feature = "serde", serde(rename = $code))] $name, )* }

        impl ReasonCode {
            /// Every code, in order.
            pub const ALL: &'static [Self] = &[ $( Self::$name, )* ];

            /// The code on the wire.
            pub const fn as_str(self) -> &'static str {
                match self { $( Self::$name => $code, )* }
            }

            /// What it means, one line.
            pub const fn doc(self) -> &'static str {
                match self { $( Self::$name => concat!($($doc),+), )* }
            }

            /// Whether a host may waive it; a client never may.
            pub const fn host_may_waive(self) -> bool {
                match self { $( Self::$name => $waive, )* }
            }
        }
    };
}

reason_codes! {
    /// The start lies before `now`.
    Past = "past", true;
    /// The start is sooner than the service's minimum notice.
    Notice = "notice", true;
    /// The start is beyond the service's booking horizon.
    Horizon = "horizon", true;
    /// The time is not inside opening hours; names the layer and the rule that closes.
    Hours = "hours", true;
    /// The start is not on the service's grid.
    Grid = "grid", true;
    /// Something else takes the time.
    Busy = "busy", false;
    /// Somebody else holds the time for a moment.
    Held = "held", false;
    /// A neighbour is closer than the buffer between the two.
    Buffer = "buffer", false;
    /// The way from or to a neighbour, or the day's start or end place, takes longer than there is time.
    Travel = "travel", true;
    /// Nobody knows how long the way from or to a neighbour takes.
    TravelUnknown = "travel.unknown", true;
    /// The resource has fewer concurrent uses left than are needed.
    Capacity = "capacity", false;
    /// The session has fewer seats left than are needed.
    Seats = "seats", false;
    /// As much is booked in the period as a limit allows.
    Limit = "limit", true;
    /// The resource would be booked for too long without a pause.
    Consecutive = "consecutive", true;
    /// No room would be left for a break.
    Break = "break", true;
    /// Fewer members of a pool can take part than are needed; each with its own reasons.
    Members = "members", false;
    /// A calendar that says when the resource is busy cannot be relied on.
    Source = "source", false;
    /// A policy does not allow the action.
    Policy = "policy", false;
    /// The booking's state does not allow the action.
    State = "state", false;
    /// The change would leave a booking outside opening hours, or without what it is of.
    Orphaned = "orphaned", false;
    /// What is to be changed has changed since the caller read it.
    Version = "version", false;
}

impl ReasonCode {
    /// Whether `actor` may waive it.
    pub fn waivable_by(self, actor: Actor) -> bool {
        actor == Actor::Host && self.host_may_waive()
    }
}

impl fmt::Display for ReasonCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Why not: one thing in the way of a start, an action or a change.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum Reason {
    /// The start lies before `now`.
    Past {
        /// The `now` of the call.
        #[cfg_attr(feature = "serde", serde(with = "crate::time::wire::instant"))]
        #[cfg_attr(feature = "schema", schemars(schema_with = "crate::time::wire::instant::schema"))]
        now: DateTime<Utc>,
    },
    /// The start is sooner than the minimum notice.
    Notice {
        /// The earliest start that gives enough notice.
        #[cfg_attr(feature = "serde", serde(with = "crate::time::wire::tick"))]
        #[cfg_attr(feature = "schema", schemars(schema_with = "crate::time::wire::tick::schema"))]
        earliest: DateTime<Utc>,
    },
    /// The start is beyond the horizon.
    Horizon {
        /// The last bookable date in the resource's zone.
        #[cfg_attr(feature = "serde", serde(with = "crate::time::wire::date"))]
        #[cfg_attr(feature = "schema", schemars(schema_with = "crate::time::wire::date::schema"))]
        last: NaiveDate,
    },
    /// The time is not inside opening hours.
    Hours {
        /// The layer that closes.
        layer: Layer,
        /// The rule that closes; absent where simply no window is open.
        #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
        rule: Option<RuleId>,
        /// Whose hours, where several resources are needed.
        #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
        resource: Option<ResourceId>,
    },
    /// The start is not on the grid.
    Grid {
        /// The nearest start on the grid before.
        #[cfg_attr(
            feature = "serde",
            serde(
                default,
                skip_serializing_if = "Option::is_none",
                with = "crate::time::wire::tick::option"
            )
        )]
        #[cfg_attr(feature = "schema", schemars(schema_with = "crate::time::wire::tick::schema"))]
        before: Option<DateTime<Utc>>,
        /// The nearest start on the grid after.
        #[cfg_attr(
            feature = "serde",
            serde(
                default,
                skip_serializing_if = "Option::is_none",
                with = "crate::time::wire::tick::option"
            )
        )]
        #[cfg_attr(feature = "schema", schemars(schema_with = "crate::time::wire::tick::schema"))]
        after: Option<DateTime<Utc>>,
    },
    /// Something else takes the time.
    Busy {
        /// What.
        by: Blocker,
        /// From when.
        #[cfg_attr(feature = "serde", serde(with = "crate::time::wire::tick"))]
        #[cfg_attr(feature = "schema", schemars(schema_with = "crate::time::wire::tick::schema"))]
        start: DateTime<Utc>,
        /// Until when.
        #[cfg_attr(feature = "serde", serde(with = "crate::time::wire::tick"))]
        #[cfg_attr(feature = "schema", schemars(schema_with = "crate::time::wire::tick::schema"))]
        end: DateTime<Utc>,
        /// Of which resource, where several are needed.
        #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
        resource: Option<ResourceId>,
    },
    /// Somebody else holds the time.
    Held {
        /// The booking that it may become.
        by: BookingId,
        /// When the hold ends.
        #[cfg_attr(feature = "serde", serde(with = "crate::time::wire::instant"))]
        #[cfg_attr(feature = "schema", schemars(schema_with = "crate::time::wire::instant::schema"))]
        expires_at: DateTime<Utc>,
        /// Of which resource, where several are needed.
        #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
        resource: Option<ResourceId>,
    },
    /// A neighbour is too close.
    Buffer {
        /// Which.
        by: Blocker,
        /// The time that must lie between.
        needs: Elapsed,
        /// The time that does.
        has: Elapsed,
        /// Of which resource, where several are needed.
        #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
        resource: Option<ResourceId>,
    },
    /// The way takes too long.
    Travel {
        /// From or to which neighbour; absent for the places where the day starts and ends.
        #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
        by: Option<Blocker>,
        /// From where.
        from: PlaceId,
        /// To where.
        to: PlaceId,
        /// The time that the way takes.
        needs: Elapsed,
        /// The time that there is.
        has: Elapsed,
        /// Of which resource, where several are needed.
        #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
        resource: Option<ResourceId>,
    },
    /// Nobody knows how long the way takes.
    #[cfg_attr(feature = "serde", serde(rename = "travel.unknown"))]
    TravelUnknown {
        /// From or to which neighbour; absent for the places where the day starts and ends.
        #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
        by: Option<Blocker>,
        /// From where.
        from: PlaceId,
        /// To where.
        to: PlaceId,
        /// Of which resource, where several are needed.
        #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
        resource: Option<ResourceId>,
    },
    /// Too many uses at a time.
    Capacity {
        /// The concurrent uses at most, without this one.
        peak: u32,
        /// The uses that are needed.
        needs: u32,
        /// The resource's capacity.
        limit: u32,
        /// Of which resource, where several are needed.
        #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
        resource: Option<ResourceId>,
    },
    /// Too few seats.
    Seats {
        /// The seats that are left.
        remaining: u32,
    },
    /// Too much is booked in the period.
    Limit {
        /// Whose limit it is.
        of: LimitOf,
        /// Whose bookings it counts together.
        per: LimitScope,
        /// Over which time.
        period: Period,
        /// When that time begins; absent if it is all time.
        #[cfg_attr(
            feature = "serde",
            serde(
                default,
                skip_serializing_if = "Option::is_none",
                with = "crate::time::wire::tick::option"
            )
        )]
        #[cfg_attr(feature = "schema", schemars(schema_with = "crate::time::wire::tick::schema"))]
        start: Option<DateTime<Utc>>,
        /// When it ends.
        #[cfg_attr(
            feature = "serde",
            serde(
                default,
                skip_serializing_if = "Option::is_none",
                with = "crate::time::wire::tick::option"
            )
        )]
        #[cfg_attr(feature = "schema", schemars(schema_with = "crate::time::wire::tick::schema"))]
        end: Option<DateTime<Utc>>,
        /// How much is booked already.
        has: Amount,
        /// How much this booking would add.
        needs: Amount,
        /// How much may be booked.
        most: Amount,
        /// Of which resource, where several are needed.
        #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
        resource: Option<ResourceId>,
    },
    /// Too long without a pause.
    Consecutive {
        /// When the chain of bookings would begin, this one in it.
        #[cfg_attr(feature = "serde", serde(with = "crate::time::wire::tick"))]
        #[cfg_attr(feature = "schema", schemars(schema_with = "crate::time::wire::tick::schema"))]
        start: DateTime<Utc>,
        /// When it would end.
        #[cfg_attr(feature = "serde", serde(with = "crate::time::wire::tick"))]
        #[cfg_attr(feature = "schema", schemars(schema_with = "crate::time::wire::tick::schema"))]
        end: DateTime<Utc>,
        /// How long that is.
        has: Elapsed,
        /// How long it may be.
        most: Elapsed,
        /// What else is in the chain.
        #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Vec::is_empty"))]
        with: Vec<Blocker>,
        /// Of which resource, where several are needed.
        #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
        resource: Option<ResourceId>,
    },
    /// No room left for a break.
    Break {
        /// Which break.
        rule: RuleId,
        /// Where its range begins.
        #[cfg_attr(feature = "serde", serde(with = "crate::time::wire::tick"))]
        #[cfg_attr(feature = "schema", schemars(schema_with = "crate::time::wire::tick::schema"))]
        start: DateTime<Utc>,
        /// Where its range ends.
        #[cfg_attr(feature = "serde", serde(with = "crate::time::wire::tick"))]
        #[cfg_attr(feature = "schema", schemars(schema_with = "crate::time::wire::tick::schema"))]
        end: DateTime<Utc>,
        /// How long the break is.
        needs: Elapsed,
        /// The longest stretch that would be left.
        has: Elapsed,
        /// Of which resource, where several are needed.
        #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
        resource: Option<ResourceId>,
    },
    /// Too few members of a pool can take part.
    Members {
        /// Which leg of the service's requirement, from 0.
        leg: usize,
        /// How many are needed.
        needs: u32,
        /// How many can take part, other legs aside.
        free: u32,
        /// Every member, in declared order.
        members: Vec<MemberReasons>,
    },
    /// A calendar that says when the resource is busy cannot be relied on.
    Source {
        /// Which.
        source: SourceId,
        /// How it stands: never copied, or how long ago.
        state: SourceState,
        /// Of which resource, where several are needed.
        #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
        resource: Option<ResourceId>,
    },
    /// A policy does not allow the action.
    Policy {
        /// What in it.
        rule: PolicyRule,
        /// Which policy; absent where it holds for all of them.
        #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
        policy: Option<PolicyRef>,
    },
    /// The booking's state does not allow the action.
    State {
        /// The state that it is in.
        found: StateName,
    },
    /// The change would leave a booking outside opening hours, or without what it is of.
    Orphaned {
        /// Which booking, session or hold.
        by: Blocker,
        /// From when.
        #[cfg_attr(feature = "serde", serde(with = "crate::time::wire::tick"))]
        #[cfg_attr(feature = "schema", schemars(schema_with = "crate::time::wire::tick::schema"))]
        start: DateTime<Utc>,
        /// Until when.
        #[cfg_attr(feature = "serde", serde(with = "crate::time::wire::tick"))]
        #[cfg_attr(feature = "schema", schemars(schema_with = "crate::time::wire::tick::schema"))]
        end: DateTime<Utc>,
    },
    /// What is to be changed has changed since the caller read it.
    Version {
        /// The version that the caller expected.
        expected: u64,
        /// The version that it has.
        found: u64,
    },
}

/// What is said against one member of a pool.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MemberReasons {
    /// The member.
    pub resource: ResourceId,
    /// All reasons against it; none if it is only needed elsewhere.
    pub reasons: Vec<Reason>,
}

/// Whose limit it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum LimitOf {
    /// The service's: it counts its own bookings.
    Service,
    /// A resource's: it counts all of the resource's bookings.
    Resource,
}

/// So many bookings, or so much of their time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Amount {
    /// So many.
    Bookings(u32),
    /// So much.
    Time(Elapsed),
}

/// The states of a booking, by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum StateName {
    /// Its time is held for somebody for a while.
    Held,
    /// It waits to be confirmed.
    Requested,
    /// It takes place.
    Confirmed,
    /// The host did not want it.
    Declined,
    /// Nobody confirmed it in time, or its hold ran out.
    Expired,
    /// It was called off.
    Cancelled,
    /// It took place.
    Completed,
    /// Nobody came.
    NoShow,
}

impl Reason {
    /// The reasons of a policy against an action, in its order; each with the policy, unless it holds for every policy.
    pub fn of_policy(outcome: &Outcome) -> Vec<Self> {
        let reason = |rule: &PolicyRule| {
            let policy = (!rule.is_general()).then(|| outcome.policy.clone());
            Self::Policy { rule: *rule, policy }
        };
        outcome.against.iter().map(reason).collect()
    }

    /// The reason's code.
    pub const fn code(&self) -> ReasonCode {
        match self {
            Self::Past { .. } => ReasonCode::Past,
            Self::Notice { .. } => ReasonCode::Notice,
            Self::Horizon { .. } => ReasonCode::Horizon,
            Self::Hours { .. } => ReasonCode::Hours,
            Self::Grid { .. } => ReasonCode::Grid,
            Self::Busy { .. } => ReasonCode::Busy,
            Self::Held { .. } => ReasonCode::Held,
            Self::Buffer { .. } => ReasonCode::Buffer,
            Self::Travel { .. } => ReasonCode::Travel,
            Self::TravelUnknown { .. } => ReasonCode::TravelUnknown,
            Self::Capacity { .. } => ReasonCode::Capacity,
            Self::Seats { .. } => ReasonCode::Seats,
            Self::Limit { .. } => ReasonCode::Limit,
            Self::Consecutive { .. } => ReasonCode::Consecutive,
            Self::Break { .. } => ReasonCode::Break,
            Self::Members { .. } => ReasonCode::Members,
            Self::Source { .. } => ReasonCode::Source,
            Self::Policy { .. } => ReasonCode::Policy,
            Self::State { .. } => ReasonCode::State,
            Self::Orphaned { .. } => ReasonCode::Orphaned,
            Self::Version { .. } => ReasonCode::Version,
        }
    }
}

impl StateName {
    /// The state on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Held => "held",
            Self::Requested => "requested",
            Self::Confirmed => "confirmed",
            Self::Declined => "declined",
            Self::Expired => "expired",
            Self::Cancelled => "cancelled",
            Self::Completed => "completed",
            Self::NoShow => "no_show",
        }
    }
}
