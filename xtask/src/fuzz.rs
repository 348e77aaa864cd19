//! Hostile input: `fuzz-smoke`.

use crate::manifest;
use crate::process::{Failure, Outcome, Step, cargo, exists, program, root, skip, target};
use std::path::Path;

const MANIFEST: &str = "fuzz/Cargo.toml";

/// Installed where it is missing.
const CARGO_FUZZ: &str = "cargo-fuzz@0.13.2";

/// What the command line asks for.
#[derive(Debug, PartialEq, Eq)]
struct Options {
    targets: Vec<String>,
    seconds: u32,
}

pub(crate) fn smoke(arguments: &[String]) -> Outcome {
    let Options { mut targets, seconds } = options(arguments)?;
    if !exists(MANIFEST) {
        return skip("fuzz-smoke", MANIFEST);
    }
    let known = manifest::binaries(&manifest::read(MANIFEST)?);
    if let Some(unknown) = targets.iter().find(|target| !known.contains(target)) {
        return Err(Failure::usage(format!(
            "fuzz-smoke: no target `{unknown}`; there are {}",
            known.join(", ")
        )));
    }
    if targets.is_empty() {
        targets = known;
    }
    tools()?;
    targets.iter().try_for_each(|target| fuzz(target, seconds))
}

fn options(arguments: &[String]) -> Outcome<Options> {
    let mut found = Options { targets: Vec::new(), seconds: 20 };
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        if argument == "--seconds" {
            let value = rest.next().and_then(|value| value.parse().ok()).filter(|seconds| *seconds > 0);
            found.seconds =
                value.ok_or_else(|| Failure::usage("fuzz-smoke: --seconds wants a number above 0"))?;
        } else {
            found.targets.push(argument.clone());
        }
    }
    Ok(found)
}

/// Sanitizers need the nightly compiler, by rustup's name for it.
fn nightly<const N: usize>(arguments: [&str; N]) -> Step {
    program("cargo").env("RUSTUP_TOOLCHAIN", "nightly").arguments(arguments)
}

fn tools() -> Outcome {
    if !nightly(["--version"]).works() {
        return Err(Failure::step("the nightly toolchain is missing: `rustup toolchain install nightly`"));
    }
    if nightly(["fuzz", "--version"]).works() {
        return Ok(());
    }
    println!("fuzz-smoke: installing cargo-fuzz");
    cargo(["install", "--quiet", CARGO_FUZZ, "--locked", "--profile", "dev"])
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .env("CARGO_INCREMENTAL", "0")
        .run()
}

/// New finds go to `fuzz/corpus`, which is not committed; the seeds are, and stay as they are.
fn fuzz(name: &str, seconds: u32) -> Outcome {
    let folder = |path: &Path| {
        std::fs::create_dir_all(path).map_err(|error| Failure::step(format!("{}: {error}", path.display())))
    };
    let (fuzz, built) = (root().join("fuzz"), target().join("fuzz"));
    let corpus = fuzz.join("corpus").join(name);
    let dictionary = fuzz.join("dictionaries").join(format!("{name}.dict"));
    folder(&corpus)?;
    folder(&built)?;
    let printed = nightly(["fuzz", "run", "--fuzz-dir", "fuzz", "--target-dir"])
        .env("RUST_BACKTRACE", "0")
        .arguments([&built])
        .arguments([name])
        .arguments([corpus, fuzz.join("seeds").join(name)])
        .arguments(["--", "-timeout=10", "-rss_limit_mb=2048", "-verbosity=0", "-print_final_stats=1"])
        .arguments([format!("-max_total_time={seconds}"), format!("-dict={}", dictionary.display())])
        .logged(&built.join(format!("{name}.log")))?;
    let runs = printed.lines().find_map(|line| line.strip_prefix("stat::number_of_executed_units:"));
    match runs.map(str::trim) {
        Some(runs) if runs != "0" => {
            println!("fuzz-smoke: {name}: {runs} inputs in {seconds} s, nothing found")
        }
        _ => return Err(Failure::step(format!("{name} ran nothing"))),
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Outcome<Options> {
        options(&line.split_whitespace().map(str::to_owned).collect::<Vec<_>>())
    }

    #[test]
    fn twenty_seconds_unless_told() {
        assert_eq!(read("").unwrap(), Options { targets: Vec::new(), seconds: 20 });
        let five = Options { targets: vec!["ical".to_owned()], seconds: 5 };
        assert_eq!(read("ical --seconds 5").unwrap(), five);
        assert_eq!(read("--seconds 5 ical").unwrap(), five);
    }

    #[test]
    fn seconds_without_a_number_is_refused() {
        for line in ["--seconds", "--seconds soon", "--seconds 0", "--seconds -1"] {
            assert!(matches!(read(line), Err(Failure::Usage(_))), "{line}");
        }
    }
}
