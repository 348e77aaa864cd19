//! A breach with a reason: `tidy: RULE, because REASON` in a comment on the line or just above it.

use crate::finding::Finding;
use crate::tree::Tree;

const RULE: &str = "waiver";

/// Rules about a file as a whole; their waiver may stand anywhere in it.
const WHOLE_FILE: &[&str] = &["name", "size"];

/// What a waiver looks like, after whatever begins a comment in the file's language.
const MARKS: &[(&str, &str)] =
    &[("//", "// tidy: "), ("#", "# tidy: "), ("--", "-- tidy: "), ("<!--", "<!-- tidy: ")];

struct Waiver {
    path: String,
    line: usize,
    rule: String,
    reasoned: bool,
    /// The line that is meant: its own, or the first one below a comment that stands alone.
    meant: usize,
    used: bool,
}

/// Drops the findings that are waived; adds the waivers that lack a reason or that nothing needs.
pub(crate) fn apply(tree: &Tree, findings: Vec<Finding>) -> Vec<Finding> {
    let mut waivers = read(tree);
    let mut left: Vec<Finding> = findings
        .into_iter()
        .filter(|finding| {
            let waiver = waivers.iter_mut().find(|waiver| waiver.covers(finding));
            waiver.map(|waiver| waiver.used = true).is_none()
        })
        .collect();
    for waiver in waivers.into_iter().filter(|waiver| !(waiver.used && waiver.reasoned)) {
        let message = match waiver.reasoned {
            true => format!("nothing here breaks `{}` any more", waiver.rule),
            false => format!("no reason: `tidy: {}, because …`", waiver.rule),
        };
        left.push(Finding::new(&waiver.path, waiver.line, RULE, message));
    }
    left
}

impl Waiver {
    fn covers(&self, finding: &Finding) -> bool {
        self.path == finding.path
            && self.rule == finding.rule
            && (WHOLE_FILE.contains(&finding.rule) || self.meant == finding.line)
    }
}

fn read(tree: &Tree) -> Vec<Waiver> {
    let mut waivers = Vec::new();
    for (path, text) in &tree.texts {
        for (line, content) in (1..).zip(text.lines()) {
            let marked = MARKS.iter().find_map(|(opener, mark)| {
                content.split_once(mark).map(|(before, said)| (*opener, before, said))
            });
            let Some((opener, before, said)) = marked.filter(|(_, before, _)| !before.contains('"')) else {
                continue;
            };
            let (rule, reason) = said.split_once(", because ").unwrap_or((said, ""));
            let below =
                text.lines().skip(line).take_while(|next| next.trim_start().starts_with(opener)).count();
            waivers.push(Waiver {
                path: path.clone(),
                line,
                rule: rule.trim().to_owned(),
                reasoned: !reason.trim().is_empty(),
                meant: if before.trim().is_empty() { line + below + 1 } else { line },
                used: false,
            });
        }
    }
    waivers
}
