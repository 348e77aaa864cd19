use super::*;
use crate::ical::problem::{Problem, Problems};
use crate::ical::tree::Document;
use crate::ical::view::Timezone;
use crate::limits::Limits;
use crate::time::{MAX_INSTANT, MIN_INSTANT, parse_instant};
use crate::zone::{Zone, ZoneDb};
use std::sync::Arc;

fn document(text: &str) -> Document {
    Document::parse(text, &Limits::default()).unwrap()
}

/// What a TZID means beside these VTIMEZONEs, by name of the zone, and the codes of the problems.
fn meaning(tzid: &str, calendar: &str) -> (String, Vec<&'static str>) {
    let document = document(calendar);
    let owner = ZoneDb::builtin().get("Asia/Kathmandu").unwrap();
    let mut zones = Zones::new(ZoneDb::builtin(), owner);
    for component in document.every_component().filter(|c| c.is("VTIMEZONE")) {
        zones.define(1, component);
    }
    let mut problems = Problems::default();
    let zone = zones.zone(1, &Arc::from(tzid), 7, &mut problems);
    zones.zone(1, &Arc::from(tzid), 8, &mut problems); // asked twice, reported once
    let name =
        format!("{} {:+}", zone.name(), zone.offset_at(parse_instant("2027-01-15T00:00:00Z").unwrap()));
    (name, problems.finish().iter().map(Problem::code).collect())
}

fn vtimezone(tzid: &str, more: &str) -> String {
    format!(
        "BEGIN:VTIMEZONE\nTZID:{tzid}\n{more}\nBEGIN:STANDARD\nDTSTART:16010101T000000\nTZOFFSETFROM:+1234\n\
         TZOFFSETTO:+1234\nEND:STANDARD\nEND:VTIMEZONE\n"
    )
}

const OWN: i32 = 12 * 3600 + 34 * 60;

#[test]
fn place_names_mean_the_zone_data_whatever_the_file_says() {
    for tzid in [
        "Europe/Berlin",
        "europe/berlin",
        "/freeassociation.sourceforge.net/Tzfile/Europe/Berlin",
        "/freeassociation.sourceforge.net/Europe/Berlin",
        "/mozilla.org/20050126_1/Europe/Berlin",
        "/softwarestudio.org/Olson_20011030_5/Europe/Berlin",
        "W. Europe Standard Time",
        "tzone://Microsoft/W. Europe Standard Time",
    ] {
        let own = vtimezone(tzid, "");
        assert_eq!(meaning(tzid, &own), ("Europe/Berlin +3600".to_owned(), vec![]), "{tzid}");
        assert_eq!(meaning(tzid, ""), ("Europe/Berlin +3600".to_owned(), vec![]), "{tzid}");
    }
    let three = "/mozilla.org/20070129_1/America/Argentina/Buenos_Aires";
    assert_eq!(meaning(three, "").0, "America/Argentina/Buenos_Aires -10800");
    assert_eq!(meaning("tzone://Microsoft/Utc", "").0, "UTC +0");
    assert_eq!(meaning("/example.org/UTC", &vtimezone("/example.org/UTC", "")).0, "UTC +0");
}

#[test]
fn the_file_decides_about_short_and_unknown_names() {
    for tzid in ["EST", "CET", "Customized Time Zone", "(UTC+01:00) Amsterdam, Berlin", "My/EST", "MEZ"] {
        assert_eq!(meaning(tzid, &vtimezone(tzid, "")), (format!("{tzid} {OWN:+}"), vec![]), "{tzid}");
    }
    assert_eq!(meaning("EST5EDT", "").0, "EST5EDT -18000");
    assert_eq!(meaning("MEZ", &vtimezone("MEZ", "X-LIC-LOCATION:Europe/Vienna")).0, "Europe/Vienna +3600");
    assert_eq!(meaning("MEZ", &vtimezone("MEZ", "X-LIC-LOCATION:Nowhere")).0, format!("MEZ {OWN:+}"));
}

#[test]
fn an_unknown_name_means_the_owners_zone_and_is_reported_once() {
    for tzid in ["Nowhere", "Europe/Nowhere", "/", "", "tzone://Microsoft/Custom"] {
        assert_eq!(
            meaning(tzid, ""),
            ("Asia/Kathmandu +20700".to_owned(), vec!["ical.unknown-zone"]),
            "{tzid}"
        );
    }
    let long = "x/".repeat(100_000);
    assert_eq!(meaning(&long, "").1, ["ical.unknown-zone"]);
    let empty = "BEGIN:VTIMEZONE\nTZID:Nowhere\nEND:VTIMEZONE\n";
    assert_eq!(meaning("Nowhere", empty).1, ["ical.timezone", "ical.unknown-zone"]);
}

fn zone(observances: &str) -> Zone {
    let (view, problems) = read(observances);
    assert_eq!(problems, []);
    view.zone().unwrap()
}

fn read(observances: &str) -> (Timezone, Vec<Problem>) {
    let document = document(&format!("BEGIN:VTIMEZONE\nTZID:Own\n{observances}END:VTIMEZONE\n"));
    Timezone::read(document.components().next().unwrap())
}

fn observance(kind: &str, onset: &str, from: &str, to: &str, more: &str) -> String {
    format!("BEGIN:{kind}\nDTSTART:{onset}\nTZOFFSETFROM:{from}\nTZOFFSETTO:{to}\n{more}\nEND:{kind}\n")
}

/// Whether two zones have the same changes between two years.
fn same(a: &Zone, b: &Zone, from: &str, until: &str) {
    let (mut at, until) = (parse_instant(from).unwrap(), parse_instant(until).unwrap());
    loop {
        let (one, other) = (a.next_transition(at), b.next_transition(at));
        let within = |t: Option<crate::zone::Transition>| t.filter(|t| t.at < until);
        assert_eq!(within(one), within(other));
        assert_eq!(a.offset_at(at), b.offset_at(at));
        match within(one) {
            Some(next) => at = next.at,
            None => return,
        }
    }
}

#[test]
fn two_endless_rules_hold_for_ever() {
    let berlin = ZoneDb::builtin().get("Europe/Berlin").unwrap();
    let standard = observance(
        "STANDARD",
        "19961027T030000",
        "+0200",
        "+0100",
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10",
    );
    let daylight =
        observance("DAYLIGHT", "19810329T020000", "+0100", "+0200", "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU");
    same(&zone(&(standard + &daylight)), &berlin, "1997-01-01T00:00:00Z", "9998-01-01T00:00:00Z");

    // Outlook: DTSTART in 1601, which the rule does not name; INTERVAL written out.
    let standard = observance(
        "STANDARD",
        "16010101T020000",
        "-0400",
        "-0500",
        "RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=1SU;BYMONTH=11",
    );
    let daylight = observance(
        "DAYLIGHT",
        "16010101T020000",
        "-0500",
        "-0400",
        "RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=2SU;BYMONTH=3",
    );
    let own = zone(&(standard + &daylight));
    let new_york = ZoneDb::builtin().get("America/New_York").unwrap();
    same(&own, &new_york, "2007-01-01T00:00:00Z", "9998-01-01T00:00:00Z");
    assert_eq!(own.offset_at(MIN_INSTANT), -4 * 3600); // what its first STANDARD comes from

    // A weekday in a week of dates, and a weekday picked out of a month.
    let standard = observance(
        "STANDARD",
        "20071104T020000",
        "-0400",
        "-0500",
        "RRULE:FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=1,2,3,4,5,6,7;BYDAY=SU",
    );
    let daylight = observance(
        "DAYLIGHT",
        "20070311T020000",
        "-0500",
        "-0400",
        "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=SU;BYSETPOS=2",
    );
    same(&zone(&(standard + &daylight)), &new_york, "2007-01-01T00:00:00Z", "9998-01-01T00:00:00Z");
}

#[test]
fn a_history_of_rules_is_followed_as_it_was() {
    // Apple's form: older rules end with UNTIL, in UTC.
    let new_york = ZoneDb::builtin().get("America/New_York").unwrap();
    let own = zone(
        &[
            observance(
                "DAYLIGHT",
                "19870405T020000",
                "-0500",
                "-0400",
                "RRULE:FREQ=YEARLY;BYMONTH=4;BYDAY=1SU;UNTIL=20060402T070000Z",
            ),
            observance(
                "STANDARD",
                "19671029T020000",
                "-0400",
                "-0500",
                "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU;UNTIL=20061029T060000Z",
            ),
            observance(
                "DAYLIGHT",
                "20070311T020000",
                "-0500",
                "-0400",
                "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU",
            ),
            observance(
                "STANDARD",
                "20071104T020000",
                "-0400",
                "-0500",
                "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU",
            ),
        ]
        .concat(),
    );
    same(&own, &new_york, "1987-01-01T00:00:00Z", "9998-01-01T00:00:00Z");
}

#[test]
fn listed_onsets_are_all_there_is() {
    let own = zone(
        &[
            observance("STANDARD", "20141026T020000", "+0400", "+0300", "RDATE:20141026T020000"),
            observance("DAYLIGHT", "20110327T020000", "+0300", "+0400", ""),
            observance("DAYLIGHT", "20100328T020000", "+0300", "+0400", "RDATE:20100328T020000"),
            observance("STANDARD", "20101031T030000", "+0400", "+0300", ""),
        ]
        .concat(),
    );
    let moscow = ZoneDb::builtin().get("Europe/Moscow").unwrap();
    same(&own, &moscow, "2010-01-01T00:00:00Z", "9998-01-01T00:00:00Z");
    let constant = zone(&observance("STANDARD", "16010101T000000", "+0530", "+0530", ""));
    assert_eq!((constant.offset_at(MIN_INSTANT), constant.offset_at(MAX_INSTANT)), (19_800, 19_800));
}

#[test]
fn uncommon_rules_are_followed_to_the_end_of_2100() {
    // Every second year: no yearly change. 1 October of even years, 1 April of odd years.
    let own = zone(
        &[
            observance(
                "DAYLIGHT",
                "20000401T000000",
                "+0000",
                "+0100",
                "RRULE:FREQ=YEARLY;INTERVAL=2;BYMONTH=4;BYMONTHDAY=1",
            ),
            observance(
                "STANDARD",
                "20011001T000000",
                "+0100",
                "+0000",
                "RRULE:FREQ=YEARLY;INTERVAL=2;BYMONTH=10;BYMONTHDAY=1",
            ),
        ]
        .concat(),
    );
    let offset = |text| own.offset_at(parse_instant(text).unwrap());
    assert_eq!((offset("2027-01-01T00:00:00Z"), offset("2027-11-01T00:00:00Z")), (3600, 0));
    assert_eq!((offset("2100-01-01T00:00:00Z"), offset("2100-12-31T00:00:00Z")), (0, 3600));
    assert_eq!(offset("2400-01-01T00:00:00Z"), 3600);
}

#[test]
fn a_zone_that_is_no_zone_says_why() {
    let (view, problems) =
        read("BEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:+0100\nEND:STANDARD\n");
    assert_eq!((problems[0].line(), problems[0].code()), (3, "ical.timezone"));
    assert_eq!(view.zone().unwrap_err().code(), "ical.timezone");
    let refused = |rule: &str| {
        read(&observance("STANDARD", "19700101T000000", "+0100", "+0200", rule)).0.zone().unwrap_err().code()
    };
    assert_eq!(refused("RRULE:FREQ=SOMETIMES"), "recur.malformed");
    assert_eq!(refused("RRULE:FREQ=SECONDLY"), "recur.too-many");
    let (view, problems) = read(&observance("STANDARD", "x", "+9999", "+0100", ""));
    let codes: Vec<_> = problems.iter().map(Problem::code).collect();
    assert_eq!((codes, view.observances.len()), (vec!["ical.timezone", "ical.value", "ical.value"], 0));
}
