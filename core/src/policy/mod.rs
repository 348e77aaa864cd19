//! What cancelling, moving and not coming cost a client, and until when they may.
//!
//! A [`Policy`] is data. [`Policy::evaluate`] says what it means for one action, without doing anything, so that a
//! screen shows the same answer before the click as the decision gives afterwards.

mod actor;
mod evaluate;
mod facts;
mod money;
mod outcome;
mod rule;
mod terms;
mod window;

pub use actor::Actor;
pub use facts::{Action, Calendar, Facts};
pub use money::{Currency, Money, Percent};
pub use outcome::{Deposit, Outcome, Token};
pub use rule::{PolicyRef, PolicyRule};
pub use terms::{CancelTerms, Fee, Grace, MoveTerms, Policy, Tier};

#[cfg(test)]
mod tests;
