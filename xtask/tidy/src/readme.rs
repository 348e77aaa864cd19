//! Rule `docs`: what the front pages promise is there: the README's two commands, the core's list of features.

use crate::crates::Manifest;
use crate::finding::Finding;
use crate::tree::Tree;
use std::collections::BTreeSet;
use syn::{Expr, Lit, Meta};

const RULE: &str = "docs";

/// The commands that anyone tries first.
const COMMANDS: &[&str] = &["cargo xtask test", "cargo xtask demo"];

pub(crate) fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    if let Some(readme) = tree.texts.get("README.md") {
        for command in COMMANDS.iter().filter(|command| !readme.contains(**command)) {
            findings.push(Finding::new("README.md", 1, RULE, format!("`{command}` is not shown")));
        }
    }
    let listed =
        tree.sources.iter().filter(|source| source.is_crate_root() && source.path.ends_with("/lib.rs"));
    for source in listed {
        let manifest = tree.texts.get(&format!("{}/Cargo.toml", source.root));
        if let (Some(listed), Some(manifest)) = (features(&source.file), manifest) {
            let real = Manifest::parse(manifest).map(|manifest| manifest.features()).unwrap_or_default();
            findings.extend(difference(&source.path, &listed, &real));
        }
    }
    findings
}

fn difference(path: &str, listed: &BTreeSet<String>, real: &BTreeSet<String>) -> Vec<Finding> {
    let missing = real.difference(listed).map(|name| format!("feature `{name}` is not under `# Features`"));
    let extra = listed.difference(real).map(|name| format!("feature `{name}` is not in Cargo.toml"));
    missing.chain(extra).map(|message| Finding::new(path, 1, RULE, message)).collect()
}

/// The list items of the section `# Features` of the crate's docs, each of which begins with the name in backticks;
/// `None` without that section.
fn features(file: &syn::File) -> Option<BTreeSet<String>> {
    let docs = file.attrs.iter().filter_map(|attribute| match &attribute.meta {
        Meta::NameValue(pair) if pair.path.is_ident("doc") => match &pair.value {
            Expr::Lit(value) => match &value.lit {
                Lit::Str(text) => Some(text.value()),
                _ => None,
            },
            _ => None,
        },
        _ => None,
    });
    let docs: Vec<String> =
        docs.flat_map(|text| text.lines().map(str::to_owned).collect::<Vec<_>>()).collect();
    let start = docs.iter().position(|line| line.trim() == "# Features")?;
    let section = docs.iter().skip(start + 1).take_while(|line| !line.trim().starts_with("# "));
    let items =
        section.filter_map(|line| line.trim().strip_prefix("- `").or(line.trim().strip_prefix("* `")));
    Some(items.filter_map(|item| item.split_once('`')).map(|(name, _)| name.to_owned()).collect())
}
