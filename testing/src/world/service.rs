use super::{AwkwardDate, date};
use chrono::Days;
use kalends::id::ServiceId;
use kalends::service::{Align, Buffer, BufferHours, BufferScope, Compose, Horizon, Service};
use kalends::time::{CalendarDuration, Elapsed, Length};
use proptest::prelude::*;

/// A service with any settings.
pub(super) fn service(place: AwkwardDate) -> impl Strategy<Value = Service> {
    let grid = (
        prop::sample::select(vec![5i64, 15, 30, 45, 60, 90, 240, 1500]),
        prop::sample::select(vec![5i64, 10, 15, 20, 30, 50, 60, 100]),
        prop::sample::select(vec![Align::Window, Align::Clock, Align::Pack]),
    );
    let buffers = (
        prop_oneof![2 => Just(0i64), 1 => 0i64..30, 1 => Just(90)],
        prop_oneof![2 => Just(0i64), 1 => 0i64..30],
        prop::sample::select(vec![Compose::Sum, Compose::Max]),
        prop::sample::select(vec![BufferScope::Bookings, BufferScope::AllBusy]),
        prop::sample::select(vec![BufferHours::MayReachOutside, BufferHours::Inside]),
    );
    let notice = prop_oneof![
        3 => Just(CalendarDuration::ZERO),
        1 => (0u32..5000).prop_map(|minutes| CalendarDuration::new(0, 0, minutes * 60)),
        1 => (0u32..5, 0u32..300).prop_map(|(days, minutes)| CalendarDuration::new(0, days, minutes * 60)),
        1 => Just(CalendarDuration::new(1, 0, 0)),
    ];
    let horizon = prop_oneof![
        3 => Just(None),
        1 => (0u32..45).prop_map(|days| Some(Horizon::Days(days))),
        1 => (0u64..6).prop_map(move |n| date(place).checked_add_days(Days::new(n)).map(Horizon::Until)),
    ];
    (grid, buffers, notice, horizon).prop_filter_map("too long", |(grid, buffers, notice, horizon)| {
        let (duration, step, align) = grid;
        let (before, after, compose, buffer_scope, buffer_hours) = buffers;
        let (duration, step) = (Length::from_minutes(duration).ok()?, Length::from_minutes(step).ok()?);
        let buffer =
            Buffer { before: Elapsed::from_minutes(before).ok()?, after: Elapsed::from_minutes(after).ok()? };
        let service = Service::new(ServiceId::new("s").ok()?, duration, step);
        Some(Service { align, buffer, compose, buffer_scope, buffer_hours, notice, horizon, ..service })
    })
}
