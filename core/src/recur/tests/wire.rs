//! Values as JSON: each comes back as it was, and what has no constructor of its own is refused.

use super::super::{ByDay, Freq, Occurrence, Rule, Series, SeriesRecord, Skip, Start, Until};
use super::laws::{limits, series};
use crate::wire::recover;
use proptest::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

#[track_caller]
fn there_and_back<T: Serialize + DeserializeOwned + PartialEq + std::fmt::Debug>(text: &str) {
    let value: T = serde_json::from_str(text).unwrap();
    assert_eq!(serde_json::to_string(&value).unwrap(), text);
}

/// The code of the core error in a refusal, or "shape" where serde itself refuses.
fn refusal<T: DeserializeOwned + std::fmt::Debug>(text: &str) -> String {
    let error = serde_json::from_str::<T>(text).unwrap_err().to_string();
    recover(&error).map_or_else(|| "shape".to_owned(), |error| error.code().to_owned())
}

#[test]
fn values_travel_as_rfc_5545_writes_them() {
    for freq in ["SECONDLY", "MINUTELY", "HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY"] {
        there_and_back::<Freq>(&format!("{freq:?}"));
    }
    for day in ["MO", "2TU", "-1FR", "-53SU"] {
        there_and_back::<ByDay>(&format!("{day:?}"));
    }
    for until in ["20270131", "20270131T093000", "20270131T083000Z"] {
        there_and_back::<Until>(&format!("{until:?}"));
    }
    for skip in ["OMIT", "BACKWARD", "FORWARD"] {
        there_and_back::<Skip>(&format!("{skip:?}"));
    }
    there_and_back::<Start>(r#"{"at":"2027-10-31"}"#);
    there_and_back::<Start>(r#"{"at":"2027-10-31T02:30:00"}"#);
    there_and_back::<Start>(r#"{"at":"2027-10-31T02:30:00","zone":"Europe/Paris"}"#);
    there_and_back::<Occurrence>(
        r#"{"start":"2027-03-28T01:30:00Z","end":"2027-03-28T01:30:00Z","wall":"2027-03-28T02:30:00"}"#,
    );
}

#[test]
fn what_no_constructor_makes_is_refused() {
    assert_eq!(refusal::<Freq>("\"FORTNIGHTLY\""), "recur.malformed");
    assert_eq!(refusal::<ByDay>("\"0MO\""), "recur.range");
    assert_eq!(refusal::<ByDay>("\"54MO\""), "recur.range");
    assert_eq!(refusal::<ByDay>("\"MONDAY\""), "recur.malformed");
    assert_eq!(refusal::<Until>("\"20270229\""), "recur.malformed");
    assert_eq!(refusal::<Until>("\"00000101\""), "recur.malformed");
    assert_eq!(refusal::<Skip>("\"SIDEWAYS\""), "recur.malformed");
    assert_eq!(refusal::<Skip>("3"), "shape");
    assert_eq!(refusal::<Start>(r#"{"at":"2027-10-31","zone":"Europe/Paris"}"#), "time.wall");
    assert_eq!(refusal::<Start>(r#"{"at":"2027-10-31T02:30:00Z"}"#), "time.wall");
    assert_eq!(refusal::<Start>(r#"{"at":"2027-10-31T02:30:00","zone":"Mars/Olympus"}"#), "zone.unknown");
    assert_eq!(refusal::<Start>(r#"{"at":"2027-10-31","tz":"UTC"}"#), "shape");
    let backward =
        r#"{"start":"2027-03-28T01:30:00Z","end":"2027-03-28T01:29:59Z","wall":"2027-03-28T02:30:00"}"#;
    assert_eq!(refusal::<Occurrence>(backward), "interval.empty");
    assert_eq!(refusal::<Rule>("\"FREQ=DAILY;COUNT=0\""), "recur.range");
}

#[test]
fn a_whole_series_comes_back_with_its_lists_and_exceptions() {
    // A fold, a gap, a whole day out, one moved, one and all that follow, and a rule that takes out.
    let text = r#"{"rule":"FREQ=DAILY;COUNT=400","extra_rules":["FREQ=MONTHLY;BYMONTHDAY=-1;BYHOUR=3"],"exrules":["FREQ=WEEKLY;BYDAY=SU"],
        "start":"2027-03-20T02:30:00","zone":"Europe/Paris","rdate":["2027-10-31T02:30:00+01:00"],
        "periods":[{"start":"2027-03-27T22:00:00","lasting":{"nominal":"P1D"}}],
        "exdate":["2027-04-02","2027-03-28T03:30:00"],
        "overrides":[{"original":"2027-03-22T02:30:00","change":{"moved":{"to":"2027-03-22T04:00:00"}}},
            {"original":"2027-06-01T02:30:00","change":{"moved":{"to":"2027-06-01T05:30:00"}},"following":true}],
        "lasting":{"wall":"PT45M"}}"#;
    let series: Series = serde_json::from_str(text).unwrap();
    let again: Series = serde_json::from_str(&serde_json::to_string(&series).unwrap()).unwrap();
    assert_eq!(SeriesRecord::from(&again), SeriesRecord::from(&series));
    let all = |series: &Series| series.iter(&limits()).collect::<Result<Vec<_>, _>>().unwrap();
    assert!(all(&series).len() > 300);
    assert_eq!(all(&again), all(&series));
}

proptest! {
    #[test]
    fn series_and_their_occurrences_come_back(series in series()) {
        let text = serde_json::to_string(&series).unwrap();
        let again: Series = serde_json::from_str(&text).unwrap();
        prop_assert_eq!(serde_json::to_string(&again).unwrap(), text);
        prop_assert_eq!(again.rule(), series.rule());
        let start: Start = serde_json::from_str(&serde_json::to_string(series.start()).unwrap()).unwrap();
        prop_assert_eq!(&start, series.start());
        let some = |series: &Series| series.iter(&limits()).take(8).collect::<Result<Vec<_>, _>>().ok();
        let Some(some) = some(&series).filter(|ours| Some(ours) == some(&again).as_ref()) else {
            prop_assert_eq!(some(&series), some(&again));
            return Ok(());
        };
        let back: Vec<Occurrence> = serde_json::from_str(&serde_json::to_string(&some).unwrap()).unwrap();
        prop_assert_eq!(back, some);
    }
}
