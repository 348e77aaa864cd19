//! Rule `stub`: nothing is left for later without a word: no `todo!`, no `unimplemented!`, no silent `#[ignore]`.

use crate::finding::Finding;
use crate::tree::Tree;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{Attribute, Macro, Meta};

const RULE: &str = "stub";

pub(crate) fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for source in &tree.sources {
        let mut finder = Finder { path: &source.path, findings: &mut findings };
        finder.visit_file(&source.file);
    }
    findings
}

struct Finder<'a> {
    path: &'a str,
    findings: &'a mut Vec<Finding>,
}

impl<'ast> Visit<'ast> for Finder<'_> {
    fn visit_macro(&mut self, call: &'ast Macro) {
        if let Some(name) = call.path.segments.last().map(|last| last.ident.to_string())
            && ["todo", "unimplemented"].contains(&name.as_str())
        {
            let line = call.path.span().start().line;
            self.findings.push(Finding::new(self.path, line, RULE, format!("`{name}!` is not an answer")));
        }
        visit::visit_macro(self, call);
    }

    fn visit_attribute(&mut self, attribute: &'ast Attribute) {
        if attribute.path().is_ident("ignore") && !matches!(attribute.meta, Meta::NameValue(_)) {
            let line = attribute.span().start().line;
            let message = "an ignored test says why: `#[ignore = \"reason\"]`";
            self.findings.push(Finding::new(self.path, line, RULE, message));
        }
    }
}
