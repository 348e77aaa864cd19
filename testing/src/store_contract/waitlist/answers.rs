//! What may be answered in which state, and what a tick writes down.

use super::super::sample::{
    accept, accept_as, accepted, at, book, code, hold, put_one, refused, resource_id, run, run_as, service,
    subject,
};
use super::{
    EARLY, ONE, TWO, accept_offer, cancelled, client, decline, entry, full, hall, id, join, leave, names,
    session, state, terms, wish,
};
use chrono::{DateTime, Utc};
use kalends::booking::{Cancel, Changes, ExpireEntry, LeaveWaitlist, Transaction, Verdict};
use kalends::id::BookingId;
use kalends::rules::{Context, Reason};
use kalends::store::{Due, Lapsed, LapsedQuery, Store, execute, tick};
use kalends::waitlist::{Discipline, State, TimeWish, Wish};
use kalends::zone::ZoneDb;
use kalends::{Limits, Result};
use std::num::NonZeroU32;

fn act(store: &mut dyn Store, by: &str, name: &str, now: &str) -> Result<Verdict> {
    let context = Context::host(at(now)?);
    match by {
        "accept" => run_as(store, accept_offer(name)?, context),
        "decline" => run_as(store, decline(name)?, context),
        "leave" => run_as(store, leave(name)?, context),
        "expire" => run_as(store, ExpireEntry { entry: id(name)? }, context),
        _ => {
            let booking = BookingId::new(&format!("{name}-a"))?;
            run_as(store, Cancel { booking, version: None }, context)
        }
    }
}

/// The state after an answer, if it may be given.
fn answered(from: State, by: &str) -> Option<State> {
    match (from, by) {
        (State::Offered, "accept") => Some(State::Accepted),
        (State::Offered, "decline") => Some(State::Declined),
        (State::Waiting | State::Offered, "leave") => Some(State::Left),
        (State::Accepted, "accept")
        | (State::Declined, "decline")
        | (State::Expired, "expire")
        | (State::Left, "leave") => Some(from),
        _ => None,
    }
}

/// Each pair of a state and an action: what follows, or the state that is in its way.
pub fn every_state_has_its_answers(store: &mut dyn Store) -> Result<()> {
    let now = "2027-02-25T10:10:00Z";
    let late = "2027-02-25T12:00:00Z";
    let states: [(State, &[(&str, &str)]); 6] = [
        (State::Waiting, &[]),
        (State::Offered, &[("cancel", now)]),
        (State::Accepted, &[("cancel", now), ("accept", now)]),
        (State::Declined, &[("cancel", now), ("decline", now)]),
        (State::Expired, &[("cancel", now), ("expire", late)]),
        (State::Left, &[("leave", now)]),
    ];
    hall(store, terms(Discipline::FirstFit, 0)?)?;
    let mut minute = 0;
    for (from, way) in states {
        for by in ["accept", "decline", "leave", "expire"] {
            let name = format!("{}-{by}", from.as_str());
            let start = format!("2027-04-{:02}T{:02}:00:00Z", 1 + minute / 12, 2 * (minute % 12));
            minute += 1;
            for seat in ["a", "b"] {
                accept(store, book(&format!("{name}-{seat}"), "lesson", &start)?)?;
            }
            accepted(run_as(store, join(&name, session(&format!("{name}-a"))?)?, client(&name, 1, EARLY)?)?);
            for (step, then) in way {
                accepted(act(store, step, &name, then)?);
            }
            assert_eq!(state(store, &name)?, from, "{name}");
            let before = entry(store, &name)?;
            let verdict = act(store, by, &name, late.min(way.last().map_or(now, |(_, then)| then)))?;
            let after = entry(store, &name)?;
            match answered(from, by) {
                Some(to) => {
                    accepted(verdict);
                    assert_eq!(after.status.state(), to, "{name}");
                    assert_eq!(after.version, before.version + u64::from(to != from), "{name}");
                }
                None => {
                    assert_eq!(refused(verdict), [Reason::EntryState { found: from }], "{name}");
                    assert_eq!(after, before, "{name}");
                }
            }
        }
    }
    Ok(())
}

/// Repeating changes nothing; another version, another body, nobody, nothing: each has its answer.
pub fn a_repeated_join_writes_nothing(store: &mut dyn Store) -> Result<()> {
    hall(store, terms(Discipline::FirstFit, 0)?)?;
    full(store, &[("w", 1)])?;
    let first = entry(store, "w")?;
    let again = accepted(run_as(store, join("w", session("a")?)?, client("w", 1, "2027-02-24T08:00:00Z")?)?);
    assert_eq!((again.entry, again.changes), (Some(first), Changes::default()));
    let mine = || client("w", 1, EARLY);
    assert_eq!(code(run_as(store, join("w", session("a")?)?, client("w", 2, EARLY)?)), "waitlist.id-taken");
    assert_eq!(code(run_as(store, join("x", session("nowhere")?)?, mine()?)), "booking.unknown-session");
    assert_eq!(code(run(store, join("x", session("a")?)?)), "waitlist.no-client");
    assert_eq!(code(run(store, leave("nobody")?)), "waitlist.unknown");
    put_one(store, &Changes::service(service("plain", 60, 0, 0)?))?;
    let plain = Wish::Time(wish("plain", "10:00", "11:00")?);
    assert_eq!(code(run_as(store, join("x", plain)?, mine()?)), "waitlist.no-terms");
    let nowhere = TimeWish { zone: "Europe/Atlantis".parse()?, ..wish("walk", "10:00", "11:00")? };
    assert_eq!(code(run_as(store, join("x", Wish::Time(nowhere))?, mine()?)), "zone.unknown");
    let three = refused(run_as(store, join("x", session("a")?)?, client("x", 3, EARLY)?)?);
    assert_eq!(three, [Reason::Seats { remaining: 2 }], "there will never be three");
    let stale = LeaveWaitlist { version: Some(7), ..leave("w")? };
    assert_eq!(refused(run(store, stale)?), [Reason::Version { expected: 7, found: 1 }]);
    let mut limits = Limits::default();
    limits.waiting = 1;
    let order = Transaction::new(join("x", session("a")?)?.into(), client("x", 1, EARLY)?);
    assert_eq!(code(execute(store, order, ZoneDb::builtin(), &limits)), "waitlist.too-many");
    Ok(())
}

/// Holds, offers and entries that have lapsed, each once, in pages, whoever does it.
pub fn a_tick_writes_down_what_has_lapsed(store: &mut dyn Store) -> Result<()> {
    hall(store, terms(Discipline::FirstFit, 0)?)?;
    full(store, &[("v", 1), ("w", 1)])?;
    cancelled(store, "a", "2027-02-25T10:00:00Z")?;
    let owner = Context { hold_owner: Some(subject("o")?), ..Context::client(at("2027-02-25T10:30:00Z")?) };
    accept_as(store, hold("h", "walk", "12:00", 10).map(with_anna)?, owner)?;
    let now = at("2027-02-25T11:00:00Z")?;
    let query = |now: DateTime<Utc>, after: Option<Due>, limit| LapsedQuery { now, after, limit };
    let early = at("2027-02-25T10:39:59.999999999Z")?;
    assert_eq!(store.lapsed(&query(early, None, TWO))?, []);
    let due = |text: &str, what| Ok::<_, kalends::Error>(Due { at: at(text)?, what });
    let hold = due("2027-02-25T10:40:00Z", Lapsed::Booking(BookingId::new("h")?))?;
    let offer = due("2027-02-25T11:00:00Z", Lapsed::Booking(BookingId::new("v~offer")?))?;
    let place = due("2027-02-25T11:00:00Z", Lapsed::Entry(id("v")?))?;
    assert_eq!(store.lapsed(&query(now, None, TWO))?, [hold.clone(), offer.clone()]);
    assert_eq!(store.lapsed(&query(now, Some(offer.clone()), TWO))?, [place]);
    let large = NonZeroU32::new(LapsedQuery::LARGEST + 1).unwrap_or(ONE);
    assert_eq!(code(store.lapsed(&query(now, None, large))), "store.page-too-large");

    let zones = (ZoneDb::builtin(), &Limits::default());
    let first = tick(store, now, None, ONE, zones)?;
    assert_eq!(
        (first.expired, first.promoted, first.next.as_ref()),
        (vec![hold.clone()], vec![], Some(&hold))
    );
    let second = tick(store, now, first.next, TWO, zones)?;
    assert_eq!((second.expired, names(&second.promoted)), (vec![offer], vec!["w"]));
    assert_eq!((state(store, "v")?, state(store, "w")?), (State::Expired, State::Offered));
    assert_eq!(tick(store, now, None, TWO, zones)?, kalends::store::Tick::default());
    // Nobody answers, and the lesson begins.
    let begun = tick(store, at("09:00")?, None, NonZeroU32::new(10).unwrap_or(ONE), zones)?;
    assert_eq!((begun.promoted, begun.next, state(store, "w")?), (vec![], None, State::Expired));
    Ok(())
}

fn with_anna(hold: kalends::booking::Hold) -> kalends::booking::Hold {
    kalends::booking::Hold { resource: resource_id("anna").ok(), ..hold }
}
