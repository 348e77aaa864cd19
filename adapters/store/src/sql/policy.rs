use super::columns::{Columns, versioned};
use super::statement::json;
use super::{Row, Sql, Statement, Value};
use crate::error::Misread;
use crate::tenant::Tenant;
use chrono::NaiveDate;
use kalends::Result;
use kalends::booking::{TokenNeed, unknown_policy};
use kalends::id::PolicyId;
use kalends::policy::Policy;
use kalends::service::{PolicyName, Service};
use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroU32;

/// Reads id, version, body.
pub(super) fn read(row: &dyn Row) -> Result<Policy> {
    versioned(row, "policy", key, |policy, _| Ok(policy))
}

/// Reads id, version, body, and the version that was asked for or nothing.
pub(super) fn named(row: &dyn Row) -> Result<(PolicyName, Policy)> {
    versioned(row, "policy", key, |policy: Policy, columns| {
        let version = columns.optional_positive("asked")?;
        Ok((PolicyName { id: policy.id.clone(), version }, policy))
    })
}

fn key(policy: &Policy) -> (&str, u64) {
    (policy.id.as_str(), policy.version.get().into())
}

/// The statement that reads policies, if there are any to read.
pub(super) fn find(tenant: &Tenant, names: &BTreeSet<PolicyName>) -> Result<Option<Statement>> {
    let some = (!names.is_empty()).then(|| json(names)).transpose()?;
    Ok(some.map(|names| Statement::new(Sql::Policies, tenant, [names.into()])))
}

/// The statement that reads when a client used grace tokens.
pub(super) fn tokens(tenant: &Tenant, need: &TokenNeed) -> Statement {
    let since = need.since.map_or(i64::MIN, day);
    Statement::new(Sql::TokensUsed, tenant, [need.client.as_str().into(), since.into()])
}

/// Reads a date.
pub(super) fn token(row: &dyn Row) -> Result<NaiveDate> {
    let read = || {
        let day: i32 = Columns::new(row).number("token_on")?;
        NaiveDate::from_epoch_days(day).ok_or_else(|| Misread::new(format_args!("day {day} is no date")))
    };
    read().map_err(|misread: Misread| misread.of("grace token"))
}

/// Days since 1970-01-01.
pub(super) fn day(date: NaiveDate) -> i64 {
    date.to_epoch_days().into()
}

/// What changes have to know of policies: those that they write, and those that services name.
pub(super) fn named_by(policies: &[Policy], services: &[Service]) -> BTreeSet<PolicyName> {
    let written = policies.iter().map(|policy| policy.reference().name());
    written.chain(services.iter().filter_map(|service| service.policy.clone())).collect()
}

/// The policies that are there, as far as changes ask.
#[derive(Debug, Default)]
pub(super) struct Stored {
    newest: BTreeMap<PolicyId, NonZeroU32>,
    versions: BTreeMap<(PolicyId, NonZeroU32), Policy>,
}

impl Stored {
    /// Takes a row.
    pub(super) fn row(&mut self, sql: Sql, row: &dyn Row) -> Result<()> {
        if sql == Sql::Policies {
            let policy = read(row)?;
            self.versions.insert((policy.id.clone(), policy.version), policy);
            return Ok(());
        }
        let mut columns = Columns::new(row);
        let mut newest = || Ok((PolicyId::new(columns.text("id")?)?, columns.positive("version")?));
        let (id, version) = newest().map_err(|misread: Misread| misread.of("policy"))?;
        self.newest.insert(id, version);
        Ok(())
    }

    /// The statement that writes a policy, unless it is there.
    pub(super) fn put(&mut self, tenant: &Tenant, policy: &Policy) -> Result<Option<Statement>> {
        let key = (policy.id.clone(), policy.version);
        let same = self.versions.get(&key);
        policy.follows(self.newest.get(&policy.id).copied(), same)?;
        if same.is_some() {
            return Ok(None);
        }
        let version = i64::from(policy.version.get()).into();
        let params: [Value; 3] = [policy.id.as_str().into(), version, json(policy)?.into()];
        self.newest.insert(policy.id.clone(), policy.version);
        self.versions.insert(key, policy.clone());
        Ok(Some(Statement::new(Sql::AddPolicy, tenant, params)))
    }

    /// Checks that the policy that a service names is there.
    pub(super) fn check_known(&self, service: &Service) -> Result<()> {
        let Some(name) = &service.policy else { return Ok(()) };
        let known = match name.version {
            Some(version) => self.versions.contains_key(&(name.id.clone(), version)),
            None => self.newest.contains_key(&name.id),
        };
        if known { Ok(()) } else { Err(unknown_policy(name)) }
    }
}
