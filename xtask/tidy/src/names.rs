//! Rule `name`: a file is named after its one idea, never after being useful.

use crate::finding::Finding;
use crate::tree::Tree;
use std::collections::BTreeSet;

const RULE: &str = "name";

const FORBIDDEN: &[&str] = &["util", "utils", "helper", "helpers", "common", "misc"];

pub(crate) fn check(tree: &Tree) -> Vec<Finding> {
    let mut seen = BTreeSet::new();
    let mut findings = Vec::new();
    for path in tree.texts.keys() {
        let mut end = 0;
        for part in path.split('/') {
            end += part.len();
            let name = part.split('.').next().unwrap_or_default().to_lowercase();
            let place = path.get(..end).unwrap_or_default();
            end += 1;
            if FORBIDDEN.contains(&name.as_str()) && seen.insert(place) {
                let message =
                    format!("`{place}` names no idea; put each line where it belongs, under its real name");
                findings.push(Finding::new(path, 1, RULE, message));
            }
        }
    }
    findings
}
