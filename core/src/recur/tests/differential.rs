//! Against the `rrule` crate, on the rules that it reads as RFC 5545 means them.

use super::super::{Freq, Rule, Skip};
use super::laws::rule;
use super::utc;
use crate::limits::Limits;
use crate::time::wall_of_secs;
use chrono::TimeZone;
use proptest::prelude::*;
use rrule::{RRule, Tz, Unvalidated};

/// Whether the crate makes a choice of its own about a rule, or looks for too long.
fn is_read_otherwise(rule: &Rule) -> bool {
    let yearly = rule.freq() == Freq::Yearly;
    let days = rule.by_day().iter().filter(|day| day.number().is_some()).count();
    let mixed = days != 0 && days != rule.by_day().len();
    let dated = !rule.by_month_day().is_empty() || !rule.by_year_day().is_empty();
    let every_month = yearly && dated && rule.by_month().is_empty() && rule.by_week_no().is_empty();
    let weeks = !rule.by_week_no().is_empty();
    let every_day = weeks && rule.by_day().is_empty() && !dated;
    let last_week = rule.by_week_no().iter().any(|week| week.abs() == 53);
    // It drops a week 52 that ends in January: YEARLY;BYWEEKNO=52;BYDAY=MO;WKST=TU has 1978-01-02.
    let over_new_year = rule.by_week_no().iter().any(|week| matches!(week, 52 | -1));
    let attributed = weeks && (rule.interval() > 1 || !rule.by_set_pos().is_empty());
    // It picks from the first set only what follows the start, as if the set began there.
    let first_set = !rule.by_set_pos().is_empty();
    let skips = rule.skip() != Skip::Omit;
    skips
        || mixed
        || every_month
        || every_day
        || attributed
        || last_week
        || over_new_year
        || first_set
        || rule.freq() < Freq::Hourly
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, max_global_rejects: 100_000, ..ProptestConfig::default() })]

    #[test]
    fn rrule_finds_the_same_times(rule in rule(), start in 0i64..2_000_000_000) {
        prop_assume!(!is_read_otherwise(&rule));
        let start = start / 900 * 900;
        let text = rule.with_until(None).unwrap().to_string();
        let at = Tz::UTC.timestamp_opt(start, 0).unwrap();
        let Ok(set) = text.parse::<RRule<Unvalidated>>().and_then(|rule| rule.build(at)) else { return Ok(()) };
        let theirs: Vec<i64> = set.into_iter().take(12).map(|time| time.timestamp()).collect();
        let series = utc(&wall_of_secs(start).format("%Y-%m-%dT%H:%M:%S").to_string(), &text).build().unwrap();
        let ours = series.iter(&Limits::default()).take(12).map(|one| one.unwrap().start.timestamp());
        // It stops after so many empty loops and so may find fewer, never others.
        prop_assert_eq!(ours.take(theirs.len()).collect::<Vec<_>>(), theirs, "{}", text);
    }
}
