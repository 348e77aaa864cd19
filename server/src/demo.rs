//! The sample data, and what is shown with it.

/// The present instant of the sample data: a Monday, six days before the clocks change in Europe.
pub(crate) const NOW: &str = "2026-10-19T08:00:00Z";

/// The sample files by name.
pub(crate) const FILES: &[(&str, &str)] = &[
    ("world.json", include_str!("../demo/world.json")),
    ("anna-google.ics", include_str!("../demo/anna-google.ics")),
    ("ben-apple.ics", include_str!("../demo/ben-apple.ics")),
    ("ravi-outlook.ics", include_str!("../demo/ravi-outlook.ics")),
];

/// Commands as lists of words.
macro_rules! commands {
    ($([$($word:literal)+])+) => { &[ $( &[ $($word),+ ] ),+ ] };
}

/// What is shown, in order: a headline and the commands under it. `DB` stands for the database file.
pub(crate) const SCRIPT: &[(&str, &[&[&str]])] = &[
    (
        "Three tutors in three zones, with their hours, a lesson for one party and a workshop for two.",
        commands! { ["put" "--db" "DB" "world.json"] },
    ),
    (
        "Their calendars, as Google, Apple and Outlook export them. What is odd in them is read all the same, and said.",
        commands! {
            ["import" "--db" "DB" "--resource" "anna" "--source" "google" "anna-google.ics"]
            ["import" "--db" "DB" "--resource" "ben" "--source" "apple" "ben-apple.ics"]
            ["import" "--db" "DB" "--resource" "ravi" "--source" "outlook" "ravi-outlook.ics"]
        },
    ),
    (
        "Two weeks. The clocks go back in Berlin and London on 25 October, in New York on 1 November; Ravi is in\n   \
         London from the 22nd to the 27th. Amina, who looks for a lesson, lives in Nairobi, where they never change.",
        commands! { ["agenda" "--db" "DB" "--picture" "--from" "2026-10-19" "--to" "2026-11-02" "--zone" "Africa/Nairobi"] },
    ),
    (
        "What Amina can book with Anna on Thursday.",
        commands! {
            ["slots" "--db" "DB" "--resource" "anna" "--service" "lesson" "--from" "2026-10-22" "--to" "2026-10-23"
             "--zone" "Africa/Nairobi"]
        },
    ),
    (
        "In New York's long night 01:00 and 01:30 come twice; their offsets tell them apart.",
        commands! {
            ["slots" "--db" "DB" "--resource" "ben" "--service" "lesson" "--from" "2026-11-01" "--to" "2026-11-02"
             "--zone" "Africa/Nairobi"]
        },
    ),
    (
        "Amina takes Thursday at 11:00 on her clock.",
        commands! {
            ["book" "--db" "DB" "--resource" "anna" "--service" "lesson" "--id" "lesson-1" "--start" "2026-10-22T11:00"
             "--zone" "Africa/Nairobi" "--title" "Physics" "--participant" "host:anna:Anna Weber:anna@example.org"
             "--participant" "attendee:amina:Amina Otieno:amina@example.org"]
        },
    ),
    (
        "Somebody else would like to start half an hour later. The answer is no, with every reason.",
        commands! {
            ["book" "--db" "DB" "--resource" "anna" "--service" "lesson" "--id" "lesson-2" "--start" "2026-10-22T11:30"
             "--zone" "Africa/Nairobi"]
        },
    ),
    (
        "Today at noon in Berlin would not do either.",
        commands! {
            ["explain" "--db" "DB" "--resource" "anna" "--service" "lesson" "--start" "2026-10-19T12:00:00+02:00"
             "--zone" "Africa/Nairobi"]
        },
    ),
    (
        "The lesson moves to Tuesday, 10:00 in Berlin as before. The clocks have changed there by then, so in Nairobi\n   \
         it is an hour later.",
        commands! {
            ["reschedule" "--db" "DB" "lesson-1" "--start" "2026-10-27T10:00:00+01:00" "--zone" "Africa/Nairobi"]
        },
    ),
    (
        "The invitation that goes out.",
        commands! { ["export" "--db" "DB" "--booking" "lesson-1" "--method" "request"] },
    ),
    (
        "Amina thinks about the second 01:30 of New York's long night: for ten minutes nobody else gets it, then she\n   \
         takes it.",
        commands! {
            ["hold" "--db" "DB" "--resource" "ben" "--service" "lesson" "--id" "lesson-3"
             "--start" "2026-11-01T01:30:00-05:00" "--owner" "amina" "--zone" "Africa/Nairobi"]
            ["book" "--db" "DB" "--resource" "ben" "--service" "lesson" "--id" "lesson-4"
             "--start" "2026-11-01T01:30:00-05:00" "--zone" "Africa/Nairobi"]
            ["book" "--db" "DB" "--resource" "ben" "--service" "lesson" "--id" "lesson-3"
             "--start" "2026-11-01T01:30:00-05:00" "--owner" "amina" "--zone" "Africa/Nairobi"]
        },
    ),
    (
        "Anna puts a workshop up for the day after the change, with two seats. It fills up.",
        commands! {
            ["session" "open" "--db" "DB" "workshop-1" "--service" "workshop" "--start" "2026-10-26T15:15:00+01:00"
             "--as" "host"]
            ["book" "--db" "DB" "--service" "workshop" "--id" "seat-1" "--start" "2026-10-26T15:15:00+01:00"
             "--price" "4000 EUR"]
            ["book" "--db" "DB" "--service" "workshop" "--id" "seat-2" "--start" "2026-10-26T15:15:00+01:00"
             "--price" "4000 EUR"]
            ["book" "--db" "DB" "--service" "workshop" "--id" "seat-3" "--start" "2026-10-26T15:15:00+01:00"]
        },
    ),
    (
        "From November Amina comes every Friday at ten, ten times. One of them is Christmas: it is left out, and says why.",
        commands! {
            ["series" "book" "--db" "DB" "fridays" "--resource" "anna" "--service" "lesson" "--start"
             "2026-11-06T10:00:00+01:00" "--rule" "FREQ=WEEKLY;COUNT=10" "--on-conflict" "skip"]
        },
    ),
    (
        "Zoe waits for a seat. It is a week later, in the morning, and somebody cannot come. A day before would have\n   \
         been free: 15:15 on Sunday, 24 hours and not 25. The seat is held for Zoe in the same commit, and she takes it.",
        commands! {
            ["waitlist" "join" "--db" "DB" "zoe-1" "--session" "workshop-1" "--client" "zoe"]
            ["cancel" "--db" "DB" "seat-1" "--what-if" "--now" "2026-10-25T14:15:00Z"]
            ["cancel" "--db" "DB" "seat-1" "--cause" "illness" "--now" "2026-10-26T08:00:00Z"]
            ["book" "--db" "DB" "--service" "workshop" "--id" "seat-3" "--start" "2026-10-26T15:15:00+01:00" "--now"
             "2026-10-26T08:01:00Z"]
            ["waitlist" "accept" "--db" "DB" "zoe-1" "--price" "4000 EUR" "--now" "2026-10-26T08:30:00Z"]
        },
    ),
    (
        "Who did what, and whether anybody has rewritten it.",
        commands! { ["history" "--db" "DB" "seat-1" "--verify"] },
    ),
    (
        "Every command has opened the file anew. This is what it holds.",
        commands! {
            ["agenda" "--db" "DB" "--resource" "anna" "--picture" "--from" "2026-10-19" "--to" "2026-11-02" "--zone"
             "Africa/Nairobi"]
        },
    ),
];
