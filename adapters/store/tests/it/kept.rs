//! What a handle keeps of resources is never older than the file.

use crate::sample::{anna, book, furnish, run};
use kalends::audit::Act;
use kalends::availability::{Schedule, Weekly};
use kalends::booking::{Changes, Need};
use kalends::id::RuleId;
use kalends::resource::Resource;
use kalends::store::{Store, put, view};
use kalends::time::Weekdays;
use kalends::{Limits, Result};
use kalends_store::SqliteStore;

fn hours(from: &str, to: &str) -> Result<Schedule> {
    let hours = Weekly::open(RuleId::new("always")?, Weekdays::ALL, from.parse()?, to.parse()?);
    Ok(Schedule { weekly: vec![hours], ..Schedule::default() })
}

fn change(schedule: Schedule) -> Changes {
    Changes::resource(Resource::new(anna(), "UTC".parse().unwrap()), schedule)
}

/// From when on Anna is there.
fn opens(store: &mut dyn Store) -> String {
    let seen = view(store, &Need::resource(anna())).unwrap();
    seen.known_resource(&anna()).unwrap().schedule.weekly[0].from.to_string()
}

#[test]
fn another_handles_hours_count_at_once() {
    let directory = tempfile::tempdir().unwrap();
    let open = || SqliteStore::open(directory.path().join("kalends.db")).unwrap();
    let (mut here, mut there) = (open(), open());
    furnish(&mut here).unwrap();
    assert!(run(&mut here, book("a", 7)).unwrap());
    assert_eq!(opens(&mut here), "00:00");
    let act = Act::put(chrono::DateTime::UNIX_EPOCH);
    put(&mut there, &change(hours("09:00", "17:00").unwrap()), &act, &Limits::default()).unwrap();
    assert_eq!(opens(&mut here), "09:00");
    assert!(!run(&mut here, book("b", 8)).unwrap());
    assert!(run(&mut here, book("c", 9)).unwrap());
    // Bookings raise the revision and leave what is kept as it is.
    let seen = view(&mut here, &Need::resource(anna())).unwrap();
    assert_eq!(seen.known_resource(&anna()).unwrap().revision, 4);
}

#[test]
fn what_was_rolled_back_is_not_kept() {
    let directory = tempfile::tempdir().unwrap();
    let open = || SqliteStore::open(directory.path().join("kalends.db")).unwrap();
    let (mut here, mut there) = (open(), open());
    furnish(&mut here).unwrap();
    let mut given_up = here.begin().unwrap();
    given_up.write(&change(hours("08:00", "18:00").unwrap())).unwrap();
    let seen = given_up.load(&Need::resource(anna())).unwrap();
    assert_eq!(seen.known_resource(&anna()).unwrap().schedule, hours_at_version_2("08:00", "18:00"));
    drop(given_up);
    // The same version of the same resource, with other hours.
    let act = Act::put(chrono::DateTime::UNIX_EPOCH);
    put(&mut there, &change(hours("09:00", "17:00").unwrap()), &act, &Limits::default()).unwrap();
    assert_eq!(opens(&mut here), "09:00");
}

fn hours_at_version_2(from: &str, to: &str) -> Schedule {
    let mut schedule = hours(from, to).unwrap();
    schedule.weekly.iter_mut().for_each(|rule| rule.version = 2);
    schedule
}
