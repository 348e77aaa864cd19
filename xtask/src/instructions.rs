//! What the hot cases cost, counted: `instructions`.

use crate::process::{Failure, Outcome, cargo, program, root, target};
use std::fmt::Write as _;
use std::path::PathBuf;

const MANIFEST: &str = "benches/Cargo.toml";
const BASELINE: &str = "benches/instructions/counts.txt";
const PACKAGE: &str = "kalends-instructions";
/// What a count may differ by, in percent.
const TOLERANCE: u64 = 2;

pub(crate) fn instructions(arguments: &[String]) -> Outcome {
    let bless = match arguments {
        [] => false,
        [only] if only == "--bless" => true,
        [other, ..] => return Err(Failure::usage(format!("instructions: unexpected argument `{other}`"))),
    };
    valgrind()?;
    cargo(["build", "--quiet", "--profile", "bench", "--package", PACKAGE, "--manifest-path", MANIFEST])
        .arguments(["--target-dir".as_ref(), target().as_os_str()])
        .run()?;
    let found = Counts { compiler: compiler()?, cases: counted()? };
    let path = root().join(BASELINE);
    if bless {
        return std::fs::write(&path, found.print())
            .map_err(|error| Failure::step(format!("{BASELINE}: {error}")));
    }
    let text =
        std::fs::read_to_string(&path).map_err(|error| Failure::step(format!("{BASELINE}: {error}")))?;
    judge(&Counts::read(&text), &found)
}

/// Installed where that is possible.
fn valgrind() -> Outcome {
    let there = || program("valgrind").arguments(["--version"]).works();
    if there() {
        return Ok(());
    }
    println!("instructions: installing valgrind");
    let install = || program("apt-get").arguments(["install", "--yes", "--quiet", "valgrind"]).works();
    if (install() || (program("apt-get").arguments(["update"]).works() && install())) && there() {
        return Ok(());
    }
    Err(Failure::step("valgrind is missing, and `apt-get install valgrind` does not bring it"))
}

/// The compiler and the processor it builds for: another one makes other instructions.
fn compiler() -> Outcome<String> {
    let printed = program("rustc").arguments(["--version", "--verbose"]).output()?;
    let field =
        |name: &str| printed.lines().find_map(|line| line.strip_prefix(name)).unwrap_or("unknown").trim();
    Ok(format!("{} {}", field("release:"), field("host:")))
}

fn counter() -> PathBuf {
    target().join("release/instructions")
}

fn counted() -> Outcome<Vec<(String, u64)>> {
    let names = program(counter()).output()?;
    names.lines().map(|name| Ok((name.to_owned(), count(name)?))).collect()
}

/// Counts within the one function that a case measures in. Symbols are bound before, so that finding them is no part.
fn count(name: &str) -> Outcome<u64> {
    let printed = program("valgrind")
        .env("LD_BIND_NOW", "1")
        .arguments(["--tool=callgrind", "--callgrind-out-file=/dev/null", "--toggle-collect=*measured*"])
        .arguments([counter()])
        .arguments([name])
        .errors()?;
    let count =
        printed.lines().find_map(|line| line.split_once("Collected :")).map(|(_, count)| count.trim());
    count
        .and_then(|count| count.parse().ok())
        .filter(|count| *count > 0)
        .ok_or_else(|| Failure::step(format!("valgrind counted nothing in `{name}`:\n{printed}")))
}

/// The counts of one compiler.
#[derive(Debug, PartialEq, Eq)]
struct Counts {
    compiler: String,
    cases: Vec<(String, u64)>,
}

impl Counts {
    fn read(text: &str) -> Self {
        let mut lines = text.lines().filter(|line| !line.starts_with('#'));
        let compiler = lines.next().unwrap_or_default().to_owned();
        let case = |line: &str| {
            let (count, name) = line.trim().split_once(' ')?;
            Some((name.to_owned(), count.parse().ok()?))
        };
        Self { compiler, cases: lines.filter_map(case).collect() }
    }

    fn print(&self) -> String {
        let mut text =
            "# Instructions of the hot cases; made by `cargo xtask instructions --bless`.\n".to_owned();
        let _ = writeln!(text, "{}", self.compiler);
        for (name, count) in &self.cases {
            let _ = writeln!(text, "{count:>8} {name}");
        }
        text
    }
}

/// Fails on a case that costs more, or less, than it did: what became cheaper is to be kept. Under another compiler
/// than the baseline's the counts are only shown.
fn judge(baseline: &Counts, found: &Counts) -> Outcome {
    let mut wrong = 0;
    for (name, count) in &found.cases {
        let known = baseline.cases.iter().find(|case| case.0 == *name).map(|case| case.1);
        let remark = match known {
            Some(known) if count.abs_diff(known) * 100 <= known * TOLERANCE => continue,
            Some(known) => format!("{known} before, {:+.1} %", 100.0 * (*count as f64 / known as f64 - 1.0)),
            None => "not in the baseline".to_owned(),
        };
        wrong += 1;
        println!("instructions: {name}: {count}, {remark}");
    }
    let gone = baseline.cases.iter().filter(|known| found.cases.iter().all(|case| case.0 != known.0)).count();
    println!("instructions: {} cases counted, {wrong} differ by more than {TOLERANCE} %", found.cases.len());
    if baseline.compiler != found.compiler {
        println!(
            "instructions: not judged, the baseline is of {}, this is {}",
            baseline.compiler, found.compiler
        );
        return Ok(());
    }
    if wrong + gone == 0 {
        return Ok(());
    }
    Err(Failure::step(
        "the counts moved; if that is meant, `cargo xtask instructions --bless` and say why in the commit",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(count: u64) -> Counts {
        Counts { compiler: "1.0 here".to_owned(), cases: vec![("fill daily".to_owned(), count)] }
    }

    #[test]
    fn what_is_printed_is_read() {
        assert_eq!(Counts::read(&counts(1_234).print()), counts(1_234));
    }

    #[test]
    fn two_percent_are_tolerated_and_more_is_not() {
        assert_eq!(judge(&counts(1_000), &counts(1_020)), Ok(()));
        assert!(judge(&counts(1_000), &counts(1_021)).is_err());
        assert!(judge(&counts(1_000), &counts(979)).is_err());
        let other = Counts { compiler: "2.0 here".to_owned(), ..counts(5_000) };
        assert_eq!(judge(&counts(1_000), &other), Ok(()));
    }
}
