//! The trail: events as rows, in chains.

use super::booking::instant;
use super::columns::Columns;
use super::statement::json;
use super::{Row, Sql, Statement, Value};
use crate::error::Misread;
use crate::tenant::Tenant;
use kalends::Result;
use kalends::audit::{Code, Entity, Event, EventQuery, Hash, Head, Recorded};
use kalends::id::{EntityId, SubjectId};
use kalends::policy::Actor;
use std::collections::BTreeMap;
use std::num::NonZeroU32;

/// The last hash of each chain.
pub(super) type Links = BTreeMap<Entity, Hash>;

/// Records as their events write them: the text that their rows hold too, made once.
#[derive(Debug)]
pub(super) struct Texts<'a>(BTreeMap<(&'a str, &'a str, u64), &'a str>);

impl<'a> Texts<'a> {
    pub(super) fn of(events: &'a [Event]) -> Self {
        let text = |event: &'a Event| {
            let Event { entity, version, after, .. } = event;
            ((entity.kind.as_str(), entity.id.as_str(), *version), after.as_str())
        };
        Self(events.iter().map(text).collect())
    }

    /// The text of a record, made now if no event has it.
    pub(super) fn text<T: serde::Serialize>(
        &self,
        (kind, id, version): (&str, &str, u64),
        record: impl FnOnce() -> T,
    ) -> Result<String> {
        self.0.get(&(kind, id, version)).map_or_else(|| json(&record()), |text| Ok((*text).to_owned()))
    }
}

/// The statement that reads a page.
pub(super) fn page(tenant: &Tenant, query: &EventQuery) -> Result<Statement> {
    let (after, limit) = (Value::count("position", query.after)?, i64::from(query.limit.get()).into());
    Ok(match &query.entity {
        None => Statement::new(Sql::Events, tenant, [after, limit]),
        Some(Entity { kind, id }) => {
            let params = [kind.as_str().into(), id.as_str().into(), after, limit];
            Statement::new(Sql::EventsOfEntity, tenant, params)
        }
    })
}

/// Reads an event with its position.
pub(super) fn read(row: &dyn Row) -> Result<Recorded> {
    let mut columns = Columns::new(row);
    let position = columns.number("position").map_err(|misread| misread.of("event"))?;
    let mut rest = || {
        Ok(Event {
            entity: entity(&mut columns)?,
            version: columns.number("version")?,
            at: columns.instant("at")?,
            actor: match columns.text("actor")? {
                "client" => Actor::Client,
                "host" => Actor::Host,
                _ => return Err(Misread::new("its actor is neither client nor host")),
            },
            by: columns.optional_text("subject")?.map(SubjectId::new).transpose()?,
            cause: columns.optional_text("cause")?.map(str::parse::<Code>).transpose()?,
            action: columns.text("action")?.parse()?,
            after: columns.text("body")?.to_owned(),
            previous: columns.optional_text("previous")?.map(str::parse::<Hash>).transpose()?,
        })
    };
    let event = rest().map_err(|misread: Misread| misread.of(format_args!("event {position}")))?;
    Ok(Recorded { position, event })
}

/// The statement that reads a page of heads.
pub(super) fn heads(tenant: &Tenant, after: Option<&Entity>, limit: NonZeroU32) -> Statement {
    let params = [
        after.map(|entity| entity.kind.as_str()).into(),
        after.map(|entity| entity.id.as_str()).into(),
        i64::from(limit.get()).into(),
    ];
    Statement::new(Sql::Heads, tenant, params)
}

/// Reads a head.
pub(super) fn head(row: &dyn Row) -> Result<Head> {
    let mut columns = Columns::new(row);
    let mut read = || {
        let (entity, version) = (entity(&mut columns)?, columns.number("version")?);
        Ok(Head { entity, version, hash: columns.text("hash")?.parse()? })
    };
    read().map_err(|misread: Misread| misread.of("head of a chain"))
}

/// The statement that reads the events before these, if there are any.
pub(super) fn links(tenant: &Tenant, events: &[Event]) -> Result<Option<Statement>> {
    let later = events.iter().filter(|event| event.version > 1);
    let before = |event: &Event| {
        (event.entity.kind.as_str().to_owned(), event.entity.id.as_str().to_owned(), event.version - 1)
    };
    let before: Vec<_> = later.map(before).collect();
    if before.is_empty() {
        return Ok(None);
    }
    Ok(Some(Statement::new(Sql::Links, tenant, [json(&before)?.into()])))
}

/// Reads the hash of an event.
pub(super) fn link(row: &dyn Row) -> Result<(Entity, Hash)> {
    let mut columns = Columns::new(row);
    let mut read = || Ok((entity(&mut columns)?, columns.text("hash")?.parse()?));
    read().map_err(|misread: Misread| misread.of("event"))
}

/// The statement that puts an event after the last of its chain, which it becomes.
pub(super) fn add(tenant: &Tenant, event: &Event, links: &mut Links) -> Result<Statement> {
    let event = event.clone().following(links.get(&event.entity).copied());
    let hash = event.hash();
    let [at, at_ns] = instant(Some(event.at));
    let params = [
        event.entity.kind.as_str().into(),
        event.entity.id.as_str().into(),
        Value::count("version", event.version)?,
        at,
        at_ns,
        event.actor.as_str().into(),
        event.by.as_ref().map(SubjectId::as_str).into(),
        event.cause.as_ref().map(Code::as_str).into(),
        event.action.as_str().into(),
        event.after.into(),
        event.previous.map(|hash| hash.to_string()).into(),
        hash.to_string().into(),
    ];
    links.insert(event.entity, hash);
    Ok(Statement::new(Sql::AddEvent, tenant, params))
}

fn entity(columns: &mut Columns<'_>) -> std::result::Result<Entity, Misread> {
    Ok(Entity { kind: columns.text("kind")?.parse()?, id: EntityId::new(columns.text("entity")?)? })
}
