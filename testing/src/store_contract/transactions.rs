//! All or nothing, in turn.

use super::sample::{
    accept, always_open, book, booking, busy, cancel, code, day, everything, furnish, put_booking,
    put_external, put_one, reschedule, resource_id, revision, run, service, span, use_of,
};
use kalends::Result;
use kalends::availability::Schedule;
use kalends::booking::{Booking, Changes, ExternalBusy, ExternalSpan, Need};
use kalends::id::{BookingId, ServiceId, SessionId, SourceId};
use kalends::resource::Resource;
use kalends::service::{Buffer, Service};
use kalends::session::Session;
use kalends::store::Store;
use kalends::time::Elapsed;

fn changes() -> Result<Changes> {
    let external = ExternalBusy {
        resource: resource_id("anna")?,
        source: SourceId::new("cal")?,
        spans: vec![ExternalSpan { span: span("15:00", "16:00")?, event: None }],
    };
    let (session, booking) = booking("new", span("09:00", "10:00")?)?;
    Ok(Changes {
        resources: vec![
            (Resource::new(resource_id("anna")?, "Asia/Tokyo".parse()?), Schedule::default()),
            (Resource::new(resource_id("bob")?, "UTC".parse()?), always_open()?),
        ],
        services: vec![service("lesson", 45, 5, 5)?, service("new", 30, 0, 0)?],
        external: vec![external],
        sessions: vec![session],
        bookings: vec![booking],
        ..Changes::default()
    })
}

/// After loading, and after writing.
pub fn a_dropped_transaction_leaves_the_store_as_it_was(store: &mut dyn Store) -> Result<()> {
    furnish(store)?;
    put_booking(store, &booking("b", span("12:00", "13:00")?)?)?;
    let before = everything(store)?;
    drop(store.begin()?);
    assert_eq!(everything(store)?, before);
    let mut open = store.begin()?;
    open.write(&changes()?)?;
    drop(open);
    assert_eq!(everything(store)?, before);
    let mut open = store.begin()?;
    open.write(&changes()?)?;
    open.commit()?;
    assert_ne!(everything(store)?, before);
    assert!(store.booking(&BookingId::new("new")?)?.is_some());
    Ok(())
}

/// Before it commits, all of them.
pub fn a_transaction_sees_its_own_writes(store: &mut dyn Store) -> Result<()> {
    furnish(store)?;
    let (new, anna, service) = (BookingId::new("new")?, resource_id("anna")?, ServiceId::new("new")?);
    let mut need = Need::booking(new.clone());
    need.extend(Need::session(SessionId::new("new")?));
    need.extend(Need::resource(anna.clone()));
    need.extend(Need::service(service.clone()));
    need.extend(Need::busy(anna.clone(), day()?));
    let mut open = store.begin()?;
    assert!(open.load(&need)?.bookings.is_empty());
    open.write(&changes()?)?;
    let view = open.load(&need)?;
    assert_eq!(view.known_booking(&new)?.span, span("09:00", "10:00")?);
    assert_eq!(view.known_session(&SessionId::new("new")?)?.resources(), std::slice::from_ref(&anna));
    let record = view.known_resource(&anna)?;
    assert_eq!((record.resource.zone.as_str(), record.revision), ("Asia/Tokyo", 2));
    assert_eq!(view.busy.get(&anna).map(Vec::len), Some(2));
    assert_eq!(view.known_service(&service)?.durations.len(), 1);
    open.commit()
}

/// Versions rise by one, from 1 on.
pub fn a_write_out_of_turn_is_a_version_error(store: &mut dyn Store) -> Result<()> {
    furnish(store)?;
    let version = |version| -> Result<_> {
        let (session, booking) = booking("b", span("09:00", "10:00")?)?;
        Ok((Session { version, ..session }, Booking { version, ..booking }))
    };
    for early in [0, 2, u64::MAX] {
        assert_eq!(code(put_booking(store, &version(early)?)), "store.version", "{early} on nothing");
    }
    put_booking(store, &version(1)?)?;
    put_booking(store, &version(2)?)?;
    let before = everything(store)?;
    for wrong in [0, 1, 2, 4, u64::MAX] {
        let error = put_booking(store, &version(wrong)?).err();
        let found = error.as_ref().map(|error| (error.code(), error.category().as_str()));
        assert_eq!(found, Some(("store.version", "conflict")), "{wrong} on 2");
    }
    assert_eq!(everything(store)?, before);
    put_booking(store, &version(3)?)
}

/// Neither a booking nor outside time can be of nobody.
pub fn a_write_to_an_unknown_resource_is_an_error(store: &mut dyn Store) -> Result<()> {
    furnish(store)?;
    let before = everything(store)?;
    let (session, booking) = booking("b", span("09:00", "10:00")?)?;
    let foreign = Session { uses: vec![use_of("bob")?], ..session.clone() };
    assert_eq!(code(put_booking(store, &(foreign, booking.clone()))), "booking.unknown-resource");
    let foundling = Booking { resources: vec![resource_id("bob")?], ..booking };
    assert_eq!(code(put_booking(store, &(session, foundling))), "booking.unknown-resource");
    for spans in [vec![], vec![ExternalSpan { span: day()?, event: None }]] {
        let external = ExternalBusy { resource: resource_id("bob")?, source: SourceId::new("cal")?, spans };
        assert_eq!(code(put_one(store, &Changes::external(external))), "booking.unknown-resource");
    }
    assert_eq!(everything(store)?, before);
    Ok(())
}

/// Whoever overlooks the error gets another one: nothing is kept, also not what was written before.
pub fn a_failed_write_cannot_be_committed(store: &mut dyn Store) -> Result<()> {
    furnish(store)?;
    let before = everything(store)?;
    let mut bad = changes()?;
    let (session, late) = booking("late", span("10:00", "11:00")?)?;
    bad.sessions.push(session);
    bad.bookings.push(Booking { version: 7, ..late });
    let mut open = store.begin()?;
    open.write(&Changes::service(service("first", 30, 0, 0)?))?;
    assert_eq!(code(open.write(&bad)), "store.version");
    assert_eq!(code(open.commit()), "store.aborted");
    assert_eq!(everything(store)?, before);
    put_one(store, &changes()?)
}

/// In order; the last word counts.
pub fn one_write_may_speak_of_a_thing_twice(store: &mut dyn Store) -> Result<()> {
    furnish(store)?;
    let mut twice = changes()?;
    let (first, second) = (changes()?, changes()?);
    twice.resources.push((Resource::new(resource_id("anna")?, "UTC".parse()?), always_open()?));
    twice.services.push(Service { buffer: Buffer::NONE, ..service("lesson", 20, 0, 0)? });
    twice.external.extend(first.external.into_iter().map(|external| {
        ExternalBusy {
            spans: external
                .spans
                .into_iter()
                .chain(span("01:00", "02:00").map(|span| ExternalSpan { span, event: None }))
                .collect(),
            ..external
        }
    }));
    let moved = span("11:00", "12:00")?;
    let there = |one: Session| Session { version: 2, span: moved, ..one };
    twice.sessions.extend(second.sessions.into_iter().map(there));
    let there = |one: Booking| Booking { version: 2, span: moved, ..one };
    twice.bookings.extend(second.bookings.into_iter().map(there));
    put_one(store, &twice)?;
    assert_eq!(store.booking(&BookingId::new("new")?)?.map(|one| (one.version, one.span)), Some((2, moved)));
    let spans: Vec<_> = busy(store, day()?)?.into_iter().map(|one| one.span).collect();
    assert_eq!(spans, [span("01:00", "02:00")?, moved, span("15:00", "16:00")?]);
    assert_eq!(store.resources()?.first().map(|one| one.zone.to_string()), Some("UTC".to_owned()));
    assert_eq!(store.services()?.first().map(|one| one.buffer), Some(Buffer::NONE));
    Ok(())
}

/// By one with each commit that changes it, and not otherwise.
pub fn the_revision_rises_exactly_when_free_time_changes(store: &mut dyn Store) -> Result<()> {
    furnish(store)?;
    let mut expected = 1;
    let mut rose = |store: &mut dyn Store, by: u64, what: &str| {
        expected += by;
        revision(store, "anna").map(|found| assert_eq!(found, expected, "after {what}"))
    };
    rose(store, 0, "the beginning")?;
    accept(store, book("b", "lesson", "09:00")?)?;
    rose(store, 1, "a booking")?;
    accept(store, book("b", "lesson", "09:00")?)?;
    run(store, book("c", "lesson", "09:00")?)?;
    rose(store, 0, "a repetition and a refusal")?;
    accept(store, reschedule("b", "10:00")?)?;
    rose(store, 1, "a move")?;
    accept(store, cancel("b")?)?;
    rose(store, 1, "a cancellation")?;
    put_external(store, "cal", &[])?;
    rose(store, 0, "a source that says nothing")?;
    put_external(store, "cal", &[span("09:00", "10:00")?, span("11:00", "12:00")?])?;
    rose(store, 1, "outside time")?;
    put_external(store, "cal", &[span("09:00", "10:00")?, span("11:00", "12:00")?])?;
    rose(store, 0, "the same outside time")?;
    put_external(store, "cal", &[])?;
    rose(store, 1, "outside time that is gone")?;
    put_one(store, &Changes::service(service("lesson", 90, 5, 5)?))?;
    rose(store, 0, "another service")?;
    settings(store, &mut rose)
}

fn settings(
    store: &mut dyn Store,
    rose: &mut dyn FnMut(&mut dyn Store, u64, &str) -> Result<()>,
) -> Result<()> {
    let mut anna = Resource::new(resource_id("anna")?, "Europe/Berlin".parse()?);
    let mut put = |store: &mut dyn Store, anna: &Resource, schedule: Schedule, by, what| {
        put_one(store, &Changes::resource(anna.clone(), schedule))?;
        rose(store, by, what)
    };
    put(store, &anna, always_open()?, 0, "the same schedule")?;
    anna.name = Some("Anna".to_owned());
    put(store, &anna, always_open()?, 0, "a name")?;
    put(store, &anna, Schedule::default(), 1, "other hours")?;
    anna.buffer.after = Elapsed::from_minutes(5)?;
    put(store, &anna, Schedule::default(), 1, "a buffer")?;
    anna.zone = "Europe/Paris".parse()?;
    put(store, &anna, Schedule::default(), 1, "another zone")?;
    let bob = Resource::new(resource_id("bob")?, "UTC".parse()?);
    put(store, &bob, always_open()?, 0, "another resource")?;
    assert_eq!(revision(store, "bob")?, 1);
    Ok(())
}

/// The core checks before a store sees it.
pub fn what_cannot_be_decided_on_is_not_stored(store: &mut dyn Store) -> Result<()> {
    furnish(store)?;
    let before = everything(store)?;
    let mut lesson = service("lesson", 60, 0, 0)?;
    lesson.durations.clear();
    assert_eq!(code(put_one(store, &Changes::service(lesson))), "service.no-duration");
    let mut schedule = always_open()?;
    schedule.weekly.extend(always_open()?.weekly);
    let anna = Resource::new(resource_id("anna")?, "UTC".parse()?);
    let repeated = put_one(store, &Changes::resource(anna, schedule));
    assert_eq!(code(repeated), "availability.repeated-rule");
    assert_eq!(everything(store)?, before);
    Ok(())
}
