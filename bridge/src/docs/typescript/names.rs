//! Which type a record has in TypeScript.

use crate::docs::words::{pascal, word};
use crate::op::Op;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Which half of an operation a record belongs to.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Side {
    Request,
    Response,
}

impl Side {
    pub(super) const fn suffix(self) -> &'static str {
        match self {
            Self::Request => "Request",
            Self::Response => "Response",
        }
    }
}

/// The name of each part of each operation.
pub(super) struct Names(BTreeMap<(&'static str, Side, String), String>);

impl Names {
    pub(super) fn of(sides: &[(&'static Op, Value, Value)]) -> Self {
        let mut shapes: BTreeMap<(Side, String), BTreeSet<String>> = BTreeMap::new();
        let mut parts = Vec::new();
        for (op, request, response) in sides {
            for (schema, side) in [(request, Side::Request), (response, Side::Response)] {
                let Some(defs) = schema.get("$defs").and_then(Value::as_object) else { continue };
                for (name, of) in defs {
                    let shape = shape(of, schema, side, 0);
                    let plain = name.trim_end_matches(|c: char| c.is_ascii_digit()).to_owned();
                    shapes.entry((side, plain.clone())).or_default().insert(shape.clone());
                    parts.push((op.name, side, name.clone(), plain, shape));
                }
            }
        }
        let only = |side: Side, plain: &str| {
            shapes.get(&(side, plain.to_owned())).filter(|all| all.len() == 1).and_then(|all| all.first())
        };
        let named = parts.into_iter().map(|(op, side, name, plain, shape)| {
            let alone = only(side, &plain).is_some();
            let free = match side {
                Side::Response => true,
                Side::Request => {
                    !shapes.contains_key(&(Side::Response, plain.clone()))
                        || only(Side::Response, &plain) == Some(&shape)
                }
            };
            let own = if alone { plain } else { pascal(op) + &name };
            let own = if free || (side == Side::Response) { own } else { own + "Input" };
            ((op, side, name), own)
        });
        Self(named.collect())
    }

    pub(super) fn of_part(&self, op: &Op, side: Side, name: &str) -> String {
        self.0.get(&(op.name, side, name.to_owned())).cloned().unwrap_or_else(|| name.to_owned())
    }
}

/// A text that two records share if and only if their types are the same on this side; records that contain themselves
/// are followed down to a depth.
fn shape(schema: &Value, root: &Value, side: Side, depth: usize) -> String {
    const DEEPEST: usize = 12;
    if depth > DEEPEST {
        return "…".to_owned();
    }
    if let Some(path) = schema.get("$ref").and_then(Value::as_str) {
        let target = path.rsplit('/').next().and_then(|name| root.get("$defs")?.get(name));
        return target.map_or_else(String::new, |target| shape(target, root, side, depth + 1));
    }
    // A time is one type when given and another when told, so it is part of the shape which side this is.
    if word(schema).is_some() {
        return format!("{}{schema}", side.suffix());
    }
    match schema {
        Value::Object(object) => {
            let told = object.iter().filter(|(key, _)| !IGNORED.contains(&key.as_str()));
            told.map(|(key, value)| format!("{key}:{};", shape(value, root, side, depth))).collect()
        }
        Value::Array(list) => {
            let items = list.iter().map(|value| shape(value, root, side, depth));
            format!("[{}]", items.collect::<Vec<_>>().join(","))
        }
        other => other.to_string(),
    }
}

/// What does not show in a type.
const IGNORED: &[&str] =
    &["title", "$id", "default", "maximum", "minimum", "maxLength", "minLength", "additionalProperties"];
