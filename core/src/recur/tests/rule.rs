use super::super::{ByDay, Freq, Rule, RuleBuilder, Skip, Until};
use crate::error::Error;
use crate::limits::Limits;
use crate::time::{parse_date, parse_instant, parse_wall};
use chrono::Weekday::{Fri, Mon, Sun};

fn refused(text: &str) -> Error {
    text.parse::<Rule>().unwrap_err()
}

#[test]
fn the_canonical_text_has_one_spelling() {
    for (text, canonical) in [
        ("interval=1;freq=daily", "FREQ=DAILY"),
        ("FREQ=WEEKLY;WKST=SU;BYDAY=SU,MO,SU;INTERVAL=02", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU;WKST=SU"),
        ("FREQ=MONTHLY;BYDAY=-1FR,+2MO,TU;COUNT=007", "FREQ=MONTHLY;COUNT=7;BYDAY=TU,2MO,-1FR"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1,15,-2,+1", "FREQ=MONTHLY;BYMONTHDAY=1,15,-2,-1"),
        ("UNTIL=20270131t080000z;FREQ=DAILY", "FREQ=DAILY;UNTIL=20270131T080000Z"),
        ("RSCALE=gregorian;SKIP=omit;FREQ=YEARLY", "FREQ=YEARLY"),
        ("SKIP=FORWARD;RSCALE=GREGORIAN;FREQ=YEARLY", "FREQ=YEARLY;RSCALE=GREGORIAN;SKIP=FORWARD"),
        (
            "FREQ=YEARLY;BYSETPOS=-1,1;BYSECOND=0;BYMINUTE=30;BYHOUR=9;BYDAY=MO;BYWEEKNO=20;BYMONTH=05",
            "FREQ=YEARLY;BYMONTH=5;BYWEEKNO=20;BYDAY=MO;BYHOUR=9;BYMINUTE=30;BYSECOND=0;BYSETPOS=1,-1",
        ),
    ] {
        let rule: Rule = text.parse().unwrap();
        assert_eq!(rule.to_string(), canonical);
        assert_eq!(rule.to_string().parse::<Rule>().unwrap(), rule);
    }
}

#[test]
fn the_parts_can_be_read() {
    let rule: Rule =
        "FREQ=MONTHLY;INTERVAL=2;UNTIL=20271231;BYDAY=-1FR,MO;BYHOUR=9,10;WKST=SU".parse().unwrap();
    assert_eq!((rule.freq(), rule.interval(), rule.week_start()), (Freq::Monthly, 2, Sun));
    assert_eq!(rule.until(), Some(Until::Date(parse_date("2027-12-31").unwrap())));
    assert_eq!((rule.count(), rule.is_endless(), rule.skip()), (None, false, Skip::Omit));
    assert_eq!(rule.by_day(), [ByDay::every(Mon), ByDay::nth(-1, Fri).unwrap()]);
    assert_eq!((rule.by_day()[1].number(), rule.by_day()[1].day()), (Some(-1), Fri));
    assert_eq!((rule.by_hour(), rule.by_month().is_empty()), (&[9, 10][..], true));
    let endless = rule.with_until(None).unwrap();
    assert_eq!(endless.to_string(), "FREQ=MONTHLY;INTERVAL=2;BYDAY=MO,-1FR;BYHOUR=9,10;WKST=SU");
}

#[test]
fn wordings_name_the_part_and_say_what_is_expected() {
    insta::assert_snapshot!(refused(""), @"rule `` has no FREQ");
    insta::assert_snapshot!(refused("FREQ"), @"rule part `FREQ` is malformed: expected a name, `=` and a value");
    insta::assert_snapshot!(refused("FREQ=FORTNIGHTLY"), @"rule part `FREQ=FORTNIGHTLY` is malformed: expected SECONDLY, MINUTELY, HOURLY, DAILY, WEEKLY, MONTHLY or YEARLY");
    insta::assert_snapshot!(refused("FREQ=DAILY;"), @"rule part `` is malformed: expected a name, `=` and a value");
    insta::assert_snapshot!(refused("FREQ=DAILY;X-MOON=FULL"), @"rule part `X-MOON` is malformed: no rule part has this name");
    insta::assert_snapshot!(refused("FREQ=DAILY;INTERVAL=two"), @"rule part `INTERVAL=two` is malformed: `two` is not a whole number");
    insta::assert_snapshot!(refused("FREQ=DAILY;INTERVAL=0"), @"INTERVAL=0 is out of range; expected 1 to 4294967295");
    insta::assert_snapshot!(refused("FREQ=DAILY;COUNT=99999999999999999999"), @"COUNT=99999999999999999999 is out of range; expected 1 to 4294967295");
    insta::assert_snapshot!(refused("FREQ=DAILY;UNTIL=2027-01-31"), @"rule part `UNTIL=2027-01-31` is malformed: expected a date or time such as 20270131, 20270131T090000 or 20270131T080000Z");
    insta::assert_snapshot!(refused("FREQ=DAILY;COUNT=3;COUNT=3"), @"rule part COUNT appears twice");
    insta::assert_snapshot!(refused("FREQ=DAILY;COUNT=3;UNTIL=20270131"), @"COUNT is not allowed here: the rule already ends by UNTIL");
    insta::assert_snapshot!(refused("FREQ=MONTHLY;BYDAY=MON"), @"rule part `BYDAY=MON` is malformed: `MON` is no weekday such as MO, 2MO or -1FR");
    insta::assert_snapshot!(refused("FREQ=YEARLY;BYDAY=54MO"), @"BYDAY=54MO is out of range; expected 1 to 53 or -53 to -1");
    insta::assert_snapshot!(refused("FREQ=DAILY;BYHOUR=24"), @"BYHOUR=24 is out of range; expected 0 to 23");
    insta::assert_snapshot!(refused("FREQ=WEEKLY;BYDAY=2MO"), @"BYDAY is not allowed here: a number before the weekday needs MONTHLY or YEARLY");
    insta::assert_snapshot!(refused("FREQ=YEARLY;BYWEEKNO=2;BYDAY=2MO"), @"BYDAY is not allowed here: a number before the weekday cannot stand beside BYWEEKNO");
    insta::assert_snapshot!(refused("FREQ=WEEKLY;BYMONTHDAY=1"), @"BYMONTHDAY is not allowed here: a week has no days of the month; use MONTHLY");
    insta::assert_snapshot!(refused("FREQ=DAILY;BYYEARDAY=1"), @"BYYEARDAY is not allowed here: it cannot stand in a DAILY, WEEKLY or MONTHLY rule");
    insta::assert_snapshot!(refused("FREQ=MONTHLY;BYWEEKNO=1"), @"BYWEEKNO is not allowed here: it needs YEARLY");
    insta::assert_snapshot!(refused("FREQ=MONTHLY;BYSETPOS=1"), @"BYSETPOS is not allowed here: there is no other BY part to choose from");
    insta::assert_snapshot!(refused("FREQ=MONTHLY;SKIP=BACKWARD"), @"SKIP is not allowed here: RFC 7529 wants RSCALE=GREGORIAN beside it");
    insta::assert_snapshot!(refused("FREQ=MONTHLY;RSCALE=CHINESE"), @"`RSCALE=CHINESE` is valid but not supported yet");
    insta::assert_snapshot!(refused("FREQ=MONTHLY;BYDAY=6MO"), @"rule `FREQ=MONTHLY;BYDAY=6MO` never matches: a month holds at most 5 of each weekday");
    insta::assert_snapshot!(refused("FREQ=MONTHLY;BYMONTH=2,4;BYMONTHDAY=31,-31"), @"rule `FREQ=MONTHLY;BYMONTH=2,4;BYMONTHDAY=31,-31` never matches: its months have at most 30 days");
    insta::assert_snapshot!(refused("FREQ=YEARLY;BYMONTH=6;BYYEARDAY=100"), @"rule `FREQ=YEARLY;BYMONTH=6;BYYEARDAY=100` never matches: none of its days of the year lies in its months");
    insta::assert_snapshot!(refused("FREQ=YEARLY;BYMONTH=6;BYWEEKNO=53"), @"rule `FREQ=YEARLY;BYMONTH=6;BYWEEKNO=53` never matches: none of its weeks touches its months");
    insta::assert_snapshot!(refused("FREQ=WEEKLY;BYDAY=MO,TU;BYSETPOS=-3"), @"rule `FREQ=WEEKLY;BYDAY=MO,TU;BYSETPOS=-3` never matches: BYSETPOS asks beyond the 2 that a period can have");
    insta::assert_snapshot!(refused("FREQ=MINUTELY;BYSECOND=60"), @"rule `FREQ=MINUTELY;BYSECOND=60` never matches: no zone here has leap seconds");
}

#[test]
fn rules_that_some_start_could_match_are_not_called_unmatchable() {
    for text in [
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-29",
        "FREQ=MONTHLY;BYDAY=5MO,6MO",
        "FREQ=MONTHLY;BYDAY=MO,6TU",
        "FREQ=YEARLY;BYDAY=53MO",
        "FREQ=YEARLY;BYMONTH=12;BYYEARDAY=-366,-31",
        "FREQ=YEARLY;BYMONTH=3;BYYEARDAY=60", // 29 February, or 1 March
        "FREQ=YEARLY;BYMONTH=2;BYYEARDAY=60",
        "FREQ=YEARLY;BYMONTH=12;BYWEEKNO=1", // 29 to 31 December
        "FREQ=YEARLY;BYMONTH=1;BYWEEKNO=53", // 1 to 3 January
        "FREQ=YEARLY;BYMONTH=1;BYWEEKNO=-1",
        "FREQ=YEARLY;BYDAY=MO,TU;BYSETPOS=106",
        "FREQ=MONTHLY;BYMONTHDAY=1,2,3;BYHOUR=1,2;BYSETPOS=-6",
        "FREQ=YEARLY;BYMONTH=1,2;BYSETPOS=2",
        "FREQ=YEARLY;BYWEEKNO=1,2;BYDAY=MO;BYSETPOS=2",
        "FREQ=YEARLY;BYYEARDAY=1,2;BYMONTHDAY=1,2;BYSETPOS=2",
        "FREQ=MINUTELY;BYSECOND=59,60",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;RSCALE=GREGORIAN;SKIP=BACKWARD",
    ] {
        assert!(text.parse::<Rule>().is_ok(), "{text}: {:?}", text.parse::<Rule>());
    }
}

#[test]
fn the_builder_and_the_parser_agree() {
    let built = RuleBuilder::monthly()
        .every(3)
        .until(Until::Utc(parse_instant("2027-12-31T23:00:00Z").unwrap()))
        .on_days([ByDay::nth(-1, Fri).unwrap(), ByDay::every(Mon), ByDay::every(Mon)])
        .in_months([12, 1])
        .at_hours([18, 9])
        .at_minutes([30])
        .at_seconds([0])
        .pick([-1, 1])
        .week_start(Sun)
        .build()
        .unwrap();
    let text = "FREQ=MONTHLY;INTERVAL=3;UNTIL=20271231T230000Z;BYMONTH=1,12;BYDAY=MO,-1FR;BYHOUR=9,18;BYMINUTE=30;\
                BYSECOND=0;BYSETPOS=1,-1;WKST=SU";
    assert_eq!(built.to_string(), text);
    assert_eq!(built, text.parse().unwrap());
    let yearly = RuleBuilder::yearly().in_weeks([-1, 1]).build().unwrap();
    assert_eq!(yearly.to_string(), "FREQ=YEARLY;BYWEEKNO=1,-1");
    assert_eq!(RuleBuilder::yearly().on_year_days([366]).build().unwrap().by_year_day(), [366]);
}

#[test]
fn the_builder_refuses_what_the_parser_refuses() {
    let code = |builder: RuleBuilder| builder.build().unwrap_err().code();
    assert_eq!(code(RuleBuilder::daily().every(0)), "recur.range");
    assert_eq!(code(RuleBuilder::daily().times(0)), "recur.range");
    assert_eq!(code(RuleBuilder::daily().at_hours([24])), "recur.range");
    assert_eq!(code(RuleBuilder::monthly().on_month_days([0])), "recur.range");
    assert_eq!(code(RuleBuilder::monthly().on_month_days([-32])), "recur.range");
    assert_eq!(code(RuleBuilder::weekly([]).on_month_days([1])), "recur.combination");
    assert_eq!(code(RuleBuilder::monthly().pick([1])), "recur.combination");
    let until = Until::Local(parse_wall("2027-01-31T09:00:00").unwrap());
    assert_eq!(code(RuleBuilder::daily().times(1).until(until)), "recur.combination");
    let far = Until::Date(chrono::NaiveDate::from_ymd_opt(10_000, 1, 1).unwrap());
    assert_eq!(code(RuleBuilder::daily().until(far)), "recur.range");
    let rule = RuleBuilder::daily().build().unwrap();
    assert_eq!(rule.with_until(Some(far)).unwrap_err().code(), "recur.range");
}

#[test]
fn lenient_reading_keeps_what_means_something() {
    let lenient = |text: &str| Rule::parse_lenient(text, &Limits::default()).map(|rule| rule.to_string());
    assert_eq!(lenient("FREQ=DAILY;COUNT=+3;").unwrap(), "FREQ=DAILY;COUNT=3");
    assert_eq!(lenient("FREQ=WEEKLY;BYDAY=2MO,MO").unwrap(), "FREQ=WEEKLY;BYDAY=MO");
    assert_eq!(
        lenient("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30").unwrap(),
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"
    );
    assert_eq!(lenient("FREQ=DAILY;COUNT=3;UNTIL=20270131").unwrap_err().code(), "recur.combination");
    assert_eq!(lenient("FREQ=DAILY;;").unwrap_err().code(), "recur.malformed");
    assert_eq!(lenient(";").unwrap_err().code(), "recur.no-freq");
    assert_eq!(lenient("FREQ=DAILY;COUNT=0").unwrap_err().code(), "recur.range");
}

#[cfg(feature = "serde")]
#[test]
fn a_rule_travels_as_its_text() {
    let rule: Rule = serde_json::from_str("\"freq=daily;interval=1\"").unwrap();
    assert_eq!(serde_json::to_string(&rule).unwrap(), "\"FREQ=DAILY\"");
    let error = serde_json::from_str::<Rule>("\"FREQ=DAILY;BYHOUR=24\"").unwrap_err();
    assert_eq!(crate::wire::recover(&error.to_string()).unwrap().code(), "recur.range");
}
