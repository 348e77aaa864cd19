use super::*;
use crate::id::EntityId;
use crate::policy::Actor;
use crate::time::parse_instant;

fn booked() -> Event {
    Event {
        entity: Entity { kind: "booking".parse().unwrap(), id: EntityId::new("b1").unwrap() },
        version: 1,
        at: parse_instant("2027-01-31T08:00:00.25Z").unwrap(),
        actor: Actor::Client,
        by: Some("s-7f".parse().unwrap()),
        cause: None,
        action: "book".parse().unwrap(),
        after: r#"{"title":"Übung"}"#.to_owned(),
        previous: None,
    }
}

fn cancelled() -> Event {
    Event {
        version: 2,
        at: parse_instant("2027-02-01T08:00:00Z").unwrap(),
        actor: Actor::Host,
        by: None,
        cause: Some("time-off".parse().unwrap()),
        action: "cancel".parse().unwrap(),
        after: "{}".to_owned(),
        previous: Some(booked().hash()),
        ..booked()
    }
}

/// The hashes that Python's hashlib gives, by the lines in docs/spec/audit.md.
#[test]
fn an_auditor_gets_the_same_hashes_without_this_library() {
    let chapter = include_str!("../../../docs/spec/audit.md");
    let (first, second) = (booked().hash().to_string(), cancelled().hash().to_string());
    assert_eq!(first, "760ebc53a3f5e0cd0839dda27974a3a455f29ac937724bf6e57cb634fb4dc7ae");
    assert_eq!(second, "59eba668b0ee255454e56026c63c613803b23a807bc27be3b6558cab0119f9bd");
    let other = Entity { id: EntityId::new("b10").unwrap(), ..booked().entity };
    let heads = vec![Head { entity: other, ..Head::of(&booked()) }, Head::of(&cancelled())];
    let seal = checkpoint(heads).unwrap().to_string();
    assert_eq!(seal, "8e5e25b7fcd4aefc6ef6e4880d0d60f64bbd4a45d9a8faf69532093bbd51505b");
    for (name, hash) in [("first", first), ("second", second), ("seal", seal)] {
        assert!(chapter.contains(&format!("assert {name} == \"{hash}\"")), "{name}");
    }
}

#[test]
fn the_first_place_that_does_not_fit_is_named() {
    let (one, two) = (booked(), cancelled());
    let head = Head::of(&two);
    assert_eq!(verify([&one, &two], &head), Ok(()));
    let broken = |events: &[&Event], at, what| {
        assert_eq!(verify(events.iter().copied(), &head), Err(Broken { at, what }));
    };
    broken(&[], 0, Fault::Head);
    broken(&[&one], 1, Fault::Head);
    broken(&[&two], 0, Fault::Version { expected: 1, found: 2 });
    broken(&[&one, &one, &two], 1, Fault::Version { expected: 2, found: 1 });
    broken(&[&Event { after: String::new(), ..booked() }, &two], 1, Fault::Previous);
    broken(&[&one, &Event { after: String::new(), ..cancelled() }], 2, Fault::Head);
    let other = Entity { kind: "rule".parse().unwrap(), ..booked().entity };
    broken(&[&Event { entity: other, ..booked() }, &two], 0, Fault::Entity);
    // The version that the head names counts too, not its hash alone.
    let head = Head { version: 3, ..Head::of(&two) };
    assert_eq!(verify([&one, &two], &head), Err(Broken { at: 2, what: Fault::Head }));
}

#[test]
fn an_entity_has_one_head() {
    let twice = checkpoint(vec![Head::of(&booked()), Head::of(&cancelled())]).unwrap_err();
    assert_eq!((twice.code(), twice.message()), ("audit.head-twice", "booking `b1` has two heads"));
}

#[test]
fn hashes_and_codes_have_one_spelling() {
    let hash = booked().hash();
    assert_eq!(hash.to_string().parse::<Hash>().unwrap(), hash);
    let refused = |text: &str| text.parse::<Hash>().unwrap_err().code();
    for text in
        [String::new(), "0".repeat(63), "0".repeat(65), "A".repeat(64), "é".repeat(32), "0".repeat(66)]
    {
        assert_eq!(refused(&text), "audit.hash", "{text}");
    }
    for text in ["", "Cancel", "anna was ill", "é", &"x".repeat(65)] {
        assert_eq!(text.parse::<Code>().unwrap_err().code(), "audit.code", "{text}");
    }
    assert!("x".repeat(64).parse::<Code>().is_ok());
}
