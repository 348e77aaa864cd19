use super::columns::Columns;
use super::statement::json;
use super::{Kept, Row, Sql, Statement, Value};
use crate::error::Misread;
use crate::tenant::Tenant;
use kalends::Result;
use kalends::availability::Schedule;
use kalends::booking::ResourceRecord;
use kalends::id::{ResourceId, RuleId};
use kalends::resource::Resource;
use kalends::service::Service;
use std::collections::BTreeMap;

/// Rules by kind and position, as JSON.
pub(super) type Rules = BTreeMap<(&'static str, i64), (RuleId, String)>;

/// Reads id, revision, body; with its schedule if it is kept, else with the body, and the schedule is still empty.
pub(super) fn kept_or_record(row: &dyn Row, kept: &Kept) -> Result<(ResourceRecord, Option<String>)> {
    let mut columns = Columns::new(row);
    let id = columns.text("id").map_err(|misread| misread.of("resource"))?;
    let mut rest = || {
        let (known, revision) = (ResourceId::new(id)?, columns.number("revision")?);
        let body = columns.text("body")?;
        let record = kept.get(&known, body).map(|record| ResourceRecord { revision, ..record.clone() });
        Ok((record, body))
    };
    match rest().map_err(|misread: Misread| misread.of(format_args!("resource `{id}`")))? {
        (Some(record), _) => Ok((record, None)),
        (None, body) => Ok((record(row)?, Some(body.to_owned()))),
    }
}

/// Reads id, revision, body; the schedule is still empty.
pub(super) fn record(row: &dyn Row) -> Result<ResourceRecord> {
    let mut columns = Columns::new(row);
    let id = columns.text("id").map_err(|misread| misread.of("resource"))?;
    let mut rest = || {
        let revision = columns.number("revision")?;
        let resource: Resource = columns.json("body")?;
        same(id, resource.id.as_str())?;
        Ok(ResourceRecord { resource, schedule: Schedule::default(), revision })
    };
    rest().map_err(|misread: Misread| misread.of(format_args!("resource `{id}`")))
}

/// Reads id, body.
pub(super) fn resource(row: &dyn Row) -> Result<Resource> {
    let mut columns = Columns::new(row);
    let id = columns.text("id").map_err(|misread| misread.of("resource"))?;
    let mut rest = || {
        let resource: Resource = columns.json("body")?;
        same(id, resource.id.as_str())?;
        Ok(resource)
    };
    rest().map_err(|misread: Misread| misread.of(format_args!("resource `{id}`")))
}

/// Reads id, body.
pub(super) fn service(row: &dyn Row) -> Result<Service> {
    let mut columns = Columns::new(row);
    let id = columns.text("id").map_err(|misread| misread.of("service"))?;
    let mut rest = || {
        let service: Service = columns.json("body")?;
        same(id, service.id.as_str())?;
        Ok(service)
    };
    rest().map_err(|misread: Misread| misread.of(format_args!("service `{id}`")))
}

fn same(key: &str, body: &str) -> Result<(), Misread> {
    if key == body { Ok(()) } else { Err(Misread::new("its body has another id")) }
}

/// Reads resource, kind, position, body into the schedule of the resource, which was read before. Whose it is, and how
/// long.
pub(super) fn rule_of(
    row: &dyn Row,
    records: &mut BTreeMap<ResourceId, ResourceRecord>,
) -> Result<(ResourceId, usize)> {
    let owner = Columns::new(row).text("resource").and_then(|id| Ok(ResourceId::new(id)?));
    let owner = owner.map_err(|misread: Misread| misread.of("rule"))?;
    match records.get_mut(&owner) {
        Some(record) => Ok((owner, rule(row, &mut record.schedule)?)),
        None => Err(Misread::new("its resource is missing").of("rule")),
    }
}

/// Reads resource, kind, position, body into a schedule; how long the body is.
fn rule(row: &dyn Row, schedule: &mut Schedule) -> Result<usize> {
    let mut columns = Columns::new(row);
    let resource = columns.text("resource").map_err(|misread| misread.of("rule"))?;
    let mut rest = || {
        let kind = columns.text("kind")?;
        columns.integer("position")?;
        let body = columns.text("body")?;
        match kind {
            "weekly" => schedule.weekly.push(serde_json::from_str(body)?),
            "recurring" => schedule.recurring.push(serde_json::from_str(body)?),
            "override" => schedule.overrides.push(serde_json::from_str(body)?),
            "holidays" => schedule.holidays.push(serde_json::from_str(body)?),
            "time_off" => schedule.time_off.push(serde_json::from_str(body)?),
            "travel" => schedule.travel.push(serde_json::from_str(body)?),
            _ => return Err(Misread::new("its kind is unknown")),
        }
        Ok(body.len())
    };
    rest().map_err(|misread: Misread| misread.of(format_args!("rule of resource `{resource}`")))
}

/// A schedule's rows.
pub(super) fn rules(schedule: &Schedule) -> Result<Rules> {
    // Without `..`, so that a new list is not lost here.
    let Schedule { weekly, recurring, overrides, holidays, time_off, travel } = schedule;
    let mut rules = Rules::new();
    list(&mut rules, "weekly", weekly, |rule| &rule.id)?;
    list(&mut rules, "recurring", recurring, |rule| &rule.id)?;
    list(&mut rules, "override", overrides, |rule| &rule.id)?;
    list(&mut rules, "holidays", holidays, |rule| &rule.id)?;
    list(&mut rules, "time_off", time_off, |rule| &rule.id)?;
    list(&mut rules, "travel", travel, |rule| &rule.id)?;
    Ok(rules)
}

fn list<T: serde::Serialize>(
    rules: &mut Rules,
    kind: &'static str,
    list: &[T],
    id: impl Fn(&T) -> &RuleId,
) -> Result<()> {
    for (position, rule) in (0..).zip(list) {
        rules.insert((kind, position), (id(rule).clone(), json(rule)?));
    }
    Ok(())
}

/// The statements that make `old` into `new`; rules that stay cost nothing.
pub(super) fn replace(tenant: &Tenant, resource: &Resource, old: &Rules, new: &Rules) -> Vec<Statement> {
    let id = || Value::from(resource.id.as_str());
    let gone = old.keys().filter(|at| !new.contains_key(at));
    let gone = gone.map(|(kind, position)| {
        Statement::new(Sql::DropRule, tenant, [id(), (*kind).into(), (*position).into()])
    });
    let put = new.iter().filter(|(at, rule)| old.get(at) != Some(rule));
    let put = put.map(|((kind, position), (rule, body))| {
        let params = [id(), (*kind).into(), (*position).into(), rule.as_str().into(), body.as_str().into()];
        Statement::new(Sql::PutRule, tenant, params)
    });
    gone.chain(put).collect()
}
