//! Whether it works: `test`, `docs`, `features`, `conformance`.

use crate::manifest;
use crate::process::{Failure, Outcome, cargo, exists, no_arguments, program, skip, target};

/// What must stand before the first test runs. A service that tests talk to is started here too.
const SET_UP: &[fn() -> Outcome] = &[python];

/// The suites, in order; each passes with a message while its subject is not built yet.
const SUITES: &[fn() -> Outcome] =
    &[rust, run_vectors, crate::oracle::sample, crate::python::test, crate::node::test, crate::wasm::test];

pub(crate) fn test(arguments: &[String]) -> Outcome {
    for step in SET_UP {
        step()?;
    }
    if !arguments.is_empty() {
        return cargo(["test", "--workspace", "--quiet"]).arguments(arguments).run();
    }
    let failed = SUITES.iter().filter_map(|suite| suite().err()).map(|failure| failure.to_string());
    match failed.collect::<Vec<_>>() {
        failures if failures.is_empty() => Ok(()),
        failures => Err(Failure::step(failures.join("\nxtask: "))),
    }
}

/// The vectors are run from Python as well, so that the format is proven against a second reader.
fn python() -> Outcome {
    if program("python3").arguments(["-c", ""]).works() {
        return Ok(());
    }
    Err(Failure::step("python3 is missing; it runs the conformance vectors (no package is needed)"))
}

/// Built in silence first, so that what is printed is only results.
fn rust() -> Outcome {
    cargo(["test", "--workspace", "--quiet", "--no-run"]).run()?;
    cargo(["test", "--workspace", "--no-fail-fast", "--", "--quiet"]).run()
}

pub(crate) fn conformance(arguments: &[String]) -> Outcome {
    no_arguments("conformance", arguments)?;
    python()?;
    run_vectors()
}

fn run_vectors() -> Outcome {
    let (runner, server) = ("conformance/run.py", "server/Cargo.toml");
    if let Some(missing) = [runner, server].into_iter().find(|path| !exists(path)) {
        return skip("conformance", missing);
    }
    cargo(["build", "--quiet", "--manifest-path", server, "--bin", "kalends"]).run()?;
    program("python3").arguments([runner]).arguments([target().join("debug/kalends")]).run()
}

/// `--lib`, because the binary `kalends` would be documented over the library of that name.
pub(crate) fn docs(arguments: &[String]) -> Outcome {
    no_arguments("docs", arguments)?;
    cargo(["doc", "--workspace", "--no-deps", "--lib", "--quiet"]).env("RUSTDOCFLAGS", "-D warnings").run()
}

/// The crates whose features users pick: folder and package.
const FEATURED: &[(&str, &str)] = &[("core", "kalends"), ("bridge", "kalends-bridge")];

/// By `-p` and not by `--workspace`: there a neighbour may switch on what a user of the crate would miss.
pub(crate) fn features(arguments: &[String]) -> Outcome {
    no_arguments("features", arguments)?;
    for (folder, package) in FEATURED {
        let bare = ["check", "--quiet", "--package", package, "--no-default-features"];
        cargo(bare).run()?;
        for feature in manifest::features(&manifest::read(&format!("{folder}/Cargo.toml"))?) {
            cargo(bare).arguments(["--features", &feature]).run()?;
        }
    }
    Ok(())
}
