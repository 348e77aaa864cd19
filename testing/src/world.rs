//! Random worlds: a resource with its schedule, a service, busy time, a moment, and a range to ask about.
//!
//! All worlds lie around a clock change or another awkward date, and everything in them is a whole minute, so that
//! a minute-by-minute oracle can judge them.

mod booked;
mod day;
mod schedule;
mod service;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use kalends::Limits;
use kalends::availability::Schedule;
use kalends::id::{BookingId, EventId, ResourceId, SessionId, SourceId, SubjectId};
use kalends::interval::Interval;
use kalends::policy::Actor;
use kalends::resource::Resource;
use kalends::rules::{Busy, Context, Counted, History, Occupant, ReasonCode};
use kalends::rules::{TravelMatrix, TravelTime, Ways};
use kalends::service::{Buffer, Service};
use kalends::source::{Reliance, SourceReport, SourceState};
use kalends::time::Elapsed;
use proptest::collection::vec;
use proptest::prelude::*;

/// A zone and a date near which its clocks do something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AwkwardDate {
    /// An IANA name.
    pub zone: &'static str,
    /// A few days before it happens.
    pub date: (i32, u32, u32),
    /// What happens.
    pub what: &'static str,
}

/// Where worlds are placed.
pub const AWKWARD_DATES: &[AwkwardDate] = &[
    AwkwardDate { zone: "UTC", date: (2026, 12, 29), what: "a year ends" },
    AwkwardDate { zone: "America/New_York", date: (2026, 3, 6), what: "a gap at 02:00" },
    AwkwardDate { zone: "America/New_York", date: (2026, 10, 30), what: "a fold at 01:00" },
    AwkwardDate { zone: "Europe/Berlin", date: (2026, 3, 27), what: "a gap at 02:00" },
    AwkwardDate { zone: "Europe/Berlin", date: (2026, 10, 23), what: "a fold at 02:00" },
    AwkwardDate { zone: "Australia/Lord_Howe", date: (2026, 4, 3), what: "a fold of half an hour" },
    AwkwardDate { zone: "Australia/Lord_Howe", date: (2026, 10, 2), what: "a gap of half an hour" },
    AwkwardDate { zone: "Pacific/Apia", date: (2011, 12, 28), what: "a date that never was" },
    AwkwardDate { zone: "America/Sao_Paulo", date: (2018, 11, 2), what: "a gap at midnight" },
    AwkwardDate { zone: "America/Sao_Paulo", date: (2018, 2, 16), what: "a fold back over midnight" },
    AwkwardDate { zone: "America/Havana", date: (2025, 10, 31), what: "midnight happens twice" },
    AwkwardDate {
        zone: "America/St_Johns",
        date: (2010, 11, 5),
        what: "a fold at 00:01 back into yesterday",
    },
    AwkwardDate { zone: "Asia/Kathmandu", date: (2024, 2, 27), what: "an odd offset and a leap day" },
];

/// Everything that a question about slots depends on.
#[derive(Clone, Debug)]
pub struct World {
    /// Where and when.
    pub place: AwkwardDate,
    /// The resource.
    pub resource: Resource,
    /// When it is open.
    pub schedule: Schedule,
    /// What is asked for.
    pub service: Service,
    /// What takes time.
    pub busy: Vec<Busy>,
    /// How its outside calendars stand.
    pub sources: Vec<SourceReport>,
    /// What limits count.
    pub counted: Vec<Counted>,
    /// Travel times, if ways matter, and whether each counts both ways.
    pub travel: Option<(Vec<TravelTime>, bool)>,
    /// The circumstances.
    pub context: Context,
    /// Bounds of the starts that are asked for.
    pub range: Interval,
}

impl World {
    /// The first date of the world.
    pub fn date(&self) -> NaiveDate {
        date(self.place)
    }

    /// What limits count, sorted by whose it is.
    pub fn history(&self) -> History {
        History::new(self.counted.clone(), &Limits::default()).unwrap_or_default()
    }

    /// The ways between places, if they matter.
    pub fn ways(&self) -> Option<Ways> {
        let (times, both_ways) = self.travel.clone()?;
        TravelMatrix::new(times, both_ways).ok().map(Ways::new)
    }

    /// Midnight UTC of the first date.
    pub fn origin(&self) -> DateTime<Utc> {
        origin(self.place)
    }
}

fn date(place: AwkwardDate) -> NaiveDate {
    let (year, month, day) = place.date;
    NaiveDate::from_ymd_opt(year, month, day).unwrap_or(NaiveDate::MIN)
}

fn origin(place: AwkwardDate) -> DateTime<Utc> {
    date(place).and_time(chrono::NaiveTime::MIN).and_utc()
}

/// A span that starts `start` minutes after the origin.
fn span(place: AwkwardDate, start: i64, minutes: i64) -> Option<Interval> {
    let start = origin(place) + TimeDelta::minutes(start);
    Interval::new(start, start + TimeDelta::minutes(minutes)).ok()
}

/// Any world.
pub fn world() -> impl Strategy<Value = World> {
    prop::sample::select(AWKWARD_DATES).prop_flat_map(world_at)
}

/// A few worlds around the same date: those of several resources.
pub fn worlds() -> impl Strategy<Value = Vec<World>> {
    prop::sample::select(AWKWARD_DATES).prop_flat_map(|place| vec(world_at(place), 2..5))
}

fn world_at(place: AwkwardDate) -> impl Strategy<Value = World> {
    let parts = (
        schedule::schedule(place),
        service::service(place),
        vec(busy(place), 0..8),
        context(place),
        (0i64..4 * 24 * 4, 1i64..3 * 24 * 4),
        prop_oneof![3 => Just(0i64), 1 => 0i64..30],
        day::day(),
        booked::booked(place),
        source(),
    );
    parts.prop_filter_map(
        "an empty range",
        move |(schedule, service, busy, context, asked, own, day, booked, sources)| {
            let (start, length) = asked;
            let zone = place.zone.parse().ok()?;
            let mut resource = Resource::new(ResourceId::new("r").ok()?, zone);
            let own = Elapsed::from_minutes(own).ok()?;
            resource.buffer = Buffer { before: own, after: Elapsed::ZERO };
            day.apply(&mut resource);
            resource.limits = booked.quotas;
            let busy = busy.into_iter().enumerate().filter_map(|(at, busy)| named(busy, at)).collect();
            let range = span(place, start * 15, length * 15)?;
            let (counted, travel) = (booked.counted, day.travel);
            Some(World { place, resource, schedule, service, busy, sources, counted, travel, context, range })
        },
    )
}

/// Gives every busy span an id of its own.
fn named(mut busy: Busy, at: usize) -> Option<Busy> {
    match &mut busy.by {
        Occupant::Booking(own) => own.id = BookingId::new(&format!("b{at}")).ok()?,
        Occupant::Session(session) => session.id = SessionId::new(&format!("s{at}")).ok()?,
        Occupant::Hold(hold) => hold.id = BookingId::new(&format!("h{at}")).ok()?,
        Occupant::External(outside) => outside.event = Some(EventId::new(&format!("e{at}")).ok()?),
    }
    Some(busy)
}

fn busy(place: AwkwardDate) -> impl Strategy<Value = Busy> {
    let minutes = (-24i64 * 12..7 * 24 * 12, 1i64..40);
    (minutes, any::<bool>(), 0i64..4, 0i64..4, day::place()).prop_filter_map(
        "outside the years",
        move |((start, length), ours, before, after, at)| {
            let span = span(place, start * 5, length * 5)?;
            if !ours {
                return Some(Busy { place: at, ..Busy::external(span) });
            }
            let minutes = |n: i64| Elapsed::from_minutes(n * 10).ok();
            let buffer = Buffer { before: minutes(before)?, after: minutes(after)? };
            Some(Busy { place: at, ..Busy::booking(BookingId::new("b").ok()?, span, buffer) })
        },
    )
}

/// Mostly no source, or one that can be relied on.
fn source() -> impl Strategy<Value = Vec<SourceReport>> {
    let reliance = prop::sample::select(vec![
        Reliance::Full,
        Reliance::Full,
        Reliance::Full,
        Reliance::Aged,
        Reliance::Ignored,
        Reliance::Closed,
    ]);
    prop::option::weighted(0.3, reliance).prop_map(|reliance| {
        let report = |reliance| {
            let source = SourceId::new("calendar").ok()?;
            Some(SourceReport { source, state: SourceState::Unavailable, reliance })
        };
        reliance.and_then(report).into_iter().collect()
    })
}

fn context(place: AwkwardDate) -> impl Strategy<Value = Context> {
    let now = prop_oneof![-40i64 * 24 * 60..0, 0..4i64 * 24 * 60];
    let waive = prop::sample::subsequence(
        vec![
            ReasonCode::Past,
            ReasonCode::Notice,
            ReasonCode::Horizon,
            ReasonCode::Hours,
            ReasonCode::Travel,
            ReasonCode::TravelUnknown,
            ReasonCode::Limit,
            ReasonCode::Consecutive,
            ReasonCode::Break,
        ],
        0..5,
    );
    let who = (prop::option::weighted(0.7, 0u32..2), day::place());
    (now, 0u32..3, prop::bool::weighted(0.2), waive, prop::option::weighted(0.2, 0usize..8), who).prop_map(
        move |(minutes, fraction, host, waive, moving, (client, at))| {
            let now = origin(place)
                + TimeDelta::minutes(minutes)
                + TimeDelta::milliseconds(i64::from(fraction) * 400);
            let moving = moving.and_then(|at| BookingId::new(&format!("b{at}")).ok());
            let (actor, waive) = if host { (Actor::Host, waive) } else { (Actor::Client, Vec::new()) };
            let client = client.and_then(|n| SubjectId::new(&format!("c{n}")).ok());
            Context { actor, moving, waive, client, place: at, ..Context::client(now) }
        },
    )
}
