//! Whether a store keeps its promises while processes race and are killed: `race`.

use crate::process::{Failure, Outcome, cargo};

/// A minute or two; what the tests do is a fraction of it.
const ATTEMPTS: &str = "1000000";

pub(crate) fn race(arguments: &[String]) -> Outcome {
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let (mut attempts, mut seed) = (ATTEMPTS, "1");
    for pair in words.chunks(2) {
        match pair {
            ["--attempts", number] if number.parse::<usize>().is_ok() => attempts = number,
            ["--seed", number] if number.parse::<u16>().is_ok() => seed = number,
            _ => return Err(Failure::usage(format!("race: unexpected arguments `{}`", pair.join(" ")))),
        }
    }
    cargo(["test", "--release", "--quiet", "--package", "kalends-store", "--test", "race"])
        .arguments([
            "--",
            "--exact",
            "nothing_is_lost_or_doubled_while_processes_race_and_die",
            "--nocapture",
        ])
        .env("KALENDS_RACE_ATTEMPTS", attempts)
        .env("KALENDS_RACE_SEED", seed)
        .run()
}
