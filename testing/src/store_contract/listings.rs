//! Listings are whole and in order.

use super::sample::{booking, day, furnish, put_booking, put_one, put_resource, resource_id, service, span};
use kalends::Result;
use kalends::booking::{Changes, Ending, Status};
use kalends::policy::Actor;
use kalends::store::Store;

/// Bytewise, whatever the order they came in.
pub fn resources_and_services_come_in_order_of_id(store: &mut dyn Store) -> Result<()> {
    let ids = ["é", "b", "B", "10", "9", "a b", "a", "😀", "ﬀ"];
    for id in ids {
        put_resource(store, id)?;
        put_one(store, &Changes::service(service(id, 60, 0, 0)?))?;
    }
    let sorted = ["10", "9", "B", "a", "a b", "b", "é", "ﬀ", "😀"];
    let found: Vec<_> = store.resources()?.into_iter().map(|one| one.id.to_string()).collect();
    assert_eq!(found, sorted);
    let found: Vec<_> = store.services()?.into_iter().map(|one| one.id.to_string()).collect();
    assert_eq!(found, sorted);
    Ok(())
}

/// Cancelled ones too.
pub fn bookings_come_in_order_of_start_then_id(store: &mut dyn Store) -> Result<()> {
    furnish(store)?;
    for (id, from, to) in
        [("d", "11:00", "12:00"), ("c", "09:00", "10:00"), ("A", "10:00", "10:30"), ("a", "09:00", "13:00")]
    {
        put_booking(store, &booking(id, span(from, to)?)?)?;
    }
    let mut cancelled = booking("b", span("09:00", "09:30")?)?;
    cancelled.1.status =
        Status::Cancelled(Ending { by: Actor::Host, at: cancelled.1.created_at, with: None });
    put_booking(store, &cancelled)?;
    let listed = super::sample::bookings(store, &resource_id("anna")?, day()?)?;
    assert_eq!(listed.iter().map(|one| one.id.as_str()).collect::<Vec<_>>(), ["a", "b", "c", "A", "d"]);
    assert_eq!(listed.get(1), Some(&cancelled.1));
    Ok(())
}

/// Half-open, however long they are.
pub fn bookings_that_only_touch_the_range_are_not_listed(store: &mut dyn Store) -> Result<()> {
    furnish(store)?;
    put_booking(store, &booking("before", span("08:00", "09:00")?)?)?;
    put_booking(store, &booking("after", span("10:00", "11:00")?)?)?;
    let anna = resource_id("anna")?;
    assert_eq!(super::sample::bookings(store, &anna, span("09:00", "10:00")?)?, []);
    let long = booking("long", span("2027-02-01T00:00:00Z", "2027-03-01T09:00:01Z")?)?;
    put_booking(store, &long)?;
    assert_eq!(super::sample::bookings(store, &anna, span("09:00", "10:00")?)?, [long.1]);
    assert_eq!(super::sample::bookings(store, &resource_id("bob")?, span("09:00", "10:00")?)?, []);
    Ok(())
}
