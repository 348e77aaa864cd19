use super::super::{RuleBuilder, Series, Skip, Start};
use super::starts;
use crate::limits::Limits;
use crate::time::{MAX_DATE, parse_date, parse_wall};
use crate::zone::{Zone, ZoneDb};
use chrono::Weekday::{Fri, Mon, Wed};

#[test]
fn patterns_are_the_rules_that_people_mean() {
    for (builder, text) in [
        (RuleBuilder::every_other_week([Wed, Mon]), "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE"),
        (RuleBuilder::every_other_week([]), "FREQ=WEEKLY;INTERVAL=2"),
        (RuleBuilder::workdays(), "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
        (RuleBuilder::monthly_on_day(31, Skip::Omit), "FREQ=MONTHLY;BYMONTHDAY=31"),
        (
            RuleBuilder::monthly_on_day(31, Skip::Backward),
            "FREQ=MONTHLY;RSCALE=GREGORIAN;SKIP=BACKWARD;BYMONTHDAY=31",
        ),
        (RuleBuilder::monthly_on_last_day(), "FREQ=MONTHLY;BYMONTHDAY=-1"),
        (RuleBuilder::monthly_on(-1, Fri).unwrap(), "FREQ=MONTHLY;BYDAY=-1FR"),
        (RuleBuilder::monthly_on_workday(2), "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=2"),
        (RuleBuilder::yearly_on(12, 25).times(3), "FREQ=YEARLY;COUNT=3;BYMONTH=12;BYMONTHDAY=25"),
    ] {
        assert_eq!(builder.build().unwrap().to_string(), text);
    }
}

#[test]
fn patterns_are_checked() {
    let code = |builder: RuleBuilder| builder.build().unwrap_err().code();
    assert_eq!(code(RuleBuilder::monthly_on_day(0, Skip::Forward)), "recur.range");
    assert_eq!(code(RuleBuilder::monthly_on_day(-32, Skip::Omit)), "recur.range");
    assert_eq!(code(RuleBuilder::monthly_on_workday(0)), "recur.range");
    assert_eq!(code(RuleBuilder::monthly_on_workday(26)), "recur.unmatchable");
    assert_eq!(code(RuleBuilder::yearly_on(13, 1)), "recur.range");
    assert_eq!(RuleBuilder::monthly_on(0, Mon).unwrap_err().code(), "recur.range");
}

#[test]
fn a_last_date_has_the_form_of_its_start() {
    let db = ZoneDb::builtin();
    let until = |start: &Start, date: &str| {
        let rule =
            RuleBuilder::daily().until_date(parse_date(date).unwrap(), start).unwrap().build().unwrap();
        let series = Series::new(start.clone()).zone(Zone::utc()).rule(rule).build().unwrap();
        let rule = series.rule().unwrap().to_string();
        let days = starts(&series, 99).len();
        (rule.trim_start_matches("FREQ=DAILY;UNTIL=").to_owned(), days)
    };
    let late = parse_wall("2027-03-25T23:59:59").unwrap();
    assert_eq!(until(&Start::Date(late.date()), "2027-03-27"), ("20270327".to_owned(), 3));
    assert_eq!(until(&Start::Floating(late), "2027-03-27"), ("20270327T235959".to_owned(), 3));
    // Beirut's clocks go from 24:00 on the 27th to 01:00: two hours east until then.
    let beirut = Start::Zoned(late, db.get("Asia/Beirut").unwrap());
    assert_eq!(until(&beirut, "2027-03-27"), ("20270327T215959Z".to_owned(), 3));
    // Cuba's go from 01:00 on 7 November back to midnight, which ends the 6th once.
    let cuba = Start::Zoned(parse_wall("2027-11-05T23:59:59").unwrap(), db.get("America/Havana").unwrap());
    assert_eq!(until(&cuba, "2027-11-06"), ("20271107T035959Z".to_owned(), 2));
    let end = RuleBuilder::yearly().until_date(MAX_DATE, &beirut).unwrap().build().unwrap();
    assert_eq!(end.to_string(), "FREQ=YEARLY;UNTIL=99991231T235959Z");
    let beyond = RuleBuilder::daily().until_date(chrono::NaiveDate::MAX, &beirut).unwrap_err();
    assert_eq!(beyond.code(), "time.out-of-range");
}

#[test]
fn the_three_readings_of_the_31st() {
    let days = |skip| {
        let start = Start::Zoned(parse_wall("2027-01-31T09:00:00").unwrap(), Zone::utc());
        let rule = RuleBuilder::monthly_on_day(31, skip).times(4).build().unwrap();
        let series = Series::new(start).rule(rule).build().unwrap();
        let days = series.iter(&Limits::default()).map(|next| next.unwrap().wall.format("%m-%d").to_string());
        days.collect::<Vec<_>>()
    };
    assert_eq!(days(Skip::Omit), ["01-31", "03-31", "05-31", "07-31"]);
    assert_eq!(days(Skip::Backward), ["01-31", "02-28", "03-31", "04-30"]);
    assert_eq!(days(Skip::Forward), ["01-31", "03-01", "03-31", "05-01"]);
}
