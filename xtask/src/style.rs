//! How the source looks: `fmt`, `lint`, `tidy`.

use crate::process::{Failure, Outcome, cargo, exists, no_arguments};

/// The workspaces; rivals and sanitizers live in their own, outside the product's lock file.
const MANIFESTS: &[&str] = &["Cargo.toml", "benches/Cargo.toml", "fuzz/Cargo.toml"];

pub(crate) fn fmt(arguments: &[String]) -> Outcome {
    let check: &[&str] = match arguments {
        [] => &["--check"],
        [fix] if fix == "--fix" => &[],
        _ => return Err(Failure::usage("fmt: expected nothing or `--fix`")),
    };
    for manifest in MANIFESTS.iter().filter(|manifest| exists(manifest)) {
        cargo(["fmt", "--all", "--manifest-path", manifest]).arguments(check).run()?;
    }
    Ok(())
}

pub(crate) fn lint(arguments: &[String]) -> Outcome {
    no_arguments("lint", arguments)?;
    cargo(["clippy", "--workspace", "--all-targets", "--quiet", "--", "-D", "warnings"]).run()
}

pub(crate) fn tidy(arguments: &[String]) -> Outcome {
    cargo(["run", "--quiet", "--package", "tidy", "--"]).arguments(arguments).run()
}
