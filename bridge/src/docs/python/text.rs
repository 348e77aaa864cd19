//! JSON values and descriptions as Python source.

use serde_json::Value;

/// A value as its literal, with keys in order.
pub(super) fn literal(value: &Value) -> String {
    match value {
        Value::Null => "None".to_owned(),
        Value::Bool(true) => "True".to_owned(),
        Value::Bool(false) => "False".to_owned(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => format!("'{}'", text.replace('\\', "\\\\").replace('\'', "\\'")),
        Value::Array(list) => format!("[{}]", list.iter().map(literal).collect::<Vec<_>>().join(", ")),
        Value::Object(object) => {
            let mut entries: Vec<_> = object.iter().collect();
            entries.sort_by_key(|(key, _)| *key);
            let entries = entries.into_iter().map(|(key, value)| format!("'{key}': {}", literal(value)));
            format!("{{{}}}", entries.collect::<Vec<_>>().join(", "))
        }
    }
}

/// The description of a schema as a docstring; nothing if it has none.
pub(super) fn docstring(schema: &Value, indent: &str, default: &str) -> String {
    let text = schema.get("description").and_then(Value::as_str).unwrap_or(default);
    if text.is_empty() {
        return String::new();
    }
    let text = format!("\"\"\"{}\"\"\"", text.replace('\\', "\\\\").replace("\"\"\"", "'''"));
    let lines = text
        .lines()
        .map(|line| if line.trim().is_empty() { String::new() } else { indent.to_owned() + line });
    lines.collect::<Vec<_>>().join("\n")
}

/// Whether a class can have a field of that name.
pub(super) fn is_identifier(name: &str) -> bool {
    let mut signs = name.chars();
    signs.next().is_some_and(|first| first.is_ascii_alphabetic() || first == '_')
        && signs.all(|sign| sign.is_ascii_alphanumeric() || sign == '_')
        && !KEYWORDS.contains(&name)
}

const KEYWORDS: [&str; 35] = [
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def",
    "del", "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is",
    "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while", "with", "yield",
];
