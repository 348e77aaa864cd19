//! Which binding has which operation, under which name.
//!
//! Each binding's tests read the page and look for every name in what the package exports, so that it cannot promise
//! what is not there.

use super::pages::GENERATED;
use crate::op::{Kind, OPS, Op};
use std::fmt::Write;

/// A language, and how it names an operation.
struct Binding {
    package: &'static str,
    named: fn(&Op) -> String,
}

const BINDINGS: &[Binding] = &[
    Binding {
        package: "Rust `kalends-bridge`",
        named: |op| format!("`Bridge::{}`", op.name.replace('.', "_")),
    },
    Binding { package: "Python `kalends`", named: python },
    Binding { package: "Node `kalends`", named: javascript },
    Binding { package: "browsers `kalends-wasm`", named: javascript },
];

fn python(op: &Op) -> String {
    format!("`ops.{}`", op.name.replace('.', "_"))
}

/// A bulk operation also off the event loop.
fn javascript(op: &Op) -> String {
    match op.kind {
        Kind::Quick => format!("`{}`", op.name),
        Kind::Bulk => format!("`{0}`, `{0}Async`", op.name),
    }
}

pub(super) fn page() -> String {
    let mut page = format!("# Operations by language\n\n{GENERATED}");
    page.push_str(
        "Every language has every operation, twice: by its name with JSON, `call(\"slots.find\", \"{…}\")`, and with \
         values of its own under the names below. Both give the same answers and the same codes; the JSON door gives \
         the same bytes everywhere. The tests of each package look for every name of its column, and run every vector \
         through both doors.\n\n",
    );
    let packages: Vec<&str> = BINDINGS.iter().map(|binding| binding.package).collect();
    let _ = writeln!(page, "| operation | kind | {} |", packages.join(" | "));
    let _ = writeln!(page, "|---|---|{}", "---|".repeat(BINDINGS.len()));
    for op in OPS {
        let names: Vec<String> = BINDINGS.iter().map(|binding| (binding.named)(op)).collect();
        let _ = writeln!(page, "| `{}` | {} | {} |", op.name, op.kind.as_str(), names.join(" | "));
    }
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_method_that_the_page_names_is_there() {
        let source = include_str!("../op.rs");
        for op in OPS {
            let method = op.name.replace('.', "_");
            assert!(source.contains(&format!("Bridge::{method},")), "{method}");
        }
    }
}
