//! Who gets the seats that become free: entries in order of joining, and offers that end by themselves.
//!
//! An [`Entry`] waits for a session, or for any that fits a wish. [`settle`] is asked whenever seats become free or time
//! has passed: it ends offers that have run out, makes new ones, and says how many seats are left for the public. It
//! changes nothing itself; what it answers is written down together with whatever freed the seats.

mod entry;
mod settle;
mod state;
mod terms;
mod wish;

pub use entry::Entry;
pub(crate) use settle::settle_with;
pub use settle::{Opening, Settled, settle};
pub use state::{Offer, State, Status, Step, TABLE};
pub use terms::{Discipline, Terms};
pub use wish::{TimeWish, Wish};

#[cfg(test)]
mod tests;
