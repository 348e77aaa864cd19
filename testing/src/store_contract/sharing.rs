//! Several handles on one store.

use super::sample::{
    accept, accepted, book, booking, busy, cancel, code, day, everything, furnish, put_booking, put_external,
    reschedule, resource_id, run, span,
};
use kalends::Result;
use kalends::availability::{ScheduleRule, Weekly};
use kalends::booking::{Booking, ChangeRule, Changes, EndedWith, Need, OnBookings, Status, Verdict};
use kalends::id::{BookingId, RuleId};
use kalends::rules::Reason;
use kalends::store::{Store, view};
use kalends::time::Weekdays;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};

/// To the last field, also what was cancelled.
pub fn reopening_shows_the_same_state<S: Store>(open: &impl Fn() -> S) -> Result<()> {
    let mut store = open();
    furnish(&mut store)?;
    accept(&mut store, book("b", "walk", "09:00")?)?;
    accept(&mut store, book("c", "lesson", "11:00")?)?;
    accept(&mut store, cancel("c")?)?;
    put_external(&mut store, "cal", &[span("15:00", "16:00")?])?;
    let before = everything(&mut store)?;
    drop(store);
    assert_eq!(everything(&mut open())?, before);
    Ok(())
}

/// Both ways.
pub fn one_handle_sees_at_once_what_another_commits<S: Store>(open: &impl Fn() -> S) -> Result<()> {
    let (mut here, mut there) = (open(), open());
    furnish(&mut here)?;
    accept(&mut there, book("b", "lesson", "09:00")?)?;
    assert!(here.booking(&BookingId::new("b")?)?.is_some());
    assert!(!won(&run(&mut here, book("c", "lesson", "09:30")?)?));
    accept(&mut here, cancel("b")?)?;
    assert_eq!(busy(&mut there, day()?)?, []);
    assert_eq!(everything(&mut here)?, everything(&mut there)?);
    Ok(())
}

/// It sees the last commit, then the next.
pub fn a_reader_is_not_disturbed_by_a_writer<S: Store>(open: &impl Fn() -> S) -> Result<()> {
    let (mut writer, mut reader) = (open(), open());
    furnish(&mut writer)?;
    let need = Need::booking(BookingId::new("b")?);
    let mut snapshot = reader.snapshot()?;
    assert_eq!(snapshot.load(&need)?.bookings, BTreeMap::new());
    let mut transaction = writer.begin()?;
    let (session, booking) = booking("b", span("09:00", "10:00")?)?;
    transaction.write(&Changes::booking(session, booking))?;
    assert_eq!(snapshot.load(&need)?.bookings, BTreeMap::new(), "not committed");
    transaction.commit()?;
    assert_eq!(snapshot.load(&need)?.bookings, BTreeMap::new(), "a snapshot stays");
    drop(snapshot);
    assert!(reader.booking(&BookingId::new("b")?)?.is_some());
    Ok(())
}

/// Two transactions that both saw the time free: the second has to wait, or fails; it never commits on what it saw.
pub fn what_a_writer_has_read_does_not_change_under_it<S: Store + Send>(
    open: &(impl Fn() -> S + Sync),
) -> Result<()> {
    let mut here = open();
    furnish(&mut here)?;
    let need = Need::booking(BookingId::new("b")?);
    let mut transaction = here.begin()?;
    assert_eq!(transaction.load(&need)?.bookings, BTreeMap::new());
    std::thread::scope(|threads| {
        let other = threads.spawn(|| put_booking(&mut open(), &booking("b", span("09:00", "10:00")?)?));
        std::thread::sleep(std::time::Duration::from_millis(100));
        assert_eq!(transaction.load(&need)?.bookings, BTreeMap::new(), "changed under a writer");
        let (session, booking) = booking("b", span("11:00", "12:00")?)?;
        transaction.write(&Changes::booking(session, booking))?;
        transaction.commit()?;
        let other = other.join();
        let error = other.map_or("panicked", code);
        assert_eq!(error, "store.version");
        Ok::<_, kalends::Error>(())
    })?;
    assert_eq!(here.booking(&BookingId::new("b")?)?.map(|one| one.span), Some(span("11:00", "12:00")?));
    Ok(())
}

fn won(verdict: &Verdict) -> bool {
    matches!(verdict, Verdict::Accept(_))
}

const WRITERS: usize = 4;

/// Runs `work` in several threads at once, each with a handle of its own.
fn race<S: Store>(
    open: &(impl Fn() -> S + Sync),
    work: impl Fn(&mut dyn Store, usize) -> Result<()> + Sync,
) -> Result<()> {
    std::thread::scope(|threads| {
        let work = &work;
        let racers = (0..WRITERS).map(|n| threads.spawn(move || work(&mut open(), n)));
        let racers: Vec<_> = racers.collect();
        racers.into_iter().try_for_each(|racer| {
            let done = racer.join();
            assert!(done.is_ok(), "a writer panicked");
            done.unwrap_or(Ok(()))
        })
    })
}

/// Whoever comes second is refused.
pub fn a_slot_that_many_want_has_one_winner<S: Store>(open: &(impl Fn() -> S + Sync)) -> Result<()> {
    furnish(&mut open())?;
    for round in 0..8 {
        let wins = AtomicUsize::new(0);
        race(open, |store, n| {
            let verdict =
                run(store, book(&format!("{round}-{n}"), "lesson", &format!("{:02}:00", round * 2))?)?;
            wins.fetch_add(usize::from(won(&verdict)), Ordering::Relaxed);
            Ok(())
        })?;
        assert_eq!(wins.into_inner(), 1, "round {round}");
    }
    Ok(())
}

/// Everybody wants everything; in the end each hour of the day is taken once.
pub fn racing_writers_never_book_twice<S: Store>(open: &(impl Fn() -> S + Sync)) -> Result<()> {
    furnish(&mut open())?;
    let wins = AtomicUsize::new(0);
    race(open, |store, n| {
        for hour in 0..24 {
            let hour = (hour * 7 + n * 5) % 24;
            let verdict = run(store, book(&format!("{hour}-{n}"), "lesson", &format!("{hour:02}:00"))?)?;
            wins.fetch_add(usize::from(won(&verdict)), Ordering::Relaxed);
        }
        Ok(())
    })?;
    assert_eq!(wins.into_inner(), 24);
    let positions: Vec<u64> = super::trail::all(&mut open())?.into_iter().map(|one| one.0).collect();
    assert_eq!(positions, (1..=48).collect::<Vec<u64>>(), "the feed: a session and a booking each");
    let bookings = super::sample::bookings(&mut open(), &resource_id("anna")?, day()?)?;
    assert_eq!(bookings.len(), 24);
    assert_apart(&bookings);
    Ok(())
}

/// Bookings that are moved about by all at once stay apart, and none is lost or doubled.
pub fn racing_moves_keep_every_booking_once<S: Store>(open: &(impl Fn() -> S + Sync)) -> Result<()> {
    let mut store = open();
    furnish(&mut store)?;
    let ids = ["a", "b", "c", "d", "e", "f"];
    for (hour, id) in ids.iter().enumerate() {
        accept(&mut store, book(id, "lesson", &format!("{hour:02}:00"))?)?;
    }
    race(open, |store, n| {
        for step in 0..24 {
            let id = ids.get((step * 5 + n) % ids.len()).copied().unwrap_or("a");
            let quarter = (step * 11 + n * 17) % 40;
            let to = format!("{:02}:{:02}", quarter / 4, quarter % 4 * 15);
            run(store, reschedule(id, &to)?)?;
        }
        Ok(())
    })?;
    let bookings = super::sample::bookings(&mut store, &resource_id("anna")?, day()?)?;
    assert_eq!(bookings.len(), ids.len());
    assert!(bookings.iter().any(|booking| booking.version > 1), "nothing was moved");
    assert_apart(&bookings);
    Ok(())
}

fn hours(to: &str, version: Option<u64>) -> Result<ChangeRule> {
    let rule = Weekly::open(RuleId::new("always")?, Weekdays::ALL, "00:00".parse()?, to.parse()?);
    let (resource, rule) = (resource_id("anna")?, ScheduleRule::Weekly(rule));
    Ok(ChangeRule { resource, rule, version, on_bookings: OnBookings::Cancel })
}

/// Whoever comes second is told the version that there is.
pub fn a_rule_that_many_change_by_version_has_one_winner<S: Store>(
    open: &(impl Fn() -> S + Sync),
) -> Result<()> {
    furnish(&mut open())?;
    for round in 1..=6 {
        let wins = AtomicUsize::new(0);
        race(open, |store, n| {
            // A minute of their own for each, so that nobody asks for what another has done.
            let to = format!("{:02}:{:02}", 10 + round, n);
            match run(store, hours(&to, Some(round))?)? {
                Verdict::Accept(_) => drop(wins.fetch_add(1, Ordering::Relaxed)),
                Verdict::Refuse(refused) => {
                    let stale = Reason::Version { expected: round, found: round + 1 };
                    assert_eq!(refused.reasons, [stale]);
                }
            }
            Ok(())
        })?;
        assert_eq!(wins.into_inner(), 1, "round {round}");
    }
    let record = view(&mut open(), &Need::resource(resource_id("anna")?))?.resources;
    let versions =
        record.values().map(|one| (one.resource.version, one.schedule.weekly.first().map(|r| r.version)));
    assert_eq!(versions.collect::<Vec<_>>(), [(7, Some(7))]);
    Ok(())
}

/// Some book the day full while others open and close its second half. In the end no booking stands outside the hours
/// that there are, none that was made inside the first half is lost, and every change is counted.
pub fn racing_bookings_and_changes_of_a_schedule_lose_nothing<S: Store>(
    open: &(impl Fn() -> S + Sync),
) -> Result<()> {
    furnish(&mut open())?;
    let (changes, booked) = (AtomicUsize::new(0), AtomicUsize::new(0));
    race(open, |store, n| {
        for step in 0..24 {
            if n % 2 == 0 {
                // 24:00 and 13:00 in Berlin are 23:00 and 12:00 here.
                let to = if (step + n / 2) % 2 == 0 { "13:00" } else { "24:00" };
                let Verdict::Accept(done) = run(store, hours(to, None)?)? else { continue };
                changes.fetch_add(usize::from(!done.changes.is_empty()), Ordering::Relaxed);
            } else {
                let hour = (step * 7 + n * 5) % 24;
                let verdict =
                    run(store, book(&format!("{hour}-{n}-{step}"), "lesson", &format!("{hour:02}:00"))?)?;
                booked.fetch_add(usize::from(won(&verdict)), Ordering::Relaxed);
            }
        }
        Ok(())
    })?;
    let mut store = open();
    accepted(run(&mut store, hours("13:00", None)?)?);
    let bookings = super::sample::bookings(&mut store, &resource_id("anna")?, day()?)?;
    assert_eq!(bookings.len(), booked.into_inner(), "a booking is lost or doubled");
    assert_apart(&bookings);
    // From 13:00 to midnight in Berlin.
    let second_half = span("12:00", "23:00")?;
    for one in &bookings {
        let is_outside = one.span.overlaps(second_half);
        match &one.status {
            Status::Confirmed => assert!(!is_outside, "left outside: {one:?}"),
            Status::Cancelled(end) => {
                assert_eq!(end.with, Some(EndedWith::Schedule));
                assert!(is_outside, "ended without need: {one:?}");
            }
            _ => assert_eq!(one.status, Status::Confirmed),
        }
    }
    let record = view(&mut store, &Need::resource(resource_id("anna")?))?.resources;
    let version = record.values().next().map_or(0, |one| one.resource.version);
    let counted = u64::try_from(changes.into_inner()).unwrap_or(0) + 1;
    assert!(version == counted || version == counted + 1, "{version} after {counted} changes");
    Ok(())
}

fn assert_apart(bookings: &[Booking]) {
    let confirmed: Vec<_> = bookings.iter().filter(|one| one.status == Status::Confirmed).collect();
    for (at, one) in confirmed.iter().enumerate() {
        for other in confirmed.iter().skip(at + 1) {
            assert!(!one.span.overlaps(other.span), "{one:?} and {other:?}");
        }
    }
}
