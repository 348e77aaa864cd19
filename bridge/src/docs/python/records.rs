//! JSON Schema as `TypedDict`s.

use super::named;
use super::text::{docstring, is_identifier, literal};
use crate::docs::words::{Word, pascal, word};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// A type in Python, and what to convert in its values: the name of a reader, `@RECORD`, a list of one table, or tables by
/// field (`*` for all of a map).
type Typed = (String, Option<Value>);
type Defs = Map<String, Value>;

/// The records of all operations, each under one name.
#[derive(Default)]
pub(super) struct Records {
    room: String,
    /// `Request` or `Response`.
    side: &'static str,
    shapes: BTreeMap<String, Value>,
    classes: BTreeMap<String, String>,
    /// What stands for another type, after what it names.
    aliases: Vec<String>,
    tables: BTreeMap<String, Option<Value>>,
}

impl Records {
    /// Adds a request or an answer with its parts; returns its name.
    pub(super) fn root(&mut self, room: &str, schema: &Value) -> Result<String, String> {
        room.clone_into(&mut self.room);
        let defs = schema.get("$defs").and_then(Value::as_object).cloned().unwrap_or_default();
        let title = schema.get("title").and_then(Value::as_str).unwrap_or_default();
        self.side = if title.ends_with("Request") { "Request" } else { "Response" };
        self.record(title, schema, &defs).map(|(name, _)| name)
    }

    pub(super) fn source(&self) -> String {
        let all = self.classes.values().chain(&self.aliases).map(|text| text.trim_end());
        all.collect::<Vec<_>>().join("\n\n\n")
    }

    /// What to convert, by record.
    pub(super) fn tables(&self) -> impl Iterator<Item = (&String, &Value)> {
        self.tables.iter().filter_map(|(name, table)| table.as_ref().map(|table| (name, table)))
    }

    fn record(&mut self, title: &str, schema: &Value, defs: &Defs) -> Result<Typed, String> {
        let shape = shape(schema);
        let free = |name: &String| self.shapes.get(name).is_none_or(|known| *known == shape);
        let of_room = pascal(&self.room) + title;
        let names = [title.to_owned(), of_room.clone(), of_room + self.side];
        let Some(name) = names.into_iter().find(free) else {
            return Err(format!("two records of `{}` are called {title}", self.room));
        };
        let reference = Some(json!(format!("@{name}")));
        if self.shapes.insert(name.clone(), shape).is_some() {
            return Ok((name, reference));
        }
        self.tables.insert(name.clone(), None); // a record may contain itself
        let is_class = schema.get("type").is_some_and(|kind| kind == "object")
            && (schema.get("properties").is_some() || !has_values(schema));
        let table = if is_class {
            self.class(schema, &name, defs)?.1
        } else {
            let (text, table) = self.typed(schema, &name, defs)?;
            self.aliases.push(format!("{name}: TypeAlias = {text}\n{}", docstring(schema, "", "")));
            table
        };
        let table = self.resolved(table);
        self.tables.insert(name.clone(), table);
        Ok((name, reference))
    }

    fn typed(&mut self, schema: &Value, name: &str, defs: &Defs) -> Result<Typed, String> {
        if let Some(target) = schema.get("$ref").and_then(Value::as_str) {
            let target = target.trim_start_matches("#/$defs/");
            let found =
                defs.get(target).ok_or_else(|| format!("{name} names {target}, which is not there"))?;
            return self.record(target, found, defs);
        }
        if let Some(only) = schema.get("const") {
            return Ok((format!("Literal[{}]", literal(only)), None));
        }
        if let Some(Value::Array(all)) = schema.get("enum") {
            let all: Vec<String> = all.iter().map(literal).collect();
            return Ok((format!("Literal[{}]", all.join(", ")), None));
        }
        if let Some(Value::Array(branches)) = schema.get("oneOf").or_else(|| schema.get("anyOf")) {
            return self.union(branches, name, defs);
        }
        let plain = |text: &str| Ok((text.to_owned(), None));
        match schema.get("type").and_then(Value::as_str) {
            Some("array") => {
                let items = schema.get("items").unwrap_or(&Value::Bool(true));
                let (item, table) = self.typed(items, &(name.to_owned() + "Item"), defs)?;
                Ok((format!("list[{item}]"), table.map(|table| json!([table]))))
            }
            Some("object") if schema.get("properties").is_none() && has_values(schema) => {
                let values = schema.get("additionalProperties").unwrap_or(&Value::Null);
                let (value, table) = self.typed(values, &(name.to_owned() + "Value"), defs)?;
                Ok((format!("dict[str, {value}]"), table.map(|table| json!({ "*": table }))))
            }
            Some("object") => self.class(schema, name, defs),
            Some("string") => Ok(time(schema).unwrap_or_else(|| ("str".to_owned(), None))),
            Some("integer") => plain("int"),
            Some("number") => plain("float"),
            Some("boolean") => plain("bool"),
            _ => plain("Any"),
        }
    }

    fn union(&mut self, branches: &[Value], name: &str, defs: &Defs) -> Result<Typed, String> {
        let (mut types, mut merged) = (Vec::new(), None);
        for branch in branches {
            let fields = branch.get("properties").and_then(Value::as_object);
            let tags =
                fields.into_iter().flat_map(Map::values).filter_map(|field| field.get("const")?.as_str());
            let keys = fields.into_iter().flat_map(Map::keys).map(String::as_str);
            let told = tags.chain(keys).next().unwrap_or_default();
            let (text, table) = self.typed(branch, &named(name, told), defs)?;
            if !types.contains(&text) {
                types.push(text);
            }
            let table = self.resolved(table);
            merged = merge(merged, table, name)?;
        }
        Ok((types.join(" | "), merged))
    }

    /// A table that is no reference.
    fn resolved(&self, table: Option<Value>) -> Option<Value> {
        match table.as_ref().and_then(Value::as_str).and_then(|name| name.strip_prefix('@')) {
            Some(name) => self.tables.get(name).cloned().flatten(),
            None => table,
        }
    }

    fn class(&mut self, schema: &Value, name: &str, defs: &Defs) -> Result<Typed, String> {
        let required: Vec<&str> = match schema.get("required") {
            Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).collect(),
            _ => Vec::new(),
        };
        let (mut fields, mut tables) = (Vec::new(), Map::new());
        for (field, of) in schema.get("properties").and_then(Value::as_object).into_iter().flatten() {
            let (text, table) = self.typed(of, &named(name, field), defs)?;
            let text = if required.contains(&field.as_str()) { text } else { format!("NotRequired[{text}]") };
            fields.push((field, text, of));
            tables.extend(table.map(|table| (field.clone(), table)));
        }
        let source = if fields.iter().all(|(field, ..)| is_identifier(field)) {
            let mut lines = vec![format!("class {name}(TypedDict):"), docstring(schema, "    ", "A record.")];
            for (field, text, of) in fields {
                lines.extend([format!("    {field}: {text}"), docstring(of, "    ", "")]);
            }
            lines.retain(|line| !line.is_empty());
            lines.join("\n")
        } else {
            let body = fields.iter().map(|(field, text, _)| format!("'{field}': {}", json!(text)));
            let body = body.collect::<Vec<_>>().join(", ");
            format!("{name} = TypedDict('{name}', {{{body}}})\n{}", docstring(schema, "", ""))
        };
        self.classes.insert(name.to_owned(), source);
        Ok((name.to_owned(), (!tables.is_empty()).then_some(Value::Object(tables))))
    }
}

/// Whether an object is a map with values of one kind.
fn has_values(schema: &Value) -> bool {
    schema.get("additionalProperties").is_some_and(|values| *values != Value::Bool(false))
}

/// The type of a text that is a time, and its reader. A calendar duration stays text: a `timedelta` has no days of 23 hours.
fn time(schema: &Value) -> Option<Typed> {
    let (text, reader) = match word(schema)? {
        Word::Instant => ("datetime", "instant"),
        Word::Wall => ("datetime", "wall"),
        Word::Moment => ("datetime | date", "moment"),
        Word::Date => ("date", "date"),
        Word::Time => ("time | str", "time"),
        Word::Duration if schema.get("pattern")?.as_str()?.starts_with("^PT") => ("timedelta", "elapsed"),
        Word::Duration => return None,
    };
    Some((text.to_owned(), Some(reader.into())))
}

/// What makes two records the same: a request refuses fields that it does not know, and an answer does not say.
fn shape(schema: &Value) -> Value {
    match schema {
        Value::Array(list) => list.iter().map(shape).collect(),
        Value::Object(object) => {
            let open = Value::Bool(false);
            let kept = object.iter().filter(|(key, value)| {
                *key != "$defs" && !(*key == "additionalProperties" && **value == open)
            });
            kept.map(|(key, value)| (key.clone(), shape(value))).collect()
        }
        other => other.clone(),
    }
}

/// The tables of two variants as one; an error if they would read the same field in two ways.
fn merge(one: Option<Value>, other: Option<Value>, name: &str) -> Result<Option<Value>, String> {
    match (one, other) {
        (None, table) | (table, None) => Ok(table),
        (Some(one), Some(other)) if one == other => Ok(Some(one)),
        (Some(Value::Object(mut one)), Some(Value::Object(other))) => {
            for (key, table) in other {
                let merged = merge(one.remove(&key), Some(table), name)?;
                one.extend(merged.map(|table| (key, table)));
            }
            Ok(Some(Value::Object(one)))
        }
        (Some(one), Some(other)) => {
            Err(format!("the variants of {name} want different conversions: {one} and {other}"))
        }
    }
}
