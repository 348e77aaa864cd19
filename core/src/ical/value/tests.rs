use super::duration::Signed;
use super::*;
use crate::time::{CalendarDuration, parse_date, parse_wall};
use proptest::prelude::*;
use std::sync::Arc;

fn time(text: &str) -> Option<Time> {
    Time::read(text.as_bytes(), None)
}

#[test]
fn the_form_of_a_time_says_what_it_is() {
    let wall = |text| parse_wall(text).unwrap();
    let zone: Arc<str> = "Europe/Berlin".into();
    assert_eq!(time("20270131"), Some(Time::Date(parse_date("2027-01-31").unwrap())));
    assert_eq!(time(" 20270131T090000 "), Some(Time::Floating(wall("2027-01-31T09:00:00"))));
    assert_eq!(time("20270131t090000z"), Some(Time::Utc(wall("2027-01-31T09:00:00"))));
    let zoned = Time::Zoned { wall: wall("2027-01-31T09:00:00"), tzid: zone.clone() };
    assert_eq!(Time::read(b"20270131T090000", Some(&zone)), Some(zoned));
    assert_eq!(Time::read(b"20270131T090000Z", Some(&zone)), Some(Time::Utc(wall("2027-01-31T09:00:00"))));
}

#[test]
fn odd_times_are_read_where_their_meaning_is_plain() {
    let wall = |text: &str| Some(Time::Floating(parse_wall(text).unwrap()));
    assert_eq!(time("20161231T235960"), wall("2016-12-31T23:59:59"));
    assert_eq!(time("20270131T240000"), wall("2027-02-01T00:00:00"));
    assert_eq!(time("00010101T000000"), wall("0001-01-01T00:00:00"));
    assert_eq!(time("99991231T235959"), wall("9999-12-31T23:59:59"));
}

#[test]
fn what_is_no_time_is_not_read() {
    for bad in [
        "",
        "2027",
        "20270229",
        "20271301",
        "00000101",
        "-0010101",
        "20270131T",
        "20270131T0900",
        "20270131T250000",
        "20270131T240001",
        "99991231T240000",
        "20270131T09:00:00",
        "2027-01-31",
        "20270131X090000",
        "2006720T080000Z",
        "20270131TZ",
        "２０２７0131",
        "+0270131",
        "20270131T090061",
        "20270131T0900000",
    ] {
        assert_eq!(time(bad), None, "{bad}");
    }
}

#[test]
fn durations_keep_days_and_hours_apart() {
    let read = |text: &str| read_duration(text.as_bytes());
    let of =
        |negative, days, seconds| Some(Signed { negative, length: CalendarDuration::new(0, days, seconds) });
    assert_eq!(read("P15DT5H0M20S"), of(false, 15, 18_020));
    assert_eq!(read("+P7W"), of(false, 49, 0));
    assert_eq!(read("-PT15M"), of(true, 0, 900));
    assert_eq!(read("p1dt1h"), of(false, 1, 3600));
    assert_eq!(read("PT0S"), of(false, 0, 0));
    for bad in ["", "P", "PT", "P1M", "P1Y", "1D", "--P1D", "P99999999999D", "PT1H1D"] {
        assert_eq!(read(bad), None, "{bad}");
    }
}

#[test]
fn offsets_are_seconds_east() {
    let read = |text: &str| read_offset(text.as_bytes());
    assert_eq!(read("+0100"), Some(3600));
    assert_eq!(read("-043015"), Some(-(4 * 3600 + 30 * 60 + 15)));
    assert_eq!(read("0530"), Some(19_800));
    assert_eq!(read("-0000"), Some(0));
    for bad in ["", "+1", "+01:00", "+2400", "+0060", "+01000", "Z", "+010000000"] {
        assert_eq!(read(bad), None, "{bad}");
    }
}

#[test]
fn periods_end_by_time_or_by_length() {
    let read = |text: &str| Period::read(text.as_bytes(), None);
    let start = time("19970101T180000Z").unwrap();
    let end = End::At(time("19970102T070000Z").unwrap());
    assert_eq!(read("19970101T180000Z/19970102T070000Z"), Some(Period { start: start.clone(), end }));
    let end = End::After(CalendarDuration::new(0, 0, 5 * 3600 + 30 * 60));
    assert_eq!(read("19970101T180000Z/PT5H30M"), Some(Period { start, end }));
    for bad in
        ["", "/", "19970101T180000Z", "19970101/19970102", "19970101T180000Z/-PT1H", "19970101T180000Z/"]
    {
        assert_eq!(read(bad), None, "{bad}");
    }
}

proptest! {
    #[test]
    fn no_value_panics(text in prop::collection::vec(any::<u8>(), 0..40)) {
        let _ = (Time::read(&text, None), Period::read(&text, None), read_duration(&text), read_offset(&text));
        let _ = items(&text).count();
    }

    #[test]
    fn a_printed_time_is_read_back(secs in -62_135_596_800i64..=253_402_300_799) {
        let wall = crate::time::wall_of_secs(secs);
        let text = wall.format("%Y%m%dT%H%M%S").to_string();
        prop_assert_eq!(time(&text), Some(Time::Floating(wall)));
        prop_assert_eq!(time(&format!("{text}Z")), Some(Time::Utc(wall)));
    }
}
