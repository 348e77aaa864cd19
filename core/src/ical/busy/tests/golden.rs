//! Exports as the big programs write them, and the busy time worked out by hand.

use super::*;

/// `start/end kind recurrence summary` of each busy event; dates are 2027's.
fn busy_lines(bytes: &[u8], options: &BusyOptions<'_>) -> Vec<String> {
    let report = busy(&document(bytes), options).unwrap();
    assert_eq!(report.problems, []);
    let line = |event: &BusyEvent| {
        let kind = match event.kind {
            BusyKind::Busy => "busy",
            BusyKind::Tentative => "tentative",
            BusyKind::Unavailable => "unavailable",
        };
        let recurrence =
            event.recurrence.map_or("-".to_owned(), |wall| wall.format("%m-%dT%H:%M").to_string());
        let day = if event.all_day { " day" } else { "" };
        let summary = event.summary.as_deref().unwrap_or("-");
        format!("{} {kind}{day} {recurrence} {summary}", event.interval)
            .replace("2027-", "")
            .replace(":00Z", "Z")
    };
    report.busy.iter().map(line).collect()
}

#[test]
fn google() {
    let options = BusyOptions::new(zone("Europe/Paris"), range("2027-03-01", "2027-05-01"));
    let bytes = include_bytes!("../../../../tests/data/google.ics");
    assert_eq!(
        busy_lines(bytes, &options),
        [
            "03-09T08:00Z/03-09T09:00Z busy 03-09T09:00 Latin, cours du mardi",
            "03-10T13:00Z/03-10T14:00Z tentative - Café ?",
            // The 16th is an EXDATE.
            "03-23T08:00Z/03-23T09:00Z busy 03-23T09:00 Latin, cours du mardi",
            // The clocks change: 23 hours.
            "03-27T23:00Z/03-28T22:00Z busy day - Absence",
            // The 30th moved to the 31st, in summer time; 6 April is cancelled; the birthday is transparent.
            "03-31T12:00Z/03-31T13:00Z busy 03-30T09:00 Latin, cours déplacé",
        ]
    );
}

#[test]
fn tentative_time_can_be_free() {
    let mut options = BusyOptions::new(zone("Europe/Paris"), range("2027-03-10", "2027-03-11"));
    let bytes = include_bytes!("../../../../tests/data/google.ics");
    assert_eq!(busy_lines(bytes, &options).len(), 1);
    options.tentative_blocks = false;
    assert_eq!(busy_lines(bytes, &options), [] as [&str; 0]);
}

#[test]
fn apple() {
    let options = BusyOptions::new(zone("America/New_York"), range("2027-01-01", "2028-01-01"));
    assert_eq!(
        busy_lines(include_bytes!("../../../../tests/data/apple.ics"), &options),
        [
            // The second Mondays, 18:30: winter time until 14 March. UNTIL is 10 May, 23:59:59 in New York.
            "02-08T23:30Z/02-09T01:00Z busy 02-08T18:30 Choir",
            "03-08T23:30Z/03-09T01:00Z busy 03-08T18:30 Choir",
            // P1D over the change is 23 hours.
            "03-13T13:00Z/03-14T12:00Z busy - A day until the clock says eight again",
            "04-12T22:30Z/04-13T00:00Z busy 04-12T18:30 Choir",
            "05-10T22:30Z/05-11T00:00Z busy 05-10T18:30 Choir",
            "06-02T16:00Z/06-02T17:00Z busy - Lunch, wherever I am",
            // Three days, one of them of 25 hours.
            "11-06T04:00Z/11-09T05:00Z busy day - Trip",
            // The first 01:30, in summer time.
            "11-07T05:30Z/11-07T06:30Z busy - In the hour that comes twice",
        ]
    );
}

#[test]
fn outlook() {
    let mut options = BusyOptions::new(zone("Europe/Berlin"), range("2027-01-01", "2028-01-01"));
    let bytes = include_bytes!("../../../../tests/data/outlook.ics");
    let expected = [
        // Summer time of the customized zone begins on 4 April and ends on 26 September.
        "04-01T09:00Z/04-01T10:00Z busy 04-01T10:00 Jour fixe",
        "04-08T08:00Z/04-08T09:00Z busy 04-08T10:00 Jour fixe",
        "07-05T07:00Z/07-05T07:30Z busy - Kurz",
        "07-07T07:00Z/07-07T08:00Z busy 07-06T15:00 Ausnahme ohne ihre Serie",
        "09-27T09:00Z/09-27T10:00Z tentative - Am Tag nach der Umstellung",
        "12-24T23:00Z/12-26T23:00Z unavailable day - Weihnachten",
    ];
    assert_eq!(busy_lines(bytes, &options), expected);

    // Without Outlook's own word what is opaque is busy.
    options.microsoft_busy_status = false;
    options.range = range("2027-07-06", "2027-07-07");
    assert_eq!(busy_lines(bytes, &options), ["07-06T07:00Z/07-06T08:00Z busy - Frei gehalten"]);
}

#[test]
fn free_busy_answers() {
    let mut options = BusyOptions::new(Zone::utc(), range("2027-03-01", "2027-04-01"));
    let bytes = include_bytes!("../../../../tests/data/freebusy.ics");
    let expected = [
        "03-08T16:00Z/03-08T19:00Z busy - -",
        "03-08T20:00Z/03-08T21:00Z busy - -",
        "03-09T09:00Z/03-09T10:00Z tentative - -",
        "03-11T22:00Z/03-12T06:00Z unavailable - -",
        "03-13T09:00Z/03-13T09:15Z busy - -",
    ];
    assert_eq!(busy_lines(bytes, &options), expected);
    options.tentative_blocks = false;
    assert_eq!(busy_lines(bytes, &options).len(), 4);
}

#[test]
fn series() {
    let options = BusyOptions::new(zone("Europe/London"), range("2027-01-01", "2028-01-01"));
    assert_eq!(
        busy_lines(include_bytes!("../../../../tests/data/series.ics"), &options),
        [
            "03-01T09:00Z/03-01T10:00Z busy 03-01T09:00 Mondays at nine",
            "03-08T09:00Z/03-08T10:00Z busy 03-08T09:00 Mondays at nine",
            "03-16T10:30Z/03-16T12:00Z busy 03-15T09:00 Tuesdays at half past ten from the third on",
            "03-23T10:30Z/03-23T12:00Z busy 03-22T09:00 Tuesdays at half past ten from the third on",
            "04-02T07:00Z/04-02T07:30Z busy 03-29T09:00 and once on a Friday",
            "04-06T09:30Z/04-06T11:00Z busy 04-05T09:00 Tuesdays at half past ten from the third on",
            "05-01T08:00Z/05-01T09:00Z busy 05-01T08:00 Listed one by one",
            "05-02T08:00Z/05-02T09:00Z busy 05-02T08:00 Listed one by one",
            "05-04T08:00Z/05-04T10:00Z busy 05-04T08:00 Listed one by one",
            "05-05T08:00Z/05-05T08:15Z busy 05-05T08:00 Listed one by one",
            "06-06T23:00Z/06-07T23:00Z busy day 06-07T00:00 The first day counts although the rule does not name it",
            "06-16T23:00Z/06-17T23:00Z busy day 06-17T00:00 The first day counts although the rule does not name it",
        ]
    );
}

#[test]
fn the_exports_come_back_byte_for_byte() {
    for bytes in [
        &include_bytes!("../../../../tests/data/google.ics")[..],
        include_bytes!("../../../../tests/data/apple.ics"),
        include_bytes!("../../../../tests/data/outlook.ics"),
        include_bytes!("../../../../tests/data/freebusy.ics"),
        include_bytes!("../../../../tests/data/series.ics"),
    ] {
        let document = document(bytes);
        assert_eq!((document.problems(), document.is_complete()), (&[][..], true));
        assert_eq!(document.to_bytes(), bytes);
        let calendar = document.components().next().unwrap();
        assert_eq!(calendar.raw(), bytes.trim_ascii_end());
    }
}

#[cfg(feature = "serde")]
#[test]
fn a_report_is_plain_json_without_nulls() {
    let lines = event("DTSTART;VALUE=DATE:20270101\nRRULE:FREQ=YEARLY\nSUMMARY:a\nRDATE:x");
    let report =
        report("UTC", &format!("{lines}\nBEGIN:VEVENT\nDTSTART:20270301T090000Z\nDURATION:PT1H\nEND:VEVENT"));
    let zone_data = ZoneDb::builtin().release();
    let expected = serde_json::json!({
        "busy": [
            {
                "interval": { "start": "2027-01-01T00:00:00Z", "end": "2027-01-02T00:00:00Z" },
                "uid": "1", "recurrence": "2027-01-01T00:00:00", "summary": "a", "all_day": true, "kind": "busy",
                "line": 2
            },
            {
                "interval": { "start": "2027-03-01T09:00:00Z", "end": "2027-03-01T10:00:00Z" },
                "all_day": false, "kind": "busy", "line": 9
            }
        ],
        "problems": [
            {
                "line": 7, "code": "ical.value",
                "message": "RDATE value `x` is unreadable; expected a date, a time or a period"
            },
            { "line": 9, "code": "ical.no-uid", "message": "the event has no UID" }
        ],
        "zone_data": zone_data
    });
    assert_eq!(serde_json::to_value(&report).unwrap(), expected);
}
