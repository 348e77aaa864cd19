//! What gets in the way of what.
//!
//! - **Two series:** [`first_conflict`] says when first, or that they never are; [`conflicts`] lists them in a range.
//! - **A series and what stands still:** [`conflicts_with`] an index; [`entries_of`] turns occurrences into entries.
//! - **Very many spans:** an [`Index`] for those that stay, a [`LiveIndex`] for those that come and go: what overlaps a
//!   span, what is on at a time, what is nearest; [`pairs`] for all that overlap each other.
//! - **Capacity:** [`peak`] use, and the [`overloads`] in which it is more than there is.
//! - **Repairs:** [`alternatives`], the nearest free times before and after.
//!
//! Spans are half-open: touching is no conflict. An occurrence that takes no time counts as if it took a moment. Answers
//! are in an order that does not depend on the order of what was given, and everything that can be long is lazy.

mod against;
mod calm;
mod cells;
mod cursor;
mod entry;
mod every;
mod first;
mod free;
mod heights;
mod index;
mod live;
mod nearest;
mod occurrence_pair;
mod order;
mod overload;
mod pairs;
mod residues;
mod timeline;

pub use against::{conflicts_with, entries_of};
pub use entry::Entry;
pub use every::{Conflicts, conflicts};
pub use first::{FirstConflict, first_conflict, first_conflict_from};
pub use free::{alternatives, free_after, free_before};
pub use index::{Index, Overlapping};
pub use live::{LiveIndex, LiveOverlapping};
pub use nearest::Near;
pub use occurrence_pair::OccurrencePair;
pub use overload::{Overload, overloads, peak};
pub use pairs::{Pairs, pairs};
pub use timeline::Timeline;

#[cfg(test)]
mod tests;
