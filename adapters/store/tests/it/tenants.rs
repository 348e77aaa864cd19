//! What one tenant does is invisible to all others, though ids are the same.

use crate::sample::{anna, book, cancel, furnish, hour, put_external, run};
use kalends::booking::{BookingQuery, Need};
use kalends::id::BookingId;
use kalends::interval::Interval;
use kalends::store::{Store, find_all, view};
use kalends_store::{SqliteOptions, SqliteStore, Tenant};

#[test]
fn tenants_see_nothing_of_each_other() {
    let directory = tempfile::tempdir().unwrap();
    let open = |tenant: &str| {
        let options = SqliteOptions::for_tenant(Tenant::new(tenant).unwrap());
        SqliteStore::open_with(directory.path().join("kalends.db"), &options).unwrap()
    };
    let (mut here, mut there) = (open("acme"), open("ACME"));
    furnish(&mut here).unwrap();
    assert!(there.resources().unwrap().is_empty() && there.services().unwrap().is_empty());
    let unknown = run(&mut there, book("b", 9)).unwrap_err();
    assert_eq!(unknown.code(), "booking.unknown-service");
    furnish(&mut there).unwrap();
    assert!(run(&mut here, book("b", 9)).unwrap());
    put_external(&mut here, 12).unwrap();
    let mut need = Need::booking(BookingId::new("b").unwrap());
    need.extend(Need::resource(anna()));
    need.extend(Need::busy(anna(), Interval::all()));
    let seen = view(&mut there, &need).unwrap();
    assert!(seen.bookings.is_empty() && seen.busy.is_empty());
    assert_eq!(seen.known_resource(&anna()).unwrap().revision, 1);
    assert!(find_all(&mut there, &BookingQuery::of(anna(), Interval::all())).unwrap().is_empty());
    assert_eq!(there.booking(&BookingId::new("b").unwrap()).unwrap(), None);
    assert_eq!(find_all(&mut there, &BookingQuery::default()).unwrap(), []);
    // The same id, the same time.
    assert!(run(&mut there, book("b", 9)).unwrap());
    assert!(run(&mut there, cancel("b")).unwrap());
    assert_eq!(find_all(&mut here, &BookingQuery::of(anna(), hour(9))).unwrap()[0].version, 1);
    assert!(!run(&mut here, book("c", 9)).unwrap());
}

#[test]
fn a_tenant_without_a_printable_name_is_refused() {
    for name in ["", "a\nb", "\u{85}", &"x".repeat(256)] {
        assert_eq!(Tenant::new(name).unwrap_err().code(), "store.tenant", "{name:?}");
    }
    assert_eq!("x".repeat(255).parse::<Tenant>().unwrap().as_str().len(), 255);
}
