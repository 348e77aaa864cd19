//! Holds, requests, seats, sessions and several resources, through a store.

use super::sample::{
    accept, accept_as, accepted, at, book, booking, busy, cancel, code, day, furnish, hold, host, next,
    party, put_booking, put_one, put_resource, refused, reschedule, resource_id, revision, run, run_as,
    service, session, span, subject, use_of,
};
use kalends::Result;
use kalends::booking::{
    Book, Booking, Changes, Confirm, CountedNeed, Expire, Hold, MoveSession, Need, OpenSession, Status,
};
use kalends::id::{BookingId, ServiceId, SessionId, Tag};
use kalends::interval::Interval;
use kalends::resource::Resource;
use kalends::rules::{Blocker, Claim, Context, Counted, Occupant, Reason, ReasonCode, Tentative};
use kalends::service::{Confirmation, Leg, Limit, LimitScope, Most, Period, Service};
use kalends::session::{Session, SessionStatus};
use kalends::store::{Store, view};
use kalends::time::Elapsed;
use std::collections::BTreeSet;
use std::num::NonZeroU32;

const TWO: NonZeroU32 = NonZeroU32::new(2).unwrap();

fn group(store: &mut dyn Store) -> Result<()> {
    furnish(store)?;
    put_one(store, &Changes::service(Service { seats: Some(TWO), ..service("lesson", 60, 0, 0)? }))
}

fn owner(name: &str, now: &str) -> Result<Context> {
    Ok(Context { hold_owner: Some(subject(name)?), ..Context::client(at(now)?) })
}

fn held(id: &str, start: &str) -> Result<Hold> {
    Ok(Hold { resource: Some(resource_id("anna")?), ..hold(id, "lesson", start, 10)? })
}

fn codes(reasons: &[Reason]) -> Vec<ReasonCode> {
    reasons.iter().map(Reason::code).collect()
}

/// And is booked by its owner under the same id.
pub fn a_hold_takes_time_from_others_until_it_lapses(store: &mut dyn Store) -> Result<()> {
    furnish(store)?;
    let early = "2027-02-01T10:00:00.5Z";
    accept_as(store, held("h", "09:00")?, owner("ada", early)?)?;
    let expires_at = at("2027-02-01T10:10:00.5Z")?;
    let said = Reason::Held { by: BookingId::new("h")?, expires_at, resource: None };
    let bob = |now| owner("bob", now);
    let asked = || book("b", "lesson", "09:00");
    assert_eq!(refused(run_as(store, asked()?, bob("2027-02-01T10:10:00.499999999Z")?)?), [said]);
    let booked = accept_as(store, book("h", "lesson", "09:00")?, owner("ada", "2027-02-01T10:05:00Z")?)?;
    assert_eq!((booked.version, &booked.status), (2, &Status::Confirmed));
    assert_eq!(store.booking(&booked.id)?, Some(booked));
    accept_as(store, held("i", "11:00")?, owner("ada", early)?)?;
    let late = bob("2027-02-01T10:10:00.5Z")?;
    accept_as(store, book("c", "lesson", "11:00")?, late.clone())?;
    let expired = accept_as(store, Expire { booking: BookingId::new("i")? }, late)?;
    assert_eq!(store.booking(&expired.id)?, Some(expired));
    Ok(())
}

/// What waits for a host takes time or none, as the service says.
pub fn a_request_is_kept_until_a_host_confirms_it(store: &mut dyn Store) -> Result<()> {
    furnish(store)?;
    let confirmation = Confirmation {
        pending_blocks: false,
        expires_after: Some(Elapsed::DAY),
        declines_losers: true,
        ..Confirmation::default()
    };
    let lesson = Service { confirmation: Some(confirmation), ..service("lesson", 60, 0, 0)? };
    put_one(store, &Changes::service(lesson))?;
    let client = Context::client(host()?.now);
    for id in ["b", "c"] {
        let asked = accept_as(store, book(id, "lesson", "09:00")?, client.clone())?;
        assert_eq!(store.booking(&asked.id)?, Some(asked));
    }
    assert_eq!(busy(store, day()?)?, []);
    let confirm = |id: &str| Ok::<_, kalends::Error>(Confirm { booking: BookingId::new(id)?, version: None });
    accept(store, confirm("c")?)?;
    assert_eq!(busy(store, day()?)?.len(), 1);
    assert_eq!(codes(&refused(run(store, confirm("b")?)?)), [ReasonCode::Busy]);
    let declined = store.booking(&BookingId::new("b")?)?.map(|one| (one.version, one.status));
    assert!(matches!(declined, Some((2, Status::Declined(_)))), "what follows from a refusal is written");
    Ok(())
}

/// As many as there are; the session goes with the last one.
pub fn parties_share_the_seats_of_a_session(store: &mut dyn Store) -> Result<()> {
    group(store)?;
    for id in ["a", "b"] {
        assert_eq!(accept(store, book(id, "lesson", "09:00")?)?.session.as_str(), "a");
    }
    let found = busy(store, day()?)?;
    let [one] = found.as_slice() else { return code_of(&found) };
    let Occupant::Session(taken) = &one.by else { return code_of(&found) };
    assert_eq!((taken.id.as_str(), taken.seats, taken.stays), ("a", TWO, false));
    let claim = |id: &str| {
        let seats = NonZeroU32::MIN;
        Ok::<_, kalends::Error>(Claim { booking: BookingId::new(id)?, seats, tentative: None })
    };
    let mut claims = taken.claims.clone();
    claims.sort_by(|a, b| a.booking.cmp(&b.booking));
    assert_eq!(claims, [claim("a")?, claim("b")?]);
    assert_eq!(refused(run(store, book("c", "lesson", "09:00")?)?), [Reason::Seats { remaining: 0 }]);
    let moved = accept(store, reschedule("a", "11:00")?)?;
    assert_eq!(moved.session.as_str(), "a~2");
    assert_eq!(busy(store, day()?)?.len(), 2);
    accept(store, cancel("b")?)?;
    assert_eq!(busy(store, day()?)?.len(), 1);
    accept(store, book("c", "lesson", "09:00")?)?;
    Ok(())
}

fn code_of(found: &[kalends::rules::Busy]) -> Result<()> {
    assert_eq!(found, [], "expected one session");
    Ok(())
}

/// All of them, or none.
pub fn a_session_moves_with_all_its_bookings(store: &mut dyn Store) -> Result<()> {
    group(store)?;
    let start = at("09:00")?;
    let open = OpenSession {
        session: SessionId::new("s")?,
        resource: Some(resource_id("anna")?),
        service: ServiceId::new("lesson")?,
        start,
        duration: None,
        seats: None,
    };
    accepted(run(store, open)?);
    assert_eq!(busy(store, day()?)?.len(), 1, "it takes time though nobody has booked it");
    for id in ["a", "b"] {
        accept(store, book(id, "lesson", "09:00")?)?;
    }
    let before = revision(store, "anna")?;
    let moved =
        MoveSession { session: SessionId::new("s")?, start: at("09:30")?, duration: None, version: Some(1) };
    let done = accepted(run(store, moved)?);
    assert_eq!(revision(store, "anna")?, before + 1, "once, however many have moved");
    let need = Need::session(SessionId::new("s")?);
    let seen = view(store, &need)?;
    assert_eq!(seen.sessions.into_values().next(), done.session);
    assert_eq!(seen.bookings.into_values().collect::<Vec<_>>(), done.bookings);
    assert!(done.bookings.iter().all(|one| one.version == 2 && one.span.start() > start));
    accept(store, cancel("a")?)?;
    accept(store, cancel("b")?)?;
    assert_eq!(busy(store, day()?)?.len(), 1, "a host's session stays");
    Ok(())
}

/// A booking of several is in the calendar of each.
pub fn several_resources_are_taken_together(store: &mut dyn Store) -> Result<()> {
    furnish(store)?;
    put_resource(store, "ben")?;
    let tag = Tag::new("room")?;
    let room = Resource { tags: vec![tag.clone()], ..Resource::new(resource_id("red")?, "UTC".parse()?) };
    put_one(store, &Changes::resource(room, super::sample::always_open()?))?;
    let teachers = Leg::any_of(vec![resource_id("anna")?, resource_id("ben")?]);
    let requires = vec![teachers, Leg::tagged(vec![tag])];
    put_one(store, &Changes::service(Service { requires, ..service("lesson", 60, 0, 0)? }))?;
    let asked = |id: &str, start: &str| {
        Ok::<_, kalends::Error>(Book { resource: None, ..book(id, "lesson", start)? })
    };
    let booked = accept(store, asked("b", "09:00")?)?;
    assert_eq!(booked.resources, [resource_id("anna")?, resource_id("red")?]);
    for id in ["anna", "red"] {
        assert_eq!(super::sample::bookings(store, &resource_id(id)?, day()?)?, std::slice::from_ref(&booked));
        assert_eq!(revision(store, id)?, 2, "{id}");
    }
    assert_eq!(
        (super::sample::bookings(store, &resource_id("ben")?, day()?)?, revision(store, "ben")?),
        (vec![], 1)
    );
    let said = refused(run(store, asked("c", "09:30")?)?);
    assert_eq!(codes(&said), [ReasonCode::Busy], "the only room is taken, whoever teaches");
    let ben = Book { resource: Some(resource_id("ben")?), ..asked("c", "10:00")? };
    assert_eq!(accept(store, ben)?.resources, [resource_id("ben")?, resource_id("red")?]);
    Ok(())
}

/// Of all resources, and only of the period.
pub fn limits_count_what_is_stored(store: &mut dyn Store) -> Result<()> {
    furnish(store)?;
    put_resource(store, "ben")?;
    let limit =
        Limit { per: LimitScope::Service, period: Period::Day, most: Most::Bookings(NonZeroU32::MIN) };
    let zone = Some("Europe/Berlin".parse()?);
    put_one(store, &Changes::service(Service { limits: vec![limit], zone, ..service("lesson", 60, 0, 0)? }))?;
    accept(store, book("b", "lesson", "09:00")?)?;
    let ben = |id: &str, start: &str| {
        Ok::<_, kalends::Error>(Book { resource: Some(resource_id("ben")?), ..book(id, "lesson", start)? })
    };
    assert_eq!(codes(&refused(run(store, ben("c", "15:00")?)?)), [ReasonCode::Limit]);
    // 22:30Z is 23:30 in Berlin, an hour later the next day has begun.
    assert_eq!(codes(&refused(run(store, ben("c", "22:45")?)?)), [ReasonCode::Limit]);
    accept(store, ben("c", "23:00")?)?;
    accept(store, cancel("b")?)?;
    accept(store, ben("d", "15:00")?)?;
    Ok(())
}

/// Bookings of its services or of its resources, whatever else they are, and each once.
pub fn what_limits_count_is_in_the_view(store: &mut dyn Store) -> Result<()> {
    furnish(store)?;
    put_resource(store, "ben")?;
    let of = |id: &str, resource: &str, service: &str, from: &str, to: &str| -> Result<(Session, Booking)> {
        let service = ServiceId::new(service)?;
        let session = Session { uses: vec![use_of(resource)?], service, ..session(id, span(from, to)?)? };
        let booking = party(id, &session)?;
        Ok((session, booking))
    };
    let mut own = of("own", "anna", "lesson", "09:00", "10:00")?;
    own.1.client = Some(subject("ada")?);
    let expires_at = at("2027-02-01T10:00:00.5Z")?;
    let held_by = Some(subject("cy")?);
    let mut held = of("held", "ben", "lesson", "09:00", "10:00")?;
    held.1.status = Status::Held(kalends::booking::Held { owner: subject("cy")?, expires_at });
    let mut cancelled = of("gone", "anna", "lesson", "11:00", "12:00")?;
    cancelled.1.status = Status::Cancelled(kalends::booking::Ending {
        by: kalends::policy::Actor::Host,
        at: expires_at,
        with: None,
    });
    let all = [
        &own,
        &held,
        &cancelled,
        &of("other", "ben", "walk", "09:00", "10:00")?,
        &of("walk", "anna", "walk", "13:00", "14:00")?,
        &of("before", "anna", "lesson", "07:59", "10:00")?,
        &of("at-end", "anna", "lesson", "14:00", "15:00")?,
    ];
    for one in all {
        put_booking(store, one)?;
    }
    let need = CountedNeed {
        services: BTreeSet::from([ServiceId::new("lesson")?]),
        resources: BTreeSet::from([resource_id("anna")?]),
        starts: Some(span("08:00", "14:00")?),
    };
    let seen = |store: &mut dyn Store, need: &CountedNeed| -> Result<Vec<Counted>> {
        let need = Need { counted: Some(need.clone()), ..Need::default() };
        let mut counted = view(store, &need)?.counted;
        counted.sort_by(|a, b| a.booking.cmp(&b.booking));
        Ok(counted)
    };
    let counted = seen(store, &need)?;
    let ids: Vec<_> = counted.iter().map(|one| one.booking.as_str()).collect();
    assert_eq!(ids, ["held", "own", "walk"]);
    assert_eq!(
        counted.first().and_then(|one| one.tentative.clone()),
        Some(Tentative { expires_at, owner: held_by })
    );
    assert_eq!(counted.get(1), own.1.counted().as_ref());
    assert_eq!(counted.get(1).and_then(|one| one.client.clone()), Some(subject("ada")?));
    let ever = CountedNeed { starts: None, ..need };
    assert_eq!(seen(store, &ever)?.len(), 5);
    Ok(())
}

/// Each with all of its bookings, ended ones too; and the resources that carry every tag of a set.
pub fn a_view_holds_sessions_with_their_bookings_and_resources_by_tags(store: &mut dyn Store) -> Result<()> {
    furnish(store)?;
    let first = session("s", span("09:00", "10:00")?)?;
    put_booking(store, &(first.clone(), party("a", &first)?))?;
    let other = booking("other", span("11:00", "12:00")?)?;
    put_booking(store, &other)?;
    let mut joined = party("b", &first)?;
    joined.status = Status::Cancelled(kalends::booking::Ending {
        by: kalends::policy::Actor::Client,
        at: first.created_at,
        with: None,
    });
    put_one(store, &Changes { bookings: vec![joined.clone()], ..Changes::default() })?;
    let seen = view(store, &Need::session(first.id.clone()))?;
    assert_eq!(
        seen.bookings_of(&first.id).cloned().collect::<Vec<_>>(),
        [party("a", &first)?, joined.clone()]
    );
    assert_eq!((seen.sessions.len(), seen.bookings.len()), (1, 2));
    // A booking that has gone elsewhere is not in it any more.
    let gone = Booking { session: other.0.id.clone(), version: 2, ..joined };
    put_one(store, &Changes { bookings: vec![gone.clone()], ..Changes::default() })?;
    assert_eq!(view(store, &Need::session(first.id.clone()))?.bookings.len(), 1);
    assert_eq!(view(store, &Need::session(other.0.id.clone()))?.bookings.get(&gone.id), Some(&gone));
    let tags = |all: &[&str]| all.iter().map(|tag| Tag::new(tag)).collect::<Result<Vec<_>>>();
    for (id, own) in [("x", tags(&["piano", "big"])?), ("y", tags(&["piano"])?), ("z", tags(&["big"])?)] {
        let one = Resource { tags: own, ..Resource::new(resource_id(id)?, "UTC".parse()?) };
        put_one(store, &Changes::resource(one, super::sample::always_open()?))?;
    }
    for (asked, found) in [(tags(&["piano"])?, vec!["x", "y"]), (tags(&["big", "piano"])?, vec!["x"])] {
        let need = Need { tagged: BTreeSet::from([asked.clone()]), ..Need::default() };
        let seen = view(store, &need)?;
        assert_eq!(seen.tagged(&asked)?.map(|id| id.as_str()).collect::<Vec<_>>(), found);
    }
    Ok(())
}

/// However it is changed: one that is off or only asked for takes no time, and one that moves takes it elsewhere.
pub fn a_session_takes_its_time_as_it_stands(store: &mut dyn Store) -> Result<()> {
    furnish(store)?;
    put_resource(store, "ben")?;
    let mut stored = booking("b", span("09:00", "10:00")?)?;
    let spans = |store: &mut dyn Store| -> Result<Vec<Interval>> {
        Ok(busy(store, day()?)?.into_iter().map(|one| one.span).collect())
    };
    put_booking(store, &stored)?;
    assert_eq!(spans(store)?, [span("09:00", "10:00")?]);
    for (status, takes) in [
        (SessionStatus::Tentative, false),
        (SessionStatus::Cancelled, false),
        (SessionStatus::Confirmed, true),
    ] {
        stored = next(&stored);
        stored.0.status = status;
        put_booking(store, &stored)?;
        assert_eq!(!spans(store)?.is_empty(), takes, "{status:?}");
    }
    stored = next(&stored);
    stored.0.span = span("12:00", "13:00")?;
    stored.1 = stored.1.in_session(&stored.0);
    put_booking(store, &stored)?;
    assert_eq!(spans(store)?, [span("12:00", "13:00")?]);
    stored = next(&stored);
    stored.0.uses = vec![use_of("ben")?];
    stored.1 = stored.1.in_session(&stored.0);
    put_booking(store, &stored)?;
    assert_eq!(spans(store)?, []);
    let ben = resource_id("ben")?;
    let found = view(store, &Need::busy(ben.clone(), day()?))?.busy.remove(&ben).unwrap_or_default();
    let [one] = found.as_slice() else { return code_of(&found) };
    assert_eq!(one.blocker(), Blocker::Booking(BookingId::new("b")?));
    Ok(())
}

/// Neither a session out of turn nor one of nobody.
pub fn a_session_out_of_turn_is_a_version_error(store: &mut dyn Store) -> Result<()> {
    furnish(store)?;
    let one = session("s", span("09:00", "10:00")?)?;
    let put = |store: &mut dyn Store, version| {
        let session = Session { version, ..one.clone() };
        put_one(store, &Changes { sessions: vec![session], ..Changes::default() })
    };
    assert_eq!(code(put(store, 2)), "store.version");
    put(store, 1)?;
    assert_eq!(code(put(store, 1)), "store.version");
    put(store, 2)
}
