//! Python of the operations: their records as `TypedDict`s, one function each, and which fields of an answer are times.
//!
//! A record has one type in requests and answers. Of two that share a name but not a shape, the second carries the name
//! of its room.

mod records;
mod text;

use super::schema::{parts, sorted};
use super::words::pascal;
use crate::op::OPS;
use records::Records;
use std::fmt::Write;
use text::literal;

/// The generated files, as path and text.
///
/// # Errors
/// A sentence about a record that has no Python.
pub(super) fn files() -> Result<Vec<(String, String)>, String> {
    let mut records = Records::default();
    let (mut names, mut functions, mut answers) = (String::new(), Vec::new(), String::new());
    let mut ops: Vec<_> = OPS.iter().collect();
    ops.sort_by_key(|op| op.name);
    for op in ops {
        let (request, response) = parts(op);
        let (room, _) = op.name.split_once('.').unwrap_or((op.name, op.name));
        let request = records.root(room, &sorted(request))?;
        let response = records.root(room, &sorted(response))?;
        let function = op.name.replace('.', "_");
        let (first, rest) = op.doc.split_at_checked(1).unwrap_or((op.doc, ""));
        let _ = writeln!(names, "    \"{function}\",");
        functions.push(format!(
            "def {function}(request: records.{request}) -> records.{response}:\n    \"\"\"{}{rest}.\"\"\"\n    \
             return cast(\"records.{response}\", perform(\"{}\", request))\n",
            first.to_uppercase(),
            op.name,
        ));
        let _ = writeln!(answers, "    \"{}\": \"@{response}\",", op.name);
    }
    let mut fields = String::new();
    for (name, table) in records.tables() {
        let _ = writeln!(fields, "    \"{name}\": {},", literal(table));
    }
    Ok(vec![
        page(
            "records",
            "The records of the operations.",
            &format!(
                "from datetime import date, datetime, time, timedelta\n\
                 from typing import Any, Literal, NotRequired, TypeAlias, TypedDict\n\n\n{}\n",
                records.source()
            ),
        ),
        page(
            "ops",
            "Every operation as a function: records in Python's own types in and out.",
            &format!(
                "from typing import cast\n\nfrom kalends import records\nfrom kalends._perform import perform\n\n\
                 __all__ = [\n{names}]\n\n\n{}",
                functions.join("\n\n")
            ),
        ),
        page(
            "_fields",
            "What to convert in an answer: fields by record.",
            &format!(
                "from typing import Any\n\nRECORDS: dict[str, Any] = {{\n{fields}}}\n\n\
                 ANSWERS: dict[str, str] = {{\n{answers}}}\n"
            ),
        ),
    ])
}

fn page(module: &str, about: &str, body: &str) -> (String, String) {
    let head = format!(
        "\"\"\"{about}\n\nMade by `cargo xtask gen`; don't edit.\n\"\"\"\n\nfrom __future__ import annotations\n\n"
    );
    (format!("bindings-python/python/kalends/{module}.py"), head + body)
}

/// `slots.find`, `range` as `SlotsFindRange`.
fn named(record: &str, part: &str) -> String {
    record.to_owned() + &pascal(part)
}
