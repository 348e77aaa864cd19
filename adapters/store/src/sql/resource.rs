use super::columns::Columns;
use super::statement::json;
use super::{Row, Sql, Statement, Value};
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

/// Reads resource, kind, position, body into the schedule of the resource, which was read before.
pub(super) fn rule_of(row: &dyn Row, records: &mut BTreeMap<ResourceId, ResourceRecord>) -> Result<()> {
    let owner = Columns::new(row).text("resource").and_then(|id| Ok(ResourceId::new(id)?));
    match records.get_mut(&owner.map_err(|misread: Misread| misread.of("rule"))?) {
        Some(record) => rule(row, &mut record.schedule),
        None => Err(Misread::new("its resource is missing").of("rule")),
    }
}

/// Reads resource, kind, position, body into a schedule.
fn rule(row: &dyn Row, schedule: &mut Schedule) -> Result<()> {
    let mut columns = Columns::new(row);
    let resource = columns.text("resource").map_err(|misread| misread.of("rule"))?;
    let mut rest = || {
        let kind = columns.text("kind")?;
        columns.integer("position")?;
        match kind {
            "weekly" => schedule.weekly.push(columns.json("body")?),
            "recurring" => schedule.recurring.push(columns.json("body")?),
            "override" => schedule.overrides.push(columns.json("body")?),
            "holidays" => schedule.holidays.push(columns.json("body")?),
            "time_off" => schedule.time_off.push(columns.json("body")?),
            "travel" => schedule.travel.push(columns.json("body")?),
            _ => return Err(Misread::new("its kind is unknown")),
        }
        Ok(())
    };
    rest().map_err(|misread| misread.of(format_args!("rule of resource `{resource}`")))
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
