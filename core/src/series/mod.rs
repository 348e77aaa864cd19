//! Recurring bookings: every occurrence judged, and what is done about those that cannot be booked.
//!
//! A [`Query`] puts a [`Series`](crate::recur::Series) to a [`World`](crate::rules::World); [`plan`] judges its
//! occurrences one after the other by the same [rules](crate::rules) that list and book. An occurrence that is accepted
//! takes its time, its buffers, its place under every limit and its seats, so a plan as a whole can be booked.
//!
//! An occurrence is known by its original local start in the series' zone, wherever it is moved.

mod dates;
mod draft;
mod edit;
mod nearest;
mod pause;
mod plan;
mod policy;
mod query;

pub use edit::{Booked, Change, Edit, Edited, Fate, OneChange, edit};
pub(crate) use edit::{Scope, edit_within};
pub use pause::Pause;
pub use plan::{Plan, Planned, Status};
pub use policy::{Direction, OnConflict};
pub use query::{Query, plan, read};

#[cfg(test)]
mod tests;
