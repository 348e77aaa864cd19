//! Commit after commit, whether there was room: a naive book of sessions and parties that knows nothing but the feed
//! and what the world allows.

use crate::feed::Event;
use crate::world::{CAPACITIES, offer};
use std::collections::{BTreeMap, BTreeSet};

#[derive(Clone, Debug, Default)]
struct Session {
    service: String,
    start: i64,
    end: i64,
    resources: Vec<String>,
    seats: Option<i64>,
    stays: bool,
    is_cancelled: bool,
    parties: BTreeMap<String, Party>,
}

#[derive(Clone, Debug)]
struct Party {
    seats: i64,
    expires_at: Option<i64>,
    /// Of a hold.
    owner: Option<String>,
}

/// With whose eyes a commit looks: by their clock, and past what is held for themselves.
#[derive(Clone, Copy)]
struct Eyes<'a> {
    at: i64,
    of: &'a str,
}

impl Eyes<'_> {
    fn see(self, party: &Party) -> bool {
        party.expires_at.is_none_or(|end| self.at < end) && party.owner.as_deref() != Some(self.of)
    }
}

impl Session {
    fn parties(&self, eyes: Eyes<'_>) -> impl Iterator<Item = &Party> {
        self.parties.values().filter(move |party| eyes.see(party))
    }

    fn takes_time(&self, eyes: Eyes<'_>) -> bool {
        !self.is_cancelled && (self.stays || self.parties(eyes).next().is_some())
    }

    /// For one party alone it is one seat, however many come.
    fn seats_taken(&self, eyes: Eyes<'_>) -> i64 {
        self.parties(eyes).map(|party| if self.seats.is_some() { party.seats } else { 1 }).sum()
    }

    /// With the quiet around it.
    fn footprint(&self) -> (i64, i64) {
        let offer = offer(&self.service);
        (self.start - offer.before * 60_000, self.end + offer.after * 60_000)
    }

    /// What it takes of whom.
    fn claim(&self, eyes: Eyes<'_>) -> Option<((i64, i64), Vec<String>)> {
        self.takes_time(eyes).then(|| (self.footprint(), self.resources.clone()))
    }
}

#[derive(Debug, Default)]
struct Book {
    sessions: BTreeMap<String, Session>,
    /// The session of each party.
    of_party: BTreeMap<String, String>,
    /// Who is in whose calendar, in order of start.
    calendars: BTreeMap<String, BTreeSet<(i64, String)>>,
}

/// Nothing begins earlier before its end than this.
const LONGEST: i64 = 24 * 3_600_000;

impl Book {
    fn apply(&mut self, event: &Event) {
        match event.kind.as_str() {
            "session" => self.put_session(event),
            "booking" => self.put_party(event),
            _ => {}
        }
    }

    fn put_session(&mut self, event: &Event) {
        let session = self.sessions.entry(event.id.clone()).or_default();
        for resource in std::mem::take(&mut session.resources) {
            let calendar = self.calendars.entry(resource).or_default();
            calendar.remove(&(session.start, event.id.clone()));
        }
        session.service.clone_from(&event.service);
        (session.start, session.end, session.seats) = (event.start, event.end, event.seats);
        (session.stays, session.is_cancelled) = (event.stays, event.status == "cancelled");
        let resources = event.resources.as_deref().unwrap_or_default();
        session.resources = resources.split(',').map(str::to_owned).collect();
        for resource in session.resources.iter().filter(|_| !session.is_cancelled) {
            let calendar = self.calendars.entry(resource.clone()).or_default();
            calendar.insert((session.start, event.id.clone()));
        }
    }

    fn put_party(&mut self, event: &Event) {
        let to = event.session.clone().unwrap();
        if let Some(from) = self.of_party.insert(event.id.clone(), to.clone()) {
            self.sessions.get_mut(&from).unwrap().parties.remove(&event.id);
        }
        let takes = match event.status.as_str() {
            "requested" => event.blocks.unwrap(),
            status => matches!(status, "held" | "confirmed"),
        };
        if takes {
            let (seats, expires_at) = (event.party.unwrap(), event.expires_at);
            let party = Party { seats, expires_at, owner: event.owner.clone() };
            let session = self.sessions.get_mut(&to).unwrap();
            assert_eq!(
                (session.start, session.end),
                (event.start, event.end),
                "{event:?}: not where its session is"
            );
            session.parties.insert(event.id.clone(), party);
        }
    }

    /// The sessions that an event speaks of.
    fn touched(&self, event: &Event) -> Vec<String> {
        let before = self.of_party.get(&event.id).cloned();
        let own = (event.kind == "session").then(|| event.id.clone());
        before.into_iter().chain(event.session.clone()).chain(own).collect()
    }

    /// How many use a resource at once within a footprint, `but` left out.
    fn uses(&self, resource: &str, (from, to): (i64, i64), but: &str, eyes: Eyes<'_>) -> usize {
        let mut edges = Vec::new();
        let none = BTreeSet::new();
        let calendar = self.calendars.get(resource).unwrap_or(&none);
        for (_, id) in calendar.range((from - LONGEST, String::new())..(to + LONGEST, String::new())) {
            let other = &self.sessions[id];
            let (start, end) = other.footprint();
            if id != but && start < to && from < end && other.takes_time(eyes) {
                edges.extend([(start.max(from), 1), (end.min(to), -1)]);
            }
        }
        edges.sort_unstable();
        let (mut now, mut most) = (0_i64, 0);
        for (_, step) in edges {
            now += step;
            most = most.max(now);
        }
        usize::try_from(most).unwrap()
    }

    /// Checks a session that takes more than before the commit.
    fn check(&self, id: &str, before: &Session, commit: &Event) {
        let Some(session) = self.sessions.get(id) else { return };
        let others = Eyes { at: commit.at, of: &commit.by };
        let all = Eyes { of: "nobody", ..others };
        let (most, seats) = (session.seats.unwrap_or(1), session.seats_taken(all));
        // What one holds oneself is no obstacle, but what has just been held takes its seats.
        let held = if commit.status == "held" { commit.party.unwrap_or(1) } else { 0 };
        let counted = held + session.seats_taken(others);
        if seats > before.seats_taken(all) {
            assert!(counted <= most, "{counted} in a session for {most}: {session:?} after {commit:?}");
        }
        let claim = session.claim(all);
        if claim == before.claim(all) {
            return;
        }
        let Some((footprint, resources)) = claim else { return };
        for resource in resources {
            let most = CAPACITIES.iter().find(|(id, _)| **id == resource).map_or(0, |(_, most)| *most);
            let uses = 1 + self.uses(&resource, footprint, id, others);
            assert!(uses <= most as usize, "{uses} uses of {resource}: {id} {session:?} after {commit:?}");
        }
    }
}

/// Every commit of the feed.
pub(crate) fn check(feed: &[Event]) {
    let mut book = Book::default();
    for commit in feed.chunk_by(|a, b| (&a.by, &a.cause) == (&b.by, &b.cause)) {
        let mut before = BTreeMap::new();
        for event in commit {
            for id in book.touched(event) {
                let session = book.sessions.get(&id).cloned().unwrap_or_default();
                before.entry(id).or_insert(session);
            }
            book.apply(event);
        }
        let last = commit.last().unwrap();
        before.iter().for_each(|(id, before)| book.check(id, before, last));
    }
}

/// A lesson of an hour with Anna that client 0 has from `start` on.
fn lesson(position: i64, id: &str, start: i64) -> [Event; 2] {
    let start = start * 60_000;
    let session = Event {
        position,
        kind: "session".to_owned(),
        id: id.to_owned(),
        version: 1,
        at: 0,
        by: "client-0".to_owned(),
        cause: format!("attempt-{position}"),
        status: "confirmed".to_owned(),
        service: "lesson".to_owned(),
        start,
        end: start + 3_600_000,
        resources: Some("anna".to_owned()),
        seats: None,
        stays: false,
        session: None,
        party: None,
        blocks: None,
        expires_at: None,
        owner: None,
    };
    let (kind, party) = ("booking".to_owned(), Some(1));
    let booking = Event { kind, session: Some(id.to_owned()), resources: None, party, ..session.clone() };
    [session, booking]
}

#[test]
fn touching_lessons_have_room() {
    check(&[lesson(1, "a", 0), lesson(2, "b", 60)].concat());
}

#[test]
#[should_panic(expected = "2 uses of anna")]
fn a_double_use_is_found() {
    check(&[lesson(1, "a", 0), lesson(2, "b", 59)].concat());
}

#[test]
#[should_panic(expected = "2 in a session for 1")]
fn a_second_party_of_a_lesson_for_one_is_found() {
    let [_, second] = lesson(2, "a", 0);
    check(&[&lesson(1, "a", 0)[..], &[Event { id: "b".to_owned(), ..second }]].concat());
}

#[test]
fn a_hold_that_has_lapsed_takes_nothing() {
    let [session, booking] = lesson(1, "a", 0);
    let held = Event { status: "held".to_owned(), expires_at: Some(0), ..booking };
    check(&[&[session, held], &lesson(2, "b", 30)[..]].concat());
}

#[test]
#[should_panic(expected = "2 uses of anna")]
fn a_use_of_what_another_holds_is_found() {
    let by = "client-1".to_owned();
    let [session, booking] = lesson(1, "a", 0).map(|event| Event { by: by.clone(), ..event });
    let held = Event { status: "held".to_owned(), expires_at: Some(1), owner: Some(by), ..booking };
    check(&[&[session, held], &lesson(2, "b", 30)[..]].concat());
}
