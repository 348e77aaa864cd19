//! A view answers its need: no less, and no more.

use super::sample::{
    accept, at, book, booking, busy, cancel, day, furnish, party, put_booking, put_external, put_one,
    put_resource, refused, resource_id, run, service, session, span, use_of,
};
use kalends::Result;
use kalends::booking::{Changes, CountedNeed, ExternalBusy, ExternalSpan, Need, View};
use kalends::id::{BookingId, EventId, ServiceId, SessionId, SourceId};
use kalends::interval::Interval;
use kalends::rules::{Busy, ExternalUse, Occupant, Reason};
use kalends::session::Session;
use kalends::store::{Store, view};
use std::collections::BTreeSet;

/// Each part alone, all together, and nothing at all.
pub fn a_view_holds_exactly_what_its_need_names(store: &mut dyn Store) -> Result<()> {
    furnish(store)?;
    put_booking(store, &booking("b", span("09:00", "10:00")?)?)?;
    let anna = resource_id("anna")?;
    let (own, lesson) = (BookingId::new("b")?, ServiceId::new("lesson")?);
    let of_lessons = CountedNeed {
        services: BTreeSet::from([lesson.clone()]),
        resources: BTreeSet::new(),
        starts: Some(day()?),
    };
    let parts = [
        Need::booking(own.clone()),
        Need::session(SessionId::new("b")?),
        Need::resource(anna.clone()),
        Need::service(lesson.clone()),
        Need::busy(anna.clone(), day()?),
        Need { counted: Some(of_lessons), ..Need::default() },
    ];
    let mut full = Need::default();
    parts.iter().for_each(|part| full.extend(part.clone()));
    let all = view(store, &full)?;
    assert_eq!(all.known_booking(&own)?.id, own);
    assert_eq!(all.known_session(&SessionId::new("b")?)?.resources(), std::slice::from_ref(&anna));
    assert_eq!(all.known_resource(&anna)?.resource.id, anna);
    assert_eq!(all.known_service(&lesson)?.id, lesson);
    assert_eq!((all.busy.len(), all.counted.len()), (1, 1));
    assert_eq!(view(store, &Need::default())?, View::default());
    let mut sum = View::default();
    for need in parts {
        let part = view(store, &need)?;
        assert_eq!(part.need, need);
        assert_eq!(part.bookings.is_empty(), need.bookings.is_empty() && need.sessions.is_empty());
        assert_eq!(part.sessions.is_empty(), need.sessions.is_empty());
        assert_eq!(part.resources.is_empty(), need.resources.is_empty());
        assert_eq!(part.services.is_empty(), need.services.is_empty());
        assert_eq!(part.busy.is_empty(), need.busy.is_none());
        assert_eq!(part.counted.is_empty(), need.counted.is_none());
        sum.absorb(part);
    }
    assert_eq!(sum, all);
    Ok(())
}

/// Unknown ids are no error of the store; the decision says what they are.
pub fn what_is_unknown_is_absent(store: &mut dyn Store) -> Result<()> {
    let bob = resource_id("bob")?;
    let mut need = Need::busy(bob.clone(), Interval::all());
    need.extend(Need::booking(BookingId::new("b")?));
    need.extend(Need::session(SessionId::new("b")?));
    need.extend(Need::resource(bob.clone()));
    need.extend(Need::service(ServiceId::new("lesson")?));
    let nothing = View { need: need.clone(), ..View::default() };
    assert_eq!(view(store, &need)?, nothing);
    assert_eq!(store.booking(&BookingId::new("b")?)?, None);
    assert_eq!(super::sample::bookings(store, &bob, Interval::all())?, []);
    put_resource(store, "anna")?;
    put_one(store, &Changes::service(service("walk", 60, 0, 0)?))?;
    put_booking(store, &booking("other", span("09:00", "10:00")?)?)?;
    assert_eq!(view(store, &need)?, nothing, "among others");
    Ok(())
}

/// Intervals are half-open.
pub fn what_only_touches_the_span_is_not_in_the_view(store: &mut dyn Store) -> Result<()> {
    furnish(store)?;
    // A store may know how long bookings last: one that lasts longer keeps that from hiding a wrong comparison.
    put_booking(store, &booking("long", span("00:00", "06:00")?)?)?;
    put_external(store, "other", &[span("00:00", "06:00")?])?;
    put_booking(store, &booking("before", span("08:00", "09:00")?)?)?;
    put_booking(store, &booking("after", span("10:00", "11:00")?)?)?;
    put_external(store, "cal", &[span("08:30", "09:00")?, span("10:00", "10:30")?])?;
    assert_eq!(busy(store, span("09:00", "10:00")?)?, []);
    let second = "2027-03-01T08:59:59Z";
    let found = busy(store, span(second, "10:00")?)?;
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found.iter().all(|one| one.span.end() == at("09:00").unwrap_or_default()), "{found:?}");
    let found = busy(store, span("09:00", "2027-03-01T10:00:01Z")?)?;
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found.iter().all(|one| one.span.start() == at("10:00").unwrap_or_default()), "{found:?}");
    Ok(())
}

/// Its buffers are part of what takes time: a walk from 09:00 to 10:00 keeps clear from 08:45 to 10:30.
pub fn what_keeps_some_of_the_span_clear_is_in_the_view(store: &mut dyn Store) -> Result<()> {
    furnish(store)?;
    accept(store, book("w", "walk", "09:00")?)?;
    assert_eq!(busy(store, span("08:00", "08:45")?)?, []);
    assert_eq!(busy(store, span("08:00", "2027-03-01T08:45:01Z")?)?.len(), 1);
    assert_eq!(busy(store, span("10:30", "11:00")?)?, []);
    assert_eq!(busy(store, span("2027-03-01T10:29:59Z", "11:00")?)?.len(), 1);
    // Lessons keep nothing clear themselves.
    for (start, why) in [("10:15", "needs 30 minutes and has 15"), ("08:00", "needs 15 minutes and has none")]
    {
        let found = refused(run(store, book("near", "lesson", start)?)?);
        assert!(matches!(found[..], [Reason::Buffer { .. }]), "{why}: {found:?}");
    }
    accept(store, book("before", "lesson", "07:45")?)?;
    accept(store, book("after", "lesson", "10:30")?)?;
    run(store, cancel("w")?)?;
    assert_eq!(busy(store, span("08:45", "10:30")?)?, []);
    Ok(())
}

/// However long: days of booking, years of absence; short ones in between don't hide them.
pub fn what_began_long_before_the_span_is_in_the_view(store: &mut dyn Store) -> Result<()> {
    furnish(store)?;
    put_booking(store, &booking("short", span("07:00", "07:30")?)?)?;
    let asked = span("09:00", "10:00")?;
    assert_eq!(busy(store, asked)?, []);
    let month = span("2027-02-01T00:00:00Z", "2027-03-01T09:00:01Z")?;
    put_booking(store, &booking("month", month)?)?;
    put_booking(store, &booking("later", span("08:00", "08:30")?)?)?;
    let years = span("1990-01-01T00:00:00Z", "2090-01-01T00:00:00Z")?;
    put_external(store, "cal", &[span("08:00", "08:30")?, years, span("08:30", "08:45")?])?;
    let found: Vec<_> = busy(store, asked)?.into_iter().map(|one| one.span).collect();
    assert_eq!(found, [years, month]);
    Ok(())
}

/// And is free again at once.
pub fn a_cancelled_booking_takes_no_time(store: &mut dyn Store) -> Result<()> {
    furnish(store)?;
    run(store, book("b", "walk", "09:00")?)?;
    let found = busy(store, day()?)?;
    let buffer = service("walk", 60, 15, 30)?.buffer;
    assert_eq!(found, [Busy::booking(BookingId::new("b")?, span("09:00", "10:00")?, buffer)]);
    run(store, cancel("b")?)?;
    assert_eq!(busy(store, day()?)?, []);
    Ok(())
}

/// Reasons can say which calendar is in the way, also where it does not name its events.
pub fn outside_time_names_its_source_and_event(store: &mut dyn Store) -> Result<()> {
    furnish(store)?;
    let (resource, source) = (resource_id("anna")?, SourceId::new("work 'cal'")?);
    let event = Some(EventId::new("e{1}")?);
    let spans = vec![
        ExternalSpan { span: span("09:00", "10:00")?, event: event.clone() },
        ExternalSpan { span: span("09:00", "10:00")?, event: None },
        ExternalSpan { span: span("09:00", "10:00")?, event: None },
    ];
    put_one(store, &Changes::external(ExternalBusy { resource, source: source.clone(), spans }))?;
    let busy_by = |event| {
        let by = Occupant::External(ExternalUse { source: Some(source.clone()), event });
        Ok::<_, kalends::Error>(Busy { span: span("09:00", "10:00")?, by, place: None })
    };
    let mut found = busy(store, day()?)?;
    found.sort_by_key(|one| {
        one.by != Occupant::External(ExternalUse { source: Some(source.clone()), event: None })
    });
    assert_eq!(found, [busy_by(None)?, busy_by(event)?], "what is said twice counts once");
    Ok(())
}

/// What a source no longer says is gone, be it all.
pub fn a_source_is_replaced_and_others_stay(store: &mut dyn Store) -> Result<()> {
    furnish(store)?;
    let spans = |found: Vec<Busy>| found.into_iter().map(|one| one.span).collect::<Vec<_>>();
    put_external(store, "work", &[span("09:00", "10:00")?, span("11:00", "12:00")?])?;
    put_external(store, "home", &[span("09:30", "10:30")?])?;
    let all = [span("09:00", "10:00")?, span("09:30", "10:30")?, span("11:00", "12:00")?];
    assert_eq!(spans(busy(store, day()?)?), all);
    put_external(store, "work", &[span("11:00", "12:00")?, span("13:00", "14:00")?])?;
    let all = [span("09:30", "10:30")?, span("11:00", "12:00")?, span("13:00", "14:00")?];
    assert_eq!(spans(busy(store, day()?)?), all);
    put_external(store, "work", &[])?;
    assert_eq!(spans(busy(store, day()?)?), [span("09:30", "10:30")?]);
    put_external(store, "work", &[span("09:00", "10:00")?])?;
    assert_eq!(spans(busy(store, day()?)?), [span("09:00", "10:00")?, span("09:30", "10:30")?]);
    Ok(())
}

/// Neither their bookings nor their calendars.
pub fn other_resources_are_not_in_the_view(store: &mut dyn Store) -> Result<()> {
    furnish(store)?;
    put_resource(store, "bob")?;
    let bob = resource_id("bob")?;
    let session = Session { uses: vec![use_of("bob")?], ..session("his", span("09:00", "10:00")?)? };
    let his = party("his", &session)?;
    put_booking(store, &(session, his))?;
    let spans = vec![ExternalSpan { span: span("09:00", "10:00")?, event: None }];
    let (resource, source) = (resource_id("bob")?, SourceId::new("cal")?);
    put_one(store, &Changes::external(ExternalBusy { resource, source, spans }))?;
    assert_eq!(busy(store, Interval::all())?, []);
    let mut need = Need::busy(bob.clone(), day()?);
    need.extend(Need::resource(resource_id("anna")?));
    let view = view(store, &need)?;
    assert_eq!(view.busy.get(&bob).map(Vec::len), Some(2));
    assert_eq!(view.busy.len(), 1);
    assert_eq!(view.resources.keys().collect::<Vec<_>>(), [&resource_id("anna")?]);
    Ok(())
}
