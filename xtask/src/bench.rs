//! How fast it is: `bench`.

use crate::process::{Outcome, cargo, exists, skip, target};

const MANIFEST: &str = "benches/Cargo.toml";

pub(crate) fn bench(arguments: &[String]) -> Outcome {
    if !exists(MANIFEST) {
        return skip("bench", MANIFEST);
    }
    let (smoke, rest): (Vec<&String>, Vec<&String>) =
        arguments.iter().partition(|argument| *argument == "--smoke");
    // Run as a test, criterion calls every bench once and measures nothing; the dev profile builds faster.
    let how: &[&str] = match (smoke.is_empty(), rest.is_empty()) {
        (true, _) => &["bench"],
        (false, true) => &["test", "--benches"],
        (false, false) => &["test"],
    };
    cargo(how)
        .arguments(["--quiet", "--manifest-path", MANIFEST, "--target-dir"])
        .arguments([target()])
        .arguments(rest)
        .run()
}
