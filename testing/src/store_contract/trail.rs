//! What is noted of changes: histories, the feed, the chains.

use super::sample::{
    accept, at, book, booking, cancel, code, furnish, refused, reschedule, run, span, subject,
};
use kalends::audit::{Code, Entity, EventQuery, Head};
use kalends::booking::{Book, Booking, Changes, Details, Order, Participant, ParticipantRole, Transaction};
use kalends::id::EntityId;
use kalends::rules::Context;
use kalends::session::Session;
use kalends::store::{self, Store, ToCome, checkpoint, erase, history, verify};
use kalends::zone::ZoneDb;
use kalends::{Limits, Result};
use std::num::NonZeroU32;

fn entity(kind: &str, id: &str) -> Result<Entity> {
    Ok(Entity { kind: kind.parse()?, id: EntityId::new(id)? })
}

/// Version, action, actor, cause and who did it.
fn told(store: &mut dyn Store, entity: &Entity) -> Result<Vec<String>> {
    let told = history(store, entity)?.into_iter().map(|one| {
        let event = one.event;
        let cause = event.cause.as_ref().map_or("-", Code::as_str).to_owned();
        let by = event.by.map_or_else(|| "-".to_owned(), |by| by.to_string());
        format!("{} {} {} {cause} {by}", event.version, event.action, event.actor.as_str())
    });
    Ok(told.collect())
}

/// Who, why and what stood afterwards, of the booking and of its session.
pub fn every_change_is_noted_with_who_and_why(store: &mut dyn Store) -> Result<()> {
    furnish(store)?;
    let order = |command: Book, now: &str| {
        let context = Context::client(at(now)?);
        Ok::<_, kalends::Error>(Order {
            by: Some(subject("s-1")?),
            cause: Some("moved-school".parse()?),
            ..Order::new(command, context)
        })
    };
    let carried = |store: &mut dyn Store, order| {
        store::execute(store, Transaction::of(order), ZoneDb::builtin(), &Limits::default())
    };
    carried(store, order(book("b", "lesson", "09:00")?, "2027-02-01T10:00:00.25Z")?)?;
    let moved = accept(store, reschedule("b", "11:00")?)?;
    let cancelled = accept(store, cancel("b")?)?;
    let own = entity("booking", "b")?;
    let expected = ["1 book client moved-school s-1", "2 reschedule host - -", "3 cancel host - -"];
    assert_eq!(told(store, &own)?, expected);
    let events = history(store, &own)?;
    let stood: Vec<Booking> =
        events.iter().filter_map(|one| serde_json::from_str(&one.event.after).ok()).collect();
    assert_eq!(stood.get(1..), Some([moved, cancelled].as_slice()));
    assert_eq!(events.first().map(|one| one.event.at), Some(at("2027-02-01T10:00:00.25Z")?));
    let session = stood.last().map(|one| one.session.to_string()).unwrap_or_default();
    let of_session = history(store, &entity("session", &session)?)?;
    let last = of_session.last().and_then(|one| serde_json::from_str::<Session>(&one.event.after).ok());
    let need = kalends::booking::Need::session(kalends::id::SessionId::new(&session)?);
    assert_eq!(last, store::view(store, &need)?.sessions.into_values().next());
    Ok(())
}

/// And what is refused, repeated or given up leaves no trace.
pub fn the_feed_has_no_gap(store: &mut dyn Store) -> Result<()> {
    furnish(store)?;
    accept(store, book("a", "lesson", "09:00")?)?;
    accept(store, book("a", "lesson", "09:00")?)?;
    refused(run(store, book("b", "lesson", "09:30")?)?);
    let (session, booked) = booking("c", span("12:00", "13:00")?)?;
    let act = Order::new(cancel("c")?, super::sample::host()?);
    let noted = Changes::booking(session, booked).noted(&act.act()?)?;
    let mut given_up = store.begin()?;
    given_up.write(&noted)?;
    drop(given_up);
    accept(store, cancel("a")?)?;
    accept(store, book("d", "lesson", "15:00")?)?;
    let all = all(store)?;
    let positions: Vec<u64> = all.iter().map(|(position, _)| *position).collect();
    assert_eq!(positions, (1..=6).collect::<Vec<u64>>());
    let entities: Vec<&str> = all.iter().map(|(_, entity)| entity.id.as_str()).collect();
    assert_eq!(entities, ["a", "a", "a", "a", "d", "d"]);
    let page = EventQuery { after: 2, limit: NonZeroU32::MIN.saturating_add(1), ..EventQuery::default() };
    let page = store.events(&page)?;
    assert_eq!(page.iter().map(|one| one.position).collect::<Vec<_>>(), [3, 4]);
    let most = NonZeroU32::MIN.saturating_add(EventQuery::LARGEST);
    let too_many = store.events(&EventQuery { limit: most, ..EventQuery::default() });
    assert_eq!(code(too_many), "audit.page-too-large");
    Ok(())
}

/// All events by position.
pub(super) fn all(store: &mut dyn Store) -> Result<Vec<(u64, Entity)>> {
    let limit = NonZeroU32::MIN.saturating_add(2);
    let (mut query, mut found) = (EventQuery { limit, ..EventQuery::default() }, Vec::new());
    loop {
        let page = store.events(&query)?;
        let Some(last) = page.last() else { return Ok(found) };
        query.after = last.position;
        found.extend(page.into_iter().map(|one| (one.position, one.event.entity)));
    }
}

/// Every chain verifies up to its head, and the seal changes with any of them.
pub fn chains_verify_up_to_their_heads(store: &mut dyn Store) -> Result<()> {
    furnish(store)?;
    let empty = checkpoint(store)?;
    accept(store, book("a", "lesson", "09:00")?)?;
    accept(store, book("b", "walk", "12:00")?)?;
    let before = checkpoint(store)?;
    accept(store, reschedule("a", "10:00")?)?;
    accept(store, cancel("b")?)?;
    let after = checkpoint(store)?;
    assert!(empty != before && before != after);
    assert_eq!(checkpoint(store)?, after);
    let mut heads: Vec<Head> = Vec::new();
    loop {
        let after = heads.last().map(|head| head.entity.clone());
        let mut page = store.heads(after.as_ref(), NonZeroU32::MIN)?;
        if page.is_empty() {
            break;
        }
        heads.append(&mut page);
    }
    let named: Vec<_> = heads.iter().map(|one| (one.entity.kind.as_str(), one.version)).collect();
    assert_eq!(named, [("booking", 2), ("booking", 2), ("session", 2), ("session", 2)]);
    for head in &heads {
        assert_eq!(verify(store, &head.entity, Some(head))?, Ok(()), "{head:?}");
        assert_eq!(verify(store, &head.entity, None)?, Ok(()), "{head:?}");
    }
    let nobody = entity("booking", "nobody")?;
    assert_eq!((history(store, &nobody)?, verify(store, &nobody, None)?), (vec![], Ok(())));
    Ok(())
}

/// Neither before a person is erased nor after.
pub fn events_hold_nothing_personal(store: &mut dyn Store) -> Result<()> {
    furnish(store)?;
    let ada = subject("s-7")?;
    let details = Details { title: Some("Fractions with Ada".to_owned()), ..Details::default() };
    let participant = Participant {
        subject: ada.clone(),
        role: ParticipantRole::Attendee,
        name: Some("Ada Lovelace".to_owned()),
        email: None,
        attendance: None,
    };
    let book = Book { details, participants: vec![participant], ..book("b", "lesson", "09:00")? };
    accept(store, book)?;
    let zones = (ZoneDb::builtin(), &Limits::default());
    erase(store, &ada, ToCome::Cancel, at("2027-02-02T10:00:00Z")?, zones)?;
    let events = history(store, &entity("booking", "b")?)?;
    let actions: Vec<&str> = events.iter().map(|one| one.event.action.as_str()).collect();
    assert_eq!(actions, ["book", "cancel", "erase"]);
    for one in events {
        assert!(one.event.after.contains("s-7") && !one.event.after.contains("Ada"), "{one:?}");
    }
    assert_eq!(verify(store, &entity("booking", "b")?, None)?, Ok(()));
    Ok(())
}
