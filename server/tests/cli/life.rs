//! A series from its booking to its end, and what is kept of people.

use crate::{Said, config, kalends};
use serde_json::{Value, json};
use std::path::Path;

/// A file that holds Anna and the lesson; words are split at blanks, and `now` stands for the present instant.
fn opened(folder: &Path) -> impl Fn(&str, &str) -> Said {
    std::fs::write(folder.join("config.json"), config().to_string()).unwrap();
    let run = move |words: &str, now: &str| {
        let words: Vec<&str> = words.split(' ').collect();
        kalends(folder, &[&words[..], &["--db", "k.db", "--now", now]].concat(), "")
    };
    assert_eq!(kalends(folder, &["put", "config.json", "--db", "k.db"], "").code, 0);
    run
}

fn starts(answer: &Value) -> Vec<String> {
    let bookings = answer["accepted"]["bookings"].as_array().unwrap();
    bookings.iter().map(|one| one["span"]["start"].as_str().unwrap().to_owned()).collect()
}

/// Mondays at nine in Berlin, over the change of 25 October 2026: 07:00 in UTC before, 08:00 after.
#[test]
fn a_series_is_shown_booked_paused_resumed_and_ended() {
    let folder = tempfile::tempdir().unwrap();
    let on = opened(folder.path());
    let now = "2026-10-12T00:00:00Z";
    assert_eq!(on("book --resource anna --service lesson --id b1 --start 2026-10-26T09:00", now).code, 0);
    let book = "series book s1 --resource anna --service lesson --start 2026-10-19T09:00 \
                --rule FREQ=WEEKLY;COUNT=4 --client ada";
    let refused = on(book, now);
    assert_eq!(refused.code, 1);
    assert!(refused.out.contains("0 of 4 occurrences booked\n"), "{}", refused.out);
    assert!(refused.out.contains("left out\n    - "), "{}", refused.out);
    let skip = format!("{book} --on-conflict skip");
    let told = on(&format!("{skip} --what-if"), now);
    assert!(told.out.starts_with("nothing is changed; it would be:\n"), "{}", told.out);
    assert!(told.out.contains("series s1, version 1: 3 of 4 occurrences booked\n"), "{}", told.out);
    assert_eq!(on("series cancel s1", now).code, 2, "there is none yet");
    let booked = on(&format!("{skip} --json"), now).json();
    let expected = ["2026-10-19T07:00:00Z", "2026-11-02T08:00:00Z", "2026-11-09T08:00:00Z"];
    assert_eq!(starts(&booked), expected);
    assert_eq!(booked["accepted"]["plan"]["missing"], json!(1));

    let paused = on("series pause s1 --from 2026-11-01 --until 2026-11-05 --json", now).json();
    assert_eq!(starts(&paused), ["2026-11-02T08:00:00Z"]);
    let resumed = on("series resume s1 --on 2026-11-01 --json", now).json();
    assert_eq!(starts(&resumed), ["2026-11-02T08:00:00Z"]);
    let ended = on("series cancel s1 --from 2026-11-02T09:00:00 --json", now).json();
    assert_eq!(starts(&ended), ["2026-11-02T08:00:00Z", "2026-11-09T08:00:00Z"]);

    let needs = |flag: &str| on(&format!("{book} --on-conflict {flag}"), now).code;
    assert_eq!((needs("move"), needs("extend"), needs("hope")), (2, 2, 2));
}

/// Whatever it is, it can be looked at first.
#[test]
fn what_if_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let on = opened(folder.path());
    let now = "2026-10-12T00:00:00Z";
    let held = on(
        "hold --resource anna --service lesson --id b1 --start 2026-10-26T09:00 --owner ada --what-if",
        now,
    );
    assert!(
        held.code == 0 && held.out.starts_with("nothing is changed; it would be:\nbooking b1, "),
        "{}",
        held.out
    );
    let group =
        json!({ "services": [{ "id": "lesson", "durations": ["PT1H"], "step": "PT30M", "seats": 2 }] });
    assert_eq!(kalends(folder.path(), &["put", "-", "--db", "k.db"], &group.to_string()).code, 0);
    let open = "session open s1 --resource anna --service lesson --start 2026-10-26T09:00 --as host";
    assert_eq!(on(&format!("{open} --what-if"), now).code, 0);
    assert_eq!(on("session cancel s1 --as host", now).code, 2, "there is none");
    assert_eq!(on(open, now).code, 0);
    assert_eq!(on("session cancel s1 --as host --what-if --json", now).json()["accepted"]["changed"], true);
    assert_eq!(on("session cancel s1 --as host --json", now).json()["accepted"]["changed"], true, "it stood");
}

/// The night of the change has 25 hours; what is handed out names nobody else.
#[test]
fn what_is_kept_of_a_person_is_handed_out_and_erased() {
    let folder = tempfile::tempdir().unwrap();
    let on = opened(folder.path());
    let now = "2026-10-12T00:00:00Z";
    let book = "book --resource anna --service lesson --id b1 --start 2026-10-26T09:00 --client ada --title Algebra \
                --participant attendee:ada:Ada:ada@example.org --participant payer:eve:Eve:eve@example.org";
    assert_eq!(on(book, now).code, 0);
    let kept = on("export --subject ada --json", now).json();
    assert_eq!(kept["bookings"][0]["participants"][0]["name"], json!("Ada"));
    assert_eq!(kept["bookings"][0]["participants"][1].get("name"), None);
    let calendar = on("export --subject ada", now).out;
    assert!(calendar.contains("SUMMARY:Algebra") && !calendar.contains("eve"), "{calendar}");
    assert_eq!(on("export --subject nobody", now).out.matches("BEGIN:VEVENT").count(), 0);

    let refused = on("erase ada", now);
    assert_eq!(
        (refused.code, refused.out.as_str()),
        (1, "nothing is erased; still to come:\n  booking b1\n")
    );
    let done = on("erase ada --cancel", now);
    assert_eq!((done.code, done.out.as_str()), (0, "erased from 1 booking\n  booking b1 cancelled\n"));
    let left = on("export --subject ada --json", now).json();
    assert_eq!(left["bookings"][0]["participants"][0], json!({ "subject": "ada", "role": "attendee" }));
    assert_eq!(on("history b1 --verify", now).out.lines().last(), Some("the chain fits"));

    assert_eq!(on("erase --ended-by 2026-10-26T08:59:59Z", now).out, "erased from 0 bookings\n");
    assert_eq!(on("erase --ended-by 2026-10-26T09:00:00Z --json", now).json()["bookings"], json!(1));
    assert_eq!(on("erase ada --ended-by 2026-10-26T09:00:00Z", now).code, 2);
    assert_eq!(on("erase", now).code, 2);
}
