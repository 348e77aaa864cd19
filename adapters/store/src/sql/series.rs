use super::columns::Columns;
use super::statement::json;
use super::{Row, Sql, Statement, Value};
use crate::error::Misread;
use crate::tenant::Tenant;
use kalends::Result;
use kalends::booking::BookedSeries;

/// Reads id, version, body.
pub(super) fn read(row: &dyn Row) -> Result<BookedSeries> {
    let mut columns = Columns::new(row);
    let id = columns.text("id").map_err(|misread| misread.of("series"))?;
    let mut rest = || {
        let version: u64 = columns.number("version")?;
        let series: BookedSeries = columns.json("body")?;
        match series.id.as_str() == id && series.version == version {
            true => Ok(series),
            false => Err(Misread::new("its body has another id or version")),
        }
    };
    rest().map_err(|misread: Misread| misread.of(format_args!("series `{id}`")))
}

/// The statement that writes a series, which follows the stored one.
pub(super) fn write(tenant: &Tenant, series: &BookedSeries) -> Result<Statement> {
    let version = Value::count("version", series.version)?;
    let params = [series.id.as_str().into(), version, json(series)?.into()];
    let sql = if series.version == 1 { Sql::AddSeries } else { Sql::ChangeSeries };
    Ok(Statement::new(sql, tenant, params))
}
