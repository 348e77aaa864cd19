//! The repository as the rules see it: text files by path, Rust files parsed.

use crate::finding::Finding;
use crate::source::Source;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::Path;

/// All text files, by path from the root with `/` between the parts.
#[derive(Default)]
pub(crate) struct Tree {
    pub(crate) texts: BTreeMap<String, String>,
    pub(crate) sources: Vec<Source>,
    /// Rust files that do not parse.
    pub(crate) unreadable: Vec<Finding>,
}

impl Tree {
    /// Everything under `root` that its `.gitignore` files do not name.
    pub(crate) fn read(root: &Path) -> io::Result<Self> {
        let mut texts = BTreeMap::new();
        walk(root, "", &Ignored::default(), &mut texts)?;
        Ok(Self::new(texts))
    }

    pub(crate) fn new(texts: BTreeMap<String, String>) -> Self {
        let mut tree = Self::default();
        for (path, text) in texts.iter().filter(|(path, _)| path.ends_with(".rs")) {
            match Source::parse(path, text) {
                Ok(source) => tree.sources.push(source),
                Err(error) => tree.unreadable.push(Finding::new(
                    path,
                    error.span().start().line,
                    "parse",
                    error.to_string(),
                )),
            }
        }
        tree.texts = texts;
        tree.mark_tests();
        tree
    }

    /// A file that its parent declares under `#[cfg(test)]` is a test, and so is everything below it.
    fn mark_tests(&mut self) {
        let declared: BTreeSet<(String, Vec<String>)> = self
            .sources
            .iter()
            .flat_map(|source| source.test_modules.iter().map(|path| (source.root.clone(), path.clone())))
            .collect();
        for source in &mut self.sources {
            source.test |= (1..=source.module.len())
                .filter_map(|length| source.module.get(..length))
                .any(|prefix| declared.contains(&(source.root.clone(), prefix.to_vec())));
        }
    }

    /// Manifests outside the workspaces of rivals and sanitizers, with their folders.
    pub(crate) fn manifests(&self) -> impl Iterator<Item = (&str, &str, &str)> {
        self.texts.iter().filter_map(|(path, text)| {
            let folder = path.strip_suffix("Cargo.toml")?.trim_end_matches('/');
            let outside = ["benches", "fuzz"].contains(&folder.split('/').next().unwrap_or_default());
            (!outside).then_some((path.as_str(), folder, text.as_str()))
        })
    }
}

/// The plain half of gitignore: names, `*.suffix`, and `folder/`.
#[derive(Clone, Default)]
struct Ignored(Vec<String>);

impl Ignored {
    fn with(&self, text: &str) -> Self {
        let lines = text.lines().map(|line| line.trim().trim_start_matches('/'));
        let named = lines.filter(|line| !line.is_empty() && !line.starts_with('#')).map(str::to_owned);
        Self(self.0.iter().cloned().chain(named).collect())
    }

    fn covers(&self, name: &str, folder: bool) -> bool {
        self.0.iter().any(|pattern| match (pattern.strip_prefix('*'), pattern.strip_suffix('/')) {
            (Some(suffix), _) => name.ends_with(suffix),
            (None, Some(stem)) => folder && name == stem,
            (None, None) => name == pattern,
        })
    }
}

fn walk(
    folder: &Path,
    prefix: &str,
    ignored: &Ignored,
    texts: &mut BTreeMap<String, String>,
) -> io::Result<()> {
    let ignored = ignored.with(&fs::read_to_string(folder.join(".gitignore")).unwrap_or_default());
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let kind = entry.file_type()?;
        if name == ".git" || ignored.covers(&name, kind.is_dir()) {
            continue;
        }
        let path = format!("{prefix}{name}");
        if kind.is_dir() {
            walk(&entry.path(), &format!("{path}/"), &ignored, texts)?;
        } else if kind.is_file()
            && let Ok(text) = String::from_utf8(fs::read(entry.path())?)
        {
            texts.insert(path, text);
        }
    }
    Ok(())
}
