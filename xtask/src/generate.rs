//! Files made from the code: `gen`, `gen --check`.

use crate::process::{Failure, Outcome, cargo, exists, skip};

/// The program that writes them; with `--check` it writes nothing, and fails if a file is not as it should be.
const WRITER: &str = "bridge/src/bin/gen.rs";

pub(crate) fn generate(arguments: &[String]) -> Outcome {
    if arguments.iter().any(|argument| argument != "--check") || arguments.len() > 1 {
        return Err(Failure::usage("gen: expected nothing or `--check`"));
    }
    if !exists(WRITER) {
        return skip("gen", WRITER);
    }
    let run = ["run", "--quiet", "--package", "kalends-bridge", "--features", "schema", "--bin", "gen", "--"];
    cargo(run).arguments(arguments).run()
}
