//! The table of what may follow what, row by row, and every pair that is not in it.

use super::*;
use crate::rules::StateName;
use crate::service::{Confirmation, LateConfirm};

const NINE: &str = "2026-03-28T08:00:00Z";

const STATES: [StateName; 8] = [
    StateName::Held,
    StateName::Requested,
    StateName::Confirmed,
    StateName::Declined,
    StateName::Expired,
    StateName::Cancelled,
    StateName::Completed,
    StateName::NoShow,
];

const ACTIONS: [Action; 10] = [
    Action::Hold,
    Action::Book,
    Action::Confirm,
    Action::Decline,
    Action::Expire,
    Action::Cancel,
    Action::Move,
    Action::Complete,
    Action::NoShow,
    Action::Reinstate,
];

/// The host of the booking, who also holds; at an instant where every action's time has come.
fn late() -> Context {
    Context { hold_owner: Some(subject("ada")), ..Context::host(at("2026-03-28T10:00:00Z")) }
}

fn command(action: Action) -> Command {
    let (booking, version) = (id("b"), None);
    match action {
        Action::Hold => hold("b", NINE, 10).into(),
        Action::Book => of_anna("b", NINE).into(),
        Action::Confirm => Confirm { booking, version }.into(),
        Action::Decline => Decline { booking, version }.into(),
        Action::Expire => Expire { booking }.into(),
        Action::Cancel => Cancel { booking, version }.into(),
        Action::Move => move_to("b", "2026-03-28T12:00:00Z", None).into(),
        Action::Complete => Complete { booking, attendance: vec![], version }.into(),
        Action::NoShow => NoShow { booking, version }.into(),
        Action::Reinstate => Reinstate { booking, version }.into(),
    }
}

/// A store with a booking in a state, got there by commands alone. Holds and requests are alive, or were `from` what
/// has expired.
fn in_state(state: StateName, from: StateName) -> MemoryStore {
    let confirmation = Confirmation {
        expires_after: Some(crate::time::Elapsed::DAY),
        late_confirm: LateConfirm::IfFree,
        ..Confirmation::default()
    };
    let mut store = store_with(Service { confirmation: Some(confirmation), ..lesson() });
    let before =
        || Context { hold_owner: Some(subject("ada")), ..Context::client(at("2026-03-28T07:59:00Z")) };
    let host = || Context { actor: crate::policy::Actor::Host, ..before() };
    let begins = match state {
        StateName::Held => StateName::Held,
        StateName::Requested | StateName::Declined => StateName::Requested,
        StateName::Expired => from,
        _ => StateName::Confirmed,
    };
    match begins {
        StateName::Held => ok(&mut store, hold("b", NINE, 240), before()),
        StateName::Requested => ok(&mut store, of_anna("b", NINE), before()),
        _ => ok(&mut store, of_anna("b", NINE), host()),
    };
    let next = match state {
        StateName::Declined => Some((Action::Decline, late())),
        StateName::Cancelled => Some((Action::Cancel, late())),
        StateName::Completed => Some((Action::Complete, late())),
        StateName::NoShow => Some((Action::NoShow, late())),
        StateName::Expired => Some((Action::Expire, Context::host(at("2026-03-30T00:00:00Z")))),
        _ => None,
    };
    if let Some((action, context)) = next {
        ok(&mut store, command(action), context);
    }
    store
}

fn state(store: &mut MemoryStore) -> StateName {
    stored(store, "b").status.name()
}

/// What is in the way beside the state is waived or free here; a lapse needs its time to have come.
fn act(store: &mut MemoryStore, from: StateName, action: Action) -> Result<Verdict> {
    let waive = vec![crate::rules::ReasonCode::Past];
    let context = match (from, action) {
        (StateName::Held | StateName::Requested, Action::Expire) => {
            Context { now: at("2026-03-30T00:00:00Z"), ..late() }
        }
        _ => late(),
    };
    run(store, command(action), Context { waive, ..context })
}

/// Which kind of expired booking an action is for.
fn expired_from(action: Action) -> StateName {
    if action == Action::Confirm { StateName::Requested } else { StateName::Held }
}

#[test]
fn every_row_of_the_table_leads_where_it_says() {
    for (from, action, to) in TRANSITIONS {
        let mut store = in_state(*from, expired_from(*action));
        assert_eq!(state(&mut store), *from);
        accepted(act(&mut store, *from, *action).unwrap());
        let found = state(&mut store);
        assert!(to.contains(&found), "{from:?} {action:?}: {found:?}");
    }
}

/// For a client booking is asking, so that both ends of the rows with two are reached.
#[test]
fn what_a_client_books_is_requested_where_a_host_confirms() {
    for from in [StateName::Held, StateName::Expired] {
        let mut store = in_state(from, StateName::Held);
        let waiting =
            Context { hold_owner: Some(subject("ada")), ..Context::client(at("2026-03-28T07:59:30Z")) };
        ok(&mut store, of_anna("b", NINE), waiting);
        assert_eq!(state(&mut store), StateName::Requested);
    }
}

#[test]
fn every_pair_that_is_not_in_the_table_is_refused_or_changes_nothing() {
    for from in STATES {
        for action in ACTIONS.into_iter().filter(|action| action.from(from).is_empty()) {
            let mut store = in_state(from, StateName::Held);
            let before = stored(&mut store, "b");
            match act(&mut store, from, action) {
                Ok(Verdict::Refuse(refused)) => {
                    assert_eq!(refused.reasons, [Reason::State { found: from }], "{from:?} {action:?}");
                }
                Ok(Verdict::Accept(accepted)) => {
                    assert!(accepted.changes.is_empty(), "{from:?} {action:?}");
                    assert!(repeats(from, action), "{from:?} {action:?}");
                }
                Err(error) => {
                    assert_eq!((error.code(), action), ("booking.id-taken", Action::Hold), "{from:?}");
                }
            }
            assert_eq!(stored(&mut store, "b"), before);
        }
    }
}

/// The action that led to the state, asked for once more; booking begins every life.
fn repeats(state: StateName, action: Action) -> bool {
    matches!(
        (state, action),
        (_, Action::Book)
            | (StateName::Confirmed, Action::Confirm | Action::Reinstate)
            | (StateName::Declined, Action::Decline)
            | (StateName::Expired, Action::Expire)
            | (StateName::Cancelled, Action::Cancel)
            | (StateName::Completed, Action::Complete)
            | (StateName::NoShow, Action::NoShow)
    )
}

/// An expired request is nobody's to hold or to book again; and a hold is not confirmed, however late.
#[test]
fn what_has_lapsed_goes_on_only_as_what_it_was() {
    let mut store = in_state(StateName::Expired, StateName::Requested);
    assert_eq!(act(&mut store, StateName::Expired, Action::Hold).unwrap_err().code(), "booking.id-taken");
    assert!(accepted(act(&mut store, StateName::Expired, Action::Book).unwrap()).changes.is_empty());
    let mut store = in_state(StateName::Expired, StateName::Held);
    let said = [Reason::State { found: StateName::Expired }];
    assert_eq!(refused(act(&mut store, StateName::Expired, Action::Confirm).unwrap()), said);
}

#[test]
fn the_table_says_each_thing_once() {
    for (at, (from, action, to)) in TRANSITIONS.iter().enumerate() {
        assert!(TRANSITIONS[..at].iter().all(|(f, a, _)| (f, a) != (from, action)), "{from:?} {action:?}");
        assert_eq!(action.from(*from), *to);
    }
}

/// The chapter shows the table as it is.
#[test]
fn the_documents_show_the_table() {
    let rows = TRANSITIONS.iter().map(|(from, action, to)| {
        let to: Vec<&str> = to.iter().map(|state| state.as_str()).collect();
        format!("| {} | {} | {} |", from.as_str(), action.as_str(), to.join(", "))
    });
    let chapter = include_str!("../../../../docs/life.md");
    let shown: Vec<&str> = chapter
        .lines()
        .skip_while(|line| *line != "| from | by | to |")
        .skip(2)
        .take_while(|line| line.starts_with('|'))
        .collect();
    assert_eq!(shown, rows.collect::<Vec<_>>());
}
