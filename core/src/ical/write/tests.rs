use super::*;
use crate::error::Error;
use crate::ical::{Document, Status};
use crate::interval::Interval;
use crate::limits::Limits;
use crate::time::parse_instant;
use crate::zone::{Zone, ZoneDb};
use proptest::prelude::*;

fn span(start: &str, end: &str) -> Interval {
    Interval::new(parse_instant(start).unwrap(), parse_instant(end).unwrap()).unwrap()
}

fn zone(name: &str) -> Zone {
    ZoneDb::builtin().get(name).unwrap()
}

fn lesson(zone: Zone) -> Invitation {
    let stamp = parse_instant("2027-01-02T03:04:05.678Z").unwrap();
    let mut lesson =
        Invitation::new("b17@example.org", span("2027-01-31T08:00:00Z", "2027-01-31T09:00:00Z"), zone, stamp);
    lesson.summary = "Latin".to_owned();
    lesson
}

fn invited() -> Invitation {
    let mut lesson = lesson(zone("Europe/Berlin"));
    lesson.sequence = 3;
    lesson.status = Status::Tentative;
    lesson.description = Some(
        "Bring: the book, pages 1\\2; a pen.\r\nTürkçe öğreniyoruz – bir kahve ile, her gün saat dokuzda."
            .to_owned(),
    );
    lesson.location = Some("Room 5".to_owned());
    lesson.url = Some("https://example.org/b/17?a=1;b=2,3".to_owned());
    lesson.organizer = Some(Organizer {
        address: "ann@example.org".to_owned(),
        name: Some("Ann \"Annie\" O'Neil, PhD".to_owned()),
    });
    lesson.attendees = vec![
        Attendee {
            address: "mailto:bob@example.org".to_owned(),
            name: Some("Bob".to_owned()),
            role: Role::Required,
            reply: Reply::NeedsAction,
            rsvp: true,
        },
        Attendee {
            address: "urn:uuid:8d5f3a1e".to_owned(),
            name: None,
            role: Role::Informed,
            reply: Reply::Accepted,
            rsvp: false,
        },
    ];
    lesson
}

fn text(method: Method, invitations: &[Invitation]) -> String {
    write(method, invitations, &Limits::default()).unwrap()
}

fn refuse(method: Method, invitations: &[Invitation]) -> Error {
    write(method, invitations, &Limits::default()).unwrap_err()
}

/// Written by hand after RFC 5545 and RFC 5546; folds at 75 octets.
const REQUEST: &str = "\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Kalends//Kalends//EN
CALSCALE:GREGORIAN
METHOD:REQUEST
BEGIN:VTIMEZONE
TZID:Europe/Berlin
BEGIN:STANDARD
DTSTART:20261025T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:20270328T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
END:VTIMEZONE
BEGIN:VEVENT
UID:b17@example.org
DTSTAMP:20270102T030405Z
SEQUENCE:3
DTSTART;TZID=Europe/Berlin:20270131T090000
DTEND;TZID=Europe/Berlin:20270131T100000
SUMMARY:Latin
DESCRIPTION:Bring: the book\\, pages 1\\\\2\\; a pen.\\nTürkçe öğreniyoruz 
 – bir kahve ile\\, her gün saat dokuzda.
LOCATION:Room 5
URL:https://example.org/b/17?a=1;b=2,3
STATUS:TENTATIVE
ORGANIZER;CN=\"Ann ^'Annie^' O'Neil, PhD\":mailto:ann@example.org
ATTENDEE;CN=Bob;PARTSTAT=NEEDS-ACTION;ROLE=REQ-PARTICIPANT;RSVP=TRUE:mailto
 :bob@example.org
ATTENDEE;PARTSTAT=ACCEPTED;ROLE=NON-PARTICIPANT;RSVP=FALSE:urn:uuid:8d5f3a1
 e
END:VEVENT
END:VCALENDAR
";

#[test]
fn an_invitation_is_written_as_the_standard_says() {
    assert_eq!(text(Method::Request, &[invited()]), REQUEST.replace('\n', "\r\n"));
}

#[test]
fn no_line_is_longer_than_75_octets() {
    let mut lesson = lesson(Zone::utc());
    lesson.description = Some("ä€😀 x".repeat(2_000));
    let written = text(Method::Publish, &[lesson.clone()]);
    assert!(written.split("\r\n").all(|line| line.len() <= 75));
    let document = Document::parse(written, &Limits::default()).unwrap();
    let event = document.components().next().unwrap().components().next().unwrap();
    assert_eq!(event.property("DESCRIPTION").unwrap().text(), lesson.description.unwrap());
}

#[test]
fn a_cancellation_says_so_twice_and_keeps_its_identity() {
    let mut cancelled = invited();
    cancelled.attendees.truncate(1);
    let text = text(Method::Cancel, &[cancelled]);
    for line in ["METHOD:CANCEL", "STATUS:CANCELLED", "UID:b17@example.org", "SEQUENCE:3"] {
        assert!(text.contains(&format!("\r\n{line}\r\n")), "{line}");
    }
}

#[test]
fn a_publication_has_no_attendees_and_one_zone_for_many_bookings() {
    let mut late = invited();
    late.span = span("2031-07-01T08:00:00Z", "2031-07-01T09:00:00Z");
    let utc = lesson(Zone::utc());
    let text = text(Method::Publish, &[invited(), late, utc, lesson(zone("Asia/Tokyo"))]);
    let count = |what: &str| text.matches(what).count();
    assert_eq!((count("BEGIN:VEVENT"), count("BEGIN:VTIMEZONE"), count("ATTENDEE")), (4, 2, 0));
    assert!(text.contains("\r\nDTSTART:20270131T080000Z\r\n"));
    assert!(text.contains("\r\nDTSTART;TZID=Europe/Berlin:20310701T100000\r\n"));
}

#[test]
fn what_rfc_5546_asks_for_is_asked_for() {
    let details =
        |error: Error| (error.code(), error.details().last().unwrap().1.clone(), error.path().to_owned());
    let incomplete = |what: &str| ("ical.incomplete", what.to_owned(), "[0]".to_owned());
    let bare = lesson(Zone::utc());
    assert_eq!(details(refuse(Method::Request, std::slice::from_ref(&bare))), incomplete("ORGANIZER"));
    assert_eq!(details(refuse(Method::Cancel, &[bare])), incomplete("ORGANIZER"));
    let mut alone = invited();
    alone.attendees.clear();
    assert_eq!(details(refuse(Method::Request, &[alone])), incomplete("ATTENDEE"));
    let mut nameless = invited();
    nameless.uid = " ".to_owned();
    assert_eq!(details(refuse(Method::Publish, &[nameless])), incomplete("UID"));
    assert_eq!(refuse(Method::Request, &[invited(), invited()]).code(), "ical.several-events");
    assert_eq!(refuse(Method::Cancel, &[]).code(), "ical.several-events");
    assert_eq!(text(Method::Publish, &[]).lines().count(), 6);
}

#[test]
fn control_characters_are_refused_wherever_they_stand() {
    type Spoil = fn(&mut Invitation);
    let bad: [(&str, Spoil); 7] = [
        ("UID", |i| i.uid.push('\0')),
        ("SUMMARY", |i| i.summary.push('\r')),
        ("DESCRIPTION", |i| i.description = Some("\u{7f}".to_owned())),
        ("LOCATION", |i| i.location = Some("\u{1b}[0m".to_owned())),
        ("URL", |i| i.url = Some("https://x\nATTENDEE:evil".to_owned())),
        ("ORGANIZER", |i| i.organizer = Some(Organizer { address: "a@x\nX:1".to_owned(), name: None })),
        ("ATTENDEE", |i| i.attendees[0].name = Some("\u{8}".to_owned())),
    ];
    for (property, spoil) in bad {
        let mut invitation = invited();
        spoil(&mut invitation);
        let error = refuse(Method::Request, &[invitation]);
        assert_eq!(
            (error.code(), error.details()[0].1.as_str(), error.path()),
            ("ical.unwritable", property, "[0]")
        );
    }
}

#[test]
fn texts_have_a_limit() {
    let mut long = lesson(Zone::utc());
    long.summary = "x".repeat(65_537);
    assert_eq!(refuse(Method::Publish, &[long]).code(), "ical.too-long");
}

/// The observances of a zone for one booking: `kind onset from to rule`.
fn vtimezone(zone: Zone, start: &str, end: &str) -> Vec<String> {
    let mut booking = lesson(zone);
    booking.span = span(start, end);
    let document = Document::parse(text(Method::Publish, &[booking]), &Limits::default()).unwrap();
    let calendar = document.components().next().unwrap();
    let zone = calendar.components().find(|c| c.is("VTIMEZONE")).unwrap();
    let words = |c: crate::ical::Component<'_>| {
        let values = c.properties().map(|p| p.text());
        std::iter::once(c.name()).chain(values).collect::<Vec<_>>().join(" ")
    };
    zone.components().map(words).collect()
}

#[test]
fn observances_fit_the_zone() {
    let in_2027 = |name: &str| vtimezone(zone(name), "2027-07-01T08:00:00Z", "2027-07-01T09:00:00Z");
    // No summer time since 1951: what has held since then.
    assert_eq!(in_2027("Asia/Tokyo"), ["STANDARD 19510909T010000 +1000 +0900"]);
    // The second Sunday in March, the first in November.
    assert_eq!(
        in_2027("America/New_York"),
        [
            "DAYLIGHT 20270314T020000 -0500 -0400 FREQ=YEARLY;BYMONTH=3;BYDAY=2SU",
            "STANDARD 20271107T020000 -0400 -0500 FREQ=YEARLY;BYMONTH=11;BYDAY=1SU"
        ]
    );
    // Europe's instant is the Saturday evening before in Greenland: neither the nth nor the last Saturday.
    assert_eq!(
        in_2027("America/Nuuk"),
        [
            "DAYLIGHT 20270327T230000 -0200 -0100 FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=24,25,26,27,28,29,30;BYDAY=SA",
            "STANDARD 20271031T000000 -0100 -0200 FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU"
        ]
    );
    // Russia went to winter time for good in 2014.
    assert_eq!(in_2027("Europe/Moscow"), ["STANDARD 20141026T020000 +0400 +0300"]);
    // Turkey never left the summer time of 2016, and that is its standard time now.
    assert_eq!(in_2027("Europe/Istanbul"), ["STANDARD 20160327T030000 +0200 +0300"]);
    // A constant offset has always held.
    assert_eq!(
        vtimezone(Zone::fixed(19_800).unwrap(), "2027-07-01T08:00:00Z", "2027-07-01T09:00:00Z"),
        ["STANDARD 19700101T000000 +0530 +0530"]
    );
}

#[test]
fn changes_before_a_rule_settled_are_written_one_by_one() {
    // The United States moved their dates in 2007: the old ones hold for the booking, the new ones from then on.
    assert_eq!(
        vtimezone(zone("America/New_York"), "2006-07-01T08:00:00Z", "2006-07-01T09:00:00Z"),
        [
            "DAYLIGHT 20060402T020000 -0500 -0400",
            "STANDARD 20061029T020000 -0400 -0500",
            "DAYLIGHT 20070311T020000 -0500 -0400 FREQ=YEARLY;BYMONTH=3;BYDAY=2SU",
            "STANDARD 20071104T020000 -0400 -0500 FREQ=YEARLY;BYMONTH=11;BYDAY=1SU"
        ]
    );
}

proptest! {
    #[test]
    fn any_text_is_read_back_or_refused(
        summary in any::<String>(),
        name in any::<String>(),
        description in "[ -~\n,;:\\\\\"^ä€😀]{0,300}",
    ) {
        let mut invitation = invited();
        invitation.summary = summary.clone();
        invitation.description = Some(description.clone());
        invitation.attendees[0].name = Some(name.clone());
        let control = |s: &str| s.replace("\r\n", "").contains(|c: char| c.is_ascii_control() && c != '\n' && c != '\t');
        let expected = control(&summary) || control(&name);
        match write(Method::Request, &[invitation], &Limits::default()) {
            Err(error) => prop_assert!(expected && error.code() == "ical.unwritable"),
            Ok(text) => {
                prop_assert!(!expected);
                let document = Document::parse(text, &Limits::default()).unwrap();
                prop_assert_eq!(document.problems(), &[]);
                let event = document.components().next().unwrap().components().nth(1).unwrap();
                prop_assert_eq!(event.property("SUMMARY").unwrap().text(), summary.replace("\r\n", "\n"));
                prop_assert_eq!(event.property("DESCRIPTION").unwrap().text(), description);
                let cn = event.property("ATTENDEE").unwrap().param("CN");
                prop_assert_eq!(cn.unwrap(), name.replace("\r\n", "\n"));
            }
        }
    }
}

/// The zone that a reader makes of the VTIMEZONE that was written for one booking.
fn read_zone(booking: &Invitation) -> Zone {
    let document =
        Document::parse(text(Method::Publish, std::slice::from_ref(booking)), &Limits::default()).unwrap();
    assert_eq!(document.problems(), []);
    let vtimezone = document.every_component().find(|c| c.is("VTIMEZONE")).unwrap();
    let (view, problems) = crate::ical::Timezone::read(vtimezone);
    assert_eq!(problems, []);
    view.zone().unwrap()
}

#[test]
fn every_zone_is_read_back_as_it_was_for_the_booking_and_a_year_on() {
    for name in ZoneDb::builtin().names() {
        for year in [1950, 1985, 2006, 2027, 2087] {
            let mut booking = lesson(zone(name));
            if booking.zone == Zone::utc() {
                continue;
            }
            booking.span = span(&format!("{year}-03-28T00:30:00Z"), &format!("{year}-03-30T02:30:00Z"));
            let again = read_zone(&booking);
            let mut at = booking.span.start();
            for _ in 0..366 * 4 {
                assert_eq!(again.offset_at(at), booking.zone.offset_at(at), "{name} at {at}");
                at += chrono::TimeDelta::hours(6);
            }
        }
    }
}

#[test]
fn a_booking_is_busy_when_it_takes_place() {
    use crate::ical::{BusyOptions, busy};
    let mut bookings = Vec::new();
    // Every half hour around the changes of both kinds, so into the gap's edges and both halves of the fold.
    for day in ["2027-03-28", "2027-10-31"] {
        for half_hour in 0..8 {
            let mut booking = lesson(zone("Europe/Berlin"));
            let start = parse_instant(&format!("{day}T00:00:00Z")).unwrap()
                + chrono::TimeDelta::minutes(30 * half_hour);
            booking.span = Interval::new(start, start + chrono::TimeDelta::minutes(30)).unwrap();
            booking.uid = format!("{day}-{half_hour}");
            bookings.push(booking);
        }
    }
    let document = Document::parse(text(Method::Publish, &bookings), &Limits::default()).unwrap();
    let range = span("2027-01-01T00:00:00Z", "2028-01-01T00:00:00Z");
    let report = busy(&document, &BusyOptions::new(zone("Asia/Tokyo"), range)).unwrap();
    assert_eq!(report.problems, []);
    let read: Vec<(Interval, Option<&str>)> =
        report.busy.iter().map(|one| (one.interval, one.uid.as_deref())).collect();
    let written: Vec<_> = bookings.iter().map(|one| (one.span, Some(one.uid.as_str()))).collect();
    assert_eq!(read, written);
}
