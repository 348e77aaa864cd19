//! One Rust file: where it stands among the modules of its crate, and what of it is test.

use proc_macro2::TokenStream;
use std::ops::RangeInclusive;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{Attribute, Item, ItemMod, Meta};

/// A parsed file.
pub(crate) struct Source {
    /// From the repository's root.
    pub(crate) path: String,
    /// The folder of the crate it belongs to, `core`.
    pub(crate) root: String,
    /// The module it is, `["zone", "table"]` for `core/src/zone/table.rs`; empty at the crate's root.
    pub(crate) module: Vec<String>,
    /// Whether all of it is test.
    pub(crate) test: bool,
    /// Modules that it declares under `#[cfg(test)]`, with bodies of their own elsewhere.
    pub(crate) test_modules: Vec<Vec<String>>,
    /// Lines of test items inside it.
    pub(crate) test_lines: Vec<RangeInclusive<usize>>,
    pub(crate) file: syn::File,
    pub(crate) tokens: TokenStream,
}

impl Source {
    pub(crate) fn parse(path: &str, text: &str) -> syn::Result<Self> {
        let tokens: TokenStream = text.trim_start_matches('\u{feff}').parse().map_err(syn::Error::from)?;
        let file = syn::parse_file(text)?;
        let (root, module) = place(path);
        let mut finder = TestItems { module: module.clone(), modules: Vec::new(), lines: Vec::new() };
        finder.visit_file(&file);
        let parts =
            path.split('/').chain([path.trim_end_matches(".rs").rsplit('/').next().unwrap_or_default()]);
        let test = parts.into_iter().any(|part| ["tests", "tests.rs"].contains(&part));
        Ok(Self {
            path: path.to_owned(),
            root,
            module,
            test,
            test_modules: finder.modules,
            test_lines: finder.lines,
            file,
            tokens,
        })
    }

    /// Whether the file is the root of a library or program.
    pub(crate) fn is_crate_root(&self) -> bool {
        self.module.is_empty()
    }

    /// Whether the line belongs to a test.
    pub(crate) fn is_test(&self, line: usize) -> bool {
        self.test || self.test_lines.iter().any(|lines| lines.contains(&line))
    }
}

/// Splits a path into the crate's folder and the module.
fn place(path: &str) -> (String, Vec<String>) {
    let (root, inside) = match path.split_once("/src/") {
        Some((root, inside)) => (root, inside),
        None => ("", path),
    };
    let mut module: Vec<String> = inside.trim_end_matches(".rs").split('/').map(str::to_owned).collect();
    if module.last().is_some_and(|last| last == "mod")
        || ["lib", "main"].map(|name| vec![name.to_owned()]).contains(&module)
    {
        module.pop();
    }
    (root.to_owned(), module)
}

/// Whether the item exists only in tests.
fn is_test_only(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("test")
            || matches!(&attribute.meta, Meta::List(list) if list.path.is_ident("cfg")
                && matches!(list.tokens.to_string().replace(' ', ""), condition
                    if condition == "test" || condition.starts_with("all(test,")))
    })
}

struct TestItems {
    module: Vec<String>,
    modules: Vec<Vec<String>>,
    lines: Vec<RangeInclusive<usize>>,
}

impl<'ast> Visit<'ast> for TestItems {
    fn visit_item(&mut self, item: &'ast Item) {
        let attributes = match item {
            Item::Mod(item) => &item.attrs,
            Item::Fn(item) => &item.attrs,
            Item::Use(item) => &item.attrs,
            Item::Impl(item) => &item.attrs,
            Item::Struct(item) => &item.attrs,
            Item::Const(item) => &item.attrs,
            Item::Macro(item) => &item.attrs,
            _ => return visit::visit_item(self, item),
        };
        if !is_test_only(attributes) {
            return visit::visit_item(self, item);
        }
        self.lines.push(item.span().start().line..=item.span().end().line);
        if let Item::Mod(ItemMod { ident, content: None, .. }) = item {
            self.modules.push(self.module.iter().cloned().chain([ident.to_string()]).collect());
        }
    }

    fn visit_item_mod(&mut self, item: &'ast ItemMod) {
        self.module.push(item.ident.to_string());
        visit::visit_item_mod(self, item);
        self.module.pop();
    }
}
