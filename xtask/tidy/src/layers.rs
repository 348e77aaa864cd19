//! Rule `layer`: inside the core, a room uses only rooms above its own line.

use crate::finding::Finding;
use crate::imports::imports;
use crate::source::Source;
use crate::tree::Tree;

const RULE: &str = "layer";

/// The rooms of the core, from the ground up. Rooms on one line don't see each other. The ground floor is one line
/// of the drawing in ARCHITECTURE.md but three here, since its rooms stand on `error`, and ids on the wire's words.
const LINES: &[&[&str]] = &[
    &["error"],
    &["wire"],
    &["id", "limits"],
    &["time"],
    &["zone", "interval"],
    &["recur"],
    &["availability", "source"],
    &["service"],
    &["resource", "policy", "conflict", "session", "waitlist", "share"],
    &["rules", "audit"],
    &["slots"],
    &["series", "impact"],
    &["booking"],
    &["suggest", "remind", "analytics"],
    &["ical", "store", "sync"],
];

/// The crate that has rooms.
pub(crate) const CORE: &str = "core";

fn line_of(room: &str) -> Option<usize> {
    LINES.iter().position(|line| line.contains(&room))
}

/// Every edge that does not point up the table, and every room that stands on no line of it.
pub(crate) fn check(tree: &Tree) -> Vec<Finding> {
    let core = tree.sources.iter().filter(|source| source.root == CORE);
    let placed = core.filter(|source| source.module.first().is_some_and(|first| first != "bin"));
    placed.flat_map(edges).collect()
}

fn edges(source: &Source) -> Vec<Finding> {
    let Some(room) = source.module.first() else { return Vec::new() };
    let Some(own) = line_of(room) else {
        // Said once, where the room begins.
        let message = format!("room `{room}` stands on no line of the table in xtask/tidy/src/layers.rs");
        return match source.module.len() {
            1 => vec![Finding::new(&source.path, 1, RULE, message)],
            _ => Vec::new(),
        };
    };
    let mut findings = Vec::new();
    for import in imports(source).into_iter().filter(|import| !source.is_test(import.line)) {
        let Some(target) = import.path.first().filter(|target| *target != room) else { continue };
        let Some(line) = line_of(target).filter(|line| *line >= own) else { continue };
        let place = if line == own { "beside" } else { "above" };
        let message = format!("`{room}` uses `{}`, which stands {place} it", import.path.join("::"));
        findings.push(Finding::new(&source.path, import.line, RULE, message));
    }
    findings.dedup_by_key(|finding| finding.line);
    findings
}
