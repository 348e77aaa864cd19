use super::*;
use chrono::{DateTime, NaiveDate};
use proptest::prelude::*;

#[test]
fn instants_outside_years_1_to_9999_are_refused() {
    let code = |text: &str| parse_instant(text).unwrap_err().code();
    assert_eq!(code("0000-12-31T23:59:59Z"), "time.out-of-range");
    assert_eq!(code("-0001-01-01T00:00:00Z"), "time.instant");
    assert_eq!(code("9999-12-31T23:59:59-01:00"), "time.out-of-range");
    assert_eq!(code("2026-12-31T23:59:60Z"), "time.sub-second");
    assert_eq!(code("2027-01-31"), "time.instant");
    assert_eq!(code("\0"), "time.instant");
    assert_eq!(parse_instant("9999-12-31T23:59:59Z").unwrap(), MAX_INSTANT);
    assert_eq!(parse_instant("0001-01-01T00:00:00Z").unwrap(), MIN_INSTANT);
}

#[test]
fn a_scheduled_time_is_a_whole_second() {
    let time = parse_instant("2027-01-31T08:00:00.5Z").unwrap();
    assert_eq!(secs_of_instant(time).unwrap_err().code(), "time.sub-second");
    assert_eq!(parse_tick("2027-01-31T08:00:00.5Z").unwrap_err().code(), "time.sub-second");
    assert_eq!(format_instant(time), "2027-01-31T08:00:00.500Z");
}

#[test]
fn dates_and_walls_have_one_spelling() {
    assert!(parse_date("2027-1-31").is_err());
    assert!(parse_date("2027-02-29").is_err());
    assert_eq!(parse_date("-0001-01-01").unwrap_err().code(), "time.out-of-range");
    assert_eq!(parse_wall("2027-01-31T09:00:00Z").unwrap_err().code(), "time.wall");
    assert_eq!(parse_wall("2027-01-31T09:00:00.25").unwrap_err().code(), "time.sub-second");
}

#[test]
fn durations_know_their_units() {
    for (text, printed) in
        [("PT1H30M", "PT1H30M"), ("P2W", "P14D"), ("P1Y2M3DT4H5M6S", "P1Y2M3DT4H5M6S"), ("PT0S", "PT0S")]
    {
        assert_eq!(text.parse::<CalendarDuration>().unwrap().to_string(), printed);
    }
    for bad in ["", "P", "PT", "P1DT", "1D", "PT1.5H", "PT1M1H", "P1H", "PT99999999999S", "P1D1D", "pt1h"] {
        assert_eq!(bad.parse::<CalendarDuration>().unwrap_err().code(), "time.duration", "{bad}");
    }
    assert_eq!("P1D".parse::<Length>().unwrap_err().code(), "time.calendar-unit");
    assert_eq!("PT0S".parse::<Length>().unwrap_err().code(), "time.not-positive");
    assert_eq!("PT0S".parse::<Elapsed>().unwrap(), Elapsed::ZERO);
}

#[test]
fn a_reversed_date_range_cannot_be_built() {
    let (a, b) = (parse_date("2027-01-31").unwrap(), parse_date("2027-01-01").unwrap());
    assert_eq!(DateRange::new(Some(a), Some(b)).unwrap_err().code(), "time.range-reversed");
    assert_eq!(DateRange::day(a).overlap(DateRange::new(Some(b), None).unwrap()), Some(a));
    assert_eq!(DateRange::day(a).overlap(DateRange::day(b)), None);
}

#[test]
fn every_second_of_the_day_prints_and_parses() {
    for seconds in 0..=86_400 {
        let time = TimeOfDay::from_seconds(seconds).unwrap();
        assert_eq!(time.to_string().parse::<TimeOfDay>().unwrap(), time);
    }
    for bad in ["24:01", "23:60", "9:00", "09:00:60", "09", "09:00:00:00", "０９:00", ""] {
        assert_eq!(bad.parse::<TimeOfDay>().unwrap_err().code(), "time.of-day", "{bad}");
    }
}

proptest! {
    #[test]
    fn durations_round_trip(months in 0u32..20_000, days in 0u32..100_000, seconds in 0u32..10_000_000) {
        let duration = CalendarDuration::new(months, days, seconds);
        prop_assert_eq!(duration.to_string().parse::<CalendarDuration>().unwrap(), duration);
    }

    #[test]
    fn days_and_seconds_round_trip(secs in MIN_INSTANT.timestamp()..=MAX_INSTANT.timestamp()) {
        let time = DateTime::from_timestamp(secs, 0).unwrap();
        prop_assert_eq!(secs_of_instant(instant_of_secs(secs)).unwrap(), secs);
        prop_assert_eq!(parse_instant(&format_instant(time)).unwrap(), time);
        prop_assert_eq!(wall_secs(wall_of_secs(secs)), secs);
        let date: NaiveDate = time.date_naive();
        prop_assert_eq!(date_of_day(day_of_date(date)), date);
    }

    /// Against chrono: two characters of a real time are others.
    #[test]
    fn the_usual_form_is_read_as_every_form_is(
        secs in MIN_INSTANT.timestamp()..=MAX_INSTANT.timestamp(),
        others in prop::array::uniform2((0usize..20, prop::sample::select(b"0123456789/:-TtZz ".to_vec()))),
    ) {
        let mut text = format_instant(DateTime::from_timestamp(secs, 0).unwrap()).into_bytes();
        others.into_iter().for_each(|(at, other)| text[at] = other);
        let text = String::from_utf8(text).unwrap();
        let known = DateTime::parse_from_rfc3339(&text).map(|time| time.to_utc()).ok();
        let whole = known.filter(|time| time.timestamp_subsec_nanos() == 0);
        let expected = whole.filter(|time| (MIN_INSTANT..=MAX_INSTANT).contains(time));
        prop_assert_eq!(parse_instant(&text).ok(), expected, "{}", text);
    }

    #[test]
    fn no_text_panics(text in "\\PC{0,40}") {
        let _ = parse_instant(&text);
        let _ = parse_wall(&text);
        let _ = parse_date(&text);
        let _ = text.parse::<CalendarDuration>();
        let _ = text.parse::<TimeOfDay>();
    }
}
