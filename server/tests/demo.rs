//! The demo: its whole transcript, and what in it can be told by hand.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::process::Command;

fn demo(arguments: &[&str]) -> (String, i32) {
    let output = Command::new(env!("CARGO_BIN_EXE_kalends")).arg("demo").args(arguments).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    let text = String::from_utf8(output.stdout).unwrap().replace('\r', "");
    (text, output.status.code().unwrap())
}

/// The transcript without the names of this run's files.
fn transcript() -> String {
    let (text, code) = demo(&[]);
    assert_eq!(code, 0);
    let folder = text.lines().next().unwrap().strip_prefix("The sample files are in ").unwrap().to_owned();
    assert!(!std::path::Path::new(&folder).exists(), "{folder} stayed");
    text.replace(&folder, "FOLDER")
}

#[test]
fn the_transcript_is_what_it_was() {
    insta::assert_snapshot!(transcript());
}

/// Computed by hand from the sample data.
#[test]
fn the_awkward_hours_are_right() {
    let text = transcript();
    let count = |part: &str| text.matches(part).count();
    // New York's night of 1 November: both 01:30s, an hour apart in Nairobi, which has no clock changes.
    assert_eq!(count("Sun 2026-11-01 01:30 -04:00  Sun 2026-11-01 08:30 +03:00"), 1);
    assert_eq!(count("Sun 2026-11-01 01:30 -05:00  Sun 2026-11-01 09:30 +03:00"), 1);
    // 10:00 in Berlin before and after 25 October is 11:00 and 12:00 in Nairobi.
    assert_eq!(count("was Thu 2026-10-22 10:00–11:00 +02:00 in Europe/Berlin"), 1);
    assert_eq!(count("  Tue 2026-10-27 10:00–11:00 +01:00  Europe/Berlin\n"), 1);
    assert_eq!(count("  Tue 2026-10-27 12:00–13:00 +03:00  Africa/Nairobi\n"), 1);
    // The refusal names the booking and the dentist, 09:15 to 10:00 in UTC.
    assert_eq!(count("\n  - busy: booking lesson-1 takes Thu 2026-10-22 10:00–11:00 +02:00"), 1);
    assert_eq!(
        count(
            "\n  - busy: outside event dentist@google.com (google) takes Thu 2026-10-22 11:15–12:00 +02:00"
        ),
        1
    );
    assert_eq!(count("(exit code 1)"), 5);
    // Held from 08:00 for ten minutes, and refused to others meanwhile; two seats, and no third.
    assert_eq!(count("booking lesson-3, version 1: held for amina until 2026-10-19T08:10:00Z\n"), 1);
    assert_eq!(count("booking lesson-3, version 2: confirmed\n"), 1);
    assert_eq!(count("\n  - held: "), 1);
    assert_eq!(count("session workshop-1, version 1: confirmed, workshop with anna, 2 seats\n"), 1);
    assert_eq!(count("\n  - seats: "), 2);
    // 09:00 is less than a day before 15:15: half of 40 euros. What is offered at 08:00 in UTC stands for two hours.
    assert_eq!(
        count("seat-1: late, free until Sun 2026-10-25 15:15 +01:00 in Europe/Berlin, a fee of 2000 minor"),
        1
    );
    assert_eq!(count("offered session workshop-1 until Mon 2026-10-26 11:00 +01:00 in Europe/Berlin\n"), 1);
    assert_eq!(count("\nbooking zoe-1~offer, version 2: confirmed\n"), 1);
    // Ten Fridays from 6 November; the eighth is 25 December.
    assert_eq!(count("\nseries fridays, version 1: 9 of 10 occurrences booked\n"), 1);
    assert_eq!(count("  Fri 2026-12-25 10:00–11:00 +01:00 in Europe/Berlin  left out\n"), 1);
    assert_eq!(count("\nthe chain fits\n"), 1);
    // The conference at 16:30 in a zone that only the file defines: 21:00 in India before the change, 22:00 after.
    let ravi =
        |date: &str| text.lines().find(|line| line.starts_with(date) && line.contains("+05:30")).unwrap();
    let at = |line: &str| line.chars().skip(23).take(48).collect::<Vec<_>>();
    assert_eq!(at(ravi("Fri 2026-10-23"))[42..46], ['▒'; 4]);
    assert_eq!(at(ravi("Mon 2026-10-26"))[44..48], ['▒'; 4]);
    // A night train of eleven hours on a night of 25: 22:00 to 08:00, with 02:00 to 03:00 on both lines.
    let train: Vec<&str> =
        text.lines().skip_while(|line| !line.starts_with("Sat 2026-10-24 +02:00")).collect();
    let busy = |line: &str| at(line).iter().filter(|cell| **cell == '▒').count();
    assert_eq!((busy(train[0]), busy(train[1]), busy(train[2])), (4, 6, 12));
}

#[test]
fn a_named_database_stays_and_is_never_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("mine.db");
    let path = file.to_str().unwrap();
    assert_eq!(demo(&["--db", path]).1, 0);
    assert!(file.exists());
    let again = Command::new(env!("CARGO_BIN_EXE_kalends")).args(["demo", "--db", path]).output().unwrap();
    assert_eq!(again.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&again.stderr).starts_with("error[cli.usage] at --db: "));
}
