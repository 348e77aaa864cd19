//! Whole series against an oracle that knows only sets: it looks at every half hour of a season.

use super::super::{Exception, Extent, Occurrence, Series, Start, Until};
use crate::error::Result;
use crate::interval::Interval;
use crate::limits::Limits;
use crate::time::{DAY, Elapsed, MAX_INSTANT, instant_of_secs, parse_wall, wall_of_secs, wall_secs};
use crate::zone::{Zone, ZoneDb};
use chrono::{Datelike, NaiveDateTime, Timelike};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use std::collections::{BTreeMap, BTreeSet};

const SLOT: i64 = 1800;
const SEASON: i64 = 60 * DAY;

/// Starts a few days before a clock change: an hour, half an hour, midnight, a whole day, and back again.
const PLACES: [(&str, &str); 6] = [
    ("UTC", "2027-03-20T00:00:00"),
    ("Europe/Berlin", "2027-03-26T01:00:00"),
    ("Europe/Berlin", "2027-10-28T02:30:00"),
    ("Australia/Lord_Howe", "2026-10-02T01:30:00"),
    ("America/Sao_Paulo", "2018-11-01T00:00:00"),
    ("Pacific/Apia", "2011-12-26T10:00:00"),
];

/// A rule, and the same as a question to each half hour.
#[derive(Clone, Debug)]
struct Naive {
    kind: u8,
    interval: i64,
    days: Vec<i64>,
    hours: Vec<u32>,
    count: Option<usize>,
}

impl Naive {
    fn list<T: ToString>(list: &[T]) -> String {
        list.iter().map(ToString::to_string).collect::<Vec<_>>().join(",")
    }

    /// The rule, ended by COUNT if it comes that often within the season, else with the season.
    fn text(&self, start: NaiveDateTime, zone: &Zone) -> String {
        const NAMES: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
        let days = match self.kind {
            0 => "FREQ=HOURLY".to_owned(),
            1 => "FREQ=DAILY".to_owned(),
            2 => {
                let names: Vec<_> = self.days.iter().map(|day| NAMES[(*day % 7) as usize]).collect();
                format!("FREQ=WEEKLY;BYDAY={}", names.join(","))
            }
            _ => format!("FREQ=MONTHLY;BYMONTHDAY={}", Self::list(&self.days)),
        };
        let last = wall_secs(start) + SEASON - SLOT;
        let season = Until::Utc(instant_of_secs(zone.compatible_secs(last)));
        let end = match self.count {
            Some(count) if self.instants(start, zone, false).len() == count => format!("COUNT={count}"),
            _ => format!("UNTIL={season}"),
        };
        let hours =
            if self.kind == 0 { String::new() } else { format!(";BYHOUR={}", Self::list(&self.hours)) };
        format!("{days};INTERVAL={}{hours};{end}", self.interval)
    }

    fn names(&self, start: NaiveDateTime, wall: NaiveDateTime) -> bool {
        let days = |wall: NaiveDateTime| wall_secs(wall).div_euclid(DAY);
        if wall.minute() != start.minute() {
            return false;
        }
        let in_phase = |n: i64| n % self.interval == 0;
        match self.kind {
            0 => in_phase((wall - start).num_hours()),
            _ if !self.hours.contains(&wall.hour()) => false,
            1 => in_phase(days(wall) - days(start)),
            2 => {
                // 1970-01-05 was a Monday.
                let week = |wall| (days(wall) - 4).div_euclid(7);
                let weekday = i64::from(wall.weekday().num_days_from_monday());
                in_phase(week(wall) - week(start)) && self.days.iter().any(|day| day % 7 == weekday)
            }
            _ => {
                let month = |wall: NaiveDateTime| i64::from(wall.year()) * 12 + i64::from(wall.month0());
                in_phase(month(wall) - month(start)) && self.days.contains(&i64::from(wall.day()))
            }
        }
    }

    /// Its instants within the season, each with a local start.
    fn instants(&self, start: NaiveDateTime, zone: &Zone, include: bool) -> BTreeMap<i64, NaiveDateTime> {
        let slots = (0..SEASON / SLOT).map(|n| wall_of_secs(wall_secs(start) + n * SLOT));
        let named = slots.filter(|wall| self.names(start, *wall) || (include && *wall == start));
        // Of two wall times at one instant, the later is the one that the clock shows.
        let all: BTreeMap<_, _> = named.map(|wall| (zone.compatible_secs(wall_secs(wall)), wall)).collect();
        // A start that is included by wish takes one of the count.
        all.into_iter().take(self.count.unwrap_or(usize::MAX)).collect()
    }
}

fn naive() -> impl Strategy<Value = Naive> {
    let days = subsequence((1..=31).collect::<Vec<i64>>(), 1..4);
    let hours = subsequence((0..24).collect::<Vec<u32>>(), 1..4);
    (0u8..4, 1i64..4, days, hours, prop::option::of(1usize..30))
        .prop_map(|(kind, interval, days, hours, count)| Naive { kind, interval, days, hours, count })
}

/// A change of one occurrence: of which, by how many half hours or not at all, whether for good, for how long.
type Change = (usize, Option<i64>, bool, Option<i64>);

#[derive(Clone, Debug)]
struct World {
    place: (&'static str, &'static str),
    rules: Vec<Naive>,
    exrules: Vec<Naive>,
    rdates: Vec<(i64, Option<i64>)>,
    exdates: Vec<i64>,
    changes: Vec<Change>,
    include: bool,
}

fn world() -> impl Strategy<Value = World> {
    let slot = || 0..SEASON / SLOT / 2;
    let change = (
        any::<prop::sample::Index>(),
        prop::option::of(-200i64..200),
        any::<bool>(),
        prop::option::of(1i64..4),
    );
    (
        select(PLACES.to_vec()),
        prop::collection::vec(naive(), 0..4),
        prop::collection::vec(naive(), 0..3),
        prop::collection::vec((slot(), prop::option::of(1i64..90)), 0..5),
        prop::collection::vec(slot(), 0..5),
        prop::collection::vec(change, 0..5),
        any::<bool>(),
    )
        .prop_map(|(place, rules, exrules, rdates, exdates, changes, include)| World {
            place,
            rules,
            exrules,
            rdates,
            exdates,
            changes: changes
                .into_iter()
                .map(|(at, by, all, length)| (at.index(1_000), by, all, length))
                .collect(),
            include,
        })
}

/// Start, end and identity.
type One = (i64, i64, i64);

impl World {
    fn wall(&self, slot: i64) -> NaiveDateTime {
        wall_of_secs(wall_secs(parse_wall(self.place.1).unwrap()) + slot * SLOT)
    }

    fn zone(&self) -> Zone {
        ZoneDb::builtin().get(self.place.0).unwrap()
    }

    /// The recurrence set, with the lengths that RDATE gives.
    fn members(&self) -> BTreeMap<i64, (NaiveDateTime, Option<i64>)> {
        let (zone, start) = (self.zone(), self.wall(0));
        let mut members = BTreeMap::new();
        if self.rules.is_empty() {
            members.insert(zone.compatible_secs(wall_secs(start)), (start, None));
        }
        for (slot, length) in &self.rdates {
            let wall = self.wall(*slot);
            let entry = members.entry(zone.compatible_secs(wall_secs(wall))).or_insert((wall, *length));
            entry.1 = entry.1.or(*length);
        }
        for (nth, rule) in self.rules.iter().enumerate().rev() {
            for (at, wall) in rule.instants(start, &zone, self.include && nth == 0) {
                let length = members.get(&at).and_then(|(_, length)| *length);
                members.insert(at, (wall, length));
            }
        }
        let excluded: BTreeSet<i64> =
            self.exrules.iter().flat_map(|rule| rule.instants(start, &zone, false).into_keys()).collect();
        let exdates = self.exdates.iter().map(|slot| zone.compatible_secs(wall_secs(self.wall(*slot))));
        let excluded: BTreeSet<i64> = excluded.into_iter().chain(exdates).collect();
        members.retain(|at, _| !excluded.contains(at));
        members
    }

    /// The originals that the changes speak of: members, or times that are none.
    fn originals(&self) -> Vec<NaiveDateTime> {
        let members: Vec<_> = self.members().into_values().map(|(wall, _)| wall).collect();
        let pick = |at: usize| members.get(at % (members.len() + 1)).copied().unwrap_or(self.wall(at as i64));
        self.changes.iter().map(|change| pick(change.0)).collect()
    }

    fn expected(&self) -> Vec<One> {
        let zone = self.zone();
        let at = |wall: i64| zone.compatible_secs(wall);
        let originals = self.originals();
        let mut single = BTreeMap::new();
        for (original, change) in originals.iter().zip(&self.changes) {
            single.insert(at(wall_secs(*original)), (wall_secs(*original), *change));
        }
        let mut all = Vec::new();
        let mut add = |start: i64, length: Option<i64>, wall: i64| {
            all.push((start, start + length.unwrap_or(1) * 3600, wall))
        };
        for (original, (wall, change)) in &single {
            let _ = original;
            if let (_, Some(by), _, length) = change {
                add(at(wall + by * SLOT), *length, *wall);
            }
        }
        for (start, (wall, length)) in self.members().into_iter().filter(|(at, _)| !single.contains_key(at)) {
            let wall = wall_secs(wall);
            let holds = originals
                .iter()
                .zip(&self.changes)
                .filter(|(original, change)| change.2 && at(wall_secs(**original)) <= start);
            // The latest original; of several exceptions for one, the last.
            match holds.max_by_key(|(original, _)| at(wall_secs(**original))) {
                None => add(start, length, wall),
                Some((_, (_, None, _, _))) => {}
                Some((_, (_, Some(by), _, own))) => add(at(wall + by * SLOT), own.or(length), wall),
            }
        }
        all.sort_unstable();
        all
    }

    fn series(&self) -> Series {
        let hours = |n: i64| Extent::Exact(Elapsed::from_minutes(n * 60).unwrap());
        let mut builder = Series::new(Start::Zoned(self.wall(0), self.zone()))
            .lasting(hours(1))
            .include_dtstart(self.include);
        let read = |rule: &Naive| rule.text(self.wall(0), &self.zone()).parse().unwrap();
        builder = self.rules.iter().fold(builder, |builder, rule| builder.rule(read(rule)));
        builder = self.exrules.iter().fold(builder, |builder, rule| builder.exrule(read(rule)));
        for (slot, length) in &self.rdates {
            builder = match length {
                Some(length) => builder.rdate_lasting(self.wall(*slot), hours(*length)),
                None => builder.rdate(self.wall(*slot)),
            };
        }
        for slot in &self.exdates {
            builder = builder.exdate(self.wall(*slot));
        }
        for (original, (_, by, following, length)) in self.originals().into_iter().zip(&self.changes) {
            let to = |by: i64| wall_of_secs(wall_secs(original) + by * SLOT);
            let mut exception =
                by.map_or(Exception::cancelled(original), |by| Exception::moved(original, to(by)));
            if *following {
                exception = exception.and_following();
            }
            if let Some(length) = length {
                exception = exception.lasting(hours(*length));
            }
            builder = builder.exception(exception);
        }
        builder.build().unwrap()
    }
}

fn plain(found: impl Iterator<Item = Result<Occurrence>>) -> Vec<One> {
    let one = |one: Occurrence| (one.start.timestamp(), one.end.timestamp(), wall_secs(one.wall));
    found.map(|next| one(next.unwrap())).collect()
}

/// Order among those that start together is not promised.
fn sorted(mut list: Vec<One>) -> Vec<One> {
    assert!(list.is_sorted_by_key(|one| one.0), "{list:?}");
    list.sort_unstable();
    list
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn a_series_is_the_set_that_its_parts_make(world in world(), from in 0i64..SEASON, width in 2i64..SEASON) {
        let (series, limits) = (world.series(), Limits::default());
        let expected = world.expected();
        let all = plain(series.iter(&limits));
        prop_assert_eq!(&sorted(all.clone()), &expected);
        let mut back = plain(series.iter_back(MAX_INSTANT, &limits));
        back.reverse();
        prop_assert_eq!(&back, &all);
        prop_assert_eq!(series.last(&limits).unwrap().map(|one| one.start.timestamp()), all.last().map(|one| one.0));

        // Any range, from either end and in two parts.
        let begin = world.zone().compatible_secs(wall_secs(world.wall(0))) - 5 * DAY;
        let (from, until) = (begin + from, begin + from + width);
        let range = |from, until| Interval::from_secs(from, until).unwrap();
        let within: Vec<One> = all.iter().copied().filter(|one| (from..until).contains(&one.0)).collect();
        let mut parts = plain(series.between(range(from, from + width.div_euclid(2) + 1), &limits));
        if let Some(rest) = Interval::from_secs(from + width.div_euclid(2) + 1, until) {
            parts.extend(plain(series.between(rest, &limits)));
        }
        prop_assert_eq!(&parts, &within);
        prop_assert_eq!(series.count(range(from, until), &limits).unwrap(), within.len() as u64);
        let mut filled = Vec::new();
        series.fill(range(from, until), &limits, &mut filled).unwrap();
        prop_assert!(filled.into_iter().eq(within.iter().map(|one| one.0)));
        let mut back = plain(series.iter_back(instant_of_secs(until), &limits).take(within.len()));
        back.reverse();
        prop_assert_eq!(&back, &within);
        let start = |one: Option<Occurrence>| one.map(|one| one.start.timestamp());
        let before = series.before(instant_of_secs(from), &limits).unwrap();
        prop_assert_eq!(start(before), all.iter().map(|one| one.0).rfind(|at| *at < from));
        let after = series.after(instant_of_secs(from), &limits).unwrap();
        prop_assert_eq!(start(after), all.iter().map(|one| one.0).find(|at| *at > from));
        let touched: Vec<One> = expected.iter().copied().filter(|one| one.0 < until && one.1 > from).collect();
        prop_assert_eq!(sorted(plain(series.overlapping(range(from, until), &limits))), touched);

        for (n, one) in all.iter().enumerate().step_by(7) {
            let nth = series.nth(n, &limits);
            prop_assert_eq!(plain(nth.transpose().into_iter()), vec![*one]);
            prop_assert!(series.contains(instant_of_secs(one.0), &limits).unwrap());
        }
    }
}
