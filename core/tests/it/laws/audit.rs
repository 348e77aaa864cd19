//! Whatever is done to a chain, it is found.

use kalends::audit::{Code, Entity, Event, Hash, Head, checkpoint, verify};
use kalends::id::{EntityId, SubjectId};
use kalends::policy::Actor;
use proptest::prelude::*;

fn code() -> impl Strategy<Value = Code> {
    "[a-z0-9._-]{1,6}".prop_map(|text| text.parse().unwrap())
}

/// An event that is not part of a chain yet. Its texts are short, of digits and of what separates fields, so that one
/// might be taken for another.
fn event() -> impl Strategy<Value = Event> {
    let texts = (code(), "[0-9:-]{1,4}", code(), "[0-9:-]{0,6}");
    let maybe = (proptest::option::of(code()), proptest::option::of("[0-9:-]{1,3}"));
    let when = (0..4_000_000_000_i64, prop_oneof![Just(0_u32), 0..1_000_000_000_u32]);
    (texts, maybe, when, any::<bool>()).prop_map(
        |((kind, id, action, after), (cause, by), (at, nanos), host)| Event {
            entity: Entity { kind, id: EntityId::new(&id).unwrap() },
            version: 1,
            at: chrono::DateTime::from_timestamp(at, nanos).unwrap(),
            actor: if host { Actor::Host } else { Actor::Client },
            by: by.map(|by| SubjectId::new(&by).unwrap()),
            cause,
            action,
            after,
            previous: None,
        },
    )
}

fn chain() -> impl Strategy<Value = Vec<Event>> {
    proptest::collection::vec(event(), 1..6).prop_map(|mut events| {
        let (entity, mut previous) = (events[0].entity.clone(), None);
        for (version, event) in (1..).zip(&mut events) {
            (event.entity, event.version, event.previous) = (entity.clone(), version, previous);
            previous = Some(event.hash());
        }
        events
    })
}

fn head(events: &[Event]) -> Head {
    Head::of(events.last().unwrap())
}

/// One field of `event` as in `other`, or next to what it was.
fn changed(event: &Event, field: usize, other: &Event) -> Event {
    let mut changed = event.clone();
    match field {
        0 => changed.entity.kind = other.entity.kind.clone(),
        1 => changed.entity.id = other.entity.id.clone(),
        2 => changed.version += 1,
        3 => changed.at = other.at,
        4 => changed.at += chrono::TimeDelta::nanoseconds(1),
        5 => changed.actor = other.actor,
        6 => changed.by = other.by.clone(),
        7 => changed.cause = other.cause.clone(),
        8 => changed.action = other.action.clone(),
        9 => changed.after = other.after.clone(),
        10 => changed.previous = Some(other.hash()),
        _ => changed.previous = None,
    }
    changed
}

proptest! {
    #[test]
    fn a_chain_holds_as_it_was_written(events in chain()) {
        prop_assert_eq!(verify(&events, &head(&events)), Ok(()));
    }

    #[test]
    fn a_change_of_any_field_of_any_event_is_found(
        events in chain(), at in any::<prop::sample::Index>(), field in 0..12_usize, other in event(),
    ) {
        let (at, head) = (at.index(events.len()), head(&events));
        let mut forged = events.clone();
        forged[at] = changed(&events[at], field, &other);
        prop_assume!(forged != events);
        prop_assert!(verify(&forged, &head).unwrap_err().at >= at);
    }

    #[test]
    fn what_is_removed_doubled_exchanged_or_added_is_found(
        events in chain(),
        at in any::<prop::sample::Index>(),
        to in any::<prop::sample::Index>(),
        added in event(),
    ) {
        let (at, to, head) = (at.index(events.len()), to.index(events.len()), head(&events));
        let mut removed = events.clone();
        removed.remove(at);
        prop_assert!(verify(&removed, &head).is_err());
        let mut doubled = events.clone();
        doubled.insert(to, events[at].clone());
        prop_assert!(verify(&doubled, &head).is_err());
        let mut exchanged = events.clone();
        exchanged.swap(at, to);
        prop_assert_eq!(verify(&exchanged, &head).is_ok(), at == to);
        // Even one that says the right version, after the right event.
        let mut more = events.clone();
        let (entity, version) = (events[0].entity.clone(), events[at].version);
        more.insert(at, Event { entity, version, previous: events[at].previous, ..added });
        prop_assert!(verify(&more, &head).is_err());
    }

    #[test]
    fn a_chain_that_is_rewritten_as_a_whole_has_another_head(
        events in chain(), at in any::<prop::sample::Index>(), other in event(),
    ) {
        let (at, head) = (at.index(events.len()), head(&events));
        let mut forged = events.clone();
        forged[at].after = other.after;
        prop_assume!(forged != events);
        for next in at + 1..forged.len() {
            forged[next].previous = Some(forged[next - 1].hash());
        }
        prop_assert!(verify(&forged, &head).is_err());
        prop_assert_ne!(checkpoint(vec![Head::of(forged.last().unwrap())]).unwrap(), checkpoint(vec![head]).unwrap());
    }

    #[test]
    fn a_seal_does_not_depend_on_the_order_of_heads(
        mut heads in proptest::collection::vec((event(), 1..9_u64, any::<[u8; 32]>()), 0..6), shift in 0..6_usize,
    ) {
        heads.dedup_by_key(|(event, ..)| event.entity.clone());
        let mut heads: Vec<Head> = heads
            .into_iter()
            .map(|(event, version, hash)| Head { entity: event.entity, version, hash: Hash::from_bytes(hash) })
            .collect();
        let Ok(seal) = checkpoint(heads.clone()) else { return Ok(()) };
        let shift = shift.min(heads.len());
        heads.rotate_left(shift);
        prop_assert_eq!(checkpoint(heads.clone()).unwrap(), seal);
        if let Some(first) = heads.first_mut() {
            first.version += 1;
            prop_assert_ne!(checkpoint(heads).unwrap(), seal);
        }
    }
}
