use super::columns::Columns;
use super::{Row, Sql, Statement, Value};
use crate::error::Misread;
use crate::tenant::Tenant;
use kalends::Result;
use kalends::booking::{ExternalBusy, ExternalSpan};
use kalends::id::{EventId, ResourceId, SourceId};
use kalends::rules::Busy;
use std::collections::BTreeSet;

/// What a source says.
pub(super) type Spans = BTreeSet<ExternalSpan>;

/// Reads resource, source, start, end, event.
pub(super) fn busy(row: &dyn Row) -> Result<(ResourceId, Busy)> {
    let ((resource, source), span) = owned(row)?;
    Ok((resource, span.busy(&source)))
}

/// Reads resource, source, start, end, event.
pub(super) fn owned(row: &dyn Row) -> Result<((ResourceId, SourceId), ExternalSpan)> {
    let mut columns = Columns::new(row);
    let mut read = || {
        let key = (ResourceId::new(columns.text("resource")?)?, SourceId::new(columns.text("source")?)?);
        Ok((key, span(&mut columns)?))
    };
    read().map_err(|misread: Misread| misread.of("outside busy time"))
}

fn span(columns: &mut Columns<'_>) -> Result<ExternalSpan, Misread> {
    let span = columns.span()?;
    let event = match columns.text("event")? {
        "" => None,
        event => Some(EventId::new(event)?),
    };
    Ok(ExternalSpan { span, event })
}

/// The statements that make `old` into `new`; spans that stay cost nothing.
pub(super) fn replace(tenant: &Tenant, said: &ExternalBusy, old: &Spans, new: &Spans) -> Vec<Statement> {
    let longest = new.iter().map(|one| one.span.end_secs() - one.span.start_secs()).max().unwrap_or(0);
    let source = [said.resource.as_str().into(), said.source.as_str().into(), longest.into()];
    let mut statements = vec![Statement::new(Sql::PutSource, tenant, source)];
    let span = |sql, one: &ExternalSpan| {
        let ExternalSpan { span, event } = one;
        let event = Value::from(event.as_ref().map_or("", EventId::as_str));
        let (start, end) = (span.start_secs().into(), span.end_secs().into());
        let params = [said.resource.as_str().into(), said.source.as_str().into(), start, end, event];
        Statement::new(sql, tenant, params)
    };
    statements.extend(old.difference(new).map(|one| span(Sql::DropSpan, one)));
    statements.extend(new.difference(old).map(|one| span(Sql::AddSpan, one)));
    statements
}
