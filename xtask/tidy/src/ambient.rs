//! Rule `ambient`: the core never looks around: no files, environment, sockets, processes, threads, terminals.
//!
//! Half of it is in core/clippy.toml, which sees through imports; this half spares the tests, which do read files.

use crate::finding::Finding;
use crate::imports::imports;
use crate::layers::CORE;
use crate::source::Source;
use crate::tree::Tree;
use syn::Macro;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};

const RULE: &str = "ambient";

const MODULES: &[&str] = &["env", "fs", "net", "os", "process", "thread"];

const MACROS: &[&str] = &["print", "println", "eprint", "eprintln", "thread_local"];

pub(crate) fn check(tree: &Tree) -> Vec<Finding> {
    tree.sources.iter().filter(|source| source.root == CORE).flat_map(looks).collect()
}

fn looks(source: &Source) -> Vec<Finding> {
    let mut calls = Calls(Vec::new());
    calls.visit_file(&source.file);
    let paths = imports(source).into_iter().filter_map(|import| match import.path.as_slice() {
        [root, module, ..] if root == "std" && MODULES.contains(&module.as_str()) => {
            Some((import.line, import.path.join("::")))
        }
        _ => None,
    });
    let found = calls.0.into_iter().chain(paths).filter(|(line, _)| !source.is_test(*line));
    found
        .map(|(line, what)| {
            Finding::new(&source.path, line, RULE, format!("`{what}`: the core never looks around"))
        })
        .collect()
}

struct Calls(Vec<(usize, String)>);

impl<'ast> Visit<'ast> for Calls {
    fn visit_macro(&mut self, call: &'ast Macro) {
        if let Some(name) = call.path.segments.last().map(|last| last.ident.to_string())
            && MACROS.contains(&name.as_str())
        {
            self.0.push((call.path.span().start().line, format!("{name}!")));
        }
        visit::visit_macro(self, call);
    }
}
