//! The events of a store, read as JSON.

use chrono::DateTime;
use kalends::audit::EventQuery;
use kalends::store::Store;
use serde_json::Value;
use std::collections::BTreeMap;
use std::num::NonZeroU32;

/// What is said of one entity, version after version.
pub(super) type Records = BTreeMap<String, Vec<Value>>;

/// One event.
pub(super) struct Line {
    /// When, in milliseconds.
    pub(super) at: i64,
    pub(super) kind: String,
    pub(super) id: String,
    pub(super) action: String,
    pub(super) version: u64,
    pub(super) record: Value,
}

/// Everything that the events say.
pub(super) struct Ledger {
    pub(super) lines: Vec<Line>,
}

impl Ledger {
    pub(super) fn read(store: &mut dyn Store) -> Result<Self, String> {
        let limit = NonZeroU32::new(97).unwrap_or(NonZeroU32::MIN);
        let (mut query, mut lines) = (EventQuery { limit, ..EventQuery::default() }, Vec::new());
        loop {
            let page = store.events(&query).map_err(|error| format!("{error:?}"))?;
            let Some(last) = page.last() else { return Ok(Self { lines }) };
            query.after = last.position;
            for one in page {
                let event = one.event;
                lines.push(Line {
                    at: event.at.timestamp_millis(),
                    kind: event.entity.kind.to_string(),
                    id: event.entity.id.to_string(),
                    action: event.action.to_string(),
                    version: event.version,
                    record: serde_json::from_str(&event.after).map_err(|error| error.to_string())?,
                });
                let expected = u64::try_from(lines.len()).unwrap_or(u64::MAX);
                if one.position != expected {
                    return Err(format!("event {} comes as number {expected}", one.position));
                }
            }
        }
    }

    /// The name of everything that was done.
    pub(super) fn actions(&self) -> impl Iterator<Item = String> {
        self.lines.iter().map(|line| line.action.clone())
    }

    /// The records of a kind by id.
    pub(super) fn records(&self, kind: &str) -> Records {
        let mut records = Records::new();
        for line in self.lines.iter().filter(|line| line.kind == kind) {
            records.entry(line.id.clone()).or_default().push(line.record.clone());
        }
        records
    }

    /// The last record of each entity of a kind.
    pub(super) fn last(&self, kind: &str) -> BTreeMap<String, Value> {
        self.records(kind).into_iter().filter_map(|(id, mut all)| Some((id, all.pop()?))).collect()
    }

    /// Versions 1, 2, 3 … of each entity, each in the record too, where 1 may be left out.
    pub(super) fn check_records(&self) -> Result<(), String> {
        let mut versions: BTreeMap<(&str, &str), u64> = BTreeMap::new();
        for Line { kind, id, version, record, .. } in &self.lines {
            let last = versions.entry((kind, id)).or_default();
            let said = if kind == "resource" { &record["resource"] } else { record };
            let own = said["version"].as_u64().unwrap_or(1);
            if *version != *last + 1 || own != *version || said["id"] != id.as_str() {
                return Err(format!("version {version} of {kind} {id} comes after {last}: {record}"));
            }
            *last = *version;
        }
        Ok(())
    }
}

/// An instant in milliseconds.
pub(super) fn instant(value: &Value) -> Option<i64> {
    DateTime::parse_from_rfc3339(value.as_str()?).ok().map(|at| at.timestamp_millis())
}

/// The name of a state: a text, or an object with what belongs to it.
pub(super) fn state(status: &Value) -> &str {
    let named = status.as_object().and_then(|one| one.keys().next());
    status.as_str().or(named.map(String::as_str)).unwrap_or("waiting")
}

/// A text, empty if it is absent.
pub(super) fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// A count, one if it is absent.
pub(super) fn count(value: &Value) -> u64 {
    value.as_u64().unwrap_or(1)
}
