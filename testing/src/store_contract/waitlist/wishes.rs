//! Times that are wished for, and sessions that go elsewhere.

use super::super::sample::{
    accept, accepted, at, book, busy, day, hold, put_one, put_resource, refused, reschedule, resource_id,
    run, run_as, service, span,
};
use super::{
    EARLY, accept_offer, cancelled, client, codes, decline, entry, full, hall, join, names, session, state,
    terms, wish,
};
use kalends::Result;
use kalends::booking::{
    BookSeries, CancelSeries, CancelSession, Changes, Details, Hold, MoveSession, OnBookings, OpenSession,
    RemoveService, Status,
};
use kalends::id::{BookingId, SeriesId, ServiceId, SessionId};
use kalends::recur::{Moment, SeriesRecord};
use kalends::rules::{Context, ReasonCode};
use kalends::series::OnConflict;
use kalends::service::Service;
use kalends::store::Store;
use kalends::time::{Weekdays, parse_wall};
use kalends::waitlist::{Discipline, State, TimeWish, Wish};
use std::collections::BTreeSet;

/// 1 March 2027 is a Monday; 09:00Z is 10:00 in Berlin.
pub fn a_time_that_is_wished_for_is_held_when_it_becomes_free(store: &mut dyn Store) -> Result<()> {
    hall(store, terms(Discipline::FirstFit, 0)?)?;
    put_resource(store, "ben")?;
    accept(store, book("a", "walk", "09:00")?)?;
    let ben = vec![resource_id("ben")?];
    let wishes = [
        ("with-ben", TimeWish { resources: ben, ..wish("walk", "10:00", "11:00")? }),
        ("too-late", wish("walk", "10:15", "11:15")?),
        (
            "other-day",
            TimeWish { days: Weekdays::from_iter([chrono::Weekday::Tue]), ..wish("walk", "10:00", "11:00")? },
        ),
        ("lesson", wish("lesson", "10:00", "11:00")?),
        ("over", TimeWish { until: Some(at("09:00")?), ..wish("walk", "10:00", "11:00")? }),
        ("fits", wish("walk", "10:00", "11:00")?),
        ("next", wish("walk", "09:00", "12:00")?),
    ];
    for (name, wish) in wishes {
        accepted(run_as(store, join(name, Wish::Time(wish))?, client(name, 1, EARLY)?)?);
    }
    let done = cancelled(store, "a", "2027-02-25T10:00:00Z")?;
    assert_eq!(names(&done.promoted), ["fits"], "by one instant of joining, the lesser id comes first");
    let public = || client("x", 1, "2027-02-25T10:30:00Z");
    assert_eq!(codes(&refused(run_as(store, book("x", "walk", "09:30")?, public()?)?)), [ReasonCode::Held]);
    let done = accepted(run_as(store, decline("fits")?, public()?)?);
    assert_eq!(names(&done.promoted), ["next"]);
    let taken = accepted(run_as(store, accept_offer("next")?, public()?)?);
    let booking = taken.booking().map(|one| (one.span, one.status.clone(), one.session.to_string()));
    assert_eq!(booking, Some((span("09:00", "10:00")?, Status::Confirmed, "a".to_owned())));
    assert_eq!(busy(store, day()?)?.len(), 1);
    Ok(())
}

/// Also before anybody has written down that the hold is over: its time is then kept for who has the offer, from who held
/// it before and from everyone else.
pub fn what_a_hold_that_lapsed_had_is_offered_once(store: &mut dyn Store) -> Result<()> {
    hall(store, terms(Discipline::FirstFit, 0)?)?;
    let owner = |name: &str, now: &str| {
        let context = client(name, 1, now)?;
        Ok::<_, kalends::Error>(Context { hold_owner: context.client.clone(), ..context })
    };
    let held = Hold { resource: Some(resource_id("anna")?), ..hold("h", "walk", "09:00", 10)? };
    accepted(run_as(store, held, owner("ada", "2027-02-20T08:00:00Z")?)?);
    let joined = run_as(store, join("w", session("h")?)?, owner("ben", "2027-02-20T08:10:00Z")?)?;
    assert_eq!(names(&accepted(joined).promoted), ["w"]);
    for (id, name) in [("h", "ada"), ("x", "cy")] {
        let late = run_as(store, book(id, "walk", "09:00")?, owner(name, "2027-02-20T08:11:00Z")?)?;
        assert_eq!(codes(&refused(late)), [ReasonCode::Held], "{name}");
    }
    accepted(run_as(store, accept_offer("w")?, owner("ben", "2027-02-20T08:12:00Z")?)?);
    assert_eq!(busy(store, day()?)?.len(), 1);
    Ok(())
}

/// The sole party goes elsewhere: the one who waits for its time gets that; the session goes along with the party.
pub fn who_waits_gets_the_time_that_a_party_leaves(store: &mut dyn Store) -> Result<()> {
    hall(store, terms(Discipline::FirstFit, 0)?)?;
    accept(store, book("a", "walk", "09:00")?)?;
    accepted(run_as(store, join("w", session("a")?)?, client("w", 1, EARLY)?)?);
    let done = accepted(run(store, reschedule("a", "14:00")?)?);
    assert_eq!(names(&done.promoted), ["w"]);
    let held = store.booking(&BookingId::new("w~offer")?)?.map(|held| (held.span, held.status.is_hold()));
    assert_eq!(held, Some((span("09:00", "10:00")?, true)));
    assert_eq!(busy(store, day()?)?.len(), 2);
    Ok(())
}

/// One of several parties goes, or comes with fewer: its seats are free.
pub fn who_waits_goes_along_when_a_host_moves_the_session(store: &mut dyn Store) -> Result<()> {
    hall(store, terms(Discipline::FirstFit, 0)?)?;
    full(store, &[("w", 1)])?;
    let start = at("14:00")?;
    let moved = MoveSession { session: SessionId::new("a")?, start, duration: None, version: None };
    accepted(run(store, moved)?);
    assert_eq!(entry(store, "w")?.ends_at, Some(start), "it waits as long as the session has not begun");
    assert_eq!(names(&accepted(run(store, reschedule("a", "16:00")?)?).promoted), ["w"]);
    assert_eq!(entry(store, "w")?.offer().map(|offer| offer.session.to_string()), Some("a".to_owned()));
    Ok(())
}

/// Nobody waits for what does not take place.
pub fn who_waits_for_what_is_called_off_waits_in_vain(store: &mut dyn Store) -> Result<()> {
    hall(store, terms(Discipline::FirstFit, 0)?)?;
    full(store, &[("v", 1), ("w", 1)])?;
    cancelled(store, "a", "2027-02-25T10:00:00Z")?;
    accepted(run(store, CancelSession { session: SessionId::new("a")?, version: None })?);
    assert_eq!((state(store, "v")?, state(store, "w")?), (State::Expired, State::Expired));
    assert_eq!(busy(store, day()?)?, []);
    let off = refused(run_as(store, join("x", session("a")?)?, client("x", 1, EARLY)?)?);
    assert_eq!(codes(&off), [ReasonCode::State]);
    Ok(())
}

/// Nobody is offered what is offered no more, and what was booked of it can still be cancelled.
pub fn who_waits_for_a_service_that_is_gone_waits_in_vain(store: &mut dyn Store) -> Result<()> {
    let service = ServiceId::new("lesson")?;
    hall(store, terms(Discipline::FirstFit, 0)?)?;
    full(store, &[("v", 1), ("w", 1)])?;
    cancelled(store, "a", "2027-02-25T10:00:00Z")?;
    accepted(run(store, RemoveService { service, version: None, on_bookings: OnBookings::Keep })?);
    assert_eq!((state(store, "v")?, state(store, "w")?), (State::Offered, State::Waiting));
    assert_eq!(cancelled(store, "b", "2027-02-25T10:10:00Z")?.promoted, []);
    assert_eq!(state(store, "w")?, State::Waiting);
    Ok(())
}

/// What a change of a schedule cancels, an offer too, ends the waiting for it.
pub fn who_waits_for_what_a_schedule_ends_waits_in_vain(store: &mut dyn Store) -> Result<()> {
    hall(store, terms(Discipline::FirstFit, 0)?)?;
    full(store, &[("v", 1), ("w", 1)])?;
    cancelled(store, "a", "2027-02-25T10:00:00Z")?;
    assert_eq!(state(store, "v")?, State::Offered);
    let (service, on_bookings) = (ServiceId::new("lesson")?, OnBookings::Cancel);
    let done = accepted(run(store, RemoveService { service, version: None, on_bookings })?);
    assert_eq!(done.promoted, []);
    assert_eq!((state(store, "v")?, state(store, "w")?), (State::Expired, State::Expired));
    assert_eq!(busy(store, day()?)?, []);
    Ok(())
}

/// An offer is judged by the rules that list slots: what could not be booked is offered to nobody.
pub fn what_could_not_be_booked_is_not_offered(store: &mut dyn Store) -> Result<()> {
    hall(store, terms(Discipline::FirstFit, 0)?)?;
    let waitlist = Some(terms(Discipline::FirstFit, 0)?);
    let lesson = Service { waitlist, notice: "P1D".parse()?, ..service("walk", 60, 0, 0)? };
    put_one(store, &Changes::service(lesson))?;
    accept(store, book("a", "walk", "09:00")?)?;
    accepted(run_as(store, join("w", session("a")?)?, client("w", 1, EARLY)?)?);
    assert_eq!(cancelled(store, "a", "2027-02-28T09:00:01Z")?.promoted, []);
    assert_eq!((state(store, "w")?, busy(store, day()?)?), (State::Waiting, vec![]));
    Ok(())
}

/// Also what a host opens: it has room from the first moment on.
pub fn a_session_that_is_opened_is_offered_to_who_wished_for_it(store: &mut dyn Store) -> Result<()> {
    hall(store, terms(Discipline::FirstFit, 0)?)?;
    for (name, seats) in [("u", 1), ("v", 2), ("w", 1)] {
        let wish = Wish::Time(wish("lesson", "09:00", "12:00")?);
        accepted(run_as(store, join(name, wish)?, client(name, seats, EARLY)?)?);
    }
    let open = OpenSession {
        session: SessionId::new("s")?,
        resource: Some(resource_id("anna")?),
        service: ServiceId::new("lesson")?,
        start: at("09:00")?,
        duration: None,
        seats: None,
    };
    assert_eq!(names(&accepted(run(store, open)?).promoted), ["u", "w"]);
    // Whoever joins while there is room has an offer at once.
    accepted(run(store, decline("u")?)?);
    Ok(())
}

/// Each occurrence of a series that ends goes to whoever waits for it.
pub fn a_series_that_ends_frees_its_times(store: &mut dyn Store) -> Result<()> {
    hall(store, terms(Discipline::FirstFit, 0)?)?;
    let mut recurrence = SeriesRecord::new(Moment::Wall(parse_wall("2027-03-01T09:00:00")?));
    recurrence.zone = Some("UTC".to_owned());
    recurrence.rule = Some("FREQ=WEEKLY;COUNT=3".to_owned());
    let series = BookSeries {
        series: SeriesId::new("s")?,
        recurrence,
        resource: Some(resource_id("anna")?),
        service: ServiceId::new("walk")?,
        duration: None,
        on_conflict: OnConflict::AllOrNothing,
        until: None,
        kind: None,
        price: None,
        participants: vec![],
        details: Details::default(),
    };
    accepted(run(store, series)?);
    for name in ["v", "w"] {
        accepted(run_as(
            store,
            join(name, Wish::Time(wish("walk", "10:00", "11:00")?))?,
            client(name, 1, EARLY)?,
        )?);
    }
    let ends = CancelSeries { series: SeriesId::new("s")?, from: None, version: None };
    let done = accepted(run(store, ends)?);
    let offered: BTreeSet<&str> = names(&done.promoted).into_iter().collect();
    assert_eq!(offered, BTreeSet::from(["v", "w"]), "one offer each, though three times are free");
    assert_eq!(done.promoted.len(), 2);
    Ok(())
}
