//! Time zones: which offset from UTC holds when, and which instant a wall time means.

mod db;
mod fixed;
mod local;
mod names;
mod nearest;
mod posix;
mod table;
mod tail;
mod tzif;
mod windows;
#[expect(clippy::module_inception, reason = "the room's main noun")]
mod zone;

pub use db::ZoneDb;
pub(crate) use local::LocalSecs;
pub use local::{Disambiguation, LocalTime};
pub use names::ZoneName;
pub(crate) use table::Run;
pub use tail::{Tail, YearDay, YearlyChange};
pub use windows::windows_zone;
pub use zone::{Transition, Zone};

#[cfg(test)]
mod tests;
