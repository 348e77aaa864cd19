//! Random commands, judged by a model that shares no code with the decision.

use super::sample::{
    at, book, cancel, code, day, put_one, put_resource, reschedule, resource_id, revision, run, service,
};
use chrono::TimeDelta;
use kalends::Result;
use kalends::booking::{Changes, ExternalBusy, ExternalSpan, Status, Verdict};
use kalends::id::SourceId;
use kalends::interval::Interval;
use kalends::store::Store;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestCaseError, TestRunner};
use std::collections::{BTreeMap, BTreeSet};

/// Something that is asked of the store; times are quarters of an hour of one day.
#[derive(Clone, Debug)]
enum Act {
    Book { id: u8, resource: usize, service: usize, start: i64 },
    Cancel { id: u8 },
    Move { id: u8, start: i64 },
    Calendar { resource: usize, source: u8, spans: Vec<(i64, i64)> },
}

const RESOURCES: [&str; 2] = ["anna", "bob"];
/// Id, length, quiet before, quiet after; in minutes.
const SERVICES: [(&str, i64, i64, i64); 3] = [("lesson", 60, 0, 0), ("walk", 30, 15, 30), ("call", 15, 0, 5)];

fn act() -> impl Strategy<Value = Act> {
    let (id, resource, start) = (0u8..24, 0..RESOURCES.len(), 0i64..64);
    let spans = prop::collection::vec((0i64..64, 1i64..6), 0..4);
    prop_oneof![
        6 => (id.clone(), resource.clone(), 0..SERVICES.len(), start.clone())
            .prop_map(|(id, resource, service, start)| Act::Book { id, resource, service, start }),
        2 => id.clone().prop_map(|id| Act::Cancel { id }),
        3 => (id, start).prop_map(|(id, start)| Act::Move { id, start }),
        1 => (resource, 0u8..2, spans)
            .prop_map(|(resource, source, spans)| Act::Calendar { resource, source, spans }),
    ]
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct Claim {
    resource: usize,
    service: usize,
    start: i64,
    version: u64,
    cancelled: bool,
}

impl Claim {
    fn end(self) -> i64 {
        self.start + SERVICES[self.service].1
    }

    /// Whether the two are too close, either way round.
    fn bars(self, other: Self) -> bool {
        let quiet = |first: Self, then: Self| SERVICES[first.service].3 + SERVICES[then.service].2;
        self.start < other.end() + quiet(other, self) && other.start < self.end() + quiet(self, other)
    }
}

#[derive(Debug, Default)]
struct Model {
    claims: BTreeMap<u8, Claim>,
    calendars: BTreeMap<(usize, u8), BTreeSet<(i64, i64)>>,
    revisions: [u64; 2],
}

impl Model {
    fn free(&self, id: u8, wanted: Claim) -> bool {
        let others = self
            .claims
            .iter()
            .filter(|(other, claim)| **other != id && claim.resource == wanted.resource && !claim.cancelled);
        let calendars = self.calendars.iter().filter(|((resource, _), _)| *resource == wanted.resource);
        let mut outside = calendars.flat_map(|(_, spans)| spans);
        others.into_iter().all(|(_, claim)| !wanted.bars(*claim))
            && outside.all(|(start, end)| wanted.end() <= *start || *end <= wanted.start)
    }

    /// What should be answered.
    fn apply(&mut self, act: &Act) -> &'static str {
        match act {
            Act::Book { id, resource, service, start } => self.book(*id, *resource, *service, start * 15),
            Act::Cancel { id } => match self.claims.get_mut(id) {
                None => "booking.unknown",
                Some(claim) => {
                    if !claim.cancelled {
                        *claim = Claim { cancelled: true, version: claim.version + 1, ..*claim };
                        self.revisions[claim.resource] += 1;
                    }
                    "accepted"
                }
            },
            Act::Move { id, start } => self.move_to(*id, start * 15),
            Act::Calendar { resource, source, spans } => {
                let spans: BTreeSet<_> =
                    spans.iter().map(|(start, n)| (start * 15, (start + n) * 15)).collect();
                let known = self.calendars.entry((*resource, *source)).or_default();
                self.revisions[*resource] += u64::from(*known != spans);
                *known = spans;
                "accepted"
            }
        }
    }

    fn book(&mut self, id: u8, resource: usize, service: usize, start: i64) -> &'static str {
        let wanted = Claim { resource, service, start, version: 1, cancelled: false };
        if let Some(known) = self.claims.get(&id) {
            // What has changed may have been anywhere when it was booked.
            let there = known.version > 1 || (known.resource, known.start) == (resource, start);
            return if known.service == service && there { "accepted" } else { "booking.id-taken" };
        }
        if !self.free(id, wanted) {
            return "refused";
        }
        self.claims.insert(id, wanted);
        self.revisions[resource] += 1;
        "accepted"
    }

    fn move_to(&mut self, id: u8, start: i64) -> &'static str {
        let Some(known) = self.claims.get(&id).copied() else { return "booking.unknown" };
        let wanted = Claim { start, version: known.version + 1, ..known };
        if known.cancelled || (known.start != start && !self.free(id, wanted)) {
            return "refused";
        }
        if known.start != start {
            self.claims.insert(id, wanted);
            self.revisions[known.resource] += 1;
        }
        "accepted"
    }
}

fn minute(minute: i64) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

/// What is answered.
fn perform(store: &mut dyn Store, act: &Act) -> Result<&'static str> {
    let id = |id: &u8| format!("b{id}");
    let outcome = match act {
        Act::Book { id: number, resource, service, start } => {
            let mut command = book(&id(number), SERVICES[*service].0, &minute(start * 15))?;
            command.resource = Some(resource_id(RESOURCES[*resource])?);
            run(store, command)
        }
        Act::Cancel { id: number } => run(store, cancel(&id(number))?),
        Act::Move { id: number, start } => run(store, reschedule(&id(number), &minute(start * 15))?),
        Act::Calendar { resource, source, spans } => {
            let midnight = at("00:00")?;
            let span = |(start, n): &(i64, i64)| {
                let (from, to) = (TimeDelta::minutes(start * 15), TimeDelta::minutes((start + n) * 15));
                Interval::new(midnight + from, midnight + to).map(|span| ExternalSpan { span, event: None })
            };
            let external = ExternalBusy {
                resource: resource_id(RESOURCES[*resource])?,
                source: SourceId::new(&format!("cal{source}"))?,
                spans: spans.iter().map(span).collect::<Result<_>>()?,
            };
            return put_one(store, &Changes::external(external)).map(|()| "accepted");
        }
    };
    Ok(match outcome {
        Ok(Verdict::Accept(_)) => "accepted",
        Ok(Verdict::Refuse(_)) => "refused",
        Err(error) => code::<()>(Err(error)),
    })
}

/// The bookings of the store, as the model sees them.
fn seen(store: &mut dyn Store) -> Result<BTreeMap<u8, Claim>> {
    let mut claims = BTreeMap::new();
    for (resource, name) in RESOURCES.iter().enumerate() {
        for booking in super::sample::bookings(store, &resource_id(name)?, day()?)? {
            let id = booking.id.as_str().trim_start_matches('b').parse().unwrap_or(u8::MAX);
            let service = SERVICES.iter().position(|(id, ..)| *id == booking.service.as_str()).unwrap_or(9);
            let start = (booking.span.start() - day()?.start()).num_minutes();
            let cancelled = booking.status != Status::Confirmed;
            claims.insert(id, Claim { resource, service, start, version: booking.version, cancelled });
        }
    }
    Ok(claims)
}

fn furnish(store: &mut dyn Store) -> Result<()> {
    for (id, length, before, after) in SERVICES {
        put_one(store, &Changes::service(service(id, length, before, after)?))?;
    }
    RESOURCES.iter().try_for_each(|id| put_resource(store, id))
}

fn check(store: &mut dyn Store, acts: &[Act]) -> Result<(), TestCaseError> {
    let broken = |error: kalends::Error| TestCaseError::fail(format!("{error:?}"));
    furnish(store).map_err(broken)?;
    let mut model = Model { revisions: [1; 2], ..Model::default() };
    for act in acts {
        let answered = perform(store, act).map_err(broken)?;
        prop_assert_eq!(answered, model.apply(act), "{:?}", act);
    }
    prop_assert_eq!(seen(store).map_err(broken)?, model.claims);
    for (id, expected) in RESOURCES.iter().zip(model.revisions) {
        prop_assert_eq!(revision(store, id).map_err(broken)?, expected, "revision of {}", id);
    }
    Ok(())
}

/// Each answer, and in the end bookings, versions and revisions.
pub fn random_commands_agree_with_a_naive_model<S: Store>(open: impl Fn() -> S) {
    let config = Config { cases: 64, failure_persistence: None, ..Config::default() };
    let acts = prop::collection::vec(act(), 1..80);
    let outcome = TestRunner::new(config).run(&acts, |acts| check(&mut open(), &acts));
    assert_eq!(outcome.map_err(|failure| failure.to_string()), Ok(()));
}
