//! The `rrule` crate's rules and sets, there and back.

use super::super::{Rule, Series, Start};
use super::{utc, zoned};
use crate::limits::Limits;
use crate::zone::Zone;
use chrono::{DateTime, Utc};
use rrule::{RRule, RRuleSet, Unvalidated};

fn ours(series: &Series) -> Vec<i64> {
    series.iter(&Limits::default()).map(|one| one.unwrap().start.timestamp()).collect()
}

fn theirs(set: &RRuleSet) -> Vec<i64> {
    set.into_iter().map(|at| at.timestamp()).collect()
}

#[test]
fn there_and_back_the_occurrences_stay() {
    for rule in [
        "FREQ=WEEKLY;COUNT=60;BYDAY=MO,WE,FR",
        "FREQ=MONTHLY;UNTIL=20271231T235959Z;BYDAY=-1FR",
        "FREQ=YEARLY;COUNT=9;INTERVAL=2;BYMONTH=3,10;BYDAY=-1SU;BYHOUR=9,10;BYSETPOS=1,-1",
        "FREQ=HOURLY;COUNT=90;INTERVAL=7",
    ] {
        let series = zoned("2025-03-26T09:00:00", "Europe/Paris", rule)
            .rdate("2025-06-01T07:00:00Z".parse::<DateTime<Utc>>().unwrap())
            .exdate("2025-03-28T08:00:00Z".parse::<DateTime<Utc>>().unwrap())
            .build()
            .unwrap();
        let set = RRuleSet::try_from(&series).unwrap();
        assert_eq!(theirs(&set), ours(&series), "{rule}");
        let back = Series::try_from(set).unwrap();
        assert_eq!(ours(&back), ours(&series), "{rule}");
    }
}

#[test]
fn a_set_read_by_rrule_means_the_same_here() {
    let text = "DTSTART;TZID=America/New_York:20260301T083000\nRRULE:FREQ=DAILY;COUNT=10;BYDAY=MO,TU\n\
                RDATE;TZID=America/New_York:20260401T083000\nEXDATE;TZID=America/New_York:20260309T083000";
    let set: RRuleSet = text.parse().unwrap();
    let series = Series::try_from(&set).unwrap();
    assert_eq!(ours(&series), theirs(&set));
    assert_eq!(ours(&series).len(), 10, "ten, one added, one taken out");
}

#[test]
fn what_has_no_counterpart_is_refused_by_name() {
    let refused = |series: &Series| RRuleSet::try_from(series).unwrap_err();
    let skip = utc("2025-01-31T09:00:00", "RSCALE=GREGORIAN;FREQ=MONTHLY;SKIP=BACKWARD").build().unwrap();
    assert_eq!(refused(&skip).code(), "recur.combination");
    let gap = zoned("2027-03-28T02:30:00", "Europe/Paris", "FREQ=DAILY").build().unwrap();
    insta::assert_snapshot!(refused(&gap), @"a start in a gap is not allowed here: the rrule crate has no counterpart for it");
    let floating = Series::new(Start::Floating("2027-01-01T09:00:00".parse().unwrap())).zone(Zone::utc());
    let message = refused(&floating.build().unwrap());
    insta::assert_snapshot!(message, @"a start without a zone is not allowed here: the rrule crate has no counterpart for it");
    let fixed = Start::Zoned("2027-01-01T09:00:00".parse().unwrap(), Zone::fixed(3600).unwrap());
    assert_eq!(refused(&Series::new(fixed).build().unwrap()).code(), "zone.unknown");
}

#[test]
fn rules_that_only_rrule_accepts_are_refused_here() {
    let theirs: RRule<Unvalidated> = "FREQ=DAILY;COUNT=3;UNTIL=20270101T000000Z".parse().unwrap();
    assert_eq!(Rule::try_from(&theirs).unwrap_err().code(), "recur.combination");
}
