use super::*;
use crate::error::Error;
use crate::id::RuleId;
use crate::interval::{Interval, IntervalSet};
use crate::limits::Limits;
use crate::time::{DateRange, Weekdays, parse_date, parse_instant};
use crate::zone::ZoneDb;

fn id(text: &str) -> RuleId {
    RuleId::new(text).unwrap()
}

fn span(start: &str, end: &str) -> Interval {
    Interval::new(parse_instant(start).unwrap(), parse_instant(end).unwrap()).unwrap()
}

fn daily(from: &str, to: &str) -> Weekly {
    Weekly::open(id(&format!("daily {from}")), Weekdays::ALL, from.parse().unwrap(), to.parse().unwrap())
}

fn weekly(rules: Vec<Weekly>) -> Schedule {
    Schedule { weekly: rules, ..Schedule::default() }
}

fn hours(schedule: &Schedule, zone: &str, range: Interval) -> Hours {
    Hours::resolve(schedule, zone, ZoneDb::builtin(), range, &Limits::default()).unwrap()
}

fn open(schedule: &Schedule, zone: &str, range: Interval) -> IntervalSet {
    free(&hours(schedule, zone, range), &IntervalSet::EMPTY, range)
}

fn refused(schedule: &Schedule) -> Error {
    schedule.validate(&Limits::default()).unwrap_err()
}

#[test]
fn whole_days_merge_across_midnight() {
    let range = span("2027-01-01T00:00:00Z", "2027-01-08T00:00:00Z");
    for end in ["24:00", "00:00"] {
        let set = open(&weekly(vec![daily("00:00", end)]), "Asia/Kathmandu", range);
        assert_eq!(set.spans(), [range], "{end}");
    }
}

#[test]
fn a_window_that_ends_in_a_gap_ends_at_the_transition() {
    // Berlin, 2026-03-29: 02:00–03:00 never happens; the transition is 01:00Z.
    let range = span("2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z");
    let set = open(&weekly(vec![daily("01:00", "02:30")]), "Europe/Berlin", range);
    assert_eq!(set.spans(), [span("2026-03-29T00:00:00Z", "2026-03-29T01:00:00Z")]);
    let set = open(&weekly(vec![daily("02:30", "04:00")]), "Europe/Berlin", range);
    assert_eq!(set.spans(), [span("2026-03-29T01:00:00Z", "2026-03-29T02:00:00Z")]);
    assert!(open(&weekly(vec![daily("02:10", "02:50")]), "Europe/Berlin", range).is_empty());
}

#[test]
fn in_a_fold_start_and_end_take_the_first_occurrence() {
    // Berlin, 2026-10-25: 02:00–03:00 happens twice, first from 00:00Z, again from 01:00Z.
    let range = span("2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z");
    let set = open(&weekly(vec![daily("01:00", "02:30")]), "Europe/Berlin", range);
    assert_eq!(set.spans(), [span("2026-10-24T23:00:00Z", "2026-10-25T00:30:00Z")]);
    let set = open(&weekly(vec![daily("02:30", "04:00")]), "Europe/Berlin", range);
    assert_eq!(set.spans(), [span("2026-10-25T00:30:00Z", "2026-10-25T03:00:00Z")]);
}

#[test]
fn a_date_that_the_zone_skipped_has_no_windows() {
    // Apia had no 2011-12-30: from 24:00 on the 29th (10:00Z) it went on with the 31st.
    let range = span("2011-12-29T10:00:00Z", "2011-12-31T10:00:00Z");
    let mut friday = daily("20:00", "04:00");
    friday.days = Weekdays::from_iter([chrono::Weekday::Fri]);
    assert!(open(&weekly(vec![friday]), "Pacific/Apia", range).is_empty());
}

#[test]
fn an_override_leaves_the_night_before_alone_and_replaces_closed_windows() {
    let range = span("2027-01-02T00:00:00Z", "2027-01-03T00:00:00Z");
    let lunch = Weekly { kind: WindowKind::Closed, id: id("lunch"), ..daily("12:00", "13:00") };
    let mut schedule = weekly(vec![daily("22:00", "02:00"), lunch]);
    let window = TimeWindow { from: "11:00".parse().unwrap(), to: "14:00".parse().unwrap() };
    schedule.overrides = vec![Override::new(id("o"), parse_date("2027-01-02").unwrap(), vec![window])];
    assert_eq!(
        open(&schedule, "UTC", range).spans(),
        [
            span("2027-01-02T00:00:00Z", "2027-01-02T02:00:00Z"),
            span("2027-01-02T11:00:00Z", "2027-01-02T14:00:00Z"),
        ]
    );
}

#[test]
fn travel_moves_windows_and_nothing_else() {
    let range = span("2027-02-01T00:00:00Z", "2027-02-04T00:00:00Z");
    let mut schedule = weekly(vec![daily("09:00", "10:00")]);
    let away = DateRange::day(parse_date("2027-02-02").unwrap());
    schedule.travel = vec![Travel::new(id("t"), away, "Asia/Tokyo".parse().unwrap())];
    schedule.holidays = vec![HolidayCalendar::new(
        id("h"),
        vec![Holiday { date: parse_date("2027-02-03").unwrap(), name: None }],
    )];
    // 09:00 in Berlin is 08:00Z; in Tokyo it is 00:00Z. The holiday is Berlin's 3 February.
    assert_eq!(
        open(&schedule, "Europe/Berlin", range).spans(),
        [
            span("2027-02-01T08:00:00Z", "2027-02-01T09:00:00Z"),
            span("2027-02-02T00:00:00Z", "2027-02-02T01:00:00Z"),
        ]
    );
}

#[test]
fn the_layer_and_the_rule_that_close_are_named() {
    let range = span("2027-01-04T00:00:00Z", "2027-01-09T00:00:00Z"); // Monday to Friday
    let lunch = Weekly { kind: WindowKind::Closed, id: id("lunch"), ..daily("12:00", "13:00") };
    let mut schedule = weekly(vec![daily("09:00", "17:00"), lunch]);
    let date = |text: &str| parse_date(text).unwrap();
    schedule.overrides = vec![Override::new(id("shut"), date("2027-01-05"), vec![])];
    let epiphany = Holiday { date: date("2027-01-06"), name: Some("Epiphany".to_owned()) };
    schedule.holidays = vec![HolidayCalendar::new(id("bavaria"), vec![epiphany])];
    let ill = TimeOffSpan::Span(span("2027-01-07T10:00:00Z", "2027-01-07T11:00:00Z"));
    schedule.time_off = vec![TimeOff::new(id("ill"), ill)];
    let hours = hours(&schedule, "UTC", range);
    let closing = |start: &str, end: &str| hours.closing(span(start, end));
    assert_eq!(closing("2027-01-04T10:00:00Z", "2027-01-04T11:00:00Z"), []);
    assert_eq!(closing("2027-01-04T17:00:00Z", "2027-01-04T18:00:00Z"), [(Layer::Weekly, None)]);
    assert_eq!(closing("2027-01-04T11:30:00Z", "2027-01-04T12:30:00Z"), [(Layer::Weekly, Some(id("lunch")))]);
    assert_eq!(
        closing("2027-01-05T10:00:00Z", "2027-01-05T11:00:00Z"),
        [(Layer::Override, Some(id("shut")))]
    );
    assert_eq!(
        closing("2027-01-06T10:00:00Z", "2027-01-06T11:00:00Z"),
        [(Layer::Holiday, Some(id("bavaria")))]
    );
    assert_eq!(
        closing("2027-01-07T08:30:00Z", "2027-01-07T10:30:00Z"),
        [(Layer::Weekly, None), (Layer::TimeOff, Some(id("ill")))]
    );
}

#[test]
fn effective_dates_are_inclusive_and_compare_with_the_start_date() {
    let range = span("2027-01-01T00:00:00Z", "2027-01-05T00:00:00Z");
    let (from, until) = (parse_date("2027-01-02").unwrap(), parse_date("2027-01-03").unwrap());
    let effective = DateRange::new(Some(from), Some(until)).unwrap();
    let night = Weekly { effective, ..daily("23:00", "01:00") };
    assert_eq!(
        open(&weekly(vec![night]), "UTC", range).spans(),
        [
            span("2027-01-02T23:00:00Z", "2027-01-03T01:00:00Z"),
            span("2027-01-03T23:00:00Z", "2027-01-04T01:00:00Z"),
        ]
    );
}

#[test]
fn contradictory_schedules_are_refused_with_the_rule() {
    let schedule = weekly(vec![daily("09:00", "10:00"), daily("09:00", "11:00")]);
    insta::assert_snapshot!(refused(&schedule), @"weekly[1].id: rule id `daily 09:00` appears twice");
    let schedule = weekly(vec![Weekly { days: Weekdays::default(), ..daily("09:00", "10:00") }]);
    insta::assert_snapshot!(refused(&schedule), @"weekly[0].days: rule `daily 09:00` names no weekday");
    let date = parse_date("2027-01-02").unwrap();
    let shut = |name: &str| Override::new(id(name), date, vec![]);
    let schedule = Schedule { overrides: vec![shut("a"), shut("b")], ..Schedule::default() };
    insta::assert_snapshot!(refused(&schedule), @"overrides[1].date: two overrides name the date 2027-01-02");
    let leg = |name: &str, dates| Travel::new(id(name), dates, "Asia/Tokyo".parse().unwrap());
    let days = DateRange::day(date);
    let schedule = Schedule { travel: vec![leg("a", days), leg("b", days)], ..Schedule::default() };
    insta::assert_snapshot!(refused(&schedule), @"travel[1].dates: two travel rules cover the date 2027-01-02");
    let schedule = Schedule { travel: vec![leg("a", DateRange::ALWAYS)], ..Schedule::default() };
    insta::assert_snapshot!(refused(&schedule), @"travel[0].dates: rule `a` needs both a first and a last date");
}

#[test]
fn a_window_wider_than_the_limit_and_an_unknown_zone_are_refused() {
    let limits = Limits::default();
    let resolve = |zone, range| Hours::resolve(&Schedule::default(), zone, ZoneDb::builtin(), range, &limits);
    let error = resolve("UTC", Interval::all()).unwrap_err();
    assert_eq!(error.code(), "availability.window-too-wide");
    let range = span("2027-01-01T00:00:00Z", "2027-01-05T00:00:00Z");
    let crowd = (0..10_000).map(|n| Weekly { id: id(&format!("w{n}")), ..daily("09:00", "10:00") }).collect();
    let years = span("2027-01-01T00:00:00Z", "2029-12-31T00:00:00Z");
    let error = Hours::resolve(&weekly(crowd), "UTC", ZoneDb::builtin(), years, &limits).unwrap_err();
    assert_eq!((error.code(), error.path()), ("availability.too-many-windows", "schedule.weekly"));
    let error = resolve("Europe/Berln", range).unwrap_err();
    assert_eq!((error.code(), error.path()), ("zone.unknown", "zone"));
    assert!(error.message().contains("Europe/Berlin"), "{error}");
}

fn monthly(rule: &str) -> Recurring {
    let (from, to) = ("10:00".parse().unwrap(), "13:00".parse().unwrap());
    let mut recurring = Recurring::new(id("r"), parse_date("2027-01-01").unwrap(), from, to);
    recurring.rule = Some(rule.parse().unwrap());
    recurring
}

#[test]
fn a_recurring_closed_window_is_named() {
    let range = span("2027-01-01T00:00:00Z", "2027-02-01T00:00:00Z");
    let meeting = Recurring { kind: WindowKind::Closed, ..monthly("FREQ=MONTHLY;BYDAY=1MO") };
    let mut schedule = weekly(vec![daily("09:00", "17:00")]);
    schedule.recurring = vec![meeting];
    let hours = hours(&schedule, "UTC", range);
    // The first Monday of January 2027 is the 4th.
    let first = span("2027-01-04T12:00:00Z", "2027-01-04T14:00:00Z");
    let second = span("2027-01-11T12:00:00Z", "2027-01-11T14:00:00Z");
    assert_eq!(hours.closing(first), [(Layer::Weekly, Some(id("r")))]);
    assert_eq!(hours.closing(second), []);
}

#[test]
fn recurrence_rules_have_one_budget_together() {
    let range = span("2027-01-01T00:00:00Z", "2027-02-01T00:00:00Z");
    let mut schedule = Schedule::default();
    for n in 0..100 {
        schedule.recurring.push(Recurring { id: id(&format!("r{n}")), ..monthly("FREQ=YEARLY;BYMONTH=7") });
    }
    let limits = |search_steps| Limits { search_steps, ..Limits::default() };
    let error = Hours::resolve(&schedule, "UTC", ZoneDb::builtin(), range, &limits(50)).unwrap_err();
    assert_eq!(error.code(), "recur.budget");
    assert!(error.path().starts_with("schedule.recurring["), "{error}");
    assert!(Hours::resolve(&schedule, "UTC", ZoneDb::builtin(), range, &limits(1_000)).is_ok());
}

#[test]
fn windows_of_all_kinds_count_towards_the_limit() {
    let range = span("2027-01-01T00:00:00Z", "2027-02-01T00:00:00Z");
    let schedule = Schedule { recurring: vec![monthly("FREQ=DAILY")], ..Schedule::default() };
    let limits = Limits { windows: 10, ..Limits::default() };
    let error = Hours::resolve(&schedule, "UTC", ZoneDb::builtin(), range, &limits).unwrap_err();
    assert_eq!((error.code(), error.path()), ("availability.too-many-windows", "schedule.recurring[0]"));
}

#[test]
fn a_rule_keeps_its_version_across_kinds_and_places() {
    let stored = weekly(vec![Weekly { version: 4, ..daily("09:00", "10:00") }, daily("11:00", "12:00")]);
    let mut next = stored.clone();
    next.weekly.reverse();
    assert_eq!(next.clone().succeeding(&stored), next);
    let (from, to) = ("09:00".parse().unwrap(), "10:00".parse().unwrap());
    let other_kind = Recurring::new(id("daily 09:00"), parse_date("2027-01-01").unwrap(), from, to);
    let moved = Schedule { recurring: vec![other_kind], ..Schedule::default() };
    assert_eq!(moved.succeeding(&stored).recurring[0].version, 5);
    let new = weekly(vec![Weekly { version: 3, ..daily("20:00", "21:00") }]);
    assert_eq!(new.clone().succeeding(&stored), new);
}

#[test]
fn many_rules_are_told_apart() {
    let mut rules: Vec<Weekly> =
        (0..100).map(|n| Weekly { id: id(&format!("w{n}")), ..daily("09:00", "10:00") }).collect();
    assert!(weekly(rules.clone()).validate(&Limits::default()).is_ok());
    for (first, again) in [(3, 50), (70, 99)] {
        let name = std::mem::replace(&mut rules[again].id, id(&format!("w{first}")));
        assert_eq!(refused(&weekly(rules.clone())).path(), format!("weekly[{again}].id"));
        rules[again].id = name;
    }
}
