//! Rule `reexport`: inside a crate, nobody imports through the root's re-exports.
//!
//! They are for users. An import through them hides which room it comes from, and with it an edge from `layer`.

use crate::finding::Finding;
use crate::imports::imports;
use crate::source::Source;
use crate::tree::Tree;
use std::collections::{BTreeMap, BTreeSet};
use syn::{Item, UseTree};

const RULE: &str = "reexport";

pub(crate) fn check(tree: &Tree) -> Vec<Finding> {
    let mut names: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for source in tree.sources.iter().filter(|source| source.is_crate_root()) {
        names.entry(&source.root).or_default().extend(reexported(source));
    }
    let mut findings = Vec::new();
    for source in tree.sources.iter().filter(|source| !source.is_crate_root()) {
        let Some(names) = names.get(source.root.as_str()) else { continue };
        for import in imports(source) {
            if let Some(name) = import.path.first().filter(|name| names.contains(*name)) {
                let message =
                    format!("`{name}` comes through the root's re-exports; import it from its own module");
                findings.push(Finding::new(&source.path, import.line, RULE, message));
            }
        }
    }
    findings
}

/// What `pub use` at the root makes visible there, less what is the name of a module too (`call::call`).
fn reexported(source: &Source) -> Vec<String> {
    let mut names = Vec::new();
    let mut modules = Vec::new();
    for item in &source.file.items {
        match item {
            Item::Use(item) if !matches!(item.vis, syn::Visibility::Inherited) => {
                leaves(&item.tree, &mut names)
            }
            Item::Mod(item) => modules.push(item.ident.to_string()),
            _ => {}
        }
    }
    names.retain(|name| !modules.contains(name));
    names
}

fn leaves(tree: &UseTree, names: &mut Vec<String>) {
    match tree {
        UseTree::Path(path) => leaves(&path.tree, names),
        UseTree::Name(name) => names.push(name.ident.to_string()),
        UseTree::Rename(name) => names.push(name.rename.to_string()),
        UseTree::Group(group) => group.items.iter().for_each(|item| leaves(item, names)),
        UseTree::Glob(_) => {}
    }
}
