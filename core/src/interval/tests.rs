use super::*;
use proptest::prelude::*;

fn span(start: i64, end: i64) -> Interval {
    Interval::from_secs(start, end).unwrap()
}

#[test]
fn touching_spans_merge_and_overlaps_vanish() {
    let set = IntervalSet::from_iter([span(5, 7), span(0, 2), span(2, 4), span(6, 9)]);
    assert_eq!(set.spans(), [span(0, 4), span(5, 9)]);
}

#[test]
fn busy_time_with_a_fraction_is_widened_outward() {
    let at = |nanos| chrono::DateTime::from_timestamp(100, nanos).unwrap();
    let end = chrono::DateTime::from_timestamp(200, 1).unwrap();
    assert_eq!(Interval::covering(at(999_999_999), end).unwrap(), span(100, 201));
    assert_eq!(Interval::new(at(1), end).unwrap_err().code(), "time.sub-second");
}

#[test]
fn busy_time_at_the_end_of_the_supported_years_does_not_overflow() {
    let (first, last) = (crate::time::MIN_INSTANT, crate::time::MAX_INSTANT);
    let half = chrono::TimeDelta::milliseconds(500);
    assert_eq!(Interval::covering(first, last + half).unwrap(), Interval::all());
    assert_eq!(Interval::covering(last, last + half).unwrap_err().code(), "interval.empty");
    for (start, end) in [
        (first, chrono::DateTime::<chrono::Utc>::MAX_UTC),
        (chrono::DateTime::<chrono::Utc>::MIN_UTC, last),
        (first - half, last),
    ] {
        assert_eq!(Interval::covering(start, end).unwrap_err().code(), "time.out-of-range");
    }
}

#[test]
fn a_leap_second_is_covered() {
    let leap = chrono::DateTime::from_timestamp(1_483_228_799, 1_500_000_000).unwrap();
    let covered = Interval::covering(leap, leap + chrono::TimeDelta::seconds(1)).unwrap();
    assert_eq!((covered.start_secs(), covered.end_secs()), (1_483_228_799, 1_483_228_801));
    assert!(covered.contains(leap));
}

#[test]
fn padding_stops_at_the_supported_years() {
    let all = Interval::all();
    assert_eq!(all.padded(i64::MAX, i64::MAX), all);
    assert_eq!(span(10, 20).padded(3, 4), span(7, 24));
    assert_eq!(span(10, 20).padded(-20, 0), span(10, 20));
}

#[test]
fn the_whole_line_and_the_empty_set_are_each_others_complement() {
    let all = IntervalSet::from(Interval::all());
    assert_eq!(all.complement(), IntervalSet::EMPTY);
    assert_eq!(IntervalSet::EMPTY.complement(), all);
    assert_eq!(IntervalSet::EMPTY.hull(), None);
    assert_eq!(IntervalSet::from_spans(Vec::new()), IntervalSet::EMPTY);
}

#[test]
fn one_cut_may_reach_over_several_spans() {
    let spans = |list: &[(i64, i64)]| list.iter().map(|&(a, b)| span(a, b)).collect::<IntervalSet>();
    let a = spans(&[(0, 10), (20, 30), (40, 50), (60, 70)]);
    assert_eq!(a.subtract(&spans(&[(5, 45)])), spans(&[(0, 5), (45, 50), (60, 70)]));
    assert_eq!(a.subtract(&spans(&[(0, 10), (19, 31)])), spans(&[(40, 50), (60, 70)]));
    assert_eq!(
        a.subtract(&spans(&[(2, 3), (5, 6), (65, 99)])),
        spans(&[(0, 2), (3, 5), (6, 10), (20, 30), (40, 50), (60, 65)])
    );
    assert_eq!(a.union(&spans(&[(10, 20), (30, 40), (50, 60)])), spans(&[(0, 70)]));
    assert_eq!(spans(&[(10, 20), (30, 40), (50, 60)]).union(&spans(&[(0, 55)])), spans(&[(0, 60)]));
}

fn set() -> impl Strategy<Value = IntervalSet> {
    prop::collection::vec((0i64..200, 1i64..30), 0..12)
        .prop_map(|spans| spans.into_iter().map(|(start, length)| span(start, start + length)).collect())
}

proptest! {
    #[test]
    fn normal_form_is_unique(a in set()) {
        prop_assert_eq!(a.iter().collect::<IntervalSet>(), a.clone());
        prop_assert!(a.spans().is_sorted_by(|x, y| x.end_secs() < y.start_secs()));
    }

    #[test]
    fn lookups_agree_with_spans(a in set(), at in 0i64..230, length in 1i64..20) {
        let probe = span(at, at + length);
        prop_assert_eq!(a.covers(probe), a.iter().any(|own| own.covers(probe)));
        prop_assert_eq!(a.overlaps(probe), a.iter().any(|own| own.overlaps(probe)));
        prop_assert_eq!(a.contains(probe.start()), a.iter().any(|own| own.contains(probe.start())));
    }
}
