use super::super::{Rule, Series, Start};
use super::{starts, utc};
use crate::limits::Limits;
use crate::time::{MAX_DATE, MIN_DATE, parse_instant};
use crate::zone::{Zone, ZoneDb};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

fn code(text: &str) -> &'static str {
    text.parse::<Rule>().map_or_else(|error| error.code(), |_| "ok")
}

#[test]
fn a_megabyte_of_rule_is_refused_by_its_size() {
    let text = format!("FREQ=DAILY;BYHOUR={}", "1,".repeat(500_000));
    assert_eq!(code(&text), "recur.too-long");
    insta::assert_snapshot!(text.parse::<Rule>().unwrap_err(), @"the rule has 1000018 bytes; the limit is 16384");
    let limits = Limits { rule_bytes: 2 << 20, ..Limits::default() };
    assert_eq!(Rule::parse(&text, &limits).unwrap_err().code(), "recur.malformed");
    assert!(Rule::parse(&text, &limits).unwrap_err().to_string().len() < 400);
    // Repeats within a list cost nothing later.
    let rule = Rule::parse(text.strip_suffix(',').unwrap(), &limits).unwrap();
    assert_eq!(rule.by_hour(), [1]);
}

#[test]
fn bad_bytes_are_refused_and_do_not_reach_the_message() {
    for text in [
        "FREQ=DAILY\0",
        "\0",
        "FREQ=DAILY;\u{7f}=1",
        "FREQ=DAILY;BYDAY=\u{1F600}",
        "FREQ=DAILY;BYDAY=é",
        "=",
        ";",
    ] {
        let error = text.parse::<Rule>().unwrap_err();
        assert_eq!(error.code(), "recur.malformed", "{text:?}");
        assert!(!error.to_string().contains(char::is_control), "{error}");
    }
}

#[test]
fn numbers_are_bounded() {
    assert_eq!(code("FREQ=DAILY;INTERVAL=0"), "recur.range");
    assert_eq!(code("FREQ=DAILY;INTERVAL=4294967295"), "ok");
    assert_eq!(code("FREQ=DAILY;INTERVAL=4294967296"), "recur.range");
    assert_eq!(code("FREQ=DAILY;COUNT=-9223372036854775809"), "recur.range");
    assert_eq!(code("FREQ=MONTHLY;BYMONTHDAY=-99999999999999999999"), "recur.range");
    assert_eq!(code("FREQ=DAILY;UNTIL=00000101"), "recur.malformed");
    assert_eq!(code("FREQ=DAILY;UNTIL=99991231"), "ok");
}

#[test]
fn the_first_and_the_last_year_end_quietly() {
    let last = MAX_DATE.and_time(NaiveTime::MIN);
    for freq in ["SECONDLY;INTERVAL=43200", "HOURLY;INTERVAL=12", "DAILY;BYHOUR=0,12", "WEEKLY;BYHOUR=0,12"] {
        let series = Series::new(Start::Zoned(last, Zone::utc()))
            .rule(format!("FREQ={freq}").parse().unwrap())
            .build()
            .unwrap();
        assert_eq!(starts(&series, 9), ["9999-12-31T00:00:00Z", "9999-12-31T12:00:00Z"], "{freq}");
    }
    // 00:00 on the first day in Auckland lies in the year 0, and is left out.
    let auckland = ZoneDb::builtin().get("Pacific/Auckland").unwrap();
    let series = Series::new(Start::Zoned(MIN_DATE.into(), auckland))
        .rule("FREQ=DAILY".parse().unwrap())
        .build()
        .unwrap();
    assert_eq!(starts(&series, 1)[0].get(..10), Some("0001-01-01"));
    assert_eq!(
        series.before(parse_instant("0001-01-01T00:00:00Z").unwrap(), &Limits::default()).unwrap(),
        None
    );
    let weekly = Series::new(Start::Zoned(MIN_DATE.into(), Zone::utc()))
        .rule("FREQ=YEARLY;BYWEEKNO=1".parse().unwrap());
    assert_eq!(starts(&weekly.build().unwrap(), 1), ["0001-01-01T00:00:00Z"]);
}

#[test]
fn starts_outside_the_years_or_with_fractions_are_refused() {
    let code = |wall: NaiveDateTime| {
        let error = Series::new(Start::Zoned(wall, Zone::utc())).build().unwrap_err();
        (error.code(), error.path().to_owned())
    };
    let far = NaiveDate::from_ymd_opt(10_000, 1, 1).unwrap().and_time(NaiveTime::MIN);
    assert_eq!(code(far), ("time.out-of-range", "start".to_owned()));
    let negative = NaiveDate::from_ymd_opt(-1, 1, 1).unwrap().and_time(NaiveTime::MIN);
    assert_eq!(code(negative).0, "time.out-of-range");
    assert_eq!(code(MIN_DATE.and_hms_milli_opt(9, 0, 0, 1).unwrap()).0, "time.sub-second");
    assert_eq!(code(NaiveDateTime::MAX).0, "time.sub-second");
}

#[test]
fn a_huge_count_costs_only_what_is_asked() {
    let series = utc("2027-01-01T00:00:00", "FREQ=SECONDLY;COUNT=4294967295").build().unwrap();
    assert_eq!(starts(&series, 2), ["2027-01-01T00:00:00Z", "2027-01-01T00:00:01Z"]);
    // 2^32 - 1 instances: 49,710 days, 6 h, 28 min and 14 s after the first.
    let last = series.last(&Limits::default()).unwrap().unwrap().start;
    assert_eq!(last, parse_instant("2163-02-07T06:28:14Z").unwrap());
    let daily = utc("2027-01-01T00:00:00", "FREQ=DAILY;COUNT=4294967295").build().unwrap();
    assert_eq!(
        daily.last(&Limits::default()).unwrap().unwrap().start,
        parse_instant("9999-12-31T00:00:00Z").unwrap()
    );
}

#[test]
fn more_occurrences_than_the_limit_end_in_an_error() {
    let limits = Limits { occurrences: 2, ..Limits::default() };
    let series = utc("2027-01-01T00:00:00", "FREQ=DAILY").build().unwrap();
    let found: Vec<_> = series.iter(&limits).collect();
    assert_eq!(found.len(), 3);
    insta::assert_snapshot!(found[2].as_ref().unwrap_err(), @"more than 2 occurrences; ask for a smaller range or fewer");
    let exact = utc("2027-01-01T00:00:00", "FREQ=DAILY;COUNT=2").build().unwrap();
    assert!(exact.iter(&limits).all(|next| next.is_ok()));
}

/// Rules made to be searched for long: each ends, with the right answer or at the budget.
#[test]
fn rules_that_hardly_ever_match_end() {
    let limits = Limits::default();
    let first = |start: &str, rule: &str| {
        utc(start, rule).build().unwrap().iter(&limits).next().map(|next| next.map_err(|error| error.code()))
    };
    for never in [
        "FREQ=SECONDLY;INTERVAL=7;BYMONTH=2;BYMONTHDAY=28;BYYEARDAY=60",
        "FREQ=SECONDLY;INTERVAL=2;BYSECOND=1,3,5",
        "FREQ=MINUTELY;INTERVAL=1440;BYHOUR=5",
        "FREQ=HOURLY;INTERVAL=168;BYDAY=MO",
        "FREQ=DAILY;INTERVAL=7;BYDAY=MO",
        "FREQ=MONTHLY;INTERVAL=12;BYMONTH=2",
        "FREQ=YEARLY;INTERVAL=4;BYYEARDAY=366",
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=24",
        "FREQ=YEARLY;BYMONTHDAY=31;BYDAY=2MO;BYMONTH=1",
    ] {
        assert_eq!(first("2025-01-01T00:00:00", never), None, "{never}");
    }
    // Steps of a week that never meet the weekday, with times that no step of the day meets either.
    let spin = "FREQ=SECONDLY;INTERVAL=7;BYDAY=MO;BYHOUR=0,7,14,21;BYMINUTE=0,7,14,21,28,35,42,49,56;\
                BYSECOND=0,1,2,3,4,5,7,8,9,10,11,12,14,15,16,17,18,19,21,22,23,24,25,26,28,29,30,31,32,33,35,36,37,38,39,\
                40,42,43,44,45,46,47,49,50,51,52,53,54,56,57,58,59";
    let codes: Vec<_> = (0..7)
        .map(|second| first(&format!("2025-01-06T00:00:0{second}"), spin))
        .map(|found| found.map_or("never", |found| found.map_or_else(|code| code, |_| "found")))
        .collect();
    assert!(codes.contains(&"recur.budget"), "{codes:?}");
    let sparse = first(
        "2024-03-01T00:00:00",
        "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=29;BYHOUR=12;BYMINUTE=30;BYSECOND=15",
    );
    assert_eq!(sparse.unwrap().unwrap().start, parse_instant("2028-02-29T12:30:15Z").unwrap());
}
