//! What is kept of a person: all of it can be handed out, and can be erased while bookings and their histories stay.

use super::sample::{
    accept_as, accepted, at, book, busy, day, everything, furnish, put_one, refused, run, run_as, service,
    subject,
};
use kalends::booking::{
    Attendance, Book, Booking, Changes, Details, EntryQuery, JoinWaitlist, Participant, ParticipantRole,
    Status,
};
use kalends::id::{BookingId, SubjectId, WaitlistId};
use kalends::rules::Context;
use kalends::service::Service;
use kalends::store::{Erased, Store, ToCome, checkpoint, erase, erase_ended, personal_data, verify};
use kalends::waitlist::{self, State, Wish};
use kalends::zone::ZoneDb;
use kalends::{Limits, Result};
use std::num::NonZeroU32;

use ParticipantRole::{Attendee, Host, Payer};

fn person(id: &str, role: ParticipantRole) -> Result<Participant> {
    let (name, email) = (Some(format!("{id} by name")), Some(format!("{id}@example.org")));
    Ok(Participant { subject: subject(id)?, role, name, email, attendance: None })
}

/// Three lessons: of Ada with Bob, of Bob alone, and one that Ada gives.
fn fill(store: &mut dyn Store) -> Result<()> {
    furnish(store)?;
    for (id, start, client, parts) in [
        ("shared", "11:00", "ada", &[("ada", Attendee), ("bob", Payer)][..]),
        ("bobs", "13:00", "bob", &[("bob", Attendee)]),
        ("given", "09:00", "bob", &[("ada", Host), ("bob", Attendee)]),
    ] {
        let participants = parts.iter().map(|(id, role)| person(id, *role)).collect::<Result<_>>()?;
        let title = Some(format!("What is said about {id}"));
        let details = Details { title, ..Details::default() };
        let command = Book { participants, details, ..book(id, "lesson", start)? };
        let context = Context::client(at("2027-02-01T10:00:00Z")?);
        accept_as(store, command, Context { client: Some(subject(client)?), ..context })?;
    }
    Ok(())
}

fn forget(store: &mut dyn Store, id: &str, to_come: ToCome, now: &str) -> Result<Erased> {
    erase(store, &subject(id)?, to_come, at(now)?, (ZoneDb::builtin(), &Limits::default()))
}

fn stored(store: &mut dyn Store, id: &str) -> Result<Booking> {
    let found = store.booking(&BookingId::new(id)?)?;
    found.map_or_else(|| super::sample::booking("never", day()?).map(|two| two.1), Ok)
}

fn names(booking: &Booking) -> Vec<(&str, Option<&str>)> {
    booking.participants.iter().map(|one| (one.subject.as_str(), one.name.as_deref())).collect()
}

/// In order of start; of others only their keys.
pub fn what_is_kept_of_a_person_is_handed_out_without_others(store: &mut dyn Store) -> Result<()> {
    fill(store)?;
    let data = personal_data(store, &subject("ada")?)?;
    let ids: Vec<&str> = data.bookings.iter().map(|one| one.id.as_str()).collect();
    assert_eq!((data.subject.as_str(), ids), ("ada", vec!["given", "shared"]));
    let named: Vec<_> = data.bookings.iter().map(names).collect();
    assert_eq!(
        named,
        [
            vec![("ada", Some("ada by name")), ("bob", None)],
            vec![("ada", Some("ada by name")), ("bob", None)],
        ]
    );
    assert!(
        data.bookings
            .iter()
            .flat_map(|one| &one.participants)
            .all(|one| one.subject.as_str() == "ada" || one.email.is_none())
    );
    assert_eq!(
        data.bookings.last().and_then(|one| one.details.title.as_deref()),
        Some("What is said about shared")
    );
    assert_eq!(personal_data(store, &subject("nobody")?)?.bookings, []);
    Ok(())
}

/// Names, addresses and what was said go; keys, times and attendance stay, and so do all others.
pub fn an_erased_person_leaves_bookings_without_names(store: &mut dyn Store) -> Result<()> {
    fill(store)?;
    let untouched = stored(store, "bobs")?;
    let taken = busy(store, day()?)?;
    let erased = forget(store, "ada", ToCome::Refuse, "2027-03-02T00:00:00Z")?;
    assert_eq!(erased, Erased { bookings: 2, ..Erased::default() });
    let shared = stored(store, "shared")?;
    assert_eq!(names(&shared), [("ada", None), ("bob", Some("bob by name"))]);
    assert_eq!(
        (&shared.details, shared.client.as_ref().map(SubjectId::as_str)),
        (&Details::default(), Some("ada"))
    );
    assert_eq!((&shared.status, shared.version), (&Status::Confirmed, 2));
    let given = stored(store, "given")?;
    assert_eq!(names(&given), [("ada", None), ("bob", Some("bob by name"))]);
    assert_eq!(given.details.title.as_deref(), Some("What is said about given"), "it is about Bob");
    assert_eq!((stored(store, "bobs")?, busy(store, day()?)?), (untouched, taken));
    let again = forget(store, "ada", ToCome::Refuse, "2027-03-02T00:00:00Z")?;
    assert_eq!((again, stored(store, "shared")?), (Erased::default(), shared));
    Ok(())
}

/// Unless they are cancelled with it. Nothing is erased of what was refused.
pub fn bookings_to_come_are_in_the_way_of_erasing(store: &mut dyn Store) -> Result<()> {
    fill(store)?;
    let before = everything(store)?;
    let now = "2027-03-01T11:59:59Z";
    let refused = forget(store, "ada", ToCome::Refuse, now)?;
    let id = BookingId::new("shared")?;
    assert_eq!(refused, Erased { standing: vec![id.clone()], ..Erased::default() }, "it has not ended");
    assert_eq!(everything(store)?, before);
    let erased = forget(store, "ada", ToCome::Cancel, now)?;
    assert_eq!(erased, Erased { bookings: 2, cancelled: vec![id], ..Erased::default() });
    let shared = stored(store, "shared")?;
    assert!(matches!(shared.status, Status::Cancelled(_)), "{shared:?}");
    assert_eq!(names(&shared), [("ada", None), ("bob", Some("bob by name"))]);
    assert_eq!(busy(store, day()?)?.len(), 2, "its time is free");
    Ok(())
}

/// A place in a waitlist is in the way too; given up, it is offered nothing of what is cancelled with it.
pub fn whoever_is_erased_waits_no_longer(store: &mut dyn Store) -> Result<()> {
    fill(store)?;
    let waitlist = Some(waitlist::Terms::default());
    put_one(store, &Changes::service(Service { waitlist, ..service("lesson", 60, 0, 0)? }))?;
    let session = stored(store, "shared")?.session;
    let now = "2027-02-02T10:00:00Z";
    let wait = |id: &str| {
        let join = JoinWaitlist { entry: WaitlistId::new(id)?, wish: Wish::Session(session.clone()) };
        let context = Context { client: Some(subject(id)?), ..Context::client(at(now)?) };
        Ok::<_, kalends::Error>((join, context))
    };
    for id in ["ada", "eve"] {
        let (join, context) = wait(id)?;
        accepted(run_as(store, join, context)?);
    }
    let refused = forget(store, "ada", ToCome::Refuse, now)?;
    assert_eq!((refused.standing.len(), refused.waiting), (2, vec![WaitlistId::new("ada")?]));
    let erased = forget(store, "ada", ToCome::Cancel, now)?;
    assert_eq!((erased.cancelled.len(), erased.left), (2, vec![WaitlistId::new("ada")?]));
    let waiting = store.waiting(&EntryQuery::default())?.entries;
    let stand: Vec<_> = waiting.iter().map(|one| (one.id.as_str(), one.status.state())).collect();
    assert_eq!(stand, [("eve", State::Offered)]);
    let kept = personal_data(store, &subject("ada")?)?.waiting;
    assert_eq!(kept.iter().map(|one| one.status.state()).collect::<Vec<_>>(), [State::Left]);
    Ok(())
}

/// By the instant of their end, whoever they are of, however many pages there are.
pub fn what_ended_long_ago_is_kept_without_names(store: &mut dyn Store) -> Result<()> {
    fill(store)?;
    let (ended_by, now) = (at("2027-03-01T12:00:00Z")?, at("2028-03-01T00:00:00Z")?);
    assert_eq!(erase_ended(store, ended_by, now)?, 2);
    assert_eq!(names(&stored(store, "given")?), [("ada", None), ("bob", None)]);
    assert_eq!(names(&stored(store, "shared")?), [("ada", None), ("bob", None)]);
    assert_eq!(names(&stored(store, "bobs")?), [("bob", Some("bob by name"))], "it ended later");
    assert_eq!(erase_ended(store, ended_by, now)?, 0);
    Ok(())
}

/// The chains go on from where they were: what was noted before still verifies, up to the same heads and beyond.
pub fn histories_verify_after_a_person_was_erased(store: &mut dyn Store) -> Result<()> {
    fill(store)?;
    let limit = NonZeroU32::MIN.saturating_add(99);
    let (before, heads) = (checkpoint(store)?, store.heads(None, limit)?);
    forget(store, "bob", ToCome::Cancel, "2027-02-02T10:00:00Z")?;
    assert_ne!(checkpoint(store)?, before);
    let later = store.heads(None, limit)?;
    assert_eq!(later.len(), heads.len());
    for head in &later {
        assert_eq!(verify(store, &head.entity, Some(head))?, Ok(()), "{head:?}");
    }
    for (old, new) in heads.iter().zip(&later).filter(|(old, _)| old.entity.kind.as_str() == "booking") {
        assert!(new.version > old.version, "erasing is noted: {new:?}");
        let link = kalends::store::history(store, &old.entity)?.into_iter().map(|one| one.event);
        let next = link.into_iter().find(|event| event.version == old.version + 1);
        assert_eq!(next.and_then(|event| event.previous), Some(old.hash));
    }
    Ok(())
}

/// Whether somebody came is said by key, and stays.
pub fn attendance_survives_erasing(store: &mut dyn Store) -> Result<()> {
    use kalends::booking::{Attended, Complete};
    fill(store)?;
    let attendance = vec![Attended { subject: subject("ada")?, attendance: Attendance::Present }];
    let complete = Complete { booking: BookingId::new("shared")?, attendance, version: None };
    let after = Context::host(at("2027-03-01T12:30:00Z")?);
    accept_as(store, complete, after)?;
    forget(store, "ada", ToCome::Refuse, "2027-03-02T00:00:00Z")?;
    let shared = stored(store, "shared")?;
    let came: Vec<_> = shared.participants.iter().map(|one| (one.subject.as_str(), one.attendance)).collect();
    assert_eq!(came, [("ada", Some(Attendance::Present)), ("bob", None)]);
    assert!(refused(run(store, super::sample::cancel("bobs")?)?).is_empty());
    Ok(())
}
