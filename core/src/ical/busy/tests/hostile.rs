//! Files made to hurt: each ends within its budget, with an answer or a limit.

use super::*;
use proptest::prelude::*;

const CALENDAR: &str = "BEGIN:VCALENDAR\n";

fn options() -> BusyOptions<'static> {
    BusyOptions::new(zone("Europe/Berlin"), range("2027-01-01", "2028-01-01"))
}

#[test]
fn a_monstrous_rule_does_not_spoil_the_rest() {
    let monster = event("DTSTART:00010101T000000Z\nDURATION:PT1S\nRRULE:FREQ=SECONDLY");
    let good = "BEGIN:VEVENT\nUID:2\nDTSTART:20270603T090000Z\nDURATION:PT1H\nEND:VEVENT";
    let report = report("UTC", &format!("{monster}\n{good}"));
    assert_eq!(codes(&report), ["6:recur.too-many"]);
    assert_eq!(report.busy.len(), 100_001);
    assert!(report.busy.iter().any(|one| one.uid.as_deref() == Some("2")));
}

#[test]
fn a_thousand_monsters_are_an_attack() {
    // Each within its own budget: with SKIP the months since the year 1 have to be counted.
    let rule = "RRULE:FREQ=MONTHLY;COUNT=4000000000;RSCALE=GREGORIAN;SKIP=BACKWARD";
    let monster = event(&format!("DTSTART:00010131T000000Z\nDURATION:PT1S\n{rule}"));
    let many: String = (0..1_000).map(|n| monster.replace("UID:1", &format!("UID:{n}")) + "\n").collect();
    let limits = Limits { search_steps: 1_000_000, ..Limits::default() };
    let options = BusyOptions { limits, ..options() };
    let error = busy(&document(format!("{CALENDAR}{many}")), &options).unwrap_err();
    assert_eq!((error.code(), error.category()), ("ical.too-costly", crate::error::Category::Limit));
    assert!(busy(&document(format!("{CALENDAR}{monster}")), &options).is_ok());
}

#[test]
fn the_answer_has_a_limit() {
    let limits = Limits { busy: 50, ..Limits::default() };
    let options = BusyOptions { limits, ..options() };
    let text = event("DTSTART:20270101T000000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=51");
    let error = busy(&document(format!("{CALENDAR}{text}")), &options).unwrap_err();
    assert_eq!(
        (error.code(), error.message()),
        ("ical.too-busy", "more than 50 busy events; ask for a smaller range")
    );
}

#[test]
fn a_rule_of_a_megabyte_is_refused() {
    let rule = format!("RRULE:FREQ=DAILY;BYSECOND={}0", "0,".repeat(500_000));
    let report = report("UTC", &event(&format!("DTSTART:20270101T000000Z\nDURATION:PT1H\n{rule}")));
    assert_eq!((codes(&report), spans(&report).len()), (vec!["6:recur.too-long".to_owned()], 1));
}

#[test]
fn a_million_excluded_dates_are_looked_up_fast() {
    let mut lines =
        "DTSTART;TZID=Europe/Berlin:20270101T090000\nDURATION:PT1H\nRRULE:FREQ=DAILY\n".to_owned();
    for n in 0..1_000u32 {
        let list: Vec<String> = (0..1_000u32)
            .map(|m| format!("{}0101T{:02}{:02}{:02}Z", 1000 + n, m / 60, m % 60, n % 60))
            .collect();
        lines.push_str(&format!("EXDATE:{}\n", list.join(",\n ")));
    }
    lines.push_str("EXDATE;TZID=Europe/Berlin:20270102T090000");
    let report = report("UTC", &event(&lines));
    // The million lie elsewhere; one counts.
    assert_eq!((spans(&report).len(), codes(&report).len()), (364, 0));
}

#[test]
fn many_overrides_of_many_revisions_are_looked_up_fast() {
    let mut text = event("DTSTART:20270101T000000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY") + "\n";
    for n in 0..100_000u32 {
        let time = format!("{:04}0101T{:02}{:02}00Z", 2000 + n % 1_000, n / 1_000 % 24, n / 24_000);
        text.push_str(&format!(
            "BEGIN:VEVENT\nUID:1\nRECURRENCE-ID;RANGE=THISANDFUTURE:{time}\nDTSTART:{time}\nEND:VEVENT\n"
        ));
    }
    for n in 0..10_000u32 {
        text.push_str(&format!(
            "BEGIN:VEVENT\nUID:1\nDTSTART:20270101T0000{:02}Z\nDURATION:PT1H\nEND:VEVENT\n",
            n % 60
        ));
    }
    assert!(busy(&document(format!("{CALENDAR}{text}")), &options()).is_ok());
}

#[test]
fn a_hundred_thousand_unknown_zones_cost_little() {
    let mut text = CALENDAR.to_owned();
    for n in 0..100_000 {
        let event = "DTSTART;TZID=/x/y/z/";
        text.push_str(&format!(
            "BEGIN:VEVENT\nUID:{n}\n{event}Europe/Berlik{n}:20270101T090000\nDURATION:PT1H\nEND:VEVENT\n"
        ));
    }
    let report = busy(&document(text), &options()).unwrap();
    assert_eq!((report.busy.len(), report.problems.len()), (100_000, 1_001));
}

#[test]
fn ten_thousand_zones_are_built_when_used() {
    let mut text = CALENDAR.to_owned();
    for n in 0..10_000 {
        let part = |kind: &str, month: u32, from: &str, to: &str| {
            format!(
                "BEGIN:{kind}\nDTSTART:16010101T020000\nTZOFFSETFROM:{from}\nTZOFFSETTO:{to}\n\
                 RRULE:FREQ=YEARLY;BYMONTH={month};BYDAY=-1SU\nEND:{kind}\n"
            )
        };
        text.push_str(&format!(
            "BEGIN:VTIMEZONE\nTZID:Z{n}\n{}{}END:VTIMEZONE\nBEGIN:VEVENT\nUID:{n}\n\
             DTSTART;TZID=Z{n}:20270701T090000\nDURATION:PT1H\nEND:VEVENT\n",
            part("STANDARD", 10, "+0200", "+0100"),
            part("DAYLIGHT", 3, "+0100", "+0200"),
        ));
    }
    let report = busy(&document(text), &options()).unwrap();
    assert_eq!(report.problems, []);
    assert!(
        report.busy.iter().all(|one| one.interval.to_string() == "2027-07-01T07:00:00Z/2027-07-01T08:00:00Z")
    );
}

const EXPORTS: [&[u8]; 5] = [
    include_bytes!("../../../../tests/data/google.ics"),
    include_bytes!("../../../../tests/data/apple.ics"),
    include_bytes!("../../../../tests/data/outlook.ics"),
    include_bytes!("../../../../tests/data/freebusy.ics"),
    include_bytes!("../../../../tests/data/series.ics"),
];

const FIXED: [&str; 21] = [
    "BEGIN:VEVENT\r\n",
    "END:VEVENT\r\n",
    "BEGIN:VTIMEZONE\r\nTZID:Own\r\n",
    "END:VTIMEZONE\r\n",
    "UID:1\r\n",
    "BEGIN:STANDARD\r\n",
    "END:STANDARD\r\n",
    "BEGIN:VFREEBUSY\r\n",
    "END:VFREEBUSY\r\n",
    "SEQUENCE:2\r\n",
    "RRULE:FREQ=DAILY\r\n",
    "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\n",
    "RRULE:FREQ=MONTHLY;BYMONTHDAY=31;COUNT=3\r\n",
    "EXRULE:FREQ=WEEKLY\r\n",
    "RRULE:FREQ=HOURLY;UNTIL=20270102\r\n",
    "TZOFFSETFROM:+0100\r\n",
    "TZOFFSETTO:-0200\r\n",
    "STATUS:TENTATIVE\r\n",
    "\0",
    "\r\n ",
    "END:VCALENDAR\r\nBEGIN:VCALENDAR\r\n",
];

/// Lines that mean something to the reader, in any order and nesting.
fn calendar_like() -> impl Strategy<Value = String> {
    let time = prop::sample::select(vec![
        "20270101",
        "20270328T023000",
        "20271031T023000Z",
        "99991231T235959Z",
        "00010101T000000Z",
        "20270229",
        "x",
        "",
        "20270101T000000,20270102",
        "20270101T000000Z/PT1H",
        "20270101T000000Z/20260101T000000Z",
        "P1D",
        "-PT1H",
        "P4294967295D",
        "PT4294967295S",
    ]);
    let param = prop::sample::select(vec![
        "",
        ";TZID=Europe/Berlin",
        ";TZID=Own",
        ";TZID=Nowhere",
        ";VALUE=DATE",
        ";RANGE=THISANDFUTURE",
        ";TZID=\"",
        ";FBTYPE=FREE",
    ]);
    let name = prop::sample::select(vec![
        "DTSTART",
        "DTEND",
        "DURATION",
        "RDATE",
        "EXDATE",
        "RECURRENCE-ID",
        "FREEBUSY",
        "TZOFFSETTO",
        "TZID",
    ]);
    let timed = (name, param, time).prop_map(|(name, param, time)| format!("{name}{param}:{time}\r\n"));
    let fixed = prop::sample::select(&FIXED[..]);
    let line = prop_oneof![timed, fixed.prop_map(str::to_owned)];
    prop::collection::vec(line, 0..40).prop_map(|lines| format!("BEGIN:VCALENDAR\r\n{}", lines.concat()))
}

proptest! {
    #[test]
    fn no_calendar_panics_and_all_answers_are_in_order(text in calendar_like(), owner in 0usize..3) {
        let owner = zone(["Pacific/Apia", "UTC", "America/Sao_Paulo"][owner]);
        let options = BusyOptions::new(owner, range("2027-01-01", "2027-07-01"));
        // A fold after the first line takes the calendar's name away.
        prop_assume!(!text.starts_with("BEGIN:VCALENDAR\r\n\r\n "));
        let report = busy(&document(&text), &options).unwrap();
        prop_assert!(report.busy.iter().all(|one| one.interval.overlaps(options.range)));
        prop_assert!(report.busy.is_sorted_by_key(|one| one.interval));
        prop_assert_eq!(&busy(&document(&text), &options).unwrap(), &report);
    }

    #[test]
    fn no_mutated_export_panics(
        which in 0usize..5,
        cuts in prop::collection::vec((any::<prop::sample::Index>(), 0usize..40, prop::collection::vec(any::<u8>(), 0..6)), 1..12),
    ) {
        let mut bytes = EXPORTS[which].to_vec();
        for (at, length, new) in cuts {
            let at = at.index(bytes.len() + 1);
            let end = (at + length).min(bytes.len());
            bytes.splice(at..end, new);
        }
        let document = document(&bytes);
        prop_assert_eq!(document.to_bytes(), bytes);
        match busy(&document, &options()) {
            Ok(report) => prop_assert!(report.busy.is_sorted_by_key(|one| one.interval)),
            Err(error) => prop_assert_eq!(error.code(), "ical.not-calendar"),
        }
    }

    /// What a range answers is what its parts answer together.
    #[test]
    fn a_range_can_be_split(text in calendar_like(), days in 1i64..180) {
        prop_assume!(!text.starts_with("BEGIN:VCALENDAR\r\n\r\n "));
        let whole = BusyOptions::new(zone("Europe/Berlin"), range("2027-01-01", "2027-07-01"));
        let at = whole.range.start_secs() + days * 86_400;
        let part = |from, until| BusyOptions { range: Interval::from_secs(from, until).unwrap(), ..whole.clone() };
        let parts = [part(whole.range.start_secs(), at), part(at, whole.range.end_secs())];
        // A rule beyond its budget blocks with what was found first, which depends on where the range begins.
        let report = busy(&document(&text), &whole).unwrap();
        prop_assume!(!codes(&report).iter().any(|code| code.ends_with("recur.too-many")));
        let of = |options: &BusyOptions<'_>| busy(&document(&text), options).unwrap().busy;
        let mut both = [of(&parts[0]), of(&parts[1])].concat();
        both.sort_by_key(|one| (one.interval, one.line, one.recurrence));
        both.dedup();
        let mut all = report.busy;
        all.sort_by_key(|one| (one.interval, one.line, one.recurrence));
        all.dedup();
        prop_assert_eq!(both, all);
    }
}
