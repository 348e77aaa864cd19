//! Random histories, and what their events alone say: read as JSON, counted and compared with simple loops, by nothing
//! that the decision or a store is made of.

mod acts;
mod commands;
mod life;
mod listed;
mod rules;
mod standing;
mod told;

use super::trail::replayed;
use acts::{World, act};
use kalends::store::{Store, checkpoint};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestCaseError, TestRunner};
use std::cell::RefCell;
use std::collections::BTreeSet;
use told::Ledger;

const CASES: u32 = 100;
const ACTS: usize = 240;

/// What has to occur among a few thousand acts, so that what is checked is not checked of nothing.
const OCCURS: [&str; 29] = [
    "hold",
    "book",
    "confirm",
    "decline",
    "expire",
    "cancel",
    "reschedule",
    "complete",
    "no_show",
    "reinstate",
    "open_session",
    "move_session",
    "swap",
    "cancel_session",
    "book_series",
    "edit_series",
    "pause_series",
    "resume_series",
    "extend_series",
    "cancel_series",
    "join_waitlist",
    "leave_waitlist",
    "accept_offer",
    "decline_offer",
    "expire_entry",
    "promote",
    "add_rule",
    "remove_rule",
    "put",
];

fn check(
    store: &mut dyn Store,
    acts: &[acts::Act],
    occurred: &RefCell<BTreeSet<String>>,
) -> Result<(), String> {
    let broken = |error: kalends::Error| format!("{error:?}");
    let mut world = World::new(store).map_err(broken)?;
    for act in acts {
        world.carry_out(act)?;
    }
    let now = world.now();
    let ledger = Ledger::read(store)?;
    occurred.borrow_mut().extend(ledger.actions());

    ledger.check_records()?;
    rules::check(&ledger)?;
    listed::check(&ledger, store, now)?;
    let mut replayed = replayed(store).map_err(broken)?;
    listed::check(&ledger, &mut replayed, now)?;
    let (of_store, of_replay) =
        (checkpoint(store).map_err(broken)?, checkpoint(&mut replayed).map_err(broken)?);
    if of_store == of_replay { Ok(()) } else { Err("the replay has other chains".to_owned()) }
}

/// A few thousand random commands of every kind; then every event is read, each state that they went through is
/// checked, and what the store answers is compared with what the events say.
pub fn random_histories_are_what_their_events_say<S: Store>(open: impl Fn() -> S) {
    let config = Config { cases: CASES, failure_persistence: None, ..Config::default() };
    let occurred = RefCell::new(BTreeSet::new());
    let acts = prop::collection::vec(act(), 1..=ACTS);
    let outcome = TestRunner::new(config)
        .run(&acts, |acts| check(&mut open(), &acts, &occurred).map_err(TestCaseError::fail));
    assert_eq!(outcome.map_err(|failure| failure.to_string()), Ok(()));
    let occurred = occurred.into_inner();
    let missing: Vec<&str> = OCCURS.into_iter().filter(|action| !occurred.contains(*action)).collect();
    assert!(missing.is_empty(), "nothing was tried of {missing:?}");
}
