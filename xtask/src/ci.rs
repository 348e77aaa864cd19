//! `ci`: what CI runs.

use crate::process::{Failure, Outcome, no_arguments};
use std::time::Instant;

/// The steps as one would type them. All of them run, so that one look shows everything that is wrong.
const STEPS: &[&str] = &["fmt", "lint", "tidy", "test", "docs", "gen --check", "features", "instructions"];

pub(crate) fn ci(arguments: &[String]) -> Outcome {
    no_arguments("ci", arguments)?;
    let mut report = Vec::new();
    for step in STEPS {
        println!("\n=== {step}");
        let clock = Instant::now();
        let outcome = run(step);
        if let Err(failure) = &outcome {
            eprintln!("xtask: {failure}");
        }
        report.push((step, outcome.is_ok(), clock.elapsed().as_secs()));
    }
    println!("\n=== ci");
    for (step, passed, seconds) in &report {
        println!("{:6} {step} ({seconds} s)", if *passed { "ok" } else { "FAILED" });
    }
    match report.iter().filter(|(_, passed, _)| !passed).count() {
        0 => Ok(()),
        failed => Err(Failure::step(format!("{failed} of {} steps failed", STEPS.len()))),
    }
}

fn run(step: &str) -> Outcome {
    let mut words = step.split(' ');
    let command = words.next().and_then(crate::find);
    let arguments: Vec<String> = words.map(str::to_owned).collect();
    match command {
        Some(command) => (command.run)(&arguments),
        None => Err(Failure::usage(format!("no command `{step}`"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_step_is_a_command() {
        for step in STEPS {
            assert!(step.split(' ').next().and_then(crate::find).is_some(), "{step}");
        }
    }
}
