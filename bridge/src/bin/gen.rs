//! Writes the files that are made from the code: `docs/errors.md`, `docs/ops.md`, `docs/schema/`, types for
//! JavaScript and Python, `conformance/MANIFEST.json`. With `--check` it writes nothing and fails if one is not as it should be.

use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

type Files = BTreeMap<PathBuf, String>;

fn main() -> ExitCode {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let check = std::env::args().nth(1).is_some_and(|argument| argument == "--check");
    match wanted(&root).and_then(|wanted| bring(&root, &wanted, check)) {
        Ok(stale) if stale.is_empty() || !check => ExitCode::SUCCESS,
        Ok(stale) => {
            eprintln!("stale; run `cargo xtask gen`: {}", stale.join(", "));
            ExitCode::FAILURE
        }
        Err(error) => {
            eprintln!("gen: {error}");
            ExitCode::FAILURE
        }
    }
}

fn wanted(root: &Path) -> Result<Files, String> {
    let mut files: Files =
        kalends_bridge::docs::pages()?.into_iter().map(|(path, text)| (path.into(), text)).collect();
    files.insert("conformance/MANIFEST.json".into(), manifest(&root.join("conformance/vectors"))?);
    Ok(files)
}

/// How many cases each file of vectors has.
fn manifest(vectors: &Path) -> Result<String, String> {
    let mut counts = Map::new();
    for path in files_below(vectors)? {
        let text = std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        let file: Value =
            serde_json::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))?;
        let cases = file.get("cases").and_then(Value::as_array).map_or(0, Vec::len);
        let name = path.strip_prefix(vectors).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        counts.insert(name, cases.into());
    }
    Ok(format!("{:#}\n", Value::Object(counts)))
}

/// All files, in order.
fn files_below(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let (mut found, mut waiting) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(folder) = waiting.pop() {
        let Ok(entries) = std::fs::read_dir(&folder) else { continue };
        for entry in entries {
            let path = entry.map_err(|error| format!("{}: {error}", folder.display()))?.path();
            if path.is_dir() { waiting.push(path) } else { found.push(path) }
        }
    }
    found.sort();
    Ok(found)
}

/// Writes what is not as it should be and removes schemas that nobody makes any more; says which those were.
fn bring(root: &Path, wanted: &Files, check: bool) -> Result<Vec<String>, String> {
    let mut stale = Vec::new();
    for path in files_below(&root.join("docs/schema"))? {
        let known = path.strip_prefix(root).is_ok_and(|path| wanted.contains_key(path));
        if !known {
            stale.push(path.display().to_string());
            if !check {
                std::fs::remove_file(&path).map_err(|error| format!("{}: {error}", path.display()))?;
            }
        }
    }
    for (path, text) in wanted {
        let full = root.join(path);
        if std::fs::read_to_string(&full).is_ok_and(|found| found == *text) {
            continue;
        }
        stale.push(path.display().to_string());
        if !check {
            let folder = full.parent().unwrap_or(root);
            std::fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
            std::fs::write(&full, text).map_err(|error| format!("{}: {error}", full.display()))?;
        }
    }
    Ok(stale)
}
