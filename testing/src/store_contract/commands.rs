//! Commands through a store: what was decided is what is kept.

use super::sample::{
    accept, at, book, cancel, code, day, everything, furnish, host, put_external, refused, reschedule,
    resource_id, revision, run, span,
};
use kalends::Result;
use kalends::booking::{Booking, Cancel, Command, Participant, ParticipantRole, Status};
use kalends::id::{BookingId, SubjectId};
use kalends::rules::{Blocker, Reason, ReasonCode};
use kalends::store::Store;
use kalends::time::{Elapsed, Length};

fn stored(store: &mut dyn Store, id: &str) -> Result<Option<Booking>> {
    store.booking(&BookingId::new(id)?)
}

/// Field by field, with the fractions of seconds of its making.
pub fn an_accepted_booking_is_stored_as_it_was_accepted(store: &mut dyn Store) -> Result<()> {
    furnish(store)?;
    let mut command = book("b", "walk", "09:00")?;
    command.duration = Some(Length::from_minutes(60)?);
    command.details.title = Some("Walk, with the dog's ball".to_owned());
    let subject = SubjectId::new("s-1")?;
    let email = Some("zoë@example.org".to_owned());
    let role = ParticipantRole::Attendee;
    command.participants = vec![Participant { subject, role, name: None, email, attendance: None }];
    let accepted = accept(store, command)?;
    assert_eq!(accepted.created_at, host()?.now);
    assert_eq!((accepted.local.offset, accepted.local.wall), (3600, at("10:00")?.naive_utc()));
    assert_eq!(stored(store, "b")?, Some(accepted.clone()));
    let moved = accept(store, reschedule("b", "11:00")?)?;
    assert_eq!((moved.version, moved.sequence, moved.span), (2, 1, span("11:00", "12:00")?));
    assert_eq!(stored(store, "b")?, Some(moved));
    let cancelled = accept(store, cancel("b")?)?;
    assert!(matches!(cancelled.status, Status::Cancelled(_)));
    assert_eq!(stored(store, "b")?, Some(cancelled));
    Ok(())
}

/// With its reasons, and without a trace.
pub fn a_double_use_is_refused_and_writes_nothing(store: &mut dyn Store) -> Result<()> {
    furnish(store)?;
    accept(store, book("b", "lesson", "09:00")?)?;
    let before = everything(store)?;
    for start in ["08:15", "09:00", "09:45"] {
        let busy = Reason::Busy {
            by: Blocker::Booking(BookingId::new("b")?),
            start: at("09:00")?,
            end: at("10:00")?,
            resource: None,
        };
        assert_eq!(refused(run(store, book("c", "lesson", start)?)?), [busy], "{start}");
        assert_eq!(everything(store)?, before);
    }
    assert_eq!(stored(store, "c")?, None);
    Ok(())
}

/// Nine to ten, and ten to eleven.
pub fn touching_bookings_are_accepted(store: &mut dyn Store) -> Result<()> {
    furnish(store)?;
    for (id, start) in [("b", "09:00"), ("c", "10:00"), ("a", "08:00")] {
        accept(store, book(id, "lesson", start)?)?;
    }
    assert_eq!(super::sample::bookings(store, &resource_id("anna")?, day()?)?.len(), 3);
    Ok(())
}

/// As it stood when that was booked, though the lesson itself wants none.
pub fn the_buffer_of_another_services_booking_counts(store: &mut dyn Store) -> Result<()> {
    furnish(store)?;
    accept(store, book("w", "walk", "09:00")?)?;
    let by = || Ok::<_, kalends::Error>(Blocker::Booking(BookingId::new("w")?));
    let minutes = Elapsed::from_minutes;
    let after = Reason::Buffer { by: by()?, needs: minutes(30)?, has: minutes(15)?, resource: None };
    assert_eq!(refused(run(store, book("l", "lesson", "10:15")?)?), [after]);
    let before = Reason::Buffer { by: by()?, needs: minutes(15)?, has: Elapsed::ZERO, resource: None };
    assert_eq!(refused(run(store, book("l", "lesson", "08:00")?)?), [before]);
    accept(store, book("l", "lesson", "10:30")?)?;
    accept(store, book("m", "lesson", "07:45")?)?;
    Ok(())
}

/// From whichever source.
pub fn outside_time_refuses(store: &mut dyn Store) -> Result<()> {
    furnish(store)?;
    put_external(store, "home", &[span("07:00", "07:30")?])?;
    put_external(store, "work", &[span("09:30", "09:45")?])?;
    let reasons = refused(run(store, book("b", "lesson", "09:00")?)?);
    assert!(
        matches!(reasons.as_slice(), [Reason::Busy { by: Blocker::External(by), .. }]
            if by.source.as_ref().is_some_and(|source| source.as_str() == "work")),
        "{reasons:?}"
    );
    put_external(store, "work", &[])?;
    accept(store, book("b", "lesson", "09:00")?)?;
    Ok(())
}

/// By another booking; the cancelled one is still there.
pub fn a_cancelled_time_can_be_booked_again(store: &mut dyn Store) -> Result<()> {
    furnish(store)?;
    accept(store, book("b", "lesson", "09:00")?)?;
    accept(store, cancel("b")?)?;
    accept(store, book("c", "lesson", "09:00")?)?;
    let reasons = refused(run(store, reschedule("b", "11:00")?)?);
    assert_eq!(reasons.iter().map(Reason::code).collect::<Vec<_>>(), [ReasonCode::State]);
    let ids: Vec<_> = super::sample::bookings(store, &resource_id("anna")?, day()?)?
        .into_iter()
        .map(|one| one.id.to_string())
        .collect();
    assert_eq!(ids, ["b", "c"]);
    Ok(())
}

/// In the commit that takes the new one.
pub fn a_move_frees_the_old_time(store: &mut dyn Store) -> Result<()> {
    furnish(store)?;
    accept(store, book("b", "lesson", "09:00")?)?;
    accept(store, book("c", "lesson", "10:00")?)?;
    assert_eq!(refused(run(store, reschedule("b", "10:30")?)?).len(), 1);
    assert_eq!(stored(store, "b")?.map(|one| one.span), Some(span("09:00", "10:00")?));
    accept(store, reschedule("b", "11:00")?)?;
    accept(store, book("d", "lesson", "09:00")?)?;
    assert_eq!(refused(run(store, book("e", "lesson", "11:30")?)?).len(), 1);
    Ok(())
}

/// It can be moved by less than its own length.
pub fn a_booking_does_not_stand_in_its_own_way(store: &mut dyn Store) -> Result<()> {
    furnish(store)?;
    accept(store, book("b", "walk", "09:00")?)?;
    let moved = accept(store, reschedule("b", "09:15")?)?;
    assert_eq!(moved.span, span("09:15", "10:15")?);
    assert_eq!(super::sample::bookings(store, &resource_id("anna")?, day()?)?, [moved]);
    Ok(())
}

/// Whatever happened since; neither version nor revision rises.
pub fn a_repeated_command_writes_nothing(store: &mut dyn Store) -> Result<()> {
    furnish(store)?;
    accept(store, book("b", "lesson", "09:00")?)?;
    let before = everything(store)?;
    accept(store, book("b", "lesson", "09:00")?)?;
    accept(store, reschedule("b", "09:00")?)?;
    assert_eq!(everything(store)?, before);
    accept(store, cancel("b")?)?;
    let before = everything(store)?;
    assert_eq!(accept(store, cancel("b")?)?.version, 2);
    assert_eq!(accept(store, book("b", "lesson", "09:00")?)?.version, 2);
    assert_eq!(everything(store)?, before);
    Ok(())
}

/// By a booking of another time, or of a resource's other service.
pub fn an_id_in_use_is_taken(store: &mut dyn Store) -> Result<()> {
    furnish(store)?;
    accept(store, book("b", "lesson", "09:00")?)?;
    let before = everything(store)?;
    assert_eq!(code(run(store, book("b", "lesson", "12:00")?)), "booking.id-taken");
    assert_eq!(code(run(store, book("b", "walk", "09:00")?)), "booking.id-taken");
    assert_eq!(everything(store)?, before);
    Ok(())
}

/// Somebody else was faster: a refusal that says both versions.
pub fn a_stale_version_is_refused(store: &mut dyn Store) -> Result<()> {
    furnish(store)?;
    accept(store, book("b", "lesson", "09:00")?)?;
    accept(store, reschedule("b", "10:00")?)?;
    let stale = Command::Cancel(Cancel { booking: BookingId::new("b")?, version: Some(1) });
    let before = everything(store)?;
    assert_eq!(refused(run(store, stale)?), [Reason::Version { expected: 1, found: 2 }]);
    assert_eq!(everything(store)?, before);
    accept(store, Command::Cancel(Cancel { booking: BookingId::new("b")?, version: Some(2) }))?;
    Ok(())
}

/// By code, and without a trace.
pub fn what_is_unknown_is_an_error(store: &mut dyn Store) -> Result<()> {
    furnish(store)?;
    let before = everything(store)?;
    assert_eq!(code(run(store, cancel("b")?)), "booking.unknown");
    assert_eq!(code(run(store, reschedule("b", "09:00")?)), "booking.unknown");
    assert_eq!(code(run(store, book("b", "dance", "09:00")?)), "booking.unknown-service");
    let mut elsewhere = book("b", "lesson", "09:00")?;
    elsewhere.resource = Some(resource_id("bob")?);
    assert_eq!(code(run(store, elsewhere)), "booking.unknown-resource");
    assert_eq!(everything(store)?, before);
    assert_eq!(revision(store, "anna")?, 1);
    Ok(())
}
