//! What can refuse a start: one array of rules, one decision at two speeds.
//!
//! Every rule is one type with two methods: `carve` removes the starts that it refuses from a whole set, `check`
//! judges one start and names every object in its way. The list of slots only carves; explaining and booking only
//! check; nothing else refuses. A start survives `carve` exactly if `check` adds nothing, which is a property test
//! per rule.
//!
//! Rules judge one resource ([`Case`]). A [`Question`] puts the cases of all resources of a [`World`] together that a
//! service requires, and says whether there are enough of each at one start.

mod added;
mod buffer;
mod business;
mod busy;
mod capacity;
mod case;
mod chain;
mod context;
mod counted;
mod enough;
mod floating_break;
mod grid;
mod hours;
mod limit;
mod members;
mod occupied;
mod prepared;
mod question;
mod reason;
mod seats;
mod sources;
mod starts;
mod tally;
mod time_bounds;
mod travel;
mod travel_times;
mod world;

pub use busy::{Blocker, BookingUse, Busy, Claim, ExternalUse, HoldUse, Occupant, SessionUse, Tentative};
pub use case::Case;
pub use context::Context;
pub use counted::{Counted, History};
pub use members::Members;
pub use prepared::Prepared;
pub(crate) use question::Serving;
pub use question::{Joinable, Question};
pub use reason::{Amount, LimitOf, MemberReasons, Reason, ReasonCode, StateName};
pub(crate) use starts::Row;
pub use starts::{StartIter, StartSet};
pub use travel_times::{TravelMatrix, TravelTime, TravelTimes, Ways};
pub use world::{Change, World};

/// Something that can refuse a start.
pub(crate) trait Rule: Sync {
    /// The code of its reasons; a rule that is waived neither carves nor checks.
    fn code(&self) -> ReasonCode;
    /// Whether only a resource that leads is asked: the rest of a requirement follows.
    fn is_of_lead(&self) -> bool {
        false
    }
    /// Whether it judges a candidate that joins a session: that takes no time which is not taken already.
    fn judges_joining(&self) -> bool {
        false
    }
    /// Removes every start that the rule refuses.
    fn carve(&self, case: &Case<'_>, starts: &mut StartSet);
    /// Adds every reason that the rule has against `start`.
    fn check(&self, case: &Case<'_>, start: i64, reasons: &mut Vec<Reason>);
}

/// All rules, in the order of their reasons.
pub(crate) static RULES: [&dyn Rule; 16] = [
    &time_bounds::Past,
    &time_bounds::Notice,
    &time_bounds::Horizon,
    &hours::OpeningHours,
    &grid::OnGrid,
    &occupied::NotBusy,
    &occupied::NotHeld,
    &buffer::BufferKept,
    &travel::TravelKept(ReasonCode::Travel),
    &travel::TravelKept(ReasonCode::TravelUnknown),
    &capacity::CapacityLeft,
    &seats::SeatsLeft,
    &limit::LimitKept,
    &chain::NotTooLong,
    &floating_break::BreakLeft,
    &sources::SourcesOpen,
];

#[cfg(test)]
mod tests;
