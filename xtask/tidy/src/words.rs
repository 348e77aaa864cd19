//! Rule `words`: nothing in the tree speaks of the machine it was written on, nor of a package registry's host.
//!
//! A clone builds anywhere; lock files and settings that name a host break behind a mirror. The words are in pieces,
//! so that this file may hold them.

use crate::finding::Finding;
use crate::tree::Tree;

const RULE: &str = "words";

/// Words that count wherever they stand.
const ANYWHERE: &[&str] = &[
    concat!("..", "/shared"),
    concat!("shared", "/DESIGN"),
    concat!(".", "library"),
    concat!("arti", "factory"),
    concat!("index", ".crates", ".io"),
    concat!("static", ".crates", ".io"),
    concat!("registry", ".npmjs", ".org"),
    concat!("registry", ".yarnpkg", ".com"),
    concat!("pypi", ".org"),
    concat!("files", ".pythonhosted", ".org"),
    concat!("proxy", ".golang", ".org"),
    concat!("repo", ".maven", ".apache", ".org"),
    concat!("repo1", ".maven", ".org"),
    concat!("deb", ".debian", ".org"),
];

/// Absolute folders of a machine: these count at the start of a path, not inside an address or a longer path.
const FOLDERS: &[&str] = &[
    concat!("/", "work", "/"),
    concat!("/", "root", "/"),
    concat!("/", "home", "/"),
    concat!("/", "Users", "/"),
];

pub(crate) fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (path, text) in &tree.texts {
        for (line, content) in (1..).zip(text.lines()) {
            let anywhere = ANYWHERE.iter().find(|word| content.contains(**word));
            if let Some(word) =
                anywhere.or_else(|| FOLDERS.iter().find(|folder| starts_path(content, folder)))
            {
                findings.push(Finding::new(
                    path,
                    line,
                    RULE,
                    format!("`{word}` belongs to one machine or host"),
                ));
            }
        }
    }
    findings
}

fn starts_path(line: &str, folder: &str) -> bool {
    line.match_indices(folder).any(|(at, _)| {
        let before = line.get(..at).and_then(|before| before.chars().next_back());
        !before.is_some_and(|before| before.is_alphanumeric() || "._-~/}".contains(before))
    })
}
