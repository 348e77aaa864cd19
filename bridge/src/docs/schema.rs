//! JSON Schema of an operation's request and response, draft 2020-12.

use crate::decode::MAX_INTEGER;
use crate::op::Op;
use schemars::generate::{Contract, SchemaSettings};
use serde_json::{Map, Value, json};

/// The schemas of the request and of the response.
pub(super) fn parts(op: &Op) -> (Value, Value) {
    let generator = |contract| {
        let mut settings = SchemaSettings::draft2020_12();
        settings.contract = contract;
        settings.meta_schema = None;
        settings.into_generator()
    };
    let mut request = (op.request)(&mut generator(Contract::Deserialize)).to_value();
    let mut response = (op.response)(&mut generator(Contract::Serialize)).to_value();
    tidy(&mut request);
    tidy(&mut response);
    tolerate(&mut response);
    (request, response)
}

/// One document with both: each is a schema of its own, under `$defs`, with an id.
pub(super) fn of(op: &Op) -> String {
    let (mut request, mut response) = parts(op);
    let id = |part: &str| format!("urn:kalends:{}:{part}", op.name);
    for (schema, part) in [(&mut request, "request"), (&mut response, "response")] {
        if let Some(schema) = schema.as_object_mut() {
            schema.insert("$id".to_owned(), id(part).into());
        }
    }
    let document = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": format!("urn:kalends:{}", op.name),
        "title": op.name,
        "description": op.doc,
        "anyOf": [{ "$ref": id("request") }, { "$ref": id("response") }],
        "$defs": { "request": request, "response": response }
    });
    format!("{:#}\n", sorted(document))
}

/// What is missing is absent, never null; integers are exact in every language; descriptions are for readers of any
/// language.
fn tidy(schema: &mut Value) {
    match schema {
        Value::Object(object) => {
            drop_null(object);
            bound_integers(object);
            if let Some(Value::String(text)) = object.get_mut("description") {
                *text = plain(text);
            }
            object.values_mut().for_each(tidy);
        }
        Value::Array(list) => list.iter_mut().for_each(tidy),
        _ => {}
    }
}

fn drop_null(object: &mut Map<String, Value>) {
    let null = json!({ "type": "null" });
    if let Some(Value::Array(types)) = object.get_mut("type") {
        types.retain(|one| one != "null");
        if let [only] = types.as_slice() {
            let only = only.clone();
            object.insert("type".to_owned(), only);
        }
    }
    let Some(Value::Array(either)) = object.get_mut("anyOf") else { return };
    either.retain(|one| *one != null);
    if let [Value::Object(only)] = either.as_slice() {
        let only = only.clone();
        object.remove("anyOf");
        for (key, value) in only {
            object.entry(key).or_insert(value);
        }
    }
}

fn bound_integers(object: &mut Map<String, Value>) {
    if object.get("type").is_some_and(|one| one == "integer") {
        let most = match object.get("format").and_then(Value::as_str) {
            Some("uint32") => u64::from(u32::MAX),
            Some("int32") => u64::from(i32::MAX.unsigned_abs()),
            _ => MAX_INTEGER,
        };
        object.remove("format");
        object.entry("maximum").or_insert(most.into());
    }
}

/// Readers of answers tolerate what is new.
fn tolerate(schema: &mut Value) {
    match schema {
        Value::Object(object) => {
            // What says of which type all values are stays.
            if object.get("additionalProperties").is_some_and(Value::is_boolean) {
                object.remove("additionalProperties");
            }
            object.values_mut().for_each(tolerate);
        }
        Value::Array(list) => list.iter_mut().for_each(tolerate),
        _ => {}
    }
}

/// The text without Rust: no examples, no links, lines joined.
fn plain(text: &str) -> String {
    let text = text.split("\n# ").next().unwrap_or_default().trim();
    let paragraphs = text.split("\n\n").map(|paragraph| paragraph.replace('\n', " "));
    let text = paragraphs.collect::<Vec<_>>().join("\n\n");
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some((before, link)) = rest.split_once("[`") {
        let Some((name, after)) = link.split_once("`]") else { break };
        out.push_str(before);
        out.push_str(&format!("`{name}`"));
        rest = match after.strip_prefix('(').and_then(|target| target.split_once(')')) {
            Some((_, after)) => after,
            None => after,
        };
    }
    out.push_str(rest);
    out
}

/// The same in the order of the keys, whatever map the build has.
pub(super) fn sorted(value: Value) -> Value {
    match value {
        Value::Object(object) => {
            let mut entries: Vec<(String, Value)> = object.into_iter().collect();
            entries.sort_by(|a, b| a.0.cmp(&b.0));
            entries.into_iter().map(|(key, value)| (key, sorted(value))).collect()
        }
        Value::Array(list) => list.into_iter().map(sorted).collect(),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn descriptions_lose_what_only_rust_readers_need() {
        let text = "A span, see [`Interval`] or [`find`](crate::slots::find).\nTwo lines.\n\nA list[0].\n\n# Example\n```\n";
        assert_eq!(plain(text), "A span, see `Interval` or `find`. Two lines.\n\nA list[0].");
    }

    #[test]
    fn null_is_nowhere() {
        for op in crate::op::OPS {
            assert!(!of(op).contains("\"null\""), "{}", op.name);
        }
    }
}
