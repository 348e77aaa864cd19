//! Files made from the code: `gen`, `gen --check`.

use crate::process::{Failure, Outcome, cargo, exists, root, skip};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The program that writes them; it runs at the root and takes no arguments.
const WRITER: &str = "bridge/src/bin/gen.rs";

/// What it writes: files, and folders in which every file is its own.
const WRITTEN: &[&str] = &["docs/errors.md", "docs/ops.md", "docs/schema", "conformance/MANIFEST.json"];

type Snapshot = BTreeMap<PathBuf, Vec<u8>>;

pub(crate) fn generate(arguments: &[String]) -> Outcome {
    let check = match arguments {
        [] => false,
        [check] if check == "--check" => true,
        _ => return Err(Failure::usage("gen: expected nothing or `--check`")),
    };
    if !exists(WRITER) {
        return skip("gen", WRITER);
    }
    let before = snapshot(root())?;
    cargo(["run", "--quiet", "--package", "kalends-bridge", "--features", "schema", "--bin", "gen"]).run()?;
    let stale = changed(&before, &snapshot(root())?);
    match stale.is_empty() || !check {
        true => Ok(()),
        false => Err(Failure::step(format!("stale, now rewritten; commit them: {}", stale.join(", ")))),
    }
}

/// Compared with what was there and not with the last commit: a fresh file that is not committed yet is no failure,
/// and CI, where all is committed, finds the same.
fn changed(before: &Snapshot, after: &Snapshot) -> Vec<String> {
    let mut paths: Vec<&PathBuf> =
        before.keys().chain(after.keys()).filter(|path| before.get(*path) != after.get(*path)).collect();
    paths.sort();
    paths.dedup();
    paths.into_iter().map(|path| path.display().to_string()).collect()
}

fn snapshot(root: &Path) -> Outcome<Snapshot> {
    let mut files = Snapshot::new();
    let mut waiting: Vec<PathBuf> = WRITTEN.iter().map(PathBuf::from).collect();
    let failure = |path: &Path, error| Failure::step(format!("{}: {error}", path.display()));
    while let Some(path) = waiting.pop() {
        let full = root.join(&path);
        if full.is_dir() {
            for entry in std::fs::read_dir(&full).map_err(|error| failure(&path, error))? {
                waiting.push(path.join(entry.map_err(|error| failure(&path, error))?.file_name()));
            }
        } else if full.exists() {
            let bytes = std::fs::read(&full).map_err(|error| failure(&path, error))?;
            files.insert(path, bytes);
        }
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_a_lost_and_another_file_count_as_changed() {
        let files = |rows: &[(&str, &str)]| -> Snapshot {
            rows.iter().map(|(path, text)| (PathBuf::from(path), text.as_bytes().to_vec())).collect()
        };
        let before = files(&[("lost", "1"), ("other", "1"), ("same", "1")]);
        let after = files(&[("new", "1"), ("other", "2"), ("same", "1")]);
        assert_eq!(changed(&before, &after), ["lost", "new", "other"]);
        assert!(changed(&before, &before).is_empty());
    }
}
