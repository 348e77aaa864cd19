//! The paths in a file that start at the crate's root, at a parent module or at `std`, resolved to where they lead.
//!
//! Found in `use` items, types, expressions, visibilities, inside macro calls and definitions, and in the strings of
//! attributes (`#[serde(with = "crate::…")]`).

use crate::source::Source;
use crate::tokens::{Piece, pieces};
use proc_macro2::TokenStream;
use syn::visit::{self, Visit};
use syn::{Attribute, ItemMod, ItemUse, Macro, Meta, Path, UseTree};

/// A path from the root of its own crate, or one that starts with `std`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Import {
    pub(crate) line: usize,
    /// `["zone", "Zone"]` for `crate::zone::Zone`, wherever it was written.
    pub(crate) path: Vec<String>,
}

/// All of them, in order of lines.
pub(crate) fn imports(source: &Source) -> Vec<Import> {
    let mut finder = Finder { module: source.module.clone(), found: Vec::new() };
    finder.visit_file(&source.file);
    finder.found.sort_by(|a, b| (a.line, &a.path).cmp(&(b.line, &b.path)));
    finder.found.dedup();
    finder.found
}

struct Finder {
    module: Vec<String>,
    found: Vec<Import>,
}

impl Finder {
    /// Keeps a path that starts with `crate`, `self` or `super`.
    fn add(&mut self, line: usize, segments: &[String]) {
        let mut at = match segments.first().map(String::as_str) {
            Some("crate") => Vec::new(),
            Some("self" | "super") => self.module.clone(),
            Some("std") => Vec::new(),
            _ => return,
        };
        for segment in segments {
            match segment.as_str() {
                "crate" | "self" => {}
                "super" => {
                    at.pop();
                }
                name => at.push(name.to_owned()),
            }
        }
        self.found.push(Import { line, path: at });
    }

    fn tree(&mut self, tree: &UseTree, prefix: &[String]) {
        let joined = |name: String| prefix.iter().cloned().chain([name]).collect::<Vec<_>>();
        match tree {
            UseTree::Path(path) => self.tree(&path.tree, &joined(path.ident.to_string())),
            UseTree::Name(name) => {
                self.add(name.ident.span().start().line, &joined(name.ident.to_string()));
            }
            UseTree::Rename(name) => {
                self.add(name.ident.span().start().line, &joined(name.ident.to_string()));
            }
            UseTree::Glob(glob) => self.add(glob.star_token.spans[0].start().line, prefix),
            UseTree::Group(group) => group.items.iter().for_each(|item| self.tree(item, prefix)),
        }
    }

    /// Paths among loose tokens: `crate :: a :: b`, `$crate :: a`, `crate :: { a :: b, c }`.
    fn tokens(&mut self, tokens: TokenStream) {
        let pieces = pieces(tokens);
        let mut rest = pieces.as_slice();
        while let Some((first, after)) = rest.split_first() {
            rest = after;
            match first {
                Piece::Word { text, line } if ["crate", "self", "super", "std"].contains(&text.as_str()) => {
                    rest = self.path(*line, vec![text.clone()], after);
                }
                Piece::Group(inner) => self.tokens(inner.clone()),
                Piece::Text { text, line } => self.text(*line, text),
                Piece::Word { .. } | Piece::Colons | Piece::Other => {}
            }
        }
    }

    /// Follows a path until something else comes; returns what is left.
    fn path<'a>(&mut self, line: usize, mut path: Vec<String>, mut rest: &'a [Piece]) -> &'a [Piece] {
        while let [Piece::Colons, next, after @ ..] = rest {
            match next {
                Piece::Word { text, .. } => path.push(text.clone()),
                Piece::Group(inner) => {
                    for branch in pieces(inner.clone()).split(|piece| matches!(piece, Piece::Other)) {
                        if let Some((Piece::Word { text, line }, after)) = branch.split_first() {
                            let longer = path.iter().cloned().chain([text.clone()]).collect();
                            self.path(*line, longer, after);
                        }
                    }
                    return after;
                }
                _ => break,
            }
            rest = after;
        }
        self.add(line, &path);
        rest
    }

    /// A string that holds nothing but a path.
    fn text(&mut self, line: usize, text: &str) {
        if ["crate::", "self::", "super::"].iter().any(|start| text.starts_with(start)) {
            let segments: Vec<String> = text.split("::").map(str::to_owned).collect();
            self.add(line, &segments);
        }
    }
}

impl<'ast> Visit<'ast> for Finder {
    fn visit_item_mod(&mut self, item: &'ast ItemMod) {
        self.module.push(item.ident.to_string());
        visit::visit_item_mod(self, item);
        self.module.pop();
    }

    fn visit_item_use(&mut self, item: &'ast ItemUse) {
        self.tree(&item.tree, &[]);
        visit::visit_item_use(self, item);
    }

    fn visit_path(&mut self, path: &'ast Path) {
        if let Some(first) = path.segments.first() {
            let segments: Vec<String> =
                path.segments.iter().map(|segment| segment.ident.to_string()).collect();
            self.add(first.ident.span().start().line, &segments);
        }
        visit::visit_path(self, path);
    }

    fn visit_attribute(&mut self, attribute: &'ast Attribute) {
        if let Meta::List(list) = &attribute.meta {
            self.tokens(list.tokens.clone());
        }
    }

    fn visit_macro(&mut self, call: &'ast Macro) {
        self.tokens(call.tokens.clone());
        visit::visit_macro(self, call);
    }
}
