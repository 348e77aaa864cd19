//! What may follow what in a booking's life: one table.

use crate::rules::StateName;

/// Something that happens to a booking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum Action {
    /// Its time is held for a while.
    Hold,
    /// It is booked, or asked for where a host has to confirm.
    Book,
    /// A host says yes.
    Confirm,
    /// A host says no.
    Decline,
    /// Its time to be settled has run out.
    Expire,
    /// It is called off.
    Cancel,
    /// It goes to another time or to other resources.
    Move,
    /// It has taken place.
    Complete,
    /// Nobody came.
    NoShow,
    /// A host takes a cancellation back.
    Reinstate,
}

/// The whole table: from what, by what, to what. What is not in it is refused with `state`.
///
/// A booking begins with [`Action::Hold`] or [`Action::Book`].
pub const TRANSITIONS: &[(StateName, Action, &[StateName])] = &[
    (StateName::Held, Action::Book, &[StateName::Requested, StateName::Confirmed]),
    (StateName::Held, Action::Cancel, &[StateName::Cancelled]),
    (StateName::Held, Action::Expire, &[StateName::Expired]),
    (StateName::Requested, Action::Confirm, &[StateName::Confirmed]),
    (StateName::Requested, Action::Decline, &[StateName::Declined]),
    (StateName::Requested, Action::Move, &[StateName::Requested]),
    (StateName::Requested, Action::Cancel, &[StateName::Cancelled]),
    (StateName::Requested, Action::Expire, &[StateName::Expired]),
    (StateName::Confirmed, Action::Move, &[StateName::Confirmed]),
    (StateName::Confirmed, Action::Cancel, &[StateName::Cancelled]),
    (StateName::Confirmed, Action::Complete, &[StateName::Completed]),
    (StateName::Confirmed, Action::NoShow, &[StateName::NoShow]),
    (StateName::Expired, Action::Book, &[StateName::Requested, StateName::Confirmed]),
    (StateName::Expired, Action::Confirm, &[StateName::Confirmed]),
    (StateName::Cancelled, Action::Reinstate, &[StateName::Confirmed]),
    (StateName::Completed, Action::NoShow, &[StateName::NoShow]),
    (StateName::NoShow, Action::Complete, &[StateName::Completed]),
];

impl Action {
    /// Where this leads from a state; nowhere if it is not allowed there.
    ///
    /// # Example
    /// ```
    /// use kalends::booking::Action;
    /// use kalends::rules::StateName;
    /// assert_eq!(Action::Confirm.from(StateName::Requested), [StateName::Confirmed]);
    /// assert!(Action::Confirm.from(StateName::Cancelled).is_empty());
    /// ```
    pub fn from(self, state: StateName) -> &'static [StateName] {
        let row = TRANSITIONS.iter().find(|(from, action, _)| (*from, *action) == (state, self));
        row.map_or(&[], |(_, _, to)| to)
    }
}
