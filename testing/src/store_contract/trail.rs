//! What is noted of changes: histories, the feed, the chains.

use super::sample::{
    self, accept, accepted, at, book, booking, cancel, code, furnish, put_one, refused, reschedule,
    resource_id, run, service, span, subject,
};
use kalends::audit::{Code, Entity, EventQuery, Head, Recorded};
use kalends::availability::{ScheduleRule, TimeOff, TimeOffSpan};
use kalends::booking::{
    AddRule, Book, Booking, Changes, Details, OnBookings, Order, Participant, ParticipantRole, RemoveService,
    Scheduled, Transaction,
};
use kalends::id::{EntityId, PolicyId, RuleId, ServiceId};
use kalends::policy::Policy;
use kalends::resource::Resource;
use kalends::rules::Context;
use kalends::service::Service;
use kalends::session::Session;
use kalends::store::{self, MemoryStore, Replay, Store, ToCome, checkpoint, erase, history, verify};
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

/// Also what a host writes without a command; what is written as it is stored is not.
pub fn resources_services_and_policies_are_noted(store: &mut dyn Store) -> Result<()> {
    let policy = Policy::new(PolicyId::new("terms")?, NonZeroU32::MIN);
    let named = Resource {
        name: Some("Anna Magnani".to_owned()),
        ..Resource::new(resource_id("anna")?, "Europe/Berlin".parse()?)
    };
    let open = sample::always_open()?;
    for version in [7, 1] {
        let resource = Resource { version, ..named.clone() };
        put_one(store, &Changes::resource(resource, open.clone()))?;
        put_one(store, &Changes::policy(policy.clone()))?;
        put_one(store, &Changes::service(Service { version, ..service("walk", 60, 0, 0)? }))?;
    }
    let rule = TimeOff::new(RuleId::new("trip")?, TimeOffSpan::Span(span("09:00", "12:00")?));
    let (resource, on_bookings) = (resource_id("anna")?, OnBookings::Ask);
    accepted(run(store, AddRule { resource, rule: ScheduleRule::TimeOff(rule), on_bookings })?);
    let walk = ServiceId::new("walk")?;
    accepted(run(store, RemoveService { service: walk.clone(), version: Some(1), on_bookings })?);
    put_one(store, &Changes::service(service("walk", 60, 0, 0)?))?;
    let (anna, walk, terms) =
        (entity("resource", "anna")?, entity("service", "walk")?, entity("policy", "terms")?);
    assert_eq!(told(store, &anna)?, ["1 put host - -", "2 add_rule host - -"]);
    assert_eq!(told(store, &walk)?, ["1 put host - -", "2 remove_service host - -", "3 put host - -"]);
    assert_eq!(told(store, &terms)?, ["1 put host - -"]);
    for entity in [&anna, &walk, &terms] {
        assert_eq!(verify(store, entity, None)?, Ok(()));
    }
    let stood: Vec<Scheduled> =
        history(store, &anna)?.iter().filter_map(|one| serde_json::from_str(&one.event.after).ok()).collect();
    let trips: Vec<usize> = stood.iter().map(|one| one.schedule.time_off.len()).collect();
    assert_eq!((trips, stood.iter().any(|one| one.resource.name.is_some())), (vec![0, 1], false));
    Ok(())
}

/// And what is refused, repeated or given up leaves no trace.
pub fn the_feed_has_no_gap(store: &mut dyn Store) -> Result<()> {
    furnish(store)?;
    accept(store, book("a", "lesson", "09:00")?)?;
    accept(store, book("a", "lesson", "09:00")?)?;
    refused(run(store, book("b", "lesson", "09:30")?)?);
    let (session, booked) = booking("c", span("12:00", "13:00")?)?;
    let act = Order::new(cancel("c")?, sample::host()?);
    let noted = Changes::booking(session, booked).noted(&act.act())?;
    let mut given_up = store.begin()?;
    given_up.write(&noted)?;
    drop(given_up);
    accept(store, cancel("a")?)?;
    accept(store, book("d", "lesson", "15:00")?)?;
    let all = all(store)?;
    let positions: Vec<u64> = all.iter().map(|(position, _)| *position).collect();
    assert_eq!(positions, (1..=9).collect::<Vec<u64>>());
    let entities: Vec<&str> = all.iter().map(|(_, entity)| entity.id.as_str()).collect();
    assert_eq!(entities, ["anna", "lesson", "walk", "a", "a", "a", "a", "d", "d"]);
    let page = EventQuery { after: 5, limit: NonZeroU32::MIN.saturating_add(1), ..EventQuery::default() };
    let page = store.events(&page)?;
    assert_eq!(page.iter().map(|one| one.position).collect::<Vec<_>>(), [6, 7]);
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
    let booked = [("booking", 2), ("booking", 2)];
    let settings = [("resource", 1), ("service", 1), ("service", 1)];
    assert_eq!(named, [&booked[..], &settings, &[("session", 2), ("session", 2)]].concat());
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

/// The store that the feed of another tells of.
pub(super) fn replayed(store: &mut dyn Store) -> Result<MemoryStore> {
    let (mut replay, limit) = (Replay::new(), NonZeroU32::MIN.saturating_add(6));
    loop {
        let page = store.events(&EventQuery { after: replay.position(), limit, ..EventQuery::default() })?;
        if page.is_empty() {
            return replay.finish(&Limits::default());
        }
        page.into_iter().try_for_each(|one| replay.push(one))?;
    }
}

/// Records, lists, what takes time, feed and chains; and it goes on from there as the store does.
pub fn a_replay_of_the_feed_is_the_store_again(store: &mut dyn Store) -> Result<()> {
    furnish(store)?;
    for version in [1, 2] {
        let version = NonZeroU32::new(version).unwrap_or(NonZeroU32::MIN);
        put_one(store, &Changes::policy(Policy::new(PolicyId::new("terms")?, version)))?;
    }
    put_one(store, &Changes::service(service("walk", 60, 0, 0)?))?;
    accept(store, book("a", "lesson", "09:00")?)?;
    accept(store, book("b", "walk", "12:00")?)?;
    accept(store, reschedule("a", "2027-03-28T01:00:00Z")?)?;
    accept(store, cancel("b")?)?;
    accept(store, book("c", "lesson", "15:00")?)?;
    let mut copy = replayed(store)?;
    let same = |one: &mut dyn Store, other: &mut dyn Store| {
        assert_eq!(sample::everything_but_revisions(one)?, sample::everything_but_revisions(other)?);
        assert_eq!(all(one)?, all(other)?);
        assert_eq!(checkpoint(one)?, checkpoint(other)?);
        Ok::<_, kalends::Error>(())
    };
    same(store, &mut copy)?;
    let revision = sample::revision(&mut copy, "anna")?;
    assert_eq!(Some(revision), all(store)?.last().map(|(position, _)| *position));
    for each in [&mut *store, &mut copy as &mut dyn Store] {
        accept(each, reschedule("c", "16:00")?)?;
        assert_eq!(refused(run(each, book("d", "lesson", "16:30")?)?).len(), 1);
    }
    assert!(sample::revision(&mut copy, "anna")? > revision);
    same(store, &mut copy)
}

/// Names, what is said of a booking, outside busy time.
pub fn a_replay_lacks_what_events_leave_out(store: &mut dyn Store) -> Result<()> {
    furnish(store)?;
    sample::put_external(store, "holiday", &[span("18:00", "19:00")?])?;
    let details = Details { title: Some("Fractions with Ada".to_owned()), ..Details::default() };
    accept(store, Book { details, ..book("b", "lesson", "09:00")? })?;
    let named = Resource {
        name: Some("Anna Magnani".to_owned()),
        ..Resource::new(resource_id("anna")?, "Europe/Berlin".parse()?)
    };
    put_one(store, &Changes::resource(named, sample::always_open()?))?;
    let mut copy = replayed(store)?;
    let told = |store: &mut dyn Store| {
        let names = store.resources()?.into_iter().map(|one| one.name).collect::<Vec<_>>();
        let titles = sample::bookings(store, &resource_id("anna")?, sample::day()?)?;
        let titles: Vec<_> = titles.into_iter().map(|one| one.details.title).collect();
        Ok::<_, kalends::Error>((names, titles, sample::busy(store, sample::day()?)?.len()))
    };
    let (name, title) = (Some("Anna Magnani".to_owned()), Some("Fractions with Ada".to_owned()));
    assert_eq!(told(store)?, (vec![name], vec![title], 2));
    assert_eq!(told(&mut copy)?, (vec![None], vec![None], 1));
    Ok(())
}

/// One left out, twice, of another version, changed, of something unknown, or with a record that is not its own; what is
/// refused is not taken.
pub fn a_feed_that_does_not_fit_is_refused(store: &mut dyn Store) -> Result<()> {
    furnish(store)?;
    accept(store, book("a", "lesson", "09:00")?)?;
    accept(store, reschedule("a", "10:00")?)?;
    let feed = store.events(&EventQuery::default())?;
    let (Some(last), true) = (feed.last().cloned(), feed.len() == 7) else {
        assert_eq!(feed.len(), 7);
        return Ok(());
    };
    let before = feed.get(..6).unwrap_or_default();
    let replay = |mut replay: Replay, last: Recorded| {
        before.iter().cloned().try_for_each(|one| replay.push(one))?;
        let pushed = replay.push(last);
        assert_eq!(replay.position(), if pushed.is_ok() { 7 } else { 6 });
        pushed.and_then(|()| replay.finish(&Limits::default()))
    };
    assert_eq!(last.event.entity, entity("booking", "a")?);
    let with = |change: &dyn Fn(&mut Recorded)| {
        let mut other = last.clone();
        change(&mut other);
        code(replay(Replay::new(), other))
    };
    assert_eq!(with(&|_| ()), "no error");
    assert_eq!(with(&|one| one.position = 8), "feed.position");
    assert_eq!(with(&|one| one.position = 6), "feed.position");
    assert_eq!(with(&|one| one.event.version = 3), "feed.version");
    assert_eq!(with(&|one| one.event.version = 1), "feed.version");
    assert_eq!(with(&|one| one.event.previous = None), "feed.previous");
    let other = Some(last.event.hash());
    assert_eq!(with(&|one| one.event.previous = other), "feed.previous");
    let ghost = entity("ghost", "a")?;
    assert_eq!(with(&|one| one.event.entity = ghost.clone()), "feed.kind");
    assert_eq!(with(&|one| one.event.after.truncate(20)), "feed.record");
    let renamed = last.event.after.replacen("\"a\"", "\"z\"", 1);
    assert_eq!(with(&|one| one.event.after.clone_from(&renamed)), "feed.record");
    let elsewhere = last.event.after.replace("\"anna\"", "\"bob\"");
    assert_eq!(with(&|one| one.event.after.clone_from(&elsewhere)), "booking.unknown-resource");
    // An event that was changed shows at the one that follows it.
    let mut changed = before.to_vec();
    changed.iter_mut().for_each(|one| one.event.after.push(' '));
    for (replay, expected) in [(Replay::new(), "feed.previous"), (Replay::trusting(), "no error")] {
        let push = |mut replay: Replay| {
            changed.iter().chain([&last]).cloned().try_for_each(|one| replay.push(one))?;
            replay.finish(&Limits::default())
        };
        assert_eq!(code(push(replay)), expected);
    }
    Ok(())
}
