use super::{AwkwardDate, date, span};
use chrono::{Days, NaiveDate};
use kalends::availability::{
    FIRST_VERSION, Holiday, HolidayCalendar, Override, Recurring, Schedule, TimeOff, TimeOffSpan, TimeWindow,
    Travel, Weekly, WindowKind,
};
use kalends::id::RuleId;
use kalends::recur::RuleBuilder;
use kalends::time::{DateRange, TimeOfDay, Weekdays};
use proptest::collection::vec;
use proptest::prelude::*;

/// A schedule whose exceptions fall near the awkward date.
pub(super) fn schedule(place: AwkwardDate) -> impl Strategy<Value = Schedule> {
    let parts = (
        (vec(weekly(place), 0..4), vec(recurring(place), 0..3)),
        vec((0u64..6, vec(window(), 0..3)), 0..3),
        vec(0u64..6, 0..2),
        vec(time_off(place), 0..3),
        prop::option::weighted(
            0.25,
            (0u64..4, 0u64..3, prop::sample::select(vec!["Asia/Tokyo", "America/New_York"])),
        ),
    );
    parts.prop_map(move |((weekly, recurring), overrides, holidays, time_off, travel)| {
        let day = |n: u64| day(place, n);
        let mut schedule = Schedule { weekly, recurring, ..Schedule::default() };
        for (n, windows) in overrides {
            if schedule.overrides.iter().all(|known: &Override| known.date != day(n)) {
                schedule.overrides.push(Override::new(id("override", n), day(n), windows));
            }
        }
        if !holidays.is_empty() {
            let days = holidays.iter().map(|n| Holiday { date: day(*n), name: None }).collect();
            let except = holidays.iter().filter(|n| **n == 5).map(|n| day(*n)).collect();
            let calendar = HolidayCalendar::new(id("holidays", 0), days);
            schedule.holidays.push(HolidayCalendar { except, ..calendar });
        }
        for (n, span) in (0..).zip(time_off) {
            schedule.time_off.push(TimeOff::new(id("off", n), span));
        }
        if let Some((from, length, zone)) = travel {
            let dates = DateRange::new(Some(day(from)), Some(day(from + length)));
            if let (Ok(dates), Ok(zone)) = (dates, zone.parse()) {
                schedule.travel.push(Travel::new(id("travel", 0), dates, zone));
            }
        }
        for (n, rule) in (0..).zip(&mut schedule.weekly) {
            rule.id = id("weekly", n);
        }
        for (n, rule) in (0..).zip(&mut schedule.recurring) {
            rule.id = id("recurring", n);
        }
        schedule
    })
}

fn day(place: AwkwardDate, n: u64) -> NaiveDate {
    date(place).checked_add_days(Days::new(n)).unwrap_or(NaiveDate::MAX)
}

#[expect(clippy::expect_used, reason = "a literal prefix and a number are always an id")]
fn id(kind: &str, n: u64) -> RuleId {
    RuleId::new(&format!("{kind}-{n}")).expect("invariant: short and printable")
}

fn weekly(place: AwkwardDate) -> impl Strategy<Value = Weekly> {
    let days = prop::sample::subsequence(Weekdays::ALL.iter().collect::<Vec<_>>(), 1..=7);
    let effective = prop::option::weighted(0.2, 0u64..5);
    (days, window(), prop::bool::weighted(0.25), effective).prop_map(move |(days, window, closed, until)| {
        Weekly {
            id: id("weekly", 0),
            version: FIRST_VERSION,
            kind: if closed { WindowKind::Closed } else { WindowKind::Open },
            days: days.into_iter().collect(),
            from: window.from,
            to: window.to,
            effective: until
                .and_then(|n| DateRange::new(None, Some(day(place, n))).ok())
                .unwrap_or(DateRange::ALWAYS),
        }
    })
}

/// Windows every few days, or on single dates; some last for nights, some are read on a clock of their own.
fn recurring(place: AwkwardDate) -> impl Strategy<Value = Recurring> {
    let dates = (0u64..4, prop::option::of(1u32..4), prop::option::of(0u64..6), prop::option::of(0u64..6));
    let rest = (prop::bool::weighted(0.25), prop::sample::select(vec![0u16, 0, 0, 1, 2]), any::<u8>());
    (dates, window(), rest).prop_filter_map("not a rule", move |(dates, window, (closed, nights, zone))| {
        let (start, every, further, except) = dates;
        let mut rule = Recurring::new(id("recurring", 0), day(place, start), window.from, window.to);
        if let Some(every) = every {
            rule.rule = Some(RuleBuilder::daily().every(every).build().ok()?);
        }
        rule.dates = further.map(|n| day(place, n)).into_iter().collect();
        rule.except = except.map(|n| day(place, n)).into_iter().collect();
        rule.kind = if closed { WindowKind::Closed } else { WindowKind::Open };
        rule.nights = nights;
        rule.zone = if zone < 64 { Some("Asia/Tokyo".parse().ok()?) } else { None };
        Some(rule)
    })
}

/// Mostly ordinary hours; often the small ones, where clocks change; sometimes whole days.
pub(super) fn window() -> impl Strategy<Value = TimeWindow> {
    let minutes = prop_oneof![
        4 => (0u32..288, 1u32..200).prop_map(|(from, length)| (from * 5, (from + length) * 5 % 1445)),
        3 => (0u32..40, 0u32..40).prop_map(|(from, to)| (from * 5, to * 5)),
        1 => Just((0, 1440)),
        1 => Just((12 * 60, 12 * 60)),
    ];
    minutes.prop_filter_map("not a time of day", |(from, to)| {
        let time = |minutes: u32| TimeOfDay::from_seconds(minutes * 60).ok();
        Some(TimeWindow { from: time(from)?, to: time(to)? })
    })
}

fn time_off(place: AwkwardDate) -> impl Strategy<Value = TimeOffSpan> {
    let days = (0u64..6, 0u64..2).prop_filter_map("reversed", move |(from, length)| {
        let dates = DateRange::new(Some(day(place, from)), Some(day(place, from + length)));
        dates.ok().map(TimeOffSpan::Dates)
    });
    let hours = (0i64..6 * 24 * 4, 1i64..40).prop_filter_map("outside the years", move |(start, length)| {
        span(place, start * 15, length * 15).map(TimeOffSpan::Span)
    });
    prop_oneof![days, hours]
}
