//! What gets in the way of what.

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
