//! Against implementations that share no code with ours: `oracle`.

use crate::process::{Failure, Outcome, cargo, program, target};
use std::path::{Path, PathBuf};

const SCRIPT: &str = "conformance/oracles/recur.py";
const DATEUTIL: &str = "python-dateutil==2.9.0.post0";
const KNOWN: [&str; 2] = ["--cases", "--seed"];

pub(crate) fn oracle(arguments: &[String]) -> Outcome {
    for pair in arguments.chunks(2) {
        let whole = pair.get(1).is_some_and(|value| value.parse::<u32>().is_ok());
        if !whole || !pair.first().is_some_and(|name| KNOWN.contains(&name.as_str())) {
            return Err(Failure::usage("oracle: expected `--cases N` and `--seed S`, whole numbers"));
        }
    }
    // With the features that the tests are built with, so that nothing is built twice.
    cargo(["build", "--quiet", "--workspace", "--example", "recur_lines"]).run()?;
    let expander = target().join("debug/examples/recur_lines");
    program(python()?).arguments([Path::new(SCRIPT), &expander]).arguments(arguments).run()
}

/// As many as CI can wait for.
pub(crate) fn sample() -> Outcome {
    oracle(&["--cases", "2000"].map(str::to_owned))
}

/// A Python that has dateutil; made on first use, in the target folder.
fn python() -> Outcome<PathBuf> {
    let folder = target().join("oracle");
    let python = folder.join("bin/python");
    let (_, version) = DATEUTIL.split_once("==").unwrap_or_default();
    let check = format!("import dateutil; assert dateutil.__version__ == '{version}'");
    if !program(&python).arguments(["-c", &check]).works() {
        println!("oracle: installing {DATEUTIL}");
        program("python3").arguments(["-m", "venv", "--clear"]).arguments([&folder]).run()?;
        let pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", DATEUTIL];
        program(&python).arguments(pip).run()?;
    }
    Ok(python)
}
