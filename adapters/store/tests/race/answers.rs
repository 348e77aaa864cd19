//! What all clients were answered, held against the feed: nothing that was accepted is missing, nothing is there that
//! nobody was told, and what was sent twice was done once.

use crate::client::{cause, name};
use crate::feed::Event;
use crate::journal::{self, Line, Said};
use crate::processes::Race;
use std::collections::{BTreeMap, BTreeSet};

/// Kind, id and version of what an attempt wrote.
type Written<'a> = BTreeSet<(&'a str, &'a str, i64)>;

/// By client, then by attempt.
pub(crate) struct Answers(Vec<Vec<Said>>);

/// Reads the journals; each wish has one answer.
pub(crate) fn read(race: &Race) -> Answers {
    Answers(race.all_clients().map(|client| of_client(race, client)).collect())
}

fn of_client(race: &Race, client: usize) -> Vec<Said> {
    let mut answers = Vec::new();
    let mut asked = None;
    for line in journal::read(&journal::path(&race.directory, client)) {
        match line {
            Line::Asked(number, _) => asked = Some(number),
            Line::Said(number, said) => {
                assert_eq!((asked.take(), answers.len()), (Some(number), number), "of client {client}");
                answers.push(said);
            }
        }
    }
    assert_eq!(answers.len(), race.share(), "of client {client}");
    answers
}

impl Answers {
    fn all(&self) -> impl Iterator<Item = &Said> {
        self.0.iter().flatten()
    }

    pub(crate) fn accepted(&self) -> usize {
        self.all().filter(|said| said.accepted).count()
    }

    pub(crate) fn refused(&self) -> usize {
        self.all().filter(|said| !said.accepted).count()
    }

    /// The counts, in a line.
    pub(crate) fn report(&self, killed: usize) -> String {
        let mut reasons = BTreeMap::<&str, usize>::new();
        for reason in self.all().flat_map(|said| &said.reasons) {
            *reasons.entry(reason).or_default() += 1;
        }
        let retried: u32 = self.all().map(|said| said.retried).sum();
        let (accepted, refused) = (self.accepted(), self.refused());
        let attempts = accepted + refused;
        let mut reasons: Vec<_> = reasons.into_iter().collect();
        reasons.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        let reasons: Vec<String> =
            reasons.iter().map(|(reason, count)| format!("{reason} {count}")).collect();
        let reasons = reasons.join(", ");
        format!(
            "{attempts} attempts: {accepted} accepted, {refused} refused ({reasons}), {retried} retried; \
             {killed} processes killed"
        )
    }

    /// Every answer and every event.
    pub(crate) fn check(&self, feed: &[Event]) {
        let mut written = BTreeMap::<(&str, &str), Written<'_>>::new();
        let mut stands = BTreeSet::new();
        for event in feed {
            let one = (event.kind.as_str(), event.id.as_str(), event.version);
            assert!(stands.insert(one), "{one:?} was written twice");
            // What the race began with is nobody's.
            if !event.by.is_empty() {
                written.entry((&event.by, &event.cause)).or_default().insert(one);
            }
        }
        let mut matched = 0;
        for (client, answers) in self.0.iter().enumerate() {
            for (attempt, said) in answers.iter().enumerate() {
                let of = (name(client), cause(attempt));
                let done = written.get(&(of.0.as_str(), of.1.as_str()));
                matched += usize::from(done.is_some());
                check_one(&of, said, done, &stands);
            }
        }
        assert_eq!(matched, written.len(), "something was written that nobody asked for");
    }
}

fn check_one(of: &(String, String), said: &Said, done: Option<&Written<'_>>, stands: &Written<'_>) {
    let told: BTreeSet<_> =
        said.stands.iter().map(|(kind, id, version)| (kind.as_str(), id.as_str(), *version)).collect();
    let lost: Vec<_> = told.difference(stands).collect();
    assert!(lost.is_empty(), "{of:?} was told what is not there: {lost:?}");
    let Some(done) = done else { return };
    assert!(said.accepted, "{of:?} was not accepted and wrote {done:?}: {said:?}");
    // Sessions come and go with their bookings, and are not told of.
    let untold = done.difference(&told).filter(|(kind, ..)| *kind != "session").collect::<Vec<_>>();
    assert!(untold.is_empty(), "{of:?} wrote what it did not say: {untold:?}, {said:?}");
}
