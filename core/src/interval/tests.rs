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
