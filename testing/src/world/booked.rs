use super::{AwkwardDate, origin};
use chrono::{TimeDelta, Weekday};
use kalends::id::{BookingId, ResourceId, ServiceId, SessionId, SubjectId};
use kalends::rules::Counted;
use kalends::service::{Limit, LimitScope, Most, Period, Quota};
use kalends::time::Length;
use proptest::collection::vec;
use proptest::prelude::*;
use std::num::NonZeroU32;

/// What is booked, and how much a resource may be.
#[derive(Clone, Debug)]
pub(super) struct Booked {
    pub(super) counted: Vec<Counted>,
    pub(super) quotas: Vec<Quota>,
}

/// Bookings of two services, two resources and two clients around the awkward date.
pub(super) fn booked(place: AwkwardDate) -> impl Strategy<Value = Booked> {
    let quota = (period(), most()).prop_map(|(period, most)| Quota { period, most });
    let quotas = prop_oneof![3 => Just(Vec::new()), 1 => vec(quota, 1..3)];
    (vec(counted(place), 0..10), quotas).prop_map(|(mut counted, quotas)| {
        for (at, one) in counted.iter_mut().enumerate() {
            // Some carry the id of a booking that is in the way, and may be moved.
            one.booking = BookingId::new(&format!("b{at}")).unwrap_or_else(|_| one.booking.clone());
        }
        Booked { counted, quotas }
    })
}

fn counted(place: AwkwardDate) -> impl Strategy<Value = Counted> {
    let who = (
        prop::sample::select(vec!["s", "s", "other"]),
        prop::sample::subsequence(vec!["r", "x"], 1..=2),
        prop::option::of(0u32..2),
        prop::option::weighted(0.3, 0u32..2),
    );
    let when = (-3i64 * 24 * 12..9 * 24 * 12, 1i64..30);
    (who, when).prop_filter_map("no id", move |((service, resources, client, session), (start, length))| {
        let resources = resources.into_iter().map(ResourceId::new).collect::<kalends::Result<_>>().ok()?;
        Some(Counted {
            booking: BookingId::new("b").ok()?,
            service: ServiceId::new(service).ok()?,
            resources,
            client: client.and_then(|n| SubjectId::new(&format!("c{n}")).ok()),
            start: origin(place) + TimeDelta::minutes(start * 5),
            length: Length::from_minutes(length * 5).ok()?,
            session: session.and_then(|n| SessionId::new(&format!("g{n}")).ok()),
            tentative: None,
        })
    })
}

fn period() -> impl Strategy<Value = Period> {
    prop_oneof![
        3 => Just(Period::Day),
        2 => prop::sample::select(vec![Weekday::Mon, Weekday::Sat, Weekday::Sun]).prop_map(Period::Week),
        1 => Just(Period::Month),
        1 => Just(Period::Year),
        1 => Just(Period::Ever),
    ]
}

fn most() -> impl Strategy<Value = Most> {
    let number = (1u32..5).prop_filter_map("none", |n| NonZeroU32::new(n).map(Most::Bookings));
    let time = (10i64..400).prop_filter_map("none", |n| Length::from_minutes(n).ok().map(Most::Time));
    prop_oneof![number, time]
}

/// Limits of a service.
pub(super) fn limits() -> impl Strategy<Value = Vec<Limit>> {
    let per = prop::sample::select(vec![
        LimitScope::Service,
        LimitScope::Resource,
        LimitScope::Client,
        LimitScope::Pool,
    ]);
    let limit = (per, period(), most()).prop_map(|(per, period, most)| Limit { per, period, most });
    prop_oneof![2 => Just(Vec::new()), 1 => vec(limit, 1..3)]
}
