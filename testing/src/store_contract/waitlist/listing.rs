//! Entries as they are stored, found and listed.

use super::super::sample::{
    accept_as, accepted, at, book, cancel, code, host, put_one, run, run_as, subject,
};
use super::{EARLY, TWO, client, entry, hall, id, join, names, session, terms, wish};
use chrono::{DateTime, Utc};
use kalends::Result;
use kalends::booking::{Changes, EntryQuery, Need, WaitingNeed};
use kalends::id::{ServiceId, SessionId};
use kalends::store::{Store, view};
use kalends::time::Weekdays;
use kalends::waitlist::{self, Discipline, Entry, Offer, TimeWish, Wish};
use std::collections::BTreeSet;

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
