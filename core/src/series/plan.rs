use crate::id::{ResourceId, SessionId};
use crate::interval::Interval;
use crate::rules::Reason;
use chrono::{DateTime, NaiveDateTime, Utc};

/// What would be booked of a series.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Plan {
    /// Every occurrence that was judged, in order of the times that the series gives them; then those beyond its end.
    pub occurrences: Vec<Planned>,
    /// Whether nothing is booked: an occurrence cannot be, and the policy is all or nothing; or none can.
    pub refused: bool,
    /// How many occurrences fewer are booked than the series names.
    pub missing: usize,
    /// Whether all that are booked have the same members; so it is where the service leaves no choice.
    pub same_members: bool,
}

/// One occurrence of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Planned {
    /// Its identity: the local start that the rule names, in the series' zone.
    #[cfg_attr(feature = "serde", serde(with = "crate::time::wire::wall"))]
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::time::wire::wall::schema"))]
    pub original: NaiveDateTime,
    /// When it takes place, or would.
    pub span: Interval,
    /// For each leg of the service that leaves a choice: who takes part.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Vec::is_empty"))]
    pub members: Vec<Vec<ResourceId>>,
    /// The session that it joins, if it joins one.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub session: Option<SessionId>,
    /// What becomes of it.
    pub status: Status,
}

/// What becomes of an occurrence.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Status {
    /// It is booked, unless the plan is refused as a whole.
    Book,
    /// It is left out.
    Skip {
        /// Every reason, in the order of their codes. Another occurrence of the plan that is in the way is named by its
        /// original local start, as if that were the id of a booking.
        reasons: Vec<Reason>,
    },
    /// It is booked at another time than its own.
    Moved {
        /// When it would have started.
        #[cfg_attr(feature = "serde", serde(with = "crate::time::wire::tick"))]
        #[cfg_attr(feature = "schema", schemars(schema_with = "crate::time::wire::tick::schema"))]
        from: DateTime<Utc>,
        /// Every reason against that.
        reasons: Vec<Reason>,
    },
}

impl Plan {
    /// What is to be booked, in the order in which the rules accept it one after the other: first what keeps its time,
    /// then what is moved. Nothing, if the plan is refused.
    pub fn bookings(&self) -> impl Iterator<Item = &Planned> {
        let kept = self.occurrences.iter().filter(|one| one.status == Status::Book);
        let moved = self.occurrences.iter().filter(|one| matches!(one.status, Status::Moved { .. }));
        kept.chain(moved).filter(|_| !self.refused)
    }

    /// The latest original start that was judged: where a plan with a later horizon begins, as
    /// [`Query::after`](super::Query::after).
    pub fn last(&self) -> Option<NaiveDateTime> {
        self.occurrences.iter().map(|one| one.original).max()
    }

    /// The occurrences that could not be booked at their own time, with every reason.
    pub fn conflicts(&self) -> impl Iterator<Item = (NaiveDateTime, &[Reason])> {
        self.occurrences.iter().filter_map(|one| match &one.status {
            Status::Book => None,
            Status::Skip { reasons } | Status::Moved { reasons, .. } => {
                Some((one.original, reasons.as_slice()))
            }
        })
    }
}

impl Planned {
    pub(super) const fn is_booked(&self) -> bool {
        !matches!(self.status, Status::Skip { .. })
    }
}
