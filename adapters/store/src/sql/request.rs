use super::booking::instant;
use super::columns::Columns;
use super::statement::json;
use super::{Row, Sql, Statement, Value};
use crate::error::Misread;
use crate::tenant::Tenant;
use kalends::Result;
use kalends::booking::{Fingerprint, Remembered, RequestScope};
use kalends::id::SubjectId;

/// The statement that reads what was answered.
pub(super) fn find(tenant: &Tenant, scope: &RequestScope) -> Statement {
    Statement::new(Sql::Request, tenant, key(scope))
}

/// Reads fingerprint, time, answer.
pub(super) fn read(row: &dyn Row, scope: &RequestScope) -> Result<Remembered> {
    let mut columns = Columns::new(row);
    let mut rest = || {
        Ok(Remembered {
            scope: scope.clone(),
            fingerprint: Fingerprint::from_kept(columns.text("fingerprint")?),
            at: columns.instant("at")?,
            answer: columns.json("answer")?,
        })
    };
    rest().map_err(|misread: Misread| misread.of(format_args!("answer to request `{}`", scope.id)))
}

/// The statement that keeps an answer.
pub(super) fn add(tenant: &Tenant, remembered: &Remembered) -> Result<Statement> {
    let [actor, subject, id] = key(&remembered.scope);
    let [at, at_ns] = instant(Some(remembered.at));
    let answer = json(&remembered.answer)?.into();
    let params = [actor, subject, id, remembered.fingerprint.as_str().into(), at, at_ns, answer];
    Ok(Statement::new(Sql::AddRequest, tenant, params))
}

fn key(scope: &RequestScope) -> [Value; 3] {
    [
        scope.actor.as_str().into(),
        scope.by.as_ref().map_or("", SubjectId::as_str).into(),
        scope.id.as_str().into(),
    ]
}
