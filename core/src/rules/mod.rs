//! What can refuse a start: one array of rules, one decision at two speeds.
//!
//! Every rule is one type with two methods: `carve` removes the starts that it refuses from a whole set, `check`
//! judges one start and names every object in its way. The list of slots only carves; explaining and booking only
//! check; nothing else refuses. A start survives `carve` exactly if `check` adds nothing, which is a property test
//! per rule.

mod buffer;
mod busy;
mod case;
mod context;
mod grid;
mod hours;
mod occupied;
mod prepared;
mod reason;
mod starts;
mod time_bounds;

pub use busy::{Blocker, BookingUse, Busy, ExternalUse, Occupant};
pub use case::Case;
pub use context::{Actor, Context};
pub use prepared::Prepared;
pub use reason::{PolicyRule, Reason, ReasonCode, StateName};
pub use starts::{StartIter, StartSet};

/// Something that can refuse a start.
pub(crate) trait Rule: Sync {
    /// The code of its reasons; a rule that is waived neither carves nor checks.
    fn code(&self) -> ReasonCode;
    /// Removes every start that the rule refuses.
    fn carve(&self, case: &Case<'_>, starts: &mut StartSet);
    /// Adds every reason that the rule has against `start`.
    fn check(&self, case: &Case<'_>, start: i64, reasons: &mut Vec<Reason>);
}

/// All rules, in the order of their reasons.
pub(crate) static RULES: [&dyn Rule; 7] = [
    &time_bounds::Past,
    &time_bounds::Notice,
    &time_bounds::Horizon,
    &hours::OpeningHours,
    &grid::OnGrid,
    &occupied::NotBusy,
    &buffer::BufferKept,
];

#[cfg(test)]
mod tests;
