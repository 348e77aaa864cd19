//! Sets of intervals: union, intersection and difference of two sets of 100,000 spans each, against two crates and a
//! hand-written loop over pairs of integers.

use chrono::DateTime;
use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use kalends::interval::{Interval, IntervalSet};
use range_set_blaze::RangeSetBlaze;
use rangemap::RangeSet;
use std::hint::black_box;
use std::ops::Range;
use std::time::Duration;

const SPANS: usize = 100_000;

type Pairs = Vec<(i64, i64)>;

/// Sorted, disjoint spans with lengths and gaps that no branch predictor can learn.
fn spans(mut seed: u64, start: i64) -> Pairs {
    let mut below = |limit: u64| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((seed >> 33) % limit) as i64
    };
    let mut at = start;
    std::iter::repeat_with(|| {
        let from = at + 60 + below(7_200);
        at = from + 60 + below(7_200);
        (from, at)
    })
    .take(SPANS)
    .collect()
}

/// What one would write without a library: two positions, one pass.
mod by_hand {
    use super::Pairs;

    pub fn union(a: &[(i64, i64)], b: &[(i64, i64)]) -> Pairs {
        let mut out: Pairs = Vec::with_capacity(a.len() + b.len());
        let (mut i, mut j) = (0, 0);
        while i < a.len() || j < b.len() {
            let next = if j == b.len() || (i < a.len() && a[i].0 <= b[j].0) {
                i += 1;
                a[i - 1]
            } else {
                j += 1;
                b[j - 1]
            };
            match out.last_mut() {
                Some(last) if next.0 <= last.1 => last.1 = last.1.max(next.1),
                _ => out.push(next),
            }
        }
        out
    }

    pub fn intersect(a: &[(i64, i64)], b: &[(i64, i64)]) -> Pairs {
        let mut out: Pairs = Vec::with_capacity(a.len() + b.len());
        let (mut i, mut j) = (0, 0);
        while i < a.len() && j < b.len() {
            let (from, until) = (a[i].0.max(b[j].0), a[i].1.min(b[j].1));
            if from < until {
                out.push((from, until));
            }
            if a[i].1 < b[j].1 {
                i += 1;
            } else {
                j += 1;
            }
        }
        out
    }

    pub fn subtract(a: &[(i64, i64)], b: &[(i64, i64)]) -> Pairs {
        let mut out: Pairs = Vec::with_capacity(a.len() + b.len());
        let mut j = 0;
        for &(mut from, until) in a {
            while j < b.len() && b[j].0 < until {
                if from < b[j].0 {
                    out.push((from, b[j].0));
                }
                from = from.max(b[j].1);
                if b[j].1 > until {
                    break;
                }
                j += 1;
            }
            if from < until {
                out.push((from, until));
            }
        }
        out
    }
}

fn ours(pairs: &[(i64, i64)]) -> IntervalSet {
    let time = |secs| DateTime::from_timestamp(secs, 0).unwrap();
    pairs.iter().map(|&(from, until)| Interval::new(time(from), time(until)).unwrap()).collect()
}

fn map(pairs: &[(i64, i64)]) -> RangeSet<i64> {
    pairs.iter().map(|&(from, until)| from..until).collect()
}

fn blaze(pairs: &[(i64, i64)]) -> RangeSetBlaze<i64> {
    RangeSetBlaze::from_iter(pairs.iter().map(|&(from, until)| from..=until - 1))
}

/// rangemap has no difference; removing the spans one by one is what its users do.
fn without(a: &RangeSet<i64>, b: &RangeSet<i64>) -> RangeSet<i64> {
    let mut left = a.clone();
    b.iter().for_each(|span| left.remove(span.clone()));
    left
}

/// Everyone's answer as pairs.
mod answer {
    use super::{IntervalSet, Pairs, RangeSet, RangeSetBlaze};

    pub fn ours(set: &IntervalSet) -> Pairs {
        set.iter().map(|span| (span.start_secs(), span.end_secs())).collect()
    }

    pub fn map(set: &RangeSet<i64>) -> Pairs {
        set.iter().map(|span| (span.start, span.end)).collect()
    }

    pub fn blaze(set: &RangeSetBlaze<i64>) -> Pairs {
        set.ranges().map(|span| (*span.start(), *span.end() + 1)).collect()
    }
}

fn interval(c: &mut Criterion) {
    let (a, b) = (spans(1, 0), spans(2, 1_800));
    let (ours_a, ours_b) = (ours(&a), ours(&b));
    let (map_a, map_b) = (map(&a), map(&b));
    let (blaze_a, blaze_b) = (blaze(&a), blaze(&b));

    let mut group = c.benchmark_group("union");
    let expected = by_hand::union(&a, &b);
    assert_eq!(answer::ours(&ours_a.union(&ours_b)), expected);
    assert_eq!(answer::map(&map_a.union(&map_b).collect()), expected);
    assert_eq!(answer::blaze(&(&blaze_a | &blaze_b)), expected);
    group.bench_function(BenchmarkId::from_parameter("by hand"), |t| {
        t.iter(|| by_hand::union(black_box(&a), black_box(&b)));
    });
    group.bench_function("kalends", |t| t.iter(|| black_box(&ours_a).union(black_box(&ours_b))));
    group.bench_function("rangemap", |t| {
        t.iter(|| black_box(&map_a).union(black_box(&map_b)).collect::<Vec<Range<i64>>>());
    });
    group.bench_function("range-set-blaze", |t| t.iter(|| black_box(&blaze_a) | black_box(&blaze_b)));
    group.finish();

    let mut group = c.benchmark_group("intersect");
    let expected = by_hand::intersect(&a, &b);
    assert_eq!(answer::ours(&ours_a.intersect(&ours_b)), expected);
    assert_eq!(answer::map(&map_a.intersection(&map_b).collect()), expected);
    assert_eq!(answer::blaze(&(&blaze_a & &blaze_b)), expected);
    group.bench_function(BenchmarkId::from_parameter("by hand"), |t| {
        t.iter(|| by_hand::intersect(black_box(&a), black_box(&b)));
    });
    group.bench_function("kalends", |t| t.iter(|| black_box(&ours_a).intersect(black_box(&ours_b))));
    group.bench_function("rangemap", |t| {
        t.iter(|| black_box(&map_a).intersection(black_box(&map_b)).collect::<Vec<Range<i64>>>());
    });
    group.bench_function("range-set-blaze", |t| t.iter(|| black_box(&blaze_a) & black_box(&blaze_b)));
    group.finish();

    let mut group = c.benchmark_group("subtract");
    let expected = by_hand::subtract(&a, &b);
    assert_eq!(answer::ours(&ours_a.subtract(&ours_b)), expected);
    assert_eq!(answer::map(&without(&map_a, &map_b)), expected);
    assert_eq!(answer::blaze(&(&blaze_a - &blaze_b)), expected);
    group.bench_function(BenchmarkId::from_parameter("by hand"), |t| {
        t.iter(|| by_hand::subtract(black_box(&a), black_box(&b)));
    });
    group.bench_function("kalends", |t| t.iter(|| black_box(&ours_a).subtract(black_box(&ours_b))));
    group.bench_function("rangemap", |t| t.iter(|| without(black_box(&map_a), black_box(&map_b))));
    group.bench_function("range-set-blaze", |t| t.iter(|| black_box(&blaze_a) - black_box(&blaze_b)));
    group.finish();
}

fn short() -> Criterion {
    Criterion::default()
        .without_plots()
        .sample_size(30)
        .warm_up_time(Duration::from_secs(1))
        .measurement_time(Duration::from_secs(3))
}

criterion_group! { name = benches; config = short(); targets = interval }
criterion_main!(benches);
