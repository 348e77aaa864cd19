use super::{AwkwardDate, booked, date};
use chrono::Days;
use kalends::availability::{FIRST_VERSION, Holiday, HolidayCalendar, Schedule, Weekly};
use kalends::id::{RuleId, ServiceId};
use kalends::service::{Align, Buffer, BufferHours, BufferScope, Compose, Horizon, Service};
use kalends::service::{Business, BusinessTime};
use kalends::time::{CalendarDuration, Elapsed, Length, Weekdays};
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
    let zones = prop::sample::select(vec![place.zone, "Asia/Tokyo", "America/St_Johns"]);
    let more = (
        prop_oneof![5 => Just(0u32), 1 => 1u32..4],
        prop::option::weighted(0.25, business(place)),
        booked::limits(),
        zones,
    );
    (grid, buffers, notice(), horizon(place), more).prop_filter_map(
        "too long",
        |(grid, buffers, notice, horizon, more)| {
            let (first_day, business, limits, zone) = more;
            let (business, horizon) = match business {
                Some((business, Some(days))) => (Some(business), Some(Horizon::BusinessDays(days))),
                Some((business, None)) => (Some(business), horizon),
                None => (None, horizon),
            };
            let zone = Some(zone.parse().ok()?);
            let (duration, step, align) = grid;
            let (before, after, compose, buffer_scope, buffer_hours) = buffers;
            let (duration, step) = (Length::from_minutes(duration).ok()?, Length::from_minutes(step).ok()?);
            let buffer = Buffer {
                before: Elapsed::from_minutes(before).ok()?,
                after: Elapsed::from_minutes(after).ok()?,
            };
            let service = Service::new(ServiceId::new("s").ok()?, duration, step);
            Some(Service {
                align,
                buffer,
                compose,
                buffer_scope,
                buffer_hours,
                notice,
                first_day,
                business,
                horizon,
                limits,
                zone,
                ..service
            })
        },
    )
}

fn notice() -> impl Strategy<Value = CalendarDuration> {
    prop_oneof![
        3 => Just(CalendarDuration::ZERO),
        1 => (0u32..5000).prop_map(|minutes| CalendarDuration::new(0, 0, minutes * 60)),
        1 => (0u32..5, 0u32..300).prop_map(|(days, minutes)| CalendarDuration::new(0, days, minutes * 60)),
        1 => Just(CalendarDuration::new(1, 0, 0)),
    ]
}

fn horizon(place: AwkwardDate) -> impl Strategy<Value = Option<Horizon>> {
    prop_oneof![
        3 => Just(None),
        1 => (0u32..45).prop_map(|days| Some(Horizon::Days(days))),
        1 => (0u64..6).prop_map(move |n| date(place).checked_add_days(Days::new(n)).map(Horizon::Until)),
    ]
}

/// A calendar with at least five business days in a fortnight, and a horizon in them.
fn business(place: AwkwardDate) -> impl Strategy<Value = (Business, Option<u32>)> {
    let days = prop::sample::subsequence(Weekdays::ALL.iter().collect::<Vec<_>>(), 3..=7);
    let hours = prop::sample::select(vec![("09:00", "17:00"), ("22:00", "02:00"), ("00:00", "05:00")]);
    let notice = prop_oneof![
        1 => Just(None),
        2 => (0i64..720).prop_map(|n| Elapsed::from_minutes(n).ok().map(BusinessTime::Time)),
        2 => (0u32..4).prop_map(|n| Some(BusinessTime::Days(n))),
    ];
    let zone = prop::sample::select(vec![place.zone, "Europe/Berlin"]);
    (days, hours, notice, zone, prop::option::of(0u64..4), prop::option::of(0u32..4)).prop_filter_map(
        "no calendar",
        move |(days, (from, to), notice, zone, holiday, horizon)| {
            let days = days.into_iter().collect();
            let office =
                Weekly::open(RuleId::new("office").ok()?, days, from.parse().ok()?, to.parse().ok()?);
            let mut schedule = Schedule { weekly: vec![office], ..Schedule::default() };
            if let Some(date) = holiday.and_then(|n| date(place).checked_add_days(Days::new(n))) {
                let days = vec![Holiday { date, name: None }];
                schedule.holidays.push(HolidayCalendar {
                    id: RuleId::new("off").ok()?,
                    days,
                    except: vec![],
                    version: FIRST_VERSION,
                });
            }
            Some((Business { notice, ..Business::new(zone.parse().ok()?, schedule) }, horizon))
        },
    )
}
