//! Edits of a booked series: ids are kept, exceptions survive, and what is in the way is treated as when it was booked.

use super::sample::{
    accept, accepted, at, book, code, everything, furnish, put_one, put_resource, refused, resource_id, run,
    service,
};
use kalends::Result;
use kalends::booking::{
    BookSeries, BookedSeries, Booking, Changes, Details, EditSeries, EndedWith, Need, Refused, Reschedule,
    SeriesChange, SeriesEdit, SplitFrom, Status, Verdict,
};
use kalends::id::{BookingId, SeriesId, ServiceId};
use kalends::recur::{Moment, SeriesRecord};
use kalends::rules::{Reason, ReasonCode};
use kalends::series::{Change, Direction, OnConflict, OneChange};
use kalends::service::Service;
use kalends::session::SessionStatus;
use kalends::store::{Store, view};
use kalends::time::Length;

/// Mondays at nine in Berlin from 8 March 2027 on, with Anna; the clocks change on the 28th.
fn mondays(store: &mut dyn Store, rule: &str) -> Result<()> {
    furnish(store)?;
    let mut recurrence = SeriesRecord::new("2027-03-08T09:00:00".parse()?);
    recurrence.rule = Some(rule.to_owned());
    recurrence.zone = Some("Europe/Berlin".to_owned());
    let command = BookSeries {
        series: SeriesId::new("s")?,
        recurrence,
        resource: Some(resource_id("anna")?),
        service: ServiceId::new("lesson")?,
        duration: None,
        on_conflict: OnConflict::AllOrNothing,
        until: None,
        kind: None,
        participants: vec![],
        price: None,
        details: Details { title: Some("Maths".to_owned()), ..Details::default() },
    };
    accepted(run(store, command)?);
    Ok(())
}

fn edit(edit: SeriesEdit, on_conflict: OnConflict) -> Result<EditSeries> {
    Ok(EditSeries { series: SeriesId::new("s")?, edit, on_conflict, version: None })
}

fn nine(day: &str) -> Result<Moment> {
    format!("2027-{day}T09:00:00").parse()
}

fn following(day: &str, change: SeriesChange) -> Result<SeriesEdit> {
    Ok(SeriesEdit::Following { original: nine(day)?, change, into: SeriesId::new("t")? })
}

fn when(when: Change) -> SeriesChange {
    SeriesChange { when, ..SeriesChange::default() }
}

fn series(store: &mut dyn Store, id: &str) -> Result<(BookedSeries, Vec<Booking>)> {
    let id = SeriesId::new(id)?;
    let view = view(store, &Need { series: [id.clone()].into(), ..Need::default() })?;
    let mut bookings: Vec<Booking> = view.bookings_of_series(&id).cloned().collect();
    bookings.sort_by_key(|one| (one.occurrence.as_ref().map(|at| at.original), one.id.clone()));
    Ok((view.known_series(&id)?.clone(), bookings))
}

/// Which booking, which occurrence, when, and whether it takes place.
fn told(store: &mut dyn Store, id: &str) -> Result<Vec<String>> {
    let told = |one: &Booking| {
        let original = one.occurrence.as_ref().map(|at| at.original.format("%m-%dT%H").to_string());
        let (id, start) = (one.id.as_str().replace("~2027", " "), one.span.start().format("%m-%dT%H:%M"));
        let off = if one.status == Status::Confirmed { "" } else { " off" };
        format!("{id} {} {start}{off}", original.unwrap_or_default())
    };
    Ok(series(store, id)?.1.iter().map(told).collect())
}

/// Two series of what was one; the later one says where it came from.
pub fn this_and_following_become_a_series_that_knows_where_it_came_from(store: &mut dyn Store) -> Result<()> {
    mondays(store, "FREQ=WEEKLY;COUNT=4")?;
    let change = edit(following("03-22", when(Change::Time("15:00".parse()?)))?, OnConflict::AllOrNothing)?;
    let done = accepted(run(store, EditSeries { version: Some(1), ..change.clone() })?);
    assert_eq!(done.before.as_ref().map(|one| (one.id.to_string(), one.version)), Some(("s".to_owned(), 2)));
    assert_eq!(
        told(store, "s")?,
        ["s 0308T090000 03-08T09 03-08T08:00", "s 0315T090000 03-15T09 03-15T08:00"]
    );
    let moved = ["s 0322T090000 03-22T15 03-22T14:00", "s 0329T090000 03-29T15 03-29T13:00"];
    assert_eq!(told(store, "t")?, moved);
    let ((old, _), (new, bookings)) = (series(store, "s")?, series(store, "t")?);
    assert_eq!(old.recurrence.rule.as_deref(), Some("FREQ=WEEKLY;COUNT=2"));
    assert_eq!(new.recurrence.rule.as_deref(), Some("FREQ=WEEKLY;COUNT=2"));
    let (from, original) = (SeriesId::new("s")?, nine("03-22")?);
    assert_eq!(new.split_from, Some(SplitFrom { series: from, original }));
    assert_eq!((new.version, new.planned), (1, Some("2027-03-29T15:00:00".parse().map_err(|_| bug())?)));
    // The session goes along, and what was said stays.
    for one in &bookings {
        assert_eq!((one.version, one.sequence, one.session.as_str()), (2, 1, one.id.as_str()));
        assert_eq!(one.details.title.as_deref(), Some("Maths"));
    }
    accept(store, book("b", "lesson", "2027-03-22T08:00:00Z")?)?;
    let before = everything(store)?;
    assert!(accepted(run(store, EditSeries { version: Some(1), ..change.clone() })?).changes.is_empty());
    assert_eq!(everything(store)?, before);
    let other = edit(following("03-15", when(Change::Cancel))?, OnConflict::AllOrNothing)?;
    assert_eq!(code(run(store, other)), "booking.series-taken");
    Ok(())
}

/// One that was called off stays so, one that was moved stays where people agreed, also when all are moved.
pub fn exceptions_survive_an_edit_of_all(store: &mut dyn Store) -> Result<()> {
    mondays(store, "FREQ=WEEKLY;COUNT=4")?;
    let one =
        |day: &str, change| edit(SeriesEdit::This { original: nine(day)?, change }, OnConflict::AllOrNothing);
    accepted(run(store, one("03-15", OneChange::Cancel)?)?);
    assert!(accepted(run(store, one("03-15", OneChange::Cancel)?)?).changes.is_empty());
    accepted(run(store, one("03-22", OneChange::Move("2027-03-24T18:00:00".parse()?))?)?);
    let by_itself = Reschedule {
        booking: BookingId::new("s~20270329T090000")?,
        start: at("2027-03-30T10:00:00Z")?,
        duration: None,
        resource: None,
        session: None,
        version: None,
    };
    accept(store, by_itself)?;
    let later = SeriesEdit::All { change: when(Change::Time("10:00".parse()?)) };
    accepted(run(store, edit(later.clone(), OnConflict::AllOrNothing)?)?);
    let expected = [
        "s 0308T090000 03-08T10 03-08T09:00",
        "s 0315T090000 03-15T10 03-15T08:00 off",
        "s 0322T090000 03-22T10 03-24T17:00",
        "s 0329T090000 03-29T10 03-30T10:00",
    ];
    assert_eq!(told(store, "s")?, expected);
    assert!(accepted(run(store, edit(later, OnConflict::AllOrNothing)?)?).changes.is_empty());
    let original = "2027-03-22T10:00:00".parse()?;
    let reset = SeriesEdit::This { original, change: OneChange::Reset };
    accepted(run(store, edit(reset, OnConflict::AllOrNothing)?)?);
    assert_eq!(told(store, "s")?.get(2).map(String::as_str), Some("s 0322T090000 03-22T10 03-22T09:00"));
    Ok(())
}

/// From one on with somebody else and for longer; the time that it had is free.
pub fn another_resource_and_length_from_one_on(store: &mut dyn Store) -> Result<()> {
    mondays(store, "FREQ=WEEKLY;COUNT=3")?;
    put_resource(store, "bob")?;
    let (hour, longer) = (Length::from_minutes(60)?, Length::from_minutes(90)?);
    let lesson = Service { durations: vec![hour, longer], ..service("lesson", 60, 0, 0)? };
    put_one(store, &Changes::service(lesson))?;
    let resource = Some(resource_id("bob")?);
    let change = SeriesChange { when: Change::Nothing, resource, duration: Some(longer) };
    accepted(run(store, edit(following("03-15", change)?, OnConflict::AllOrNothing)?)?);
    let (new, bookings) = series(store, "t")?;
    assert_eq!((new.resource, new.duration), (Some(resource_id("bob")?), Some(longer)));
    assert_eq!(
        told(store, "t")?,
        ["s 0315T090000 03-15T09 03-15T08:00", "s 0322T090000 03-22T09 03-22T08:00"]
    );
    for one in &bookings {
        assert_eq!(
            (one.resources.as_slice(), one.span.length().num_minutes()),
            (&[resource_id("bob")?][..], 90)
        );
    }
    assert_eq!(
        series(store, "s")?.1.first().map(|one| one.resources.clone()),
        Some(vec![resource_id("anna")?])
    );
    accept(store, book("b", "lesson", "2027-03-15T08:00:00Z")?)?;
    Ok(())
}

/// Each with its reasons; nothing is written. Left out is called off, and moved is moved.
pub fn what_is_in_the_way_of_an_edit_is_treated_as_it_says(store: &mut dyn Store) -> Result<()> {
    mondays(store, "FREQ=WEEKLY;COUNT=3")?;
    accept(store, book("b", "lesson", "2027-03-15T09:00:00Z")?)?;
    // Half an hour later each, over the time that it has itself; only the booking at ten is in the way.
    let later = |policy| edit(SeriesEdit::All { change: when(Change::Time("09:30".parse()?)) }, policy);
    let before = everything(store)?;
    let Verdict::Refuse(refused) = run(store, later(OnConflict::AllOrNothing)?)? else { return Err(bug()) };
    let Refused { reasons, plan, .. } = *refused;
    assert_eq!(reasons.iter().map(Reason::code).collect::<Vec<_>>(), [ReasonCode::Busy]);
    let against: Vec<_> =
        plan.iter().flat_map(|plan| plan.conflicts()).map(|(at, _)| at.to_string()).collect();
    assert_eq!(against, ["2027-03-15 09:30:00"]);
    assert_eq!(everything(store)?, before);

    let within = "PT2H".parse()?;
    let moving = OnConflict::Move { within, direction: Direction::Later };
    accepted(run(store, later(moving)?)?);
    let expected = [
        "s 0308T090000 03-08T09 03-08T08:30",
        "s 0315T090000 03-15T09 03-15T10:00",
        "s 0322T090000 03-22T09 03-22T08:30",
    ];
    assert_eq!(told(store, "s")?, expected);

    // Back to nine: what was moved by itself stays. Then two are taken, and one of them is left out.
    accept(store, book("c", "lesson", "2027-03-22T09:30:00Z")?)?;
    let on =
        edit(SeriesEdit::All { change: when(Change::Time("10:00".parse()?)) }, OnConflict::SkipConflicts)?;
    accepted(run(store, on)?);
    let expected = [
        "s 0308T090000 03-08T10 03-08T09:00",
        "s 0315T090000 03-15T10 03-15T10:00",
        "s 0322T090000 03-22T10 03-22T08:30 off",
    ];
    assert_eq!(told(store, "s")?, expected);
    let view = view(store, &Need::booking(BookingId::new("s~20270322T090000")?))?;
    let off = view.bookings.values().next().map(|one| one.status.clone());
    assert!(matches!(off, Some(Status::Cancelled(end)) if end.with == Some(EndedWith::Series)));
    Ok(())
}

/// What another rule adds is booked, under an id that no booking has; what it lacks is called off.
pub fn another_rule_adds_and_calls_off(store: &mut dyn Store) -> Result<()> {
    mondays(store, "FREQ=WEEKLY;COUNT=2")?;
    let all = |change| edit(SeriesEdit::All { change: when(change) }, OnConflict::AllOrNothing);
    accepted(run(store, all(Change::Time("10:00".parse()?))?)?);
    // The 15th at nine is another occurrence now than the one whose booking was called so.
    let rule = "FREQ=WEEKLY;BYHOUR=9,10;COUNT=4".parse()?;
    accepted(run(store, all(Change::Rule(Box::new(rule)))?)?);
    let expected = [
        "s 0308T090000 03-08T10 03-08T09:00",
        "s 0315T090000~3 03-15T09 03-15T08:00",
        "s 0315T090000 03-15T10 03-15T09:00",
        "s 0322T090000 03-22T09 03-22T08:00",
    ];
    assert_eq!(told(store, "s")?, expected);
    let rule = "FREQ=WEEKLY;COUNT=1".parse()?;
    accepted(run(store, all(Change::Rule(Box::new(rule)))?)?);
    let off = told(store, "s")?.iter().filter(|one| one.ends_with(" off")).count();
    assert_eq!(off, 3);
    accepted(run(store, all(Change::Cancel)?)?);
    let (ended, bookings) = series(store, "s")?;
    assert!(ended.ended.is_some() && bookings.iter().all(|one| one.status != Status::Confirmed));
    let sessions = bookings.iter().map(|one| one.session.clone()).collect();
    let sessions = view(store, &Need { sessions, ..Need::default() })?.sessions;
    assert!(sessions.values().all(|one| one.status == SessionStatus::Cancelled));
    Ok(())
}

/// Somebody else was faster; an occurrence that there is not.
pub fn an_edit_of_a_series_is_judged_by_its_version(store: &mut dyn Store) -> Result<()> {
    mondays(store, "FREQ=WEEKLY;COUNT=2")?;
    let all = |to: &str, version| {
        let later = SeriesEdit::All { change: when(Change::Time(to.parse()?)) };
        Ok::<_, kalends::Error>(EditSeries { version, ..edit(later, OnConflict::AllOrNothing)? })
    };
    accepted(run(store, all("10:00", Some(1))?)?);
    let before = everything(store)?;
    assert_eq!(refused(run(store, all("11:00", Some(1))?)?), [Reason::Version { expected: 1, found: 2 }]);
    let never = SeriesEdit::This { original: nine("03-09")?, change: OneChange::Cancel };
    assert_eq!(code(run(store, edit(never, OnConflict::AllOrNothing)?)), "recur.no-occurrence");
    assert_eq!(everything(store)?, before);
    Ok(())
}

fn bug() -> kalends::Error {
    kalends::store::aborted()
}
