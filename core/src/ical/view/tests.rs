use super::*;
use crate::ical::Period;
use crate::ical::{Document, End, Problem, Time};
use crate::limits::Limits;
use crate::time::CalendarDuration;

fn document(lines: &str) -> Document {
    Document::parse(format!("BEGIN:VEVENT\n{lines}\nEND:VEVENT\n"), &Limits::default()).unwrap()
}

fn event(lines: &str) -> (Event, Vec<String>) {
    let document = document(lines);
    let (event, problems) = Event::read(document.components().next().unwrap());
    (event, problems.iter().map(Problem::to_string).collect())
}

#[test]
fn the_first_of_two_starts_counts() {
    let (event, problems) = event("DTSTART:20270101\nDTSTART:20270201\nUID: a \nUID:b");
    assert_eq!(event.start.unwrap().wall().to_string(), "2027-01-01 00:00:00");
    assert_eq!(event.uid.as_deref(), Some("a"));
    let repeated =
        |line, name| format!("line {line}: {name} stands twice; the first one counts [ical.repeated]");
    assert_eq!(problems, [repeated(3, "DTSTART"), repeated(5, "UID")]);
}

#[test]
fn an_unreadable_value_is_absent_and_named() {
    let (event, problems) = event("DTSTART:2006720T080000Z\nDURATION:1H\nSEQUENCE:two\nUID:");
    assert_eq!(event, Event { line: 1, ..Event::default() });
    assert_eq!(
        problems,
        [
            "line 2: DTSTART value `2006720T080000Z` is unreadable; expected 20270131, 20270131T090000 or \
             20270131T080000Z [ical.value]",
            "line 3: DURATION value `1H` is unreadable; expected a duration such as PT1H30M or P1D [ical.value]",
            "line 4: SEQUENCE value `two` is unreadable; expected a whole number [ical.value]",
        ]
    );
}

#[test]
fn an_end_wins_over_a_duration() {
    let (event, problems) = event("DURATION:PT1H\nDTEND:20270101T100000Z");
    assert!(matches!(event.end, Some(End::At(Time::Utc(_)))));
    assert_eq!(problems, ["line 1: the event has DTEND and DURATION; DTEND counts [ical.both-ends]"]);
}

#[test]
fn a_negative_duration_is_no_time() {
    let (event, problems) = event("DURATION:-PT1H");
    assert_eq!(event.end, Some(End::After(CalendarDuration::ZERO)));
    assert_eq!(problems, ["line 2: the end -PT1H is before the start DTSTART [ical.end-before-start]"]);
}

#[test]
fn lists_of_dates_are_read_item_by_item() {
    let (event, problems) = event(
        "RDATE;VALUE=PERIOD:19960403T020000Z/19960403T040000Z,19960404T010000Z/PT3H,\n\
         RDATE;TZID=Europe/Paris:20270101T090000,nonsense,20270102\nEXDATE:20270103T000000Z,x",
    );
    assert_eq!(event.dates.len(), 4);
    assert!(matches!(event.dates[1], RecurrenceDate::Period(Period { end: End::After(_), .. })));
    assert!(
        matches!(&event.dates[2], RecurrenceDate::Start(Time::Zoned { tzid, .. }) if &**tzid == "Europe/Paris")
    );
    assert_eq!(event.excluded_dates.len(), 1);
    assert_eq!(problems.len(), 2);
}

#[test]
fn states_are_read_in_any_case() {
    let (event, _) =
        event("STATUS:cancelled\nTRANSP:Transparent\nX-MICROSOFT-CDO-BUSYSTATUS:oof\nSEQUENCE: 3");
    assert_eq!((event.status, event.transparent, event.sequence), (Some(Status::Cancelled), true, 3));
    assert_eq!(event.microsoft_busy, Some(MicrosoftBusy::OutOfOffice));
}

#[test]
fn the_range_of_an_override_is_one_or_all_later() {
    let (all, _) = event("RECURRENCE-ID;RANGE=THISANDFUTURE:20270101T090000Z");
    assert!(all.recurrence_id.unwrap().and_future);
    let (one, problems) = event("RECURRENCE-ID;RANGE=THISANDPRIOR:20270101T090000Z");
    assert!(!one.recurrence_id.unwrap().and_future);
    assert_eq!(
        problems,
        ["line 2: RANGE `THISANDPRIOR` is unknown; expected THISANDFUTURE [ical.odd-range]"]
    );
}

#[test]
fn free_busy_types_are_read_and_unknown_ones_are_busy() {
    let lines = "FREEBUSY;FBTYPE=free:19970308T160000Z/PT3H\nFREEBUSY:19970308T200000Z/PT1H,x\n\
                 FREEBUSY;FBTYPE=BUSY-TENTATIVE:19970309T160000Z/PT3H\nFREEBUSY;FBTYPE=X-Y:19970309T160000Z/PT3H";
    let document = document(lines);
    let (freebusy, problems) = FreeBusy::read(document.components().next().unwrap());
    let types: Vec<BusyType> = freebusy.periods.iter().map(|period| period.busy).collect();
    assert_eq!(types, [BusyType::Free, BusyType::Busy, BusyType::Tentative, BusyType::Busy]);
    assert_eq!((problems.len(), problems[0].line(), problems[0].code()), (1, 3, "ical.value"));
}
