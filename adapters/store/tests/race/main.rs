//! Processes that race for few slots and seats, and are killed while they do.
//!
//! The test binary starts itself again as a process of clients, which is an ignored test that does nothing without its
//! environment. Each client keeps a journal of what it asked and what it was answered. A process that was killed is
//! started again and sends what it had no answer to once more. In the end a checker that shares no code with the
//! engine holds the journals against the file.
//!
//! `cargo xtask race --attempts 1000000` runs it for longer.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod answers;
mod client;
mod feed;
mod journal;
mod processes;
mod replay;
mod tables;
mod wish;
mod world;

use processes::Race;
use std::time::Duration;

/// How many attempts, where nobody says.
const ATTEMPTS: usize = 20_000;

fn number(name: &str, otherwise: usize) -> usize {
    std::env::var(name).map_or(otherwise, |text| text.parse().unwrap())
}

#[test]
#[ignore = "a process of clients of `nothing_is_lost_or_doubled_while_processes_race_and_die`"]
fn clients() {
    processes::serve();
}

#[test]
fn nothing_is_lost_or_doubled_while_processes_race_and_die() {
    let race = Race {
        // Kept where the test fails: a race does not run the same way twice.
        directory: tempfile::tempdir().unwrap().keep(),
        seed: number("KALENDS_RACE_SEED", 1),
        attempts: number("KALENDS_RACE_ATTEMPTS", ATTEMPTS),
        processes: 4,
        clients: 4,
        patience: Duration::from_millis(250),
    };
    let killed = race.run();
    let answers = answers::read(&race);
    println!("{}\n{}", race.directory.display(), answers.report(killed));
    tables::check(&race.file());
    let feed = feed::read(&race.file());
    answers.check(&feed);
    replay::check(&feed);
    tables::verify(&race.file());
    assert!(killed > 0, "nobody was killed");
    assert!(answers.accepted() > race.attempts / 20, "hardly anything was accepted");
    assert!(answers.refused() > race.attempts / 20, "hardly anybody was in the way of anybody");
    std::fs::remove_dir_all(race.directory).unwrap();
}
