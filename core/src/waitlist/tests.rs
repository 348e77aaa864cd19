use super::*;
use crate::id::{ServiceId, SessionId, SubjectId, WaitlistId};
use crate::interval::Interval;
use crate::limits::Limits;
use crate::time::{Elapsed, Length, instant_of_secs, parse_instant};
use crate::zone::ZoneDb;
use chrono::{DateTime, Utc};
use proptest::prelude::*;
use std::num::NonZeroU32;

/// When the session of the tests starts, in seconds.
const START: i64 = 10_000;

fn id(n: usize) -> WaitlistId {
    WaitlistId::new(&format!("w{n}")).unwrap()
}

fn session() -> SessionId {
    SessionId::new("choir").unwrap()
}

fn opening(seats: u32, free: u32) -> Opening {
    let span = Interval::from_secs(START, START + 3600).unwrap();
    let seats = NonZeroU32::new(seats).unwrap();
    Opening { free, ..Opening::new(session(), ServiceId::new("choir").unwrap(), span, seats) }
}

fn entry(n: usize, joined: i64, seats: u32) -> Entry {
    let subject = SubjectId::new("ana").unwrap();
    let entry = Entry::new(id(n), Wish::Session(session()), subject, instant_of_secs(joined));
    Entry { seats: NonZeroU32::new(seats).unwrap(), ..entry }
}

fn terms(discipline: Discipline, ttl: i64, cutoff: i64) -> Terms {
    let (offer_ttl, cutoff) = (Length::from_seconds(ttl).unwrap(), Elapsed::from_seconds(cutoff).unwrap());
    Terms { discipline, offer_ttl, cutoff }
}

fn settled(opening: &Opening, entries: &[Entry], terms: &Terms, now: i64) -> Settled {
    settle(opening, entries, terms, instant_of_secs(now), &Limits::default()).unwrap()
}

fn applied(entries: &[Entry], settled: &Settled) -> Vec<Entry> {
    let after =
        |entry: &Entry| settled.changes.iter().find(|one| one.id == entry.id).unwrap_or(entry).clone();
    entries.iter().map(after).collect()
}

#[test]
fn the_table_names_every_state_and_every_step_leads_on() {
    let all = [State::Waiting, State::Offered, State::Accepted, State::Declined, State::Expired, State::Left];
    let last: Vec<State> = all.into_iter().filter(|state| state.is_last()).collect();
    assert_eq!(last, [State::Accepted, State::Declined, State::Expired, State::Left]);
    for (at, (from, step, to)) in TABLE.iter().enumerate() {
        assert_ne!(from, to);
        assert_eq!(from.after(*step), Some(*to));
        assert!(
            TABLE.iter().skip(at + 1).all(|(other, by, _)| (other, by) != (from, step)),
            "two ways to go"
        );
    }
}

#[test]
fn answers_are_given_once_and_in_time() {
    let waiting = entry(0, 0, 1);
    let at = instant_of_secs;
    assert_eq!(waiting.answer(Step::Accept, at(0)), None);
    assert_eq!(waiting.answer(Step::Offer, at(0)), None);
    let offer = Offer { session: session(), seats: waiting.seats, until: at(100) };
    let offered = Entry { status: Status::Offered(offer), ..waiting.clone() };
    let accepted = offered.answer(Step::Accept, at(99)).unwrap();
    assert_eq!((accepted.status.state(), accepted.version), (State::Accepted, 2));
    assert_eq!(accepted.answer(Step::Accept, at(500)), Some(accepted.clone()));
    assert_eq!(accepted.answer(Step::Decline, at(99)), None);
    assert_eq!(offered.answer(Step::Decline, at(100)), None);
    assert_eq!(offered.answer(Step::Leave, at(100)).unwrap().status, Status::Left);
}

#[test]
fn a_list_that_cannot_be_settled_is_refused() {
    let one = entry(0, 0, 1);
    let refused = |opening: &Opening, entries: &[Entry], limits: &Limits| {
        let error = settle(opening, entries, &Terms::default(), instant_of_secs(0), limits).unwrap_err();
        (error.code(), error.path().to_owned())
    };
    let limits = Limits::default();
    let open = opening(2, 1);
    assert_eq!(
        refused(&open, &[one.clone(), one.clone()], &limits),
        ("waitlist.entry-twice", "entries[1].id".to_owned())
    );
    let few = Limits { waiting: 1, ..Limits::default() };
    assert_eq!(
        refused(&open, &[one.clone(), entry(1, 0, 1)], &few),
        ("waitlist.too-many", "entries".to_owned())
    );
    assert_eq!(refused(&opening(2, 3), &[], &limits), ("waitlist.seats", "opening.free".to_owned()));
    let other = Entry { wish: Wish::Session(SessionId::new("band").unwrap()), ..one };
    assert_eq!(refused(&open, &[other], &limits), ("waitlist.other-session", "entries[0].wish".to_owned()));
}

#[test]
fn a_wish_past_midnight_belongs_to_the_day_on_which_it_starts() {
    let wish = Wish::Time(TimeWish {
        service: ServiceId::new("choir").unwrap(),
        resources: vec![],
        days: [chrono::Weekday::Sat].into_iter().collect(),
        from: "22:00".parse().unwrap(),
        to: "02:00".parse().unwrap(),
        zone: "Europe/Paris".parse().unwrap(),
        until: None,
    });
    let fits = |start: &str, end: &str| {
        let at = |text: &str| parse_instant(text).unwrap();
        let span = Interval::new(at(start), at(end)).unwrap();
        wish.fits(&Opening { span, ..opening(1, 1) }, ZoneDb::builtin()).unwrap()
    };
    // 2027-01-30 is a Saturday; Paris is an hour ahead of UTC.
    assert!(fits("2027-01-30T21:00:00Z", "2027-01-31T01:00:00Z"));
    assert!(fits("2027-01-30T23:30:00Z", "2027-01-31T00:30:00Z"));
    assert!(!fits("2027-01-30T20:59:59Z", "2027-01-30T22:00:00Z"));
    assert!(!fits("2027-01-31T00:30:00Z", "2027-01-31T01:00:01Z"));
    assert!(!fits("2027-01-31T21:00:00Z", "2027-01-31T22:00:00Z"));
}

/// The naive model: a list of people, gone through again and again until nothing changes.
fn naive(opening: &Opening, entries: &[Entry], terms: &Terms, now: DateTime<Utc>) -> (Vec<Status>, u32, u32) {
    let mut order: Vec<usize> = (0..entries.len()).collect();
    order.sort_by_key(|at| (entries[*at].joined_at, entries[*at].id.clone()));
    let mut statuses: Vec<Status> = entries.iter().map(|entry| entry.status.clone()).collect();
    let (start, closes) = (opening.span.start(), opening.span.start() - terms.cutoff.to_delta());
    for status in &mut statuses {
        let ends = match status {
            Status::Waiting => start,
            Status::Offered(offer) => offer.until.min(closes),
            _ => continue,
        };
        if ends <= now {
            *status = Status::Expired;
        }
    }
    let offered = |statuses: &[Status]| -> u32 {
        let seats = statuses.iter().map(|status| match status {
            Status::Offered(offer) => offer.seats.get(),
            _ => 0,
        });
        seats.sum()
    };
    let mut public = opening.free.checked_sub(offered(&statuses)).expect("no seats are taken away");
    loop {
        let mut waiting = order
            .iter()
            .copied()
            .filter(|at| statuses[*at] == Status::Waiting && entries[*at].seats <= opening.seats);
        let next = match terms.discipline {
            Discipline::FirstFit => waiting.find(|at| entries[*at].seats.get() <= public),
            Discipline::StrictFifo => {
                let head = waiting.next();
                if now < closes && head.is_some_and(|at| entries[at].seats.get() > public) {
                    public = 0;
                }
                head.filter(|at| entries[*at].seats.get() <= public)
            }
        };
        let Some(at) = next.filter(|_| now < closes) else { break };
        let until = (now + terms.offer_ttl.to_delta()).min(closes);
        statuses[at] = Status::Offered(Offer { session: session(), seats: entries[at].seats, until });
        public -= entries[at].seats.get();
    }
    let offered = offered(&statuses);
    (statuses, offered, public)
}

fn any_terms() -> impl Strategy<Value = Terms> {
    let discipline = prop_oneof![Just(Discipline::FirstFit), Just(Discipline::StrictFifo)];
    (discipline, 1i64..6000, prop_oneof![Just(0i64), 1i64..4000])
        .prop_map(|(discipline, ttl, cutoff)| terms(discipline, ttl, cutoff))
}

/// What happens to a waitlist.
#[derive(Clone, Debug)]
enum Event {
    Join(u32),
    Answer(usize, Step),
    Book(u32),
    Cancel(u32),
    Wait(i64),
    Shrink(u32),
}

fn event() -> impl Strategy<Value = Event> {
    let step = prop_oneof![Just(Step::Accept), Just(Step::Decline), Just(Step::Leave)];
    prop_oneof![
        4 => (1u32..5).prop_map(Event::Join),
        3 => (0usize..12, step).prop_map(|(at, step)| Event::Answer(at, step)),
        2 => (1u32..4).prop_map(Event::Book),
        4 => (1u32..4).prop_map(Event::Cancel),
        4 => (0i64..2500).prop_map(Event::Wait),
        1 => (1u32..3).prop_map(Event::Shrink),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, ..ProptestConfig::default() })]

    #[test]
    fn every_history_keeps_to_the_seats_the_table_and_the_naive_model(
        seats in 1u32..6,
        terms in any_terms(),
        events in prop::collection::vec(event(), 1..40),
    ) {
        let (mut now, mut taken, mut seats) = (0, seats, seats);
        let mut entries: Vec<Entry> = Vec::new();
        let mut public = 0;
        for event in events {
            let mut shrunk = false;
            match event {
                Event::Join(need) => entries.push(entry(entries.len(), now, need)),
                Event::Answer(at, step) => {
                    if let Some(found) = entries.get_mut(at)
                        && let Some(after) = found.answer(step, instant_of_secs(now))
                        && after.version > found.version
                    {
                        if step == Step::Accept {
                            taken += found.seats.get();
                        }
                        *found = after;
                    }
                }
                Event::Book(wanted) => taken += if wanted <= public { wanted } else { 0 },
                Event::Cancel(freed) => taken -= freed.min(taken),
                Event::Wait(seconds) => now += seconds,
                Event::Shrink(by) => {
                    // A host may take seats away that nobody has booked.
                    seats = seats.saturating_sub(by).max(taken).max(1);
                    shrunk = true;
                }
            }
            prop_assert!(taken <= seats);
            let open = opening(seats, seats - taken);
            let answer = settled(&open, &entries, &terms, now);
            let after = applied(&entries, &answer);
            public = answer.public;

            prop_assert!(taken + answer.offered <= seats);
            prop_assert_eq!(answer.offered + answer.kept + answer.public, open.free);
            for (before, after) in entries.iter().zip(&after).filter(|(before, after)| before != after) {
                prop_assert!(!before.status.state().is_last());
                prop_assert!(after.version > before.version);
                let reached = TABLE.iter().any(|(from, _, to)| {
                    *from == before.status.state() && *to == after.status.state()
                });
                prop_assert!(reached, "{:?} to {:?}", before.status, after.status);
            }
            if !shrunk {
                let (statuses, offered, public) = naive(&open, &entries, &terms, instant_of_secs(now));
                let found: Vec<Status> = after.iter().map(|entry| entry.status.clone()).collect();
                prop_assert_eq!(found, statuses);
                prop_assert_eq!((answer.offered, answer.public), (offered, public));
            }

            // Asked again, in another order, or before the time that it names: nothing changes.
            let backwards: Vec<Entry> = entries.iter().rev().cloned().collect();
            prop_assert_eq!(&settled(&open, &backwards, &terms, now), &answer);
            let last = answer.next.map_or(now, |next| next.timestamp() - 1);
            for again in [now, last] {
                let second = settled(&open, &after, &terms, again);
                prop_assert_eq!(&second.changes, &vec![]);
                prop_assert_eq!(
                    (second.offered, second.kept, second.public),
                    (answer.offered, answer.kept, answer.public)
                );
            }
            if let Some(next) = answer.next {
                prop_assert!(next.timestamp() > now);
                let then = settled(&open, &after, &terms, next.timestamp());
                prop_assert!(then.changes != vec![] || then.public > answer.public);
            }

            // Whoever came first and still waits could not be served.
            let waits = |entry: &&Entry| entry.status == Status::Waiting && entry.seats.get() <= seats;
            if now < START - terms.cutoff.seconds() {
                let least = after.iter().filter(waits).map(|entry| entry.seats.get()).min();
                match terms.discipline {
                    Discipline::FirstFit => prop_assert!(least.is_none_or(|least| least > answer.public)),
                    Discipline::StrictFifo => {
                        prop_assert!(least.is_none() || answer.public == 0);
                        let first = after.iter().find(waits).map(|entry| &entry.joined_at);
                        let newly = answer.changes.iter().filter(|one| one.offer().is_some());
                        let newest = newly.map(|one| &one.joined_at).max();
                        prop_assert!(first.zip(newest).is_none_or(|(first, newest)| newest <= first));
                    }
                }
            } else {
                prop_assert_eq!((answer.offered, answer.kept), (0, 0));
            }
            entries = after;
        }
    }
}
