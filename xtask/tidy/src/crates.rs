//! Rule `crates`: dependencies between the workspace's crates point down, and every crate takes the workspace's lints.

use crate::finding::Finding;
use crate::tree::Tree;
use std::collections::{BTreeMap, BTreeSet};
use toml::{Table, Value};

const RULE: &str = "crates";

/// Which folders a crate may depend on. The first row that fits counts; `*` stands for the rest of the name.
const ALLOWED: &[(&str, &[&str])] = &[
    ("core", &[]),
    ("bridge", &["core"]),
    ("testing", &["core", "bridge"]),
    ("adapters/*", &["core"]),
    ("engine", &["core", "bridge", "adapters/store"]),
    ("server", &["core", "bridge", "engine"]),
    // Its classes hold values of the core: a series that is asked again is not compiled again.
    ("bindings-python", &["core", "bridge", "engine"]),
    ("bindings-*", &["bridge", "engine"]),
    ("examples/*", &["core", "bridge", "engine", "adapters/*"]),
    ("xtask*", &[]),
];

/// Everyone may test with this one; nobody may ship it.
const TESTING: &str = "testing";

/// A parsed `Cargo.toml`.
pub(crate) struct Manifest(Table);

impl Manifest {
    pub(crate) fn parse(text: &str) -> Option<Self> {
        text.parse().ok().map(Self)
    }

    fn name(&self) -> Option<&str> {
        self.0.get("package")?.get("name")?.as_str()
    }

    /// The names of the features, `default` left out.
    pub(crate) fn features(&self) -> BTreeSet<String> {
        let table = self.0.get("features").and_then(Value::as_table);
        table.into_iter().flat_map(Table::keys).filter(|name| *name != "default").cloned().collect()
    }

    fn takes_lints(&self) -> bool {
        let lints = self.0.get("lints").and_then(|lints| lints.get("workspace"));
        lints.and_then(Value::as_bool).unwrap_or(false)
    }

    /// Names of the packages in a table of dependencies, for all platforms.
    fn dependencies(&self, tables: &[&str]) -> Vec<&str> {
        let platforms = self.0.get("target").and_then(Value::as_table);
        let platforms = platforms.into_iter().flat_map(Table::values).filter_map(Value::as_table);
        let holders: Vec<&Table> = std::iter::once(&self.0).chain(platforms).collect();
        let found =
            holders.iter().flat_map(|holder| tables.iter().filter_map(|name| holder.get(*name)?.as_table()));
        found.flat_map(|table| table.iter().map(|(key, value)| package(key, value))).collect()
    }
}

/// A dependency goes by its key unless it says `package`.
fn package<'a>(key: &'a str, value: &'a Value) -> &'a str {
    value.get("package").and_then(Value::as_str).unwrap_or(key)
}

fn fits(pattern: &str, folder: &str) -> bool {
    match pattern.strip_suffix('*') {
        Some(start) => folder.starts_with(start),
        None => pattern == folder,
    }
}

pub(crate) fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut manifests = Vec::new();
    for (path, folder, text) in tree.manifests() {
        match Manifest::parse(text) {
            Some(manifest) => manifests.push((path, folder, text, manifest)),
            None => findings.push(Finding::new(path, 1, RULE, "the manifest cannot be read")),
        }
    }
    let folders: BTreeMap<&str, &str> =
        manifests.iter().filter_map(|(_, folder, _, manifest)| Some((manifest.name()?, *folder))).collect();
    for (path, folder, text, manifest) in manifests.iter().filter(|(.., manifest)| manifest.name().is_some())
    {
        if !manifest.takes_lints() {
            let message = "lacks `[lints] workspace = true`, so the house's lints don't hold here";
            findings.push(Finding::new(path, 1, RULE, message));
        }
        let Some((_, allowed)) = ALLOWED.iter().find(|(pattern, _)| fits(pattern, folder)) else {
            let message = format!("`{folder}` stands in no row of the table in xtask/tidy/src/crates.rs");
            findings.push(Finding::new(path, 1, RULE, message));
            continue;
        };
        let may = |target: &str| allowed.iter().any(|pattern| fits(pattern, target));
        let shipped = manifest.dependencies(&["dependencies", "build-dependencies"]);
        let tested = manifest.dependencies(&["dev-dependencies"]);
        let wrong_shipped = shipped.into_iter().filter(|name| folders.get(name).is_some_and(|to| !may(to)));
        let wrong_tested =
            tested.into_iter().filter(|name| folders.get(name).is_some_and(|to| *to != TESTING && !may(to)));
        for name in wrong_shipped.chain(wrong_tested) {
            let line = (1..).zip(text.lines()).find(|(_, line)| line.trim_start().starts_with(name));
            let message = format!("`{folder}` may not depend on `{name}`; allowed: {}", allowed.join(", "));
            findings.push(Finding::new(path, line.map_or(1, |(at, _)| at), RULE, message));
        }
    }
    findings
}
