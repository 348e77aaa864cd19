//! Trying the product: `demo`, `corpus`.

use crate::process::{Failure, Outcome, cargo, exists, program, skip, target};

/// Readers of real-world files, as examples of the core; each takes a folder.
const CORPUS_READERS: &[&str] = &["ical_corpus"];

pub(crate) fn demo(arguments: &[String]) -> Outcome {
    let server = "server/Cargo.toml";
    if !exists(server) {
        return skip("demo", server);
    }
    cargo(["build", "--quiet", "--release", "--manifest-path", server, "--bin", "kalends"]).run()?;
    program(target().join("release/kalends")).arguments(["demo"]).arguments(arguments).interactive().run()
}

pub(crate) fn corpus(arguments: &[String]) -> Outcome {
    let [folder] = arguments else {
        return Err(Failure::usage("corpus: expected one folder"));
    };
    let folder = std::path::absolute(folder).map_err(|error| Failure::usage(format!("{folder}: {error}")))?;
    for reader in CORPUS_READERS {
        let source = format!("core/examples/{reader}.rs");
        if exists(&source) {
            let run = ["run", "--quiet", "--package", "kalends", "--example", reader, "--"];
            cargo(run).arguments([&folder]).run()?;
        } else {
            skip("corpus", &source)?;
        }
    }
    Ok(())
}
