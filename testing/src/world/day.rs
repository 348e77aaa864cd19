use kalends::id::{PlaceId, RuleId};
use kalends::resource::{Consecutive, FloatingBreak, Movement, Resource};
use kalends::rules::TravelTime;
use kalends::time::{Elapsed, Length, Weekdays};
use proptest::collection::vec;
use proptest::prelude::*;

/// What shapes the days of a resource.
#[derive(Clone, Debug)]
pub(super) struct Day {
    consecutive: Option<Consecutive>,
    breaks: Vec<FloatingBreak>,
    movement: Movement,
    pub(super) travel: Option<(Vec<TravelTime>, bool)>,
}

impl Day {
    pub(super) fn apply(&self, resource: &mut Resource) {
        resource.consecutive = self.consecutive;
        resource.breaks = self.breaks.clone();
        resource.movement = self.movement.clone();
    }
}

/// Days of any shape; most have none.
pub(super) fn day() -> impl Strategy<Value = Day> {
    (
        prop::option::weighted(0.25, consecutive()),
        prop_oneof![3 => Just(Vec::new()), 1 => vec(floating_break(), 1..3)],
        prop::option::weighted(0.4, (vec(way(), 0..5), any::<bool>())),
        (place(), place(), any::<bool>()),
    )
        .prop_map(|(consecutive, mut breaks, travel, (day_start, day_end, across_online))| {
            for (at, one) in breaks.iter_mut().enumerate() {
                one.id = id(at);
            }
            let travel = travel.map(|(mut times, both_ways)| {
                times.sort_by_key(|one| (one.from.clone(), one.to.clone()));
                times.dedup_by_key(|one| (one.from.clone(), one.to.clone()));
                (times, both_ways)
            });
            Day { consecutive, breaks, movement: Movement { day_start, day_end, across_online }, travel }
        })
}

fn consecutive() -> impl Strategy<Value = Consecutive> {
    let pause = prop::option::of(1i64..60);
    (10i64..300, pause).prop_filter_map("too long", |(most, pause)| {
        let pause = pause.map(Length::from_minutes).transpose().ok()?;
        Some(Consecutive { most: Length::from_minutes(most).ok()?, pause })
    })
}

fn floating_break() -> impl Strategy<Value = FloatingBreak> {
    let days = prop::sample::subsequence(Weekdays::ALL.iter().collect::<Vec<_>>(), 1..=7);
    (days, super::schedule::window(), 5i64..120).prop_filter_map("too long", |(days, window, length)| {
        let (days, length) = (days.into_iter().collect(), Length::from_minutes(length).ok()?);
        Some(FloatingBreak { id: id(0), days, from: window.from, to: window.to, length })
    })
}

#[expect(clippy::expect_used, reason = "a literal prefix and a number are always an id")]
fn id(n: usize) -> RuleId {
    RuleId::new(&format!("break-{n}")).expect("invariant: short and printable")
}

/// One of three places, or none.
pub(super) fn place() -> impl Strategy<Value = Option<PlaceId>> {
    prop::option::of(0u32..3).prop_map(|n| n.and_then(numbered))
}

fn numbered(n: u32) -> Option<PlaceId> {
    PlaceId::new(&format!("p{n}")).ok()
}

fn way() -> impl Strategy<Value = TravelTime> {
    (0u32..3, 0u32..3, 0i64..150).prop_filter_map("no way", |(from, to, minutes)| {
        Some(TravelTime {
            from: numbered(from)?,
            to: numbered(to)?,
            time: Elapsed::from_minutes(minutes).ok()?,
        })
    })
}
