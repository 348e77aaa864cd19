//! Where occurrences end when the clock changes: RFC 5545 §3.8.5.3 and §3.3.6, computed by hand.
//!
//! Berlin goes from 02:00 to 03:00 on 28 March 2027 and from 03:00 back to 02:00 on 31 October, both at 01:00 UTC. Lord
//! Howe goes from 02:00 (+10:30) to 02:30 (+11:00) on 3 October 2027.

use super::super::Extent;
use super::zoned;
use crate::limits::Limits;
use crate::time::{Elapsed, format_instant};

fn ends(zone: &str, start: &str, extents: &[(Extent, &str)]) {
    for (extent, end) in extents {
        let series = zoned(start, zone, "FREQ=DAILY;COUNT=1").lasting(*extent).build().unwrap();
        let only = series.last(&Limits::default()).unwrap().unwrap();
        assert_eq!(format_instant(only.end), *end, "{start} {extent:?}");
        // Whatever still runs a second before the end is found by that.
        let before = crate::interval::Interval::from_secs(only.end.timestamp() - 1, only.end.timestamp());
        assert_eq!(series.overlapping(before.unwrap(), &Limits::default()).count(), 1, "{start} {extent:?}");
    }
}

fn exact(hours: i64) -> Extent {
    Extent::Exact(Elapsed::from_minutes(hours * 60).unwrap())
}

fn wall(minutes: i64) -> Extent {
    Extent::Wall(Elapsed::from_minutes(minutes).unwrap())
}

fn nominal(text: &str) -> Extent {
    Extent::Nominal(text.parse().unwrap())
}

/// 02:30 takes place at 03:30 (01:30Z); from there on each extent counts.
#[test]
fn a_start_in_a_gap_lasts_from_what_the_clock_shows() {
    ends(
        "Europe/Berlin",
        "2027-03-28T02:30:00",
        &[
            (exact(1), "2027-03-28T02:30:00Z"),
            (nominal("PT1H"), "2027-03-28T02:30:00Z"),
            (nominal("P1D"), "2027-03-29T01:30:00Z"), // 03:30
            (wall(60), "2027-03-28T02:30:00Z"),       // 04:30
        ],
    );
    ends(
        "Australia/Lord_Howe",
        "2027-10-03T02:15:00", // 02:45, 15:45Z the day before
        &[
            (exact(1), "2027-10-02T16:45:00Z"),
            (nominal("P1D"), "2027-10-03T15:45:00Z"), // 02:45
            (wall(30), "2027-10-02T16:15:00Z"),       // 03:15
        ],
    );
}

#[test]
fn an_end_in_a_gap_is_read_with_the_offset_from_before() {
    ends(
        "Europe/Berlin",
        "2027-03-27T02:30:00",
        &[
            (nominal("P1D"), "2027-03-28T01:30:00Z"),    // 02:30 that is 03:30
            (nominal("P1DT1H"), "2027-03-28T02:30:00Z"), // days first, then an hour that passes
            (wall(24 * 60), "2027-03-28T01:30:00Z"),
            (exact(24), "2027-03-28T01:30:00Z"),
            (nominal("P1W"), "2027-04-03T00:30:00Z"), // an hour less than seven times 24
        ],
    );
}

#[test]
fn a_day_over_a_change_has_23_or_25_hours_and_24_hours_are_24() {
    ends(
        "Europe/Berlin",
        "2027-03-27T12:00:00",
        &[
            (nominal("P1D"), "2027-03-28T10:00:00Z"),
            (nominal("PT24H"), "2027-03-28T11:00:00Z"),
            (exact(24), "2027-03-28T11:00:00Z"),
            (wall(24 * 60), "2027-03-28T10:00:00Z"),
        ],
    );
    ends(
        "Europe/Berlin",
        "2027-10-30T12:00:00",
        &[
            (nominal("P1D"), "2027-10-31T11:00:00Z"),
            (nominal("PT24H"), "2027-10-31T10:00:00Z"),
            (exact(24), "2027-10-31T10:00:00Z"),
            (wall(24 * 60), "2027-10-31T11:00:00Z"),
        ],
    );
}

#[test]
fn an_end_in_a_fold_is_the_first_reading() {
    ends(
        "Europe/Berlin",
        "2027-10-30T02:30:00",
        &[
            (nominal("P1D"), "2027-10-31T00:30:00Z"),
            (nominal("P1DT1H"), "2027-10-31T01:30:00Z"), // the second 02:30
            (wall(24 * 60), "2027-10-31T00:30:00Z"),
            (exact(25), "2027-10-31T01:30:00Z"),
        ],
    );
}

#[test]
fn a_start_in_a_fold_is_the_first_reading_and_the_local_end_is_kept() {
    ends(
        "Europe/Berlin",
        "2027-10-31T02:30:00",
        &[
            (exact(1), "2027-10-31T01:30:00Z"),       // 02:30 again
            (wall(60), "2027-10-31T02:30:00Z"),       // 03:30, two hours later
            (nominal("P1D"), "2027-11-01T01:30:00Z"), // 02:30, 25 hours later
        ],
    );
}
