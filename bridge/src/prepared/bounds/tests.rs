use super::*;

#[test]
fn a_bound_between_two_seconds_counts_as_the_later() {
    let at = |millis| instant(millis, "start").unwrap().timestamp();
    assert_eq!([at(0.0), at(0.5), at(1.0), at(999.0), at(1000.0), at(-0.5)], [0, 1, 1, 1, 1, 0]);
}

#[test]
fn infinities_are_the_ends_of_time_and_nothing_else_is_beyond_them() {
    assert_eq!(instant(f64::NEG_INFINITY, "start").unwrap().to_rfc3339(), "0001-01-01T00:00:00+00:00");
    assert_eq!(instant(f64::INFINITY, "end").unwrap().to_rfc3339(), "9999-12-31T23:59:59+00:00");
    for millis in [f64::NAN, 1e18, -1e18, f64::MAX, 253_402_300_800_000.0] {
        let error = instant(millis, "start").unwrap_err();
        assert_eq!((error.code(), error.path()), ("wire.range", "start"), "{millis}");
    }
}

#[test]
fn a_number_of_answers_is_whole() {
    assert_eq!(most(f64::INFINITY).unwrap(), None);
    assert_eq!(most(3.0).unwrap(), Some(3));
    for number in [f64::NAN, -1.0, 0.5, f64::NEG_INFINITY, 1e10] {
        assert_eq!(most(number).unwrap_err().code(), "wire.range", "{number}");
    }
}
