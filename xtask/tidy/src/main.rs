//! `cargo xtask tidy`: the house rules that a compiler does not know.
//!
//! Each rule is one file here. A line may break a rule where that is better, and says so in a comment on it or just
//! above it, `tidy: RULE, because REASON` (for `size` and `name`: anywhere in the file). A waiver that nothing needs
//! any more is a finding itself.

mod ambient;
mod crates;
mod finding;
mod imports;
mod layers;
mod names;
mod readme;
mod reexports;
mod size;
mod source;
mod stubs;
mod tokens;
mod tree;
mod waivers;
mod words;

use finding::Finding;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use tree::Tree;

fn main() -> ExitCode {
    let mut sizes = false;
    let mut root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..");
    for argument in std::env::args().skip(1) {
        match argument.as_str() {
            "--sizes" => sizes = true,
            folder if Path::new(folder).is_dir() => root = PathBuf::from(folder),
            other => {
                eprintln!("tidy: expected `--sizes` or a folder, found `{other}`");
                return ExitCode::from(2);
            }
        }
    }
    let tree = match Tree::read(&root) {
        Ok(tree) => tree,
        Err(error) => {
            eprintln!("tidy: {error}");
            return ExitCode::from(2);
        }
    };
    if sizes {
        size::list(&tree);
    }
    report(&check(&tree))
}

/// Every rule over every file, less what is waived, in order of file and line.
fn check(tree: &Tree) -> Vec<Finding> {
    let rules: [fn(&Tree) -> Vec<Finding>; 9] = [
        layers::check,
        reexports::check,
        crates::check,
        ambient::check,
        names::check,
        size::check,
        words::check,
        stubs::check,
        readme::check,
    ];
    let mut findings = waivers::apply(tree, rules.iter().flat_map(|rule| rule(tree)).collect());
    findings.extend(tree.unreadable.iter().cloned());
    findings.sort();
    findings
}

fn report(findings: &[Finding]) -> ExitCode {
    for finding in findings {
        println!("{finding}");
    }
    if findings.is_empty() {
        return ExitCode::SUCCESS;
    }
    eprintln!("tidy: {} findings", findings.len());
    ExitCode::from(1)
}

#[cfg(test)]
mod tests;
