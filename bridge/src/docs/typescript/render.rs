//! JSON Schema as TypeScript.

use super::names::Side;
use crate::docs::words::{Word, word};
use serde_json::Value;
use std::fmt::Write;

/// The types of times, when given and when told.
pub(super) const ALIASES: [(&str, &str); 6] = [
    ("InstantInput", "Instant"),
    ("WallInput", "Wall"),
    ("MomentInput", "Moment"),
    ("DateInput", "PlainDate"),
    ("TimeInput", "PlainTime"),
    ("DurationInput", "Duration"),
];

/// The type of a time, when given and when told.
pub(super) const fn alias(word: Word) -> (&'static str, &'static str) {
    let [instant, wall, moment, date, time, duration] = ALIASES;
    match word {
        Word::Instant => instant,
        Word::Wall => wall,
        Word::Moment => moment,
        Word::Date => date,
        Word::Time => time,
        Word::Duration => duration,
    }
}

/// One exported type.
pub(super) fn declaration(name: &str, schema: &Value, side: Side, part: &dyn Fn(&str) -> String) -> String {
    let doc = comment(schema, "");
    match schema.get("properties") {
        Some(_) if schema.get("oneOf").is_none() => {
            format!("{doc}export interface {name} {}\n", object(schema, side, part, ""))
        }
        _ if schema.get("type").is_some_and(|kind| kind == "object")
            && schema.get("additionalProperties").is_none_or(|more| !more.is_object()) =>
        {
            format!("{doc}export type {name} = Record<string, never>;\n")
        }
        _ => format!("{doc}export type {name} = {};\n", type_of(schema, side, part, "")),
    }
}

fn type_of(schema: &Value, side: Side, part: &dyn Fn(&str) -> String, indent: &str) -> String {
    if let Some(path) = schema.get("$ref").and_then(Value::as_str) {
        return part(path.rsplit('/').next().unwrap_or_default());
    }
    if let Some(value) = schema.get("const") {
        return value.to_string();
    }
    if let Some(Value::Array(values)) = schema.get("enum") {
        return values.iter().map(Value::to_string).collect::<Vec<_>>().join(" | ");
    }
    if let Some(Value::Array(either)) = schema.get("oneOf").or_else(|| schema.get("anyOf")) {
        let either = either.iter().map(|one| type_of(one, side, part, indent));
        return either.collect::<Vec<_>>().join(" | ");
    }
    if let Some((input, output)) = word(schema).map(alias) {
        return if side == Side::Request { input } else { output }.to_owned();
    }
    match schema.get("type").and_then(Value::as_str) {
        Some("string") => "string".to_owned(),
        Some("boolean") => "boolean".to_owned(),
        Some("integer" | "number") => "number".to_owned(),
        Some("array") => {
            let items = schema
                .get("items")
                .map_or_else(|| "unknown".to_owned(), |items| type_of(items, side, part, indent));
            let items = if items.contains(['|', '{']) { format!("({items})") } else { items };
            if side == Side::Request { format!("readonly {items}[]") } else { format!("{items}[]") }
        }
        Some("object") if schema.get("properties").is_some() => object(schema, side, part, indent),
        Some("object") => match schema.get("additionalProperties") {
            Some(values) if values.is_object() => {
                format!("Record<string, {}>", type_of(values, side, part, indent))
            }
            _ => "Record<string, unknown>".to_owned(),
        },
        _ => "unknown".to_owned(),
    }
}

fn object(schema: &Value, side: Side, part: &dyn Fn(&str) -> String, indent: &str) -> String {
    let required: Vec<&str> = match schema.get("required") {
        Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    let inner = format!("{indent}  ");
    let mut text = "{\n".to_owned();
    for (name, of) in schema.get("properties").and_then(Value::as_object).into_iter().flatten() {
        let type_text = type_of(of, side, part, &inner);
        let (mark, absent) = match (required.contains(&name.as_str()), side) {
            (true, _) => ("", ""),
            (false, Side::Request) => ("?", " | undefined"),
            (false, Side::Response) => ("?", ""),
        };
        let plain = name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
        let name = if plain { name.clone() } else { format!("\"{name}\"") };
        let _ = writeln!(text, "{}{inner}{name}{mark}: {type_text}{absent};", comment(of, &inner));
    }
    text + indent + "}"
}

/// The description as a doc comment.
fn comment(schema: &Value, indent: &str) -> String {
    let Some(text) = schema.get("description").and_then(Value::as_str) else { return String::new() };
    let lines: Vec<&str> = text.lines().collect();
    match lines.as_slice() {
        [only] => format!("{indent}/** {only} */\n"),
        many => {
            let body: String = many
                .iter()
                .map(|line| format!("{indent} *{}{line}\n", if line.is_empty() { "" } else { " " }))
                .collect();
            format!("{indent}/**\n{body}{indent} */\n")
        }
    }
}
