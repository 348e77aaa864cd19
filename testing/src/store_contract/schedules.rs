//! Commands on schedules, resources and services: versions, bookings that are left outside, and races.

use super::sample::{
    accept, accepted, at, book, code, day, everything, furnish, host, put_resource, refused, resource_id,
    run, run_as, service, span,
};
use kalends::Result;
use kalends::availability::{Override, Schedule, ScheduleRule, TimeOff, TimeOffSpan, TimeWindow, Weekly};
use kalends::booking::{
    AddResource, AddRule, AddService, Booking, ChangeResource, ChangeRule, ChangeSchedule, ChangeService,
    Command, EndedWith, Need, OnBookings, RemoveResource, RemoveRule, RemoveService, Status,
};
use kalends::id::{BookingId, RuleId, ServiceId, SessionId};
use kalends::impact::ClosedBy;
use kalends::resource::Resource;
use kalends::rules::{Blocker, Context, Reason, ReasonCode};
use kalends::service::Service;
use kalends::session::{Session, SessionStatus};
use kalends::store::{Store, view};
use kalends::time::{Length, Weekdays};

/// Anna's hours on every day: the rule `always` of the sample, said anew.
fn hours(from: &str, to: &str) -> Result<ScheduleRule> {
    let weekly = Weekly::open(RuleId::new("always")?, Weekdays::ALL, from.parse()?, to.parse()?);
    Ok(ScheduleRule::Weekly(weekly))
}

fn change(from: &str, to: &str, version: Option<u64>, on_bookings: OnBookings) -> Result<Command> {
    let resource = resource_id("anna")?;
    Ok(ChangeRule { resource, rule: hours(from, to)?, version, on_bookings }.into())
}

fn off(id: &str, from: &str, to: &str) -> Result<ScheduleRule> {
    Ok(ScheduleRule::TimeOff(TimeOff::new(RuleId::new(id)?, TimeOffSpan::Span(span(from, to)?))))
}

fn add(rule: ScheduleRule, on_bookings: OnBookings) -> Result<Command> {
    Ok(AddRule { resource: resource_id("anna")?, rule, on_bookings }.into())
}

/// Anna as she is stored, her schedule, and her revision.
fn anna(store: &mut dyn Store) -> Result<(Resource, Schedule, u64)> {
    let id = resource_id("anna")?;
    let view = view(store, &Need::resource(id.clone()))?;
    let record = view.known_resource(&id)?;
    Ok((record.resource.clone(), record.schedule.clone(), record.revision))
}

fn stored(store: &mut dyn Store, id: &str) -> Result<(Session, Booking)> {
    let session = SessionId::new(id)?;
    let view = view(store, &Need::session(session.clone()))?;
    Ok((view.known_session(&session)?.clone(), view.known_booking(&BookingId::new(id)?)?.clone()))
}

/// Added, changed, made a rule of another kind, removed: each raises the rule's version and the resource's by one.
pub fn a_rule_is_added_changed_and_removed_by_version(store: &mut dyn Store) -> Result<()> {
    furnish(store)?;
    let eve = RuleId::new("eve")?;
    let added = accepted(run(store, add(off("eve", "18:00", "20:00")?, OnBookings::Ask)?)?);
    assert_eq!(added.resource.map(|one| one.resource.version), Some(2));
    let (resource, schedule, revision) = anna(store)?;
    assert_eq!((resource.version, revision, schedule.rule(&eve).map(|rule| rule.version())), (2, 2, Some(1)));

    let windows = vec![TimeWindow { from: "08:00".parse()?, to: "12:00".parse()? }];
    let date = at("00:00")?.date_naive();
    let half = ScheduleRule::Override(Override::new(eve.clone(), date, windows));
    let change = |version| {
        let (resource, rule) = (resource_id("anna")?, half.clone());
        Ok::<_, kalends::Error>(ChangeRule { resource, rule, version, on_bookings: OnBookings::Ask })
    };
    let stale = refused(run(store, change(Some(7))?)?);
    assert_eq!(stale, [Reason::Version { expected: 7, found: 1 }]);
    accepted(run(store, change(Some(1))?)?);
    let (resource, schedule, _) = anna(store)?;
    assert_eq!((resource.version, schedule.time_off.len(), schedule.overrides.len()), (3, 0, 1));
    assert_eq!(schedule.rule(&eve).map(|rule| rule.version()), Some(2));
    // Asked once more, with the version that it had: nothing to do.
    let before = everything(store)?;
    assert!(accepted(run(store, change(Some(1))?)?).changes.is_empty());
    assert_eq!(everything(store)?, before);

    let remove = |version| {
        let (resource, rule) = (resource_id("anna")?, eve.clone());
        Ok::<_, kalends::Error>(RemoveRule { resource, rule, version, on_bookings: OnBookings::Ask })
    };
    assert_eq!(refused(run(store, remove(Some(1))?)?), [Reason::Version { expected: 1, found: 2 }]);
    accepted(run(store, remove(Some(2))?)?);
    assert!(accepted(run(store, remove(Some(2))?)?).changes.is_empty());
    let (resource, schedule, revision) = anna(store)?;
    assert_eq!((resource.version, revision, schedule.rule(&eve)), (4, 4, None));
    assert_eq!(code(run(store, change(None)?)), "booking.unknown-rule");
    assert_eq!(
        code(run(store, add(off("always", "18:00", "20:00")?, OnBookings::Ask)?)),
        "booking.rule-taken"
    );
    Ok(())
}

/// By whom they are closed is said; `keep` leaves them, and what was outside before is not asked about again.
pub fn bookings_left_outside_refuse_are_kept_or_are_cancelled(store: &mut dyn Store) -> Result<()> {
    furnish(store)?;
    for (id, start) in [("early", "08:00"), ("late", "18:00")] {
        accept(store, book(id, "lesson", start)?)?;
    }
    let before = everything(store)?;
    let verdict = run(store, change("08:00", "17:00", Some(1), OnBookings::Ask)?)?;
    let kalends::booking::Verdict::Refuse(asked) = verdict else { return Err(unexpected()) };
    let late = Blocker::Booking(BookingId::new("late")?);
    let reason = Reason::Orphaned { by: late.clone(), start: at("18:00")?, end: at("19:00")? };
    assert_eq!(asked.reasons, [reason]);
    // Berlin is an hour ahead: 18:00 to 19:00 UTC lies after 17:00, 08:00 to 09:00 UTC within.
    let closed_by = vec![ClosedBy { layer: kalends::availability::Layer::Weekly, rule: None }];
    let told: Vec<_> = asked.orphans.iter().map(|one| (one.what.clone(), one.closed_by.clone())).collect();
    assert_eq!(told, [(late, closed_by)]);
    assert_eq!(everything(store)?, before);

    let kept = accepted(run(store, change("08:00", "17:00", Some(1), OnBookings::Keep)?)?);
    assert_eq!((kept.orphans.len(), kept.bookings.len()), (1, 0));
    assert_eq!(stored(store, "late")?.1.status, Status::Confirmed);
    // It is outside already.
    accepted(run(store, change("08:00", "16:00", Some(2), OnBookings::Ask)?)?);

    let cancelled = accepted(run(store, add(off("ill", "07:00", "08:30")?, OnBookings::Cancel)?)?);
    assert_eq!(cancelled.bookings.iter().map(|one| one.id.as_str()).collect::<Vec<_>>(), ["early"]);
    let (session, booking) = stored(store, "early")?;
    let Status::Cancelled(ending) = booking.status else { return Err(unexpected()) };
    assert_eq!((ending.with, session.status), (Some(EndedWith::Schedule), SessionStatus::Cancelled));
    assert_eq!((booking.version, booking.sequence), (2, 1));
    assert_eq!(stored(store, "late")?.1.status, Status::Confirmed);
    assert_eq!(super::sample::busy(store, span("08:00", "09:00")?)?, []);
    Ok(())
}

/// A session of several parties ends with all of them; what has begun stays.
pub fn a_session_that_is_left_outside_ends_with_all_its_parties(store: &mut dyn Store) -> Result<()> {
    furnish(store)?;
    let seats = std::num::NonZeroU32::new(3);
    let group = Service { seats, ..service("group", 60, 0, 0)? };
    accepted(run(store, AddService { service: Box::new(group) })?);
    for id in ["g", "h"] {
        accept(store, book(id, "group", "10:00")?)?;
    }
    accept(store, book("begun", "lesson", "08:00")?)?;
    let context = Context::host(at("08:30")?);
    let command = add(off("ill", "08:00", "12:00")?, OnBookings::Cancel)?;
    let cancelled = accepted(run_as(store, command, context)?);
    let mut ids: Vec<_> = cancelled.bookings.iter().map(|one| one.id.to_string()).collect();
    ids.sort();
    assert_eq!(ids, ["g", "h"]);
    assert!(stored(store, "g")?.0.status == SessionStatus::Cancelled);
    assert_eq!(stored(store, "begun")?.1.status, Status::Confirmed);
    Ok(())
}

/// A client may not; a schedule that cannot be decided on is not stored; what is unknown is an error.
pub fn schedules_are_the_hosts(store: &mut dyn Store) -> Result<()> {
    furnish(store)?;
    let before = everything(store)?;
    let client = Context::client(at("2027-02-01T10:00:00Z")?);
    let reasons = refused(run_as(store, change("08:00", "17:00", None, OnBookings::Ask)?, client)?);
    assert_eq!(reasons.iter().map(Reason::code).collect::<Vec<_>>(), [ReasonCode::Policy]);
    let never = Weekly::open(RuleId::new("none")?, Weekdays::default(), "08:00".parse()?, "17:00".parse()?);
    let refused = run(store, add(ScheduleRule::Weekly(never), OnBookings::Keep)?);
    assert_eq!(code(refused), "availability.no-weekday");
    let unknown = AddRule {
        resource: resource_id("bob")?,
        rule: off("x", "18:00", "20:00")?,
        on_bookings: OnBookings::Ask,
    };
    assert_eq!(code(run(store, unknown)), "booking.unknown-resource");
    assert_eq!(everything(store)?, before);
    Ok(())
}

/// Added, changed, taken out of what is offered: it is kept, without rules, for what was booked of it.
pub fn a_resource_is_added_changed_and_retired_by_version(store: &mut dyn Store) -> Result<()> {
    furnish(store)?;
    let (id, zone) = (resource_id("bob")?, "Europe/Berlin".parse()?);
    let bob = Resource::new(id.clone(), zone);
    let schedule = super::sample::always_open()?;
    let add = AddResource { resource: Box::new(bob.clone()), schedule: Box::new(schedule.clone()) };
    accepted(run(store, add.clone())?);
    assert!(accepted(run(store, add.clone())?).changes.is_empty());
    let other = Resource { name: Some("Robert".to_owned()), ..bob.clone() };
    let taken = AddResource { resource: Box::new(other.clone()), ..add };
    assert_eq!(code(run(store, taken)), "booking.resource-taken");
    let change = |version| {
        let (resource, version) = (Box::new(other.clone()), Some(version));
        ChangeResource { resource, version, on_bookings: OnBookings::Ask }
    };
    assert_eq!(refused(run(store, change(2))?), [Reason::Version { expected: 2, found: 1 }]);
    let changed = accepted(run(store, change(1))?);
    assert_eq!(changed.resource.map(|one| (one.resource.version, one.schedule)), Some((2, schedule)));

    let mut lesson = book("b", "lesson", "09:00")?;
    lesson.resource = Some(id.clone());
    accept(store, lesson)?;
    let remove = |on_bookings| RemoveResource { resource: id.clone(), version: Some(2), on_bookings };
    let asked = refused(run(store, remove(OnBookings::Ask))?);
    assert_eq!(asked.iter().map(Reason::code).collect::<Vec<_>>(), [ReasonCode::Orphaned]);
    accepted(run(store, remove(OnBookings::Cancel))?);
    assert!(accepted(run(store, remove(OnBookings::Ask))?).changes.is_empty());
    assert!(matches!(stored(store, "b")?.1.status, Status::Cancelled(_)));
    let retired: Vec<_> = store.resources()?.into_iter().filter(|one| one.id == id).collect();
    assert_eq!(retired.iter().map(|one| (one.version, one.retired)).collect::<Vec<_>>(), [(3, true)]);
    let mut lesson = book("c", "lesson", "09:00")?;
    lesson.resource = Some(id);
    let reasons = refused(run(store, lesson)?);
    assert_eq!(reasons.iter().map(Reason::code).collect::<Vec<_>>(), [ReasonCode::Hours]);
    Ok(())
}

/// The whole of it at once, by the version of the resource.
pub fn a_schedule_is_changed_as_a_whole_by_the_version_of_its_resource(store: &mut dyn Store) -> Result<()> {
    furnish(store)?;
    accept(store, book("b", "lesson", "09:00")?)?;
    let never = |version| {
        let (resource, schedule) = (resource_id("anna")?, Box::new(Schedule::default()));
        let on_bookings = OnBookings::Cancel;
        Ok::<_, kalends::Error>(ChangeSchedule { resource, schedule, version, on_bookings })
    };
    assert_eq!(refused(run(store, never(Some(9))?)?), [Reason::Version { expected: 9, found: 1 }]);
    assert_eq!(accepted(run(store, never(Some(1))?)?).bookings.len(), 1);
    let (resource, schedule, _) = anna(store)?;
    assert_eq!((resource.version, schedule), (2, Schedule::default()));
    Ok(())
}

/// Its bookings are cancelled, or stay without it; another one may have its id then.
pub fn a_service_is_added_changed_and_removed_by_version(store: &mut dyn Store) -> Result<()> {
    put_resource(store, "anna")?;
    let walk = Box::new(service("walk", 60, 0, 0)?);
    accepted(run(store, AddService { service: walk.clone() })?);
    assert!(accepted(run(store, AddService { service: walk.clone() })?).changes.is_empty());
    let longer = Box::new(Service { durations: vec![Length::from_minutes(90)?], ..(*walk).clone() });
    assert_eq!(code(run(store, AddService { service: longer.clone() })), "booking.service-taken");
    let change = |version| ChangeService { service: longer.clone(), version: Some(version) };
    assert_eq!(refused(run(store, change(2))?), [Reason::Version { expected: 2, found: 1 }]);
    accepted(run(store, change(1))?);
    assert_eq!(store.services()?.iter().map(|one| one.version).collect::<Vec<_>>(), [2]);

    accept(store, book("b", "walk", "09:00")?)?;
    let walk = ServiceId::new("walk")?;
    let remove = |on_bookings| RemoveService { service: walk.clone(), version: Some(2), on_bookings };
    let by = Blocker::Booking(BookingId::new("b")?);
    let reason = Reason::Orphaned { by, start: at("09:00")?, end: at("10:30")? };
    assert_eq!(refused(run(store, remove(OnBookings::Ask))?), [reason]);
    accepted(run(store, remove(OnBookings::Cancel))?);
    assert!(accepted(run(store, remove(OnBookings::Ask))?).changes.is_empty());
    assert_eq!(store.services()?, []);
    let (session, booking) = stored(store, "b")?;
    assert!(matches!(booking.status, Status::Cancelled(_)) && session.status == SessionStatus::Cancelled);
    assert_eq!(code(run(store, book("c", "walk", "09:00")?)), "booking.unknown-service");
    Ok(())
}

/// An answer that was lost is given again, though the rule has changed since.
pub fn a_change_with_a_key_is_answered_as_the_first_time(store: &mut dyn Store) -> Result<()> {
    use kalends::booking::{Order, Request, Transaction, Verdict};
    furnish(store)?;
    let order = |asked: &[u8], command: &Command| {
        let request = Some(Request::new("k", asked)?);
        Ok::<_, kalends::Error>(Order { request, ..Order::new(command.clone(), host()?) })
    };
    let narrow = change("08:00", "17:00", Some(1), OnBookings::Ask)?;
    let mut keyed = |asked: &[u8]| {
        let transaction = Transaction::of(order(asked, &narrow)?);
        let (zones, limits) = (kalends::ZoneDb::builtin(), kalends::Limits::default());
        kalends::store::execute(store, transaction, zones, &limits)
    };
    let Verdict::Accept(first) = keyed(b"narrow")? else { return Err(unexpected()) };
    let Verdict::Accept(again) = keyed(b"narrow")? else { return Err(unexpected()) };
    assert_eq!(first.resource, again.resource);
    assert!(again.resource.is_some() && again.changes.is_empty());
    assert_eq!(code(keyed(b"wide")), "booking.key-reused");
    assert_eq!(super::sample::bookings(store, &resource_id("anna")?, day()?)?.len(), 0);
    Ok(())
}

fn unexpected() -> kalends::Error {
    kalends::store::aborted()
}
