//! Waiting for seats and times, through a store. What is expected stands in the spec, `WAIT-1` and on.

use super::sample::{
    accept, accept_as, accepted, at, book, busy, cancel, code, day, furnish, host, put_one, put_resource,
    refused, reschedule, resource_id, run, run_as, service, span, subject,
};
use chrono::{DateTime, Utc};
use kalends::booking::{
    AcceptOffer, Accepted, BookSeries, Cancel, CancelSeries, CancelSession, Changes, DeclineOffer, Details,
    EntryQuery, Expire, ExpireEntry, JoinWaitlist, LeaveWaitlist, MoveSession, Need, OpenSession, Status,
    Transaction, Verdict, WaitingNeed,
};
use kalends::id::{BookingId, SeriesId, ServiceId, SessionId, WaitlistId};
use kalends::recur::{Moment, SeriesRecord};
use kalends::rules::{Context, Reason, ReasonCode};
use kalends::series::OnConflict;
use kalends::service::Service;
use kalends::store::{Due, Lapsed, LapsedQuery, Store, execute, tick, view};
use kalends::time::{Elapsed, Length, Weekdays, parse_instant, parse_wall};
use kalends::waitlist::{self, Discipline, Entry, Offer, State, Terms, TimeWish, Wish};
use kalends::zone::ZoneDb;
use kalends::{Limits, Result};
use std::collections::BTreeSet;
use std::num::NonZeroU32;

const ONE: NonZeroU32 = NonZeroU32::MIN;
const TWO: NonZeroU32 = NonZeroU32::new(2).unwrap();

fn id(text: &str) -> Result<WaitlistId> {
    WaitlistId::new(text)
}

fn terms(discipline: Discipline, cutoff: i64) -> Result<Terms> {
    Ok(Terms { discipline, offer_ttl: Length::from_minutes(60)?, cutoff: Elapsed::from_minutes(cutoff)? })
}

/// A lesson with two seats, and a walk for one party; both can be waited for.
fn hall(store: &mut dyn Store, terms: Terms) -> Result<()> {
    furnish(store)?;
    let waitlist = Some(terms);
    put_one(
        store,
        &Changes::service(Service { seats: Some(TWO), waitlist, ..service("lesson", 60, 0, 0)? }),
    )?;
    put_one(store, &Changes::service(Service { waitlist, ..service("walk", 60, 0, 0)? }))
}

fn client(name: &str, seats: u32, now: &str) -> Result<Context> {
    let party = NonZeroU32::new(seats).unwrap_or(ONE);
    Ok(Context { client: Some(subject(name)?), party, ..Context::client(at(now)?) })
}

fn session(text: &str) -> Result<Wish> {
    Ok(Wish::Session(SessionId::new(text)?))
}

fn join(entry: &str, wish: Wish) -> Result<JoinWaitlist> {
    Ok(JoinWaitlist { entry: id(entry)?, wish })
}

fn accept_offer(entry: &str) -> Result<AcceptOffer> {
    let (kind, participants, details) = (None, vec![], Details::default());
    Ok(AcceptOffer { entry: id(entry)?, kind, participants, details, version: None })
}

fn decline(entry: &str) -> Result<DeclineOffer> {
    Ok(DeclineOffer { entry: id(entry)?, version: None })
}

fn leave(entry: &str) -> Result<LeaveWaitlist> {
    Ok(LeaveWaitlist { entry: id(entry)?, version: None })
}

fn entry(store: &mut dyn Store, name: &str) -> Result<Entry> {
    view(store, &Need::entry(id(name)?))?.known_entry(&id(name)?).cloned()
}

fn state(store: &mut dyn Store, name: &str) -> Result<State> {
    Ok(entry(store, name)?.status.state())
}

fn names(entries: &[Entry]) -> Vec<&str> {
    entries.iter().map(|entry| entry.id.as_str()).collect()
}

const EARLY: &str = "2027-02-20T08:00:00Z";

/// `a` and `b` have the two seats of the session `a` at nine; then one after the other waits for it.
fn full(store: &mut dyn Store, waiting: &[(&str, u32)]) -> Result<()> {
    for one in ["a", "b"] {
        accept(store, book(one, "lesson", "09:00")?)?;
    }
    for (at, (name, seats)) in waiting.iter().enumerate() {
        let now = format!("2027-02-2{at}T08:00:00Z");
        let joined = accepted(run_as(store, join(name, session("a")?)?, client(name, *seats, &now)?)?);
        assert_eq!(joined.entry.map(|entry| entry.status), Some(waitlist::Status::Waiting), "{name}");
    }
    Ok(())
}

fn cancelled(store: &mut dyn Store, booking: &str, now: &str) -> Result<Accepted> {
    let cancel = Cancel { booking: BookingId::new(booking)?, version: None };
    Ok(accepted(run_as(store, cancel, Context::host(at(now)?))?))
}

/// A seat that becomes free is offered in the same commit, held, and taken by the offer alone.
pub fn a_cancelled_seat_goes_to_who_waits(store: &mut dyn Store) -> Result<()> {
    hall(store, terms(Discipline::FirstFit, 0)?)?;
    full(store, &[("w", 1)])?;
    let now = "2027-02-25T10:00:00.5Z";
    let done = cancelled(store, "a", now)?;
    assert_eq!(names(&done.promoted), ["w"]);
    let until = at("2027-02-25T11:00:00.5Z")?;
    let offer = Offer { session: SessionId::new("a")?, seats: ONE, until };
    assert_eq!(entry(store, "w")?.status, waitlist::Status::Offered(offer));
    let held =
        store.booking(&BookingId::new("w~offer")?)?.map(|held| (held.session, held.status, held.client));
    let Some((of, Status::Held(held), who)) = held else { return is_none(held) };
    assert_eq!((of.as_str(), held.expires_at, &held.owner), ("a", until, &subject("w")?));
    assert_eq!(who, Some(subject("w")?));
    let stranger = |now: &str| client("x", 1, now);
    let public = refused(run_as(store, book("x", "lesson", "09:00")?, stranger("2027-02-25T11:00:00Z")?)?);
    assert_eq!(public, [Reason::Seats { remaining: 0 }], "it is held");
    let taken = accepted(run_as(store, accept_offer("w")?, stranger("2027-02-25T11:00:00.4Z")?)?);
    let booking = taken.booking().cloned();
    let booking = booking.map(|one| (one.status, one.session.to_string(), one.client, one.version));
    assert_eq!(booking, Some((Status::Confirmed, "a".to_owned(), Some(subject("w")?), 2)));
    assert_eq!(taken.entry, Some(entry(store, "w")?));
    assert_eq!(state(store, "w")?, State::Accepted);
    Ok(())
}

fn is_none<T: std::fmt::Debug>(found: Option<T>) -> Result<()> {
    assert!(found.is_none(), "expected a hold: {found:?}");
    assert!(found.is_some(), "expected a hold");
    Ok(())
}

/// Declined, left, cancelled or run out: each goes to the next in the same commit.
pub fn what_nobody_takes_goes_to_the_next(store: &mut dyn Store) -> Result<()> {
    hall(store, terms(Discipline::FirstFit, 0)?)?;
    full(store, &[("u", 1), ("v", 1), ("w", 1), ("x", 1), ("y", 1)])?;
    assert_eq!(names(&cancelled(store, "a", "2027-02-26T10:00:00Z")?.promoted), ["u"]);
    let host = |now: &str| Ok::<_, kalends::Error>(Context::host(at(now)?));
    let done = accepted(run_as(store, decline("u")?, host("2027-02-26T10:10:00Z")?)?);
    assert_eq!((names(&done.promoted), state(store, "u")?), (vec!["v"], State::Declined));
    let done = accepted(run_as(store, leave("v")?, host("2027-02-26T10:20:00Z")?)?);
    assert_eq!((names(&done.promoted), state(store, "v")?), (vec!["w"], State::Left));
    // Whoever calls off what is held for them has answered.
    let done = cancelled(store, "w~offer", "2027-02-26T10:30:00Z")?;
    assert_eq!((names(&done.promoted), state(store, "w")?), (vec!["x"], State::Declined));
    let late = Expire { booking: BookingId::new("x~offer")? };
    assert_eq!(
        codes(&refused(run_as(store, late.clone(), host("2027-02-26T11:29:59Z")?)?)),
        [ReasonCode::State]
    );
    let done = accepted(run_as(store, late, host("2027-02-26T11:30:00Z")?)?);
    assert_eq!((names(&done.promoted), state(store, "x")?), (vec!["y"], State::Expired));
    // Whoever books what is held for them has accepted it.
    let own = Context { hold_owner: Some(subject("y")?), ..client("y", 1, "2027-02-26T11:40:00Z")? };
    accept_as(store, book("y~offer", "lesson", "09:00")?, own)?;
    assert_eq!(state(store, "y")?, State::Accepted);
    Ok(())
}

fn codes(reasons: &[Reason]) -> Vec<ReasonCode> {
    reasons.iter().map(Reason::code).collect()
}

/// Who needs more than there is is passed over, and keeps its place.
pub fn the_first_that_fits_comes_next(store: &mut dyn Store) -> Result<()> {
    hall(store, terms(Discipline::FirstFit, 0)?)?;
    full(store, &[("pair", 2), ("one", 1)])?;
    assert_eq!(names(&cancelled(store, "a", "2027-02-25T10:00:00Z")?.promoted), ["one"]);
    accept(store, decline("one")?)?;
    // One seat is free for everybody, and becomes two.
    assert_eq!(names(&cancelled(store, "b", "2027-02-25T10:20:00Z")?.promoted), ["pair"]);
    assert_eq!(refused(run(store, book("x", "lesson", "09:00")?)?), [Reason::Seats { remaining: 0 }]);
    Ok(())
}

/// What is too little for the first is kept until there is enough, from everybody; up to the cutoff.
pub fn a_strict_waitlist_keeps_seats_for_the_first(store: &mut dyn Store) -> Result<()> {
    hall(store, terms(Discipline::StrictFifo, 120)?)?;
    full(store, &[("pair", 2), ("one", 1)])?;
    let done = cancelled(store, "a", "2027-02-25T10:00:00Z")?;
    assert_eq!(names(&done.promoted), Vec::<&str>::new());
    let public = |now: &str| client("x", 1, now);
    let asked = || book("x", "lesson", "09:00");
    let before = refused(run_as(store, asked()?, public("2027-03-01T06:59:59Z")?)?);
    assert_eq!(before, [Reason::Seats { remaining: 0 }], "kept for the pair");
    let done = cancelled(store, "b", "2027-02-25T11:00:00Z")?;
    assert_eq!(names(&done.promoted), ["pair"], "enough by now");
    let host = Context::host(at("2027-02-25T11:10:00Z")?);
    assert_eq!(names(&accepted(run_as(store, decline("pair")?, host)?).promoted), ["one"]);
    accept_as(store, asked()?, public("2027-02-25T11:20:00Z")?)?;
    Ok(())
}

/// From the cutoff on what was kept is everybody's, and nothing is offered.
pub fn from_the_cutoff_on_seats_are_public(store: &mut dyn Store) -> Result<()> {
    hall(store, terms(Discipline::StrictFifo, 120)?)?;
    full(store, &[("pair", 2)])?;
    cancelled(store, "a", "2027-02-25T10:00:00Z")?;
    let late = client("z", 1, "2027-03-01T07:00:00Z")?;
    let said = refused(run_as(store, join("z", session("a")?)?, late.clone())?);
    assert_eq!(codes(&said), [ReasonCode::Policy], "too late to wait");
    accept_as(store, book("x", "lesson", "09:00")?, late)?;
    assert_eq!(names(&cancelled(store, "b", "2027-03-01T07:10:00Z")?.promoted), Vec::<&str>::new());
    assert_eq!(state(store, "pair")?, State::Waiting);
    let host = Context::host(at("2027-03-01T09:00:00Z")?);
    accepted(run_as(store, ExpireEntry { entry: id("pair")? }, host)?);
    assert_eq!(state(store, "pair")?, State::Expired, "it has begun");
    Ok(())
}

/// Elapsed time counts, whatever the wall says.
pub fn an_offer_ends_at_the_cutoff_over_a_clock_change(store: &mut dyn Store) -> Result<()> {
    hall(store, Terms { offer_ttl: Length::from_minutes(6000)?, ..terms(Discipline::FirstFit, 420)? })?;
    // An offer could stand for 100 hours.
    // 08:00Z on 28 March 2027 is 10:00 in Berlin, where the clocks went from 02:00 to 03:00; seven hours before it is
    // 01:00Z, the instant of the change.
    let start = "2027-03-28T08:00:00Z";
    for one in ["a", "b"] {
        accept(store, book(one, "lesson", start)?)?;
    }
    accepted(run_as(store, join("w", session("a")?)?, client("w", 1, EARLY)?)?);
    let done = cancelled(store, "a", "2027-03-27T20:00:00Z")?;
    let until = done.promoted.first().and_then(|one| one.offer().map(|offer| offer.until));
    assert_eq!(until, Some(parse_instant("2027-03-28T01:00:00Z")?));
    let late = Context::host(at("2027-03-28T01:00:00Z")?);
    let said = refused(run_as(store, accept_offer("w")?, late)?);
    assert_eq!(said, [Reason::EntryState { found: State::Expired }]);
    Ok(())
}

fn wish(service: &str, from: &str, to: &str) -> Result<TimeWish> {
    Ok(TimeWish {
        service: ServiceId::new(service)?,
        resources: vec![resource_id("anna")?],
        days: Weekdays::from_iter([chrono::Weekday::Mon]),
        from: from.parse()?,
        to: to.parse()?,
        zone: "Europe/Berlin".parse()?,
        until: None,
    })
}

/// 1 March 2027 is a Monday; 09:00Z is 10:00 in Berlin.
pub fn a_time_that_is_wished_for_is_held_when_it_becomes_free(store: &mut dyn Store) -> Result<()> {
    hall(store, terms(Discipline::FirstFit, 0)?)?;
    put_resource(store, "ben")?;
    accept(store, book("a", "walk", "09:00")?)?;
    let ben = vec![resource_id("ben")?];
    let wishes = [
        ("with-ben", TimeWish { resources: ben, ..wish("walk", "10:00", "11:00")? }),
        ("too-late", wish("walk", "10:15", "11:15")?),
        (
            "other-day",
            TimeWish { days: Weekdays::from_iter([chrono::Weekday::Tue]), ..wish("walk", "10:00", "11:00")? },
        ),
        ("lesson", wish("lesson", "10:00", "11:00")?),
        ("over", TimeWish { until: Some(at("09:00")?), ..wish("walk", "10:00", "11:00")? }),
        ("fits", wish("walk", "10:00", "11:00")?),
        ("next", wish("walk", "09:00", "12:00")?),
    ];
    for (name, wish) in wishes {
        accepted(run_as(store, join(name, Wish::Time(wish))?, client(name, 1, EARLY)?)?);
    }
    let done = cancelled(store, "a", "2027-02-25T10:00:00Z")?;
    assert_eq!(names(&done.promoted), ["fits"], "by one instant of joining, the lesser id comes first");
    let public = || client("x", 1, "2027-02-25T10:30:00Z");
    assert_eq!(codes(&refused(run_as(store, book("x", "walk", "09:30")?, public()?)?)), [ReasonCode::Held]);
    let done = accepted(run_as(store, decline("fits")?, public()?)?);
    assert_eq!(names(&done.promoted), ["next"]);
    let taken = accepted(run_as(store, accept_offer("next")?, public()?)?);
    let booking = taken.booking().map(|one| (one.span, one.status.clone(), one.session.to_string()));
    assert_eq!(booking, Some((span("09:00", "10:00")?, Status::Confirmed, "a".to_owned())));
    assert_eq!(busy(store, day()?)?.len(), 1);
    Ok(())
}

/// The sole party goes elsewhere: the one who waits for its time gets that; the session goes along with the party.
pub fn who_waits_gets_the_time_that_a_party_leaves(store: &mut dyn Store) -> Result<()> {
    hall(store, terms(Discipline::FirstFit, 0)?)?;
    accept(store, book("a", "walk", "09:00")?)?;
    accepted(run_as(store, join("w", session("a")?)?, client("w", 1, EARLY)?)?);
    let done = accepted(run(store, reschedule("a", "14:00")?)?);
    assert_eq!(names(&done.promoted), ["w"]);
    let held = store.booking(&BookingId::new("w~offer")?)?.map(|held| (held.span, held.status.is_hold()));
    assert_eq!(held, Some((span("09:00", "10:00")?, true)));
    assert_eq!(busy(store, day()?)?.len(), 2);
    Ok(())
}

/// One of several parties goes, or comes with fewer: its seats are free.
pub fn who_waits_goes_along_when_a_host_moves_the_session(store: &mut dyn Store) -> Result<()> {
    hall(store, terms(Discipline::FirstFit, 0)?)?;
    full(store, &[("w", 1)])?;
    let start = at("14:00")?;
    let moved = MoveSession { session: SessionId::new("a")?, start, duration: None, version: None };
    accepted(run(store, moved)?);
    assert_eq!(entry(store, "w")?.ends_at, Some(start), "it waits as long as the session has not begun");
    assert_eq!(names(&accepted(run(store, reschedule("a", "16:00")?)?).promoted), ["w"]);
    assert_eq!(entry(store, "w")?.offer().map(|offer| offer.session.to_string()), Some("a".to_owned()));
    Ok(())
}

/// Nobody waits for what does not take place.
pub fn who_waits_for_what_is_called_off_waits_in_vain(store: &mut dyn Store) -> Result<()> {
    hall(store, terms(Discipline::FirstFit, 0)?)?;
    full(store, &[("v", 1), ("w", 1)])?;
    cancelled(store, "a", "2027-02-25T10:00:00Z")?;
    accepted(run(store, CancelSession { session: SessionId::new("a")?, version: None })?);
    assert_eq!((state(store, "v")?, state(store, "w")?), (State::Expired, State::Expired));
    assert_eq!(busy(store, day()?)?, []);
    let off = refused(run_as(store, join("x", session("a")?)?, client("x", 1, EARLY)?)?);
    assert_eq!(codes(&off), [ReasonCode::State]);
    Ok(())
}

/// An offer is judged by the rules that list slots: what could not be booked is offered to nobody.
pub fn what_could_not_be_booked_is_not_offered(store: &mut dyn Store) -> Result<()> {
    hall(store, terms(Discipline::FirstFit, 0)?)?;
    let waitlist = Some(terms(Discipline::FirstFit, 0)?);
    let lesson = Service { waitlist, notice: "P1D".parse()?, ..service("walk", 60, 0, 0)? };
    put_one(store, &Changes::service(lesson))?;
    accept(store, book("a", "walk", "09:00")?)?;
    accepted(run_as(store, join("w", session("a")?)?, client("w", 1, EARLY)?)?);
    assert_eq!(cancelled(store, "a", "2027-02-28T09:00:01Z")?.promoted, []);
    assert_eq!((state(store, "w")?, busy(store, day()?)?), (State::Waiting, vec![]));
    Ok(())
}

/// Also what a host opens: it has room from the first moment on.
pub fn a_session_that_is_opened_is_offered_to_who_wished_for_it(store: &mut dyn Store) -> Result<()> {
    hall(store, terms(Discipline::FirstFit, 0)?)?;
    for (name, seats) in [("u", 1), ("v", 2), ("w", 1)] {
        let wish = Wish::Time(wish("lesson", "09:00", "12:00")?);
        accepted(run_as(store, join(name, wish)?, client(name, seats, EARLY)?)?);
    }
    let open = OpenSession {
        session: SessionId::new("s")?,
        resource: Some(resource_id("anna")?),
        service: ServiceId::new("lesson")?,
        start: at("09:00")?,
        duration: None,
        seats: None,
    };
    assert_eq!(names(&accepted(run(store, open)?).promoted), ["u", "w"]);
    // Whoever joins while there is room has an offer at once.
    accepted(run(store, decline("u")?)?);
    Ok(())
}

/// Each occurrence of a series that ends goes to whoever waits for it.
pub fn a_series_that_ends_frees_its_times(store: &mut dyn Store) -> Result<()> {
    hall(store, terms(Discipline::FirstFit, 0)?)?;
    let mut recurrence = SeriesRecord::new(Moment::Wall(parse_wall("2027-03-01T09:00:00")?));
    recurrence.zone = Some("UTC".to_owned());
    recurrence.rule = Some("FREQ=WEEKLY;COUNT=3".to_owned());
    let series = BookSeries {
        series: SeriesId::new("s")?,
        recurrence,
        resource: Some(resource_id("anna")?),
        service: ServiceId::new("walk")?,
        duration: None,
        on_conflict: OnConflict::AllOrNothing,
        until: None,
        kind: None,
        participants: vec![],
        details: Details::default(),
    };
    accepted(run(store, series)?);
    for name in ["v", "w"] {
        accepted(run_as(
            store,
            join(name, Wish::Time(wish("walk", "10:00", "11:00")?))?,
            client(name, 1, EARLY)?,
        )?);
    }
    let ends = CancelSeries { series: SeriesId::new("s")?, from: None, version: None };
    let done = accepted(run(store, ends)?);
    let offered: BTreeSet<&str> = names(&done.promoted).into_iter().collect();
    assert_eq!(offered, BTreeSet::from(["v", "w"]), "one offer each, though three times are free");
    assert_eq!(done.promoted.len(), 2);
    Ok(())
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
    let act = |store: &mut dyn Store, by: &str, name: &str, now: &str| -> Result<Verdict> {
        let context = Context::host(at(now)?);
        match by {
            "accept" => run_as(store, accept_offer(name)?, context),
            "decline" => run_as(store, decline(name)?, context),
            "leave" => run_as(store, leave(name)?, context),
            "expire" => run_as(store, ExpireEntry { entry: id(name)? }, context),
            _ => run_as(
                store,
                Cancel { booking: BookingId::new(&format!("{name}-a"))?, version: None },
                context,
            ),
        }
    };
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
            let expected = match (from, by) {
                (State::Offered, "accept") => Some(State::Accepted),
                (State::Offered, "decline") => Some(State::Declined),
                (State::Waiting | State::Offered, "leave") => Some(State::Left),
                (State::Accepted, "accept")
                | (State::Declined, "decline")
                | (State::Expired, "expire")
                | (State::Left, "leave") => Some(from),
                _ => None,
            };
            match expected {
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
    accept_as(store, super::sample::hold("h", "walk", "12:00", 10).map(with_anna)?, owner)?;
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

/// In every state, with fractions of seconds; found by what it waits for while it is alive.
pub fn an_entry_reads_back_in_every_state(store: &mut dyn Store) -> Result<()> {
    let joined = at("2027-02-01T10:00:00.000000005Z")?;
    let until = at("2027-02-02T10:00:00.25Z")?;
    let wishes =
        [session("s ' 1")?, Wish::Time(TimeWish { until: Some(until), ..wish("walk", "22:00", "02:00")? })];
    let offer = Offer { session: SessionId::new("other")?, seats: TWO, until };
    let states = [
        waitlist::Status::Waiting,
        waitlist::Status::Offered(offer),
        waitlist::Status::Accepted,
        waitlist::Status::Declined,
        waitlist::Status::Expired,
        waitlist::Status::Left,
    ];
    let waiting = |session: &str, service: &str| -> Result<Need> {
        let sessions = BTreeSet::from([SessionId::new(session)?]);
        let services = BTreeSet::from([ServiceId::new(service)?]);
        Ok(Need { waiting: Some(WaitingNeed { sessions, services }), ..Need::default() })
    };
    for (at, wish) in wishes.into_iter().enumerate() {
        let fresh = Entry::new(id(&format!("w{at}"))?, wish, subject("ana '")?, joined);
        for (before, status) in states.iter().enumerate() {
            let version = before as u64 + 1;
            let one =
                Entry { version, seats: TWO, ends_at: Some(until), status: status.clone(), ..fresh.clone() };
            put_one(store, &Changes { entries: vec![one.clone()], ..Changes::default() })?;
            assert_eq!(entry(store, one.id.as_str())?, one);
            let live = if one.is_live() { vec![one.clone()] } else { vec![] };
            let (session, service) = if at == 0 { ("s ' 1", "x") } else { ("x", "walk") };
            let found = view(store, &waiting(session, service)?)?.entries;
            assert_eq!(found.into_values().collect::<Vec<_>>(), live, "by what it waits for");
            let offered = if one.offer().is_some() { live.clone() } else { vec![] };
            let found = view(store, &waiting("other", "x")?)?.entries;
            assert_eq!(found.into_values().collect::<Vec<_>>(), offered, "by its offer");
            let out_of_turn = put_one(store, &Changes { entries: vec![one], ..Changes::default() });
            assert_eq!(code(out_of_turn), "store.version");
        }
    }
    Ok(())
}

/// In order of joining, then of id, page by page.
pub fn entries_are_listed_in_order_of_joining(store: &mut dyn Store) -> Result<()> {
    for (name, minute, wish) in [
        ("c", 1, session("s")?),
        ("b", 2, session("s")?),
        ("a", 2, session("t")?),
        ("d", 0, Wish::Time(wish("walk", "01:00", "02:00")?)),
    ] {
        let joined = at(&format!("2027-02-01T10:0{minute}:00.5Z"))?;
        let one = Entry::new(id(name)?, wish, subject(if name == "b" { "bob" } else { "ana" })?, joined);
        put_one(store, &Changes { entries: vec![one], ..Changes::default() })?;
    }
    let mut listed = |query: &EntryQuery| -> Result<Vec<String>> {
        let page = store.waiting(query)?;
        Ok(page
            .entries
            .iter()
            .map(|one| one.id.to_string())
            .chain(page.next.map(|_| "...".to_owned()))
            .collect())
    };
    let all = EntryQuery { limit: TWO, ..EntryQuery::default() };
    assert_eq!(listed(&all)?, ["d", "c", "..."]);
    let after =
        Some(kalends::booking::EntryCursor { joined_at: at("2027-02-01T10:01:00.5Z")?, entry: id("c")? });
    assert_eq!(listed(&EntryQuery { after, ..all })?, ["a", "b"]);
    let of = EntryQuery::default();
    assert_eq!(listed(&EntryQuery { session: Some(SessionId::new("s")?), ..of.clone() })?, ["c", "b"]);
    assert_eq!(listed(&EntryQuery { service: Some(ServiceId::new("walk")?), ..of.clone() })?, ["d"]);
    assert_eq!(listed(&EntryQuery { client: Some(subject("bob")?), ..of.clone() })?, ["b"]);
    let b = entry_left("b", session("s")?, at("2027-02-01T10:02:00.5Z")?)?;
    put_one(store, &Changes { entries: vec![b], ..Changes::default() })?;
    assert_eq!(store.waiting(&EntryQuery { client: Some(subject("bob")?), ..of.clone() })?.entries, []);
    let also_over = EntryQuery { client: Some(subject("bob")?), over: true, ..of };
    assert_eq!(store.waiting(&also_over)?.entries.len(), 1);
    Ok(())
}

fn entry_left(name: &str, wish: Wish, joined: DateTime<Utc>) -> Result<Entry> {
    let one = Entry::new(id(name)?, wish, subject("bob")?, joined);
    Ok(Entry { version: 2, status: waitlist::Status::Left, ..one })
}

/// As opening hours lie there.
pub fn a_wish_that_ends_in_the_fold_ends_when_that_time_comes_first(store: &mut dyn Store) -> Result<()> {
    hall(store, terms(Discipline::FirstFit, 0)?)?;
    // 31 October 2027 in Berlin: 01:30 is 23:30Z, and 02:30 comes twice, at 00:30Z and at 01:30Z.
    let night =
        TimeWish { days: Weekdays::from_iter([chrono::Weekday::Sun]), ..wish("walk", "01:30", "02:30")? };
    accepted(run_as(store, join("w", Wish::Time(night))?, client("w", 1, EARLY)?)?);
    for (name, start) in [("first", "2027-10-30T23:30:00Z"), ("second", "2027-10-31T00:30:00Z")] {
        accept_as(store, book(name, "walk", start)?, host()?)?;
    }
    let second = accepted(run(store, cancel("second")?)?);
    assert_eq!(second.promoted, [], "no time after the first 02:30");
    assert_eq!(names(&accepted(run(store, cancel("first")?)?).promoted), ["w"]);
    Ok(())
}

/// A lesson with so many seats that can be waited for.
pub(super) fn hall_of(store: &mut dyn Store, seats: usize) -> Result<()> {
    furnish(store)?;
    let seats = u32::try_from(seats).ok().and_then(NonZeroU32::new);
    let waitlist = Some(terms(Discipline::FirstFit, 0)?);
    put_one(store, &Changes::service(Service { seats, waitlist, ..service("lesson", 60, 0, 0)? }))
}

/// Waits for a session; gives who was promoted by that.
pub(super) fn joined(store: &mut dyn Store, name: &str, wished: &str) -> Result<Vec<String>> {
    let done = accepted(run_as(store, join(name, session(wished)?)?, client(name, 1, EARLY)?)?);
    Ok(done.promoted.iter().map(|entry| entry.id.to_string()).collect())
}

/// Cancels a booking or what is held, if it is there; gives who was promoted by that.
pub(super) fn let_go(store: &mut dyn Store, booking: &str) -> Result<Option<Vec<String>>> {
    let booking = BookingId::new(booking)?;
    if store.booking(&booking)?.is_none() {
        return Ok(None);
    }
    let cancel = Cancel { booking, version: None };
    let Verdict::Accept(done) = run_as(store, cancel, Context::host(at(EARLY)?))? else { return Ok(None) };
    Ok(Some(done.promoted.iter().map(|entry| entry.id.to_string()).collect()))
}

/// Takes what is offered, if anything is.
pub(super) fn taken(store: &mut dyn Store, name: &str) -> Result<Option<Vec<String>>> {
    let Verdict::Accept(done) = run_as(store, accept_offer(name)?, client(name, 1, EARLY)?)? else {
        return Ok(None);
    };
    Ok(Some(done.promoted.iter().map(|entry| entry.id.to_string()).collect()))
}

/// As many seats as there are, taken or offered, as long as anybody waits; each entry as its booking says.
pub(super) fn every_seat_is_taken_once(store: &mut dyn Store, name: &str, seats: usize) -> Result<()> {
    let now = at(EARLY)?;
    let view = view(store, &Need::session(SessionId::new(name)?))?;
    let taken = view.bookings.values().filter(|one| one.status.takes_time_at(now)).count();
    let all = store.waiting(&EntryQuery { over: true, ..EntryQuery::default() })?.entries;
    let waiting = all.iter().filter(|entry| entry.status == waitlist::Status::Waiting).count();
    assert!(taken <= seats, "{taken} have {seats} seats");
    assert!(taken == seats || waiting == 0, "{waiting} wait for {} seats that nobody has", seats - taken);
    for entry in &all {
        let booking = store.booking(&entry.booking()?)?.map(|one| one.status);
        let fits = match (&entry.status, &booking) {
            (waitlist::Status::Waiting | waitlist::Status::Left, None) => true,
            (waitlist::Status::Offered(_), Some(Status::Held(_))) => true,
            // Whoever has accepted may have cancelled since.
            (waitlist::Status::Accepted, Some(Status::Confirmed | Status::Cancelled(_))) => true,
            (waitlist::Status::Declined, Some(Status::Cancelled(_))) => true,
            _ => false,
        };
        assert!(fits, "{}: {:?} with {booking:?}", entry.id, entry.status);
    }
    Ok(())
}
