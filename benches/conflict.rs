//! Indexes over a million intervals: build, yes or no, all overlaps, changes, all pairs.

mod line;

use chrono::DateTime;
use coitrees::IntervalTree;
use kalends::conflict::{Entry, FirstConflict, Index, LiveIndex, first_conflict, pairs, peak};
use kalends::interval::Interval;
use kalends::recur::{Extent, Series, Start};
use kalends::time::{Elapsed, parse_wall};
use kalends::{Limits, ZoneDb};
use line::Line;
use rangemap::RangeSet;
use rust_lapper::Lapper;
use superintervals::IntervalMap;

/// As instants, `[from, until)`, in seconds that fit an `i32`, which two of the rivals need.
type Pairs = Vec<(i64, i64)>;

struct Random(u64);

impl Random {
    fn below(&mut self, limit: u64) -> i64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % limit) as i64
    }
}

fn span(pair: (i64, i64)) -> Interval {
    let time = |secs| DateTime::from_timestamp(secs, 0).unwrap();
    Interval::new(time(pair.0), time(pair.1)).unwrap()
}

fn entries(pairs: &[(i64, i64)]) -> Vec<Entry> {
    (0..).zip(pairs).map(|(item, pair)| Entry::new(span(*pair), item)).collect()
}

/// Lessons of a quarter of an hour and more, four at a time on average; perhaps some last for months.
fn lessons(count: usize, long: usize) -> Pairs {
    let mut random = Random(1);
    let width = 1000 * count as u64;
    let lesson = |_| {
        let from = random.below(width);
        let lasts = if long > 0 && random.below(long as u64) == 0 {
            width as i64 / 100
        } else {
            900 + random.below(5_800)
        };
        (from, from + lasts)
    };
    (0..count).map(lesson).collect()
}

fn questions(count: usize, of: usize) -> Pairs {
    let mut random = Random(7);
    let question = |_| {
        let from = random.below(1000 * of as u64);
        (from, from + 900 + random.below(3_800))
    };
    (0..count).map(question).collect()
}

fn superintervals(pairs: &[(i64, i64)]) -> IntervalMap<u32> {
    let mut map = IntervalMap::new();
    map.reserve(pairs.len());
    for (item, pair) in (0..).zip(pairs) {
        map.add(pair.0 as i32, pair.1 as i32 - 1, item);
    }
    map.build();
    map
}

fn coitree(pairs: &[(i64, i64)]) -> coitrees::COITree<u32, u32> {
    let nodes: Vec<_> = (0..)
        .zip(pairs)
        .map(|(item, pair)| coitrees::Interval::new(pair.0 as i32, pair.1 as i32 - 1, item))
        .collect();
    coitrees::COITree::new(&nodes)
}

fn lapper(pairs: &[(i64, i64)]) -> Lapper<u64, u32> {
    let interval = |(val, pair): (u32, &(i64, i64))| rust_lapper::Interval {
        start: pair.0 as u64,
        stop: pair.1 as u64,
        val,
    };
    Lapper::new((0..).zip(pairs).map(interval).collect())
}

fn fixed(name: &str, count: usize, long: usize, rounds: usize) {
    let pairs = lessons(count, long);
    let given = entries(&pairs);
    let asked = questions(20_000.min(count), count);
    let spans: Vec<Interval> = asked.iter().map(|pair| span(*pair)).collect();

    Line::new(format!("{name}: build, per interval"), count)
        .with("kalends", || Index::build(given.clone()).len() as u64)
        .with("superintervals (i32)", || superintervals(&pairs).size() as u64)
        .with("coitrees (i32)", || coitree(&pairs).len() as u64)
        .with("rust-lapper", || lapper(&pairs).len() as u64)
        .run(rounds);

    let (ours, theirs, tree, lapped) =
        (Index::build(given.clone()), superintervals(&pairs), coitree(&pairs), lapper(&pairs));
    let joined: RangeSet<i64> = pairs.iter().map(|pair| pair.0..pair.1).collect();
    Line::new(format!("{name}: yes or no, per question"), asked.len())
        .with("kalends", || spans.iter().map(|span| u64::from(ours.overlaps(*span))).sum())
        .with("superintervals (i32)", || {
            asked.iter().map(|pair| u64::from(theirs.has_overlaps(pair.0 as i32, pair.1 as i32 - 1))).sum()
        })
        .with("rangemap (joined)", || {
            asked.iter().map(|pair| u64::from(joined.overlaps(&(pair.0..pair.1)))).sum()
        })
        .with("rust-lapper", || {
            let any = |pair: &(i64, i64)| lapped.find(pair.0 as u64, pair.1 as u64).next().is_some();
            asked.iter().map(|pair| u64::from(any(pair))).sum()
        })
        .run(rounds);

    let (mut own, mut found) = (Vec::new(), Vec::new());
    Line::new(format!("{name}: all overlaps, per question"), asked.len())
        .with("kalends", || {
            let mut sum = 0;
            for span in &spans {
                own.clear();
                own.extend(ours.overlapping(*span).map(|entry| entry.item));
                sum += own.iter().map(|item| u64::from(*item)).sum::<u64>();
            }
            sum
        })
        .with("superintervals (i32)", || {
            let mut sum = 0;
            for pair in &asked {
                found.clear();
                theirs.search_values(pair.0 as i32, pair.1 as i32 - 1, &mut found);
                sum += found.iter().map(|item| u64::from(*item)).sum::<u64>();
            }
            sum
        })
        .with("coitrees (i32)", || {
            let mut sum = 0;
            for pair in &asked {
                tree.query(pair.0 as i32, pair.1 as i32 - 1, |node| sum += u64::from(node.metadata));
            }
            sum
        })
        .with("rust-lapper", || {
            let mut sum = 0;
            for pair in &asked {
                sum += lapped.find(pair.0 as u64, pair.1 as u64).map(|hit| u64::from(hit.val)).sum::<u64>();
            }
            sum
        })
        .run(rounds);
}

/// Insertion and removal one by one at a million, and what questions cost in between.
fn live(count: usize, long: usize, rounds: usize) {
    let given = entries(&lessons(count, long));
    let (standing, changing) = given.split_at(count - count / 10);
    let (mut changing, third) = (changing.to_vec(), changing.len() / 3);
    let mut tree = LiveIndex::build(standing.to_vec());
    Line::new("live index: one entry inserted and removed again, per change", 2 * changing.len())
        .with("kalends", || {
            let mut done = 0;
            changing.iter().for_each(|entry| done += u64::from(tree.insert(*entry)));
            changing.rotate_left(third);
            changing.iter().for_each(|entry| done += u64::from(tree.remove(entry)));
            done
        })
        .run(rounds);
    let mut all = tree.clone();
    changing.iter().for_each(|entry| assert!(all.insert(*entry)));
    let index = Index::build(given.clone());
    let spans: Vec<Interval> = questions(20_000.min(count), count).into_iter().map(span).collect();
    Line::new(format!("live index (one in {long} long): yes or no"), spans.len())
        .with("kalends, live", || spans.iter().map(|span| u64::from(all.overlaps(*span))).sum())
        .with("kalends, standing", || spans.iter().map(|span| u64::from(index.overlaps(*span))).sum())
        .run(rounds);
    let (mut own, mut found) = (Vec::new(), Vec::new());
    Line::new(format!("live index (one in {long} long): all overlaps"), spans.len())
        .with("kalends, live", || {
            let mut sum = 0;
            for span in &spans {
                own.clear();
                own.extend(all.overlapping(*span).map(|entry| entry.item));
                sum += own.iter().map(|item| u64::from(*item)).sum::<u64>();
            }
            sum
        })
        .with("kalends, standing", || {
            let mut sum = 0;
            for span in &spans {
                found.clear();
                found.extend(index.overlapping(*span).map(|entry| entry.item));
                sum += found.iter().map(|item| u64::from(*item)).sum::<u64>();
            }
            sum
        })
        .run(rounds);
    let near = |gap: i64| u64::try_from(gap).unwrap();
    Line::new("the five nearest", spans.len())
        .with("kalends, standing", || {
            let five = |span: &Interval| {
                index.nearest(*span).take(5).map(|one| near(one.gap.num_seconds())).sum::<u64>()
            };
            spans.iter().map(five).sum()
        })
        .with("kalends, live", || {
            let five = |span: &Interval| {
                all.nearest(*span).take(5).map(|one| near(one.gap.num_seconds())).sum::<u64>()
            };
            spans.iter().map(five).sum()
        })
        .run(rounds);
}

fn all_pairs(count: usize, rounds: usize) {
    let mut random = Random(3);
    let few: Pairs = (0..count)
        .map(|_| {
            let from = random.below(1000 * count as u64);
            (from, from + 450 + random.below(1_000))
        })
        .collect();
    for (name, spans) in [("one pair an interval", few), ("four pairs an interval", lessons(count, 0))] {
        let given = entries(&spans);
        let found = pairs(given.clone()).count();
        Line::new(format!("all pairs, {:.2} an interval, per interval", found as f64 / count as f64), count)
            .with("kalends", || u64::from(pairs(given.clone()).count() == found))
            .with("sort_unstable of (i64, i64)", || {
                let mut sorted = spans.clone();
                sorted.sort_unstable();
                u64::from(sorted.is_sorted())
            })
            .run(rounds);
        Line::new(format!("peak, {name}, per interval"), count)
            .with("kalends", || u64::from(peak(&given, |_| 1) > 1))
            .with("sort_unstable of (i64, i64)", || {
                let mut sorted = spans.clone();
                sorted.sort_unstable();
                u64::from(sorted.is_sorted())
            })
            .run(rounds);
    }
}

fn recurring(rounds: usize) {
    let limits = Limits::default();
    let series = |wall: &str, zone: &str, rule: &str, minutes: i64| {
        let start = Start::Zoned(parse_wall(wall).unwrap(), ZoneDb::builtin().get(zone).unwrap());
        Series::new(start)
            .rule(rule.parse().unwrap())
            .lasting(Extent::Exact(Elapsed::from_minutes(minutes).unwrap()))
            .build()
            .unwrap()
    };
    let (york, paris) = ("America/New_York", "Europe/Paris");
    let cases = [
        (
            "alternate Mondays, UTC",
            series("2027-01-04T09:00:00", "UTC", "FREQ=WEEKLY;INTERVAL=2", 60),
            series("2027-01-11T09:00:00", "UTC", "FREQ=WEEKLY;INTERVAL=2", 60),
        ),
        (
            "alternate Mondays, New York",
            series("2027-01-04T09:00:00", york, "FREQ=WEEKLY;INTERVAL=2", 60),
            series("2027-01-11T09:00:00", york, "FREQ=WEEKLY;INTERVAL=2", 60),
        ),
        (
            "every day at 9 and at 20, New York and Paris",
            series("2027-01-04T09:00:00", york, "FREQ=DAILY", 60),
            series("2027-01-04T20:00:00", paris, "FREQ=DAILY", 60),
        ),
        (
            "every hour and half past, New York",
            series("2027-01-04T00:00:00", york, "FREQ=HOURLY", 30),
            series("2027-01-04T00:30:00", york, "FREQ=HOURLY", 30),
        ),
        (
            "the 10th and the 20th of each month, Paris",
            series("2027-01-10T09:00:00", paris, "FREQ=MONTHLY", 60),
            series("2027-01-20T09:00:00", paris, "FREQ=MONTHLY", 60),
        ),
    ];
    for (name, a, b) in &cases {
        Line::new(format!("first conflict, never: {name}"), 1)
            .with("kalends", || u64::from(first_conflict(a, b, &limits) == FirstConflict::Never))
            .run(rounds);
    }
}

fn main() {
    // `cargo test --benches` asks only whether everyone still agrees.
    let measures = std::env::args().any(|argument| argument == "--bench");
    let (count, rounds) = if measures { (1_000_000, 15) } else { (2_000, 1) };
    let only = std::env::args().nth(1).filter(|argument| !argument.starts_with('-')).unwrap_or_default();
    let wanted = |name: &str| only.is_empty() || only == name;
    if wanted("fixed") {
        fixed("random", count, 0, rounds);
        fixed("random, one in 1,000 long", count, 1000, rounds);
    }
    if wanted("live") {
        live(count, 0, rounds);
        live(count, 1000, rounds);
    }
    if wanted("pairs") {
        all_pairs(count, rounds);
    }
    if wanted("recurring") {
        recurring(rounds);
    }
}
