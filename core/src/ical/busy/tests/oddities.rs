//! One oddity each, worked out by hand.

use super::*;
use crate::ical::Problem;

const BERLIN: &str = "Europe/Berlin";

#[test]
fn what_takes_no_time_blocks_nothing() {
    for lines in [
        "DTSTART:20270101T090000Z",
        "DTSTART:20270101T090000Z\nDTEND:20270101T090000Z",
        "DTSTART:20270101T090000Z\nDURATION:PT0S",
        "DTSTART:20270101T090000Z\nDURATION:PT1H\nTRANSP:TRANSPARENT",
        "DTSTART:20270101T090000Z\nDURATION:PT1H\nSTATUS:CANCELLED",
        "DTSTART;VALUE=DATE:20270101\nDURATION:P0D",
    ] {
        let report = report(BERLIN, &event(lines));
        assert_eq!((spans(&report), codes(&report)), (vec![], vec![]), "{lines}");
    }
}

#[test]
fn an_end_before_the_start_is_a_problem() {
    for (lines, line) in [
        ("DTSTART:20270101T090000Z\nDTEND:20270101T080000Z", 2),
        ("DTSTART:20270101T090000Z\nDURATION:-PT1H", 5),
        ("DTSTART;VALUE=DATE:20270102\nDTEND;VALUE=DATE:20270101", 2),
        ("DTSTART:20270101T090000Z\nRDATE;VALUE=PERIOD:20270102T090000Z/20270102T080000Z", 2),
    ] {
        let report = report(BERLIN, &event(lines));
        assert_eq!(spans(&report), [] as [&str; 0], "{lines}");
        assert_eq!(codes(&report), [format!("{line}:ical.end-before-start")], "{lines}");
    }
    // By zones: 09:00 in Berlin is before 08:30 in London.
    let across = "DTSTART;TZID=Europe/Berlin:20270101T090000\nDTEND;TZID=Europe/London:20270101T083000";
    assert_eq!(spans(&report(BERLIN, &event(across))), ["2027-01-01T08:00:00Z/2027-01-01T08:30:00Z"]);
    let turned = "DTSTART;TZID=Europe/London:20270101T083000\nDTEND;TZID=Europe/Berlin:20270101T090000";
    assert_eq!(codes(&report(BERLIN, &event(turned))), ["2:ical.end-before-start"]);
}

#[test]
fn a_date_and_a_time_can_be_mixed() {
    let day = report(BERLIN, &event("DTSTART;VALUE=DATE:20270101\nDTEND:20270102T120000Z"));
    assert_eq!(spans(&day), ["2026-12-31T23:00:00Z/2027-01-02T23:00:00Z"]);
    assert_eq!(codes(&day), ["2:ical.end-type"]);
    let time =
        report(BERLIN, &event("DTSTART;TZID=Europe/London:20270101T220000\nDTEND;VALUE=DATE:20270102"));
    assert_eq!(spans(&time), ["2027-01-01T22:00:00Z/2027-01-02T00:00:00Z"]);
    assert_eq!(codes(&time), ["2:ical.end-type"]);
}

#[test]
fn an_all_day_event_that_ends_on_its_day_is_one_day() {
    let report = report(BERLIN, &event("DTSTART;VALUE=DATE:20270701\nDTEND;VALUE=DATE:20270701"));
    assert_eq!(spans(&report), ["2027-06-30T22:00:00Z/2027-07-01T22:00:00Z"]);
    assert_eq!(codes(&report), ["2:ical.empty-day"]);
}

#[test]
fn all_day_events_are_the_owners_days() {
    let day = event("DTSTART;VALUE=DATE:20270328");
    assert_eq!(spans(&report("Pacific/Auckland", &day)), ["2027-03-27T11:00:00Z/2027-03-28T11:00:00Z"]);
    assert_eq!(spans(&report("America/Los_Angeles", &day)), ["2027-03-28T07:00:00Z/2027-03-29T07:00:00Z"]);
    // Beirut skips midnight: the day begins at 01:00 with the change.
    assert_eq!(spans(&report("Asia/Beirut", &day)), ["2027-03-27T22:00:00Z/2027-03-28T21:00:00Z"]);
    // The exporter forgot VALUE=DATE.
    assert_eq!(
        spans(&report("UTC", &event("DTSTART:20270328"))),
        ["2027-03-28T00:00:00Z/2027-03-29T00:00:00Z"]
    );
}

#[test]
fn a_day_that_a_zone_skipped_takes_no_time() {
    let of_2011 = |owner: &str, lines: &str| {
        let document = document(format!("BEGIN:VCALENDAR\n{}\nEND:VCALENDAR\n", event(lines)));
        let options = BusyOptions::new(zone(owner), range("2011-12-01", "2012-02-01"));
        spans(&busy(&document, &options).unwrap())
    };
    let skipped = "DTSTART;VALUE=DATE:20111230";
    assert_eq!(of_2011("Pacific/Apia", skipped), [] as [&str; 0]);
    assert_eq!(of_2011("Pacific/Honolulu", skipped).len(), 1);
    // From the 29th to the 31st are two days there.
    let around = "DTSTART;VALUE=DATE:20111229\nDTEND;VALUE=DATE:20120101";
    assert_eq!(of_2011("Pacific/Apia", around), ["2011-12-29T10:00:00Z/2011-12-31T10:00:00Z"]);
}

#[test]
fn gaps_and_folds_follow_the_standard() {
    let daily = |day: &str, more: &str| {
        let lines = format!("DTSTART;TZID=Europe/Berlin:{day}T023000\nRRULE:FREQ=DAILY;COUNT=2\n{more}");
        spans(&report("UTC", &event(&lines)))
    };
    // 02:30 is skipped on 28 March and comes twice on 31 October.
    let gap = ["2027-03-27T01:30:00Z/2027-03-27T02:30:00Z", "2027-03-28T01:30:00Z/2027-03-28T02:30:00Z"];
    assert_eq!(daily("20270327", "DURATION:PT1H"), gap);
    let fold = ["2027-10-30T00:30:00Z/2027-10-30T01:30:00Z", "2027-10-31T00:30:00Z/2027-10-31T01:30:00Z"];
    assert_eq!(daily("20271030", "DURATION:PT1H"), fold);
    // DTEND is the same elapsed time for all: 24 hours. DURATION counts days: 23 hours over the change.
    let dtend = daily("20270326", "DTEND;TZID=Europe/Berlin:20270327T023000");
    assert_eq!(dtend[1], "2027-03-27T01:30:00Z/2027-03-28T01:30:00Z");
    let days = daily("20270326", "DURATION:P2D");
    assert_eq!(days[1], "2027-03-27T01:30:00Z/2027-03-29T00:30:00Z");
}

#[test]
fn the_start_is_an_instance_that_the_rule_need_not_name() {
    let lines = "DTSTART:20270104T090000Z\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;BYDAY=TU;COUNT=3";
    let starts = ["2027-01-04", "2027-01-05", "2027-01-12"];
    let report = report("UTC", &event(lines));
    assert_eq!(spans(&report), starts.map(|day| format!("{day}T09:00:00Z/{day}T10:00:00Z")));
}

#[test]
fn exceptions_find_their_instance_however_they_are_written() {
    let start = "DTSTART;TZID=Europe/Berlin:20270601T000000\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=3";
    for exception in [
        "EXDATE;TZID=Europe/Berlin:20270602T000000",
        "EXDATE:20270601T220000Z",
        "EXDATE;TZID=America/New_York:20270601T180000",
        "EXDATE:20270602T000000",
        "EXDATE;VALUE=DATE:20270602",
        "EXDATE:20270602",
        "EXRULE:FREQ=DAILY;INTERVAL=5;BYMONTHDAY=2\nEXRULE:FREQ=MONTHLY;BYMONTHDAY=2",
    ] {
        let report = report("Asia/Tokyo", &event(&format!("{start}\n{exception}")));
        let days = ["2027-05-31T22:00:00Z/2027-05-31T23:00:00Z", "2027-06-02T22:00:00Z/2027-06-02T23:00:00Z"];
        assert_eq!(spans(&report), days, "{exception}");
    }
    let day = "DTSTART;VALUE=DATE:20270601\nRRULE:FREQ=DAILY;COUNT=2";
    for exception in ["EXDATE;VALUE=DATE:20270601", "EXDATE:20270601T000000", "EXDATE:20270601T000000Z"] {
        let report = report("UTC", &event(&format!("{day}\n{exception}")));
        assert_eq!(spans(&report), ["2027-06-02T00:00:00Z/2027-06-03T00:00:00Z"], "{exception}");
    }
}

#[test]
fn dates_add_instances_of_either_kind() {
    let lines = "DTSTART;TZID=Europe/Berlin:20270601T090000\nDURATION:PT1H\n\
                 RDATE:20270602T100000\nRDATE;VALUE=DATE:20270603\nRDATE:20270604T070000Z\nRDATE:20270601T070000Z";
    let starts = ["01T07", "02T08", "03T07", "04T07"];
    let ends = ["01T08", "02T09", "03T08", "04T08"];
    let report = report("Asia/Tokyo", &event(lines));
    let expected: Vec<String> =
        starts.iter().zip(ends).map(|(a, b)| format!("2027-06-{a}:00:00Z/2027-06-{b}:00:00Z")).collect();
    assert_eq!(spans(&report), expected);
    let identities: Vec<_> = report.busy.iter().map(|one| one.recurrence.unwrap().to_string()).collect();
    let local = ["2027-06-01 09:00:00", "2027-06-02 10:00:00", "2027-06-03 09:00:00", "2027-06-04 09:00:00"];
    assert_eq!(identities, local);
}

#[test]
fn an_instance_that_began_before_the_range_is_in_it() {
    let lines = "DTSTART;VALUE=DATE:20261201\nDTEND;VALUE=DATE:20270105\nRRULE:FREQ=YEARLY;COUNT=2";
    assert_eq!(spans(&report("UTC", &event(lines)))[0], "2026-12-01T00:00:00Z/2027-01-05T00:00:00Z");
    let touching = "DTSTART:20261231T230000Z\nDURATION:PT1H";
    assert_eq!(spans(&report("UTC", &event(touching))), [] as [&str; 0]);
    let shifted = "BEGIN:VEVENT\nUID:1\nDTSTART:20250101T090000Z\nDURATION:PT1H\nRRULE:FREQ=YEARLY\nEND:VEVENT\n\
        BEGIN:VEVENT\nUID:1\nRECURRENCE-ID;RANGE=THISANDFUTURE:20260101T090000Z\nDTSTART:20251201T090000Z\n\
        DURATION:PT2H\nEND:VEVENT";
    assert_eq!(spans(&report("UTC", shifted)), ["2027-12-01T09:00:00Z/2027-12-01T11:00:00Z"]);
}

/// An event of 1 and 8 June at 09:00Z, and an override.
fn overridden(owner: &str, id: &str, lines: &str) -> BusyReport {
    let master = "DTSTART;TZID=Europe/Berlin:20270601T110000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;COUNT=2";
    report(owner, &format!("{}\n{}", event(master), event(&format!("RECURRENCE-ID{id}\n{lines}"))))
}

#[test]
fn an_override_takes_the_place_of_its_instance() {
    let first = "2027-06-01T09:00:00Z/2027-06-01T10:00:00Z";
    let moved = "DTSTART:20270609T120000Z\nDTEND:20270609T123000Z";
    for id in [
        ";TZID=Europe/Berlin:20270608T110000",
        ":20270608T090000Z",
        ":20270608T110000",
        ";VALUE=DATE:20270608",
        ";TZID=America/New_York:20270608T050000",
    ] {
        let report = overridden("Asia/Tokyo", id, moved);
        assert_eq!(spans(&report), [first, "2027-06-09T12:00:00Z/2027-06-09T12:30:00Z"], "{id}");
        assert_eq!(codes(&report), [] as [&str; 0], "{id}");
    }
    let id = ":20270608T090000Z";
    assert_eq!(spans(&overridden("UTC", id, "STATUS:CANCELLED")), [first]);
    assert_eq!(spans(&overridden("UTC", id, &format!("{moved}\nTRANSP:TRANSPARENT"))), [first]);
    // Without a start it stays where it was, and as long.
    let kept = overridden("UTC", id, "SUMMARY:renamed");
    assert_eq!(spans(&kept), [first, "2027-06-08T09:00:00Z/2027-06-08T10:00:00Z"]);
    assert_eq!(kept.busy[1].summary.as_deref(), Some("renamed"));
    // An instance that the rule does not name is added.
    assert_eq!(spans(&overridden("UTC", ":20270702T090000Z", moved)).len(), 3);
    let ruled = overridden("UTC", id, &format!("{moved}\nRRULE:FREQ=DAILY"));
    assert_eq!((spans(&ruled).len(), codes(&ruled)), (2, vec!["8:ical.override-rule".to_owned()]));
}

#[test]
fn the_highest_sequence_counts() {
    let revision = |sequence: u32, hour: u32| {
        event(&format!("SEQUENCE:{sequence}\nDTSTART:20270601T{hour:02}0000Z\nDURATION:PT1H"))
    };
    let three = report("UTC", &[revision(2, 10), revision(3, 11), revision(1, 12)].join("\n"));
    assert_eq!(spans(&three), ["2027-06-01T11:00:00Z/2027-06-01T12:00:00Z"]);
    let same = report("UTC", &[revision(1, 10), revision(1, 11)].join("\n"));
    assert_eq!((spans(&same).len(), codes(&same)), (2, vec!["8:ical.repeated-event".to_owned()]));
    let id = "RECURRENCE-ID:20270601T090000Z\n";
    let moved = |sequence: u32, hour: u32| {
        event(&format!("{id}SEQUENCE:{sequence}\nDTSTART:20270601T{hour:02}0000Z\nDURATION:PT1H"))
    };
    let overrides = report("UTC", &[moved(2, 10), moved(3, 11), moved(1, 12)].join("\n"));
    assert_eq!(spans(&overrides), ["2027-06-01T11:00:00Z/2027-06-01T12:00:00Z"]);
}

#[test]
fn events_without_a_uid_stand_alone() {
    let one = "BEGIN:VEVENT\nDTSTART:20270601T090000Z\nDURATION:PT1H\nEND:VEVENT";
    let report = report("UTC", &format!("{one}\n{one}"));
    assert_eq!(
        (spans(&report).len(), codes(&report)),
        (2, vec!["2:ical.no-uid".into(), "6:ical.no-uid".into()])
    );
}

#[test]
fn an_event_that_was_never_closed_counts() {
    let document = document("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nDTSTART:20270601T090000Z\nDURATION:PT1H");
    let report = busy(&document, &BusyOptions::new(Zone::utc(), range("2027-01-01", "2028-01-01"))).unwrap();
    assert_eq!((spans(&report).len(), document.is_complete()), (1, false));
}

#[test]
fn a_calendar_that_cancels_blocks_nothing() {
    let lines = event("DTSTART:20270601T090000Z\nDURATION:PT1H");
    assert_eq!(spans(&report("UTC", &format!("METHOD:CANCEL\n{lines}"))), [] as [&str; 0]);
    assert_eq!(spans(&report("UTC", &format!("METHOD:REQUEST\n{lines}"))).len(), 1);
}

#[test]
fn what_is_no_calendar_is_not_free() {
    let options = BusyOptions::new(Zone::utc(), range("2027-01-01", "2028-01-01"));
    for text in ["", "<html>Please log in</html>", "BEGIN:VCARD\nEND:VCARD\n", "VCALENDAR:1\n"] {
        assert_eq!(busy(&document(text), &options).unwrap_err().code(), "ical.not-calendar", "{text}");
    }
}

#[test]
fn a_bad_rule_costs_only_itself() {
    let bad = "DTSTART:20270601T090000Z\nDURATION:PT1H\nRRULE:FREQ=SOMETIMES\nRDATE:20270602T090000Z";
    let good = "BEGIN:VEVENT\nUID:2\nDTSTART:20270603T090000Z\nDURATION:PT1H\nEND:VEVENT";
    let report = report("UTC", &format!("{}\n{good}", event(bad)));
    assert_eq!(spans(&report).len(), 3);
    assert_eq!(codes(&report), ["6:recur.malformed"]);
    let text = report.problems.first().map(Problem::to_string).unwrap();
    assert!(text.starts_with("line 6: rule part `FREQ=SOMETIMES` is malformed"), "{text}");
}

#[test]
fn an_unknown_zone_is_the_owners() {
    let lines = event("DTSTART;TZID=Nowhere:20270601T090000\nDTEND;TZID=Nowhere:20270601T100000");
    let report = report(BERLIN, &lines);
    assert_eq!(spans(&report), ["2027-06-01T07:00:00Z/2027-06-01T08:00:00Z"]);
    assert_eq!(codes(&report), ["2:ical.unknown-zone"]);
    assert_eq!(report.zone_data, ZoneDb::builtin().release());
}

#[test]
fn the_ends_of_time_are_no_special_case() {
    let all = |lines: &str| {
        let document = document(format!("BEGIN:VCALENDAR\n{}\nEND:VCALENDAR\n", event(lines)));
        let report = busy(&document, &BusyOptions::new(zone("Asia/Tokyo"), Interval::all())).unwrap();
        (spans(&report), codes(&report))
    };
    assert_eq!(
        all("DTSTART;TZID=America/New_York:99991231T230000\nDURATION:P1D").0,
        [] as [&str; 0] // 10000-01-01 in UTC
    );
    assert_eq!(
        all("DTSTART:99991231T230000Z\nDURATION:P99999D").0,
        ["9999-12-31T23:00:00Z/9999-12-31T23:59:59Z"]
    );
    assert_eq!(all("DTSTART;VALUE=DATE:00010101").0, ["0001-01-01T00:00:00Z/0001-01-01T14:41:01Z"]); // local mean time
    assert_eq!(all("DTSTART:-00010101T000000Z\nDURATION:PT1H").1, ["2:ical.no-start", "4:ical.value"]);
    let forever = all("DTSTART:99980101T000000Z\nDURATION:PT1H\nRRULE:FREQ=YEARLY");
    assert_eq!((forever.0.len(), forever.1.len()), (2, 0));
}

#[test]
fn the_order_is_that_of_time() {
    let at = |uid: &str, hour: u32| {
        format!("BEGIN:VEVENT\nUID:{uid}\nDTSTART:20270601T{hour:02}0000Z\nDURATION:PT1H\nEND:VEVENT")
    };
    let report = report("UTC", &[at("c", 10), at("b", 9), at("a", 10)].join("\n"));
    let order: Vec<&str> = report.busy.iter().map(|one| one.uid.as_deref().unwrap()).collect();
    assert_eq!(order, ["b", "a", "c"]);
    assert_eq!(report.set().len(), 1);
}
