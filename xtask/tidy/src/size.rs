//! Rule `size`: code lines of a Rust file, without blanks, comments, docs and tests.

use crate::finding::Finding;
use crate::source::Source;
use crate::tokens::code_lines;
use crate::tree::Tree;

const RULE: &str = "size";

/// What a file should stay under, and what it may not pass without saying why.
const WANTED: usize = 200;
const LIMIT: usize = 400;

fn size(source: &Source) -> usize {
    code_lines(source.tokens.clone()).into_iter().filter(|line| !source.is_test(*line)).count()
}

pub(crate) fn check(tree: &Tree) -> Vec<Finding> {
    let large = tree.sources.iter().map(|source| (source, size(source))).filter(|(_, lines)| *lines > LIMIT);
    large
        .map(|(source, lines)| {
            let message = format!("{lines} code lines, more than {LIMIT}: is it one idea?");
            Finding::new(&source.path, 1, RULE, message)
        })
        .collect()
}

/// Prints the files that think about splitting, the largest first.
pub(crate) fn list(tree: &Tree) {
    let mut sizes: Vec<(usize, &str)> =
        tree.sources.iter().map(|source| (size(source), source.path.as_str())).collect();
    sizes.sort_by(|a, b| b.cmp(a));
    println!(
        "{} Rust files, {} code lines",
        sizes.len(),
        sizes.iter().map(|(lines, _)| lines).sum::<usize>()
    );
    for (lines, path) in sizes.into_iter().filter(|(lines, _)| *lines > WANTED) {
        println!("{lines:5}  {path}");
    }
}
