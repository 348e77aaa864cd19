//! TypeScript of the operations: the types of their records, and one typed function each.
//!
//! A record that reads the same in requests and in answers has one type; otherwise the one of requests ends in `Input`,
//! since it takes dates and `Temporal` objects where an answer has text. Two records that share a name but not a shape
//! carry the name of their operation.

mod names;
mod render;

use super::schema;
use super::words::{Word, pascal, word};
use crate::op::{Kind, OPS, Op};
use names::{Names, Side};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

const GENERATED: &str = "// Made by `cargo xtask gen`; don't edit.\n\n";

/// The generated files, as path and text.
pub(super) fn files() -> Vec<(String, String)> {
    let sides: Vec<(&Op, Value, Value)> = OPS
        .iter()
        .map(|op| {
            let (request, response) = schema::parts(op);
            (op, request, response)
        })
        .collect();
    let names = Names::of(&sides);
    vec![
        ("bindings-js/src/generated/records.ts".to_owned(), records(&sides, &names)),
        ("bindings-js/src/generated/ops.ts".to_owned(), ops(&sides)),
    ]
}

fn records(sides: &[(&Op, Value, Value)], names: &Names) -> String {
    let mut declared: BTreeMap<String, String> = BTreeMap::new();
    for (op, request, response) in sides {
        for (schema, side) in [(request, Side::Request), (response, Side::Response)] {
            let own = pascal(op.name) + side.suffix();
            let nested = schema.get("$defs").and_then(Value::as_object);
            let nested = nested.into_iter().flatten().map(|(name, of)| (names.of_part(op, side, name), of));
            for (name, of) in nested.chain([(own, schema)]) {
                if render::ALIASES.iter().any(|(input, output)| name == *input || name == *output) {
                    continue;
                }
                let text = render::declaration(&name, of, side, &|part| names.of_part(op, side, part));
                declared.insert(name, text);
            }
        }
    }
    let mut page = GENERATED.to_owned();
    let words = render::ALIASES.map(|(input, output)| format!("{input}, {output}"));
    let _ = write!(page, "import type {{ {} }} from \"../words.js\";\n\n", words.join(", "));
    page.push_str(&declared.into_values().collect::<Vec<_>>().join("\n"));
    page
}

fn ops(sides: &[(&Op, Value, Value)]) -> String {
    let (mut requests, mut answers, mut rooms) = (String::new(), String::new(), BTreeMap::new());
    let (mut list, mut used) = (String::new(), Vec::new());
    for (op, ..) in sides {
        let pascal = pascal(op.name);
        let _ = writeln!(requests, "  \"{}\": {pascal}Request;", op.name);
        let _ = writeln!(answers, "  \"{}\": {pascal}Response;", op.name);
        let _ = writeln!(list, "  \"{}\": \"{}\",", op.name, op.kind.as_str());
        used.push(format!("{pascal}Request, {pascal}Response"));
        let (room, verb) = op.name.split_once('.').unwrap_or((op.name, op.name));
        rooms.entry(room).or_insert_with(String::new).push_str(&entry(op, verb));
    }
    let asked = keys(sides.iter().map(|(_, request, _)| request));
    let told = keys(sides.iter().map(|(.., response)| response));
    let mut page = GENERATED.to_owned();
    let _ = write!(
        page,
        "import {{ ask, askAsync, type Dated, type Later }} from \"../ask.js\";\n\
         import type {{\n  {}\n}} from \"./records.js\";\n\n\
         /** What each operation takes. */\nexport interface Requests {{\n{requests}}}\n\n\
         /** What each operation answers, as on the wire. */\nexport interface Responses {{\n{answers}}}\n\n\
         /** Every operation, and whether it is better off the event loop. */\n\
         export const KINDS = {{\n{list}}} as const satisfies Record<keyof Requests, \"quick\" | \"bulk\">;\n\n\
         /** The fields of requests that can hold an instant. */\n\
         export const ASKED: ReadonlySet<string> = new Set([{asked}]);\n\n\
         /** The fields of answers that can hold an instant. */\n\
         export const TOLD: ReadonlySet<string> = new Set([{told}]);\n",
        used.join(",\n  "),
    );
    for (room, entries) in rooms {
        let _ =
            write!(page, "\n/** The operations of `{room}`. */\nexport const {room} = {{\n{entries}}};\n");
    }
    page
}

/// One operation as a function; a bulk one also off the event loop.
fn entry(op: &Op, verb: &str) -> String {
    let (name, pascal, doc) = (op.name, pascal(op.name), op.doc);
    let mut text = format!(
        "  /** {doc}. */\n  {verb}: (request: {pascal}Request): Dated<{pascal}Response> => ask(\"{name}\", request),\n"
    );
    if op.kind == Kind::Bulk {
        let _ = write!(
            text,
            "  /** {doc}; off the event loop. */\n  {verb}Async: (request: {pascal}Request, later?: Later): \
             Promise<Dated<{pascal}Response>> =>\n    askAsync(\"{name}\", request, later),\n"
        );
    }
    text
}

/// The names of fields that can hold an instant, as a list in TypeScript.
fn keys<'a>(schemas: impl Iterator<Item = &'a Value>) -> String {
    let mut keys = BTreeSet::new();
    schemas.for_each(|schema| instants(schema, &mut keys));
    keys.into_iter().map(|key| format!("\"{key}\"")).collect::<Vec<_>>().join(", ")
}

/// The names of fields that hold an instant, or a list of instants.
fn instants(schema: &Value, keys: &mut BTreeSet<String>) {
    let each = |map: &Map<String, Value>, keys: &mut BTreeSet<String>| {
        for (key, value) in map {
            let inner = value.get("items").unwrap_or(value);
            if matches!(word(inner), Some(Word::Instant | Word::Moment)) {
                keys.insert(key.clone());
            }
        }
    };
    match schema {
        Value::Object(object) => {
            if let Some(Value::Object(properties)) = object.get("properties") {
                each(properties, keys);
            }
            object.values().for_each(|value| instants(value, keys));
        }
        Value::Array(list) => list.iter().for_each(|value| instants(value, keys)),
        _ => {}
    }
}
