use super::columns::versioned;
use super::event::Texts;
use super::{Row, Sql, Statement, Value};
use crate::tenant::Tenant;
use kalends::Result;
use kalends::booking::BookedSeries;

/// Reads id, version, body.
pub(super) fn read(row: &dyn Row) -> Result<BookedSeries> {
    versioned(
        row,
        "series",
        |series: &BookedSeries| (series.id.as_str(), series.version),
        |series, _| Ok(series),
    )
}

/// The statement that writes a series, which follows the stored one.
pub(super) fn write(tenant: &Tenant, series: &BookedSeries, texts: &Texts<'_>) -> Result<Statement> {
    let version = Value::count("version", series.version)?;
    let body = texts.text(("series", series.id.as_str(), series.version), || series)?;
    let params = [series.id.as_str().into(), version, body.into()];
    let sql = if series.version == 1 { Sql::AddSeries } else { Sql::ChangeSeries };
    Ok(Statement::new(sql, tenant, params))
}
