use kalends::error::port::{UNKNOWN_KIND, URL};
use kalends::store::{MemoryStore, Store};
use kalends::{Error, Result};

/// A store that any thread may use, one at a time.
pub(crate) type AnyStore = Box<dyn Store + Send>;

/// Opens what a URL names. Only SQL stores know tenants: one in memory is never shared.
pub(crate) fn open(url: &str, tenant: Option<&str>) -> Result<AnyStore> {
    match url.split_once(':') {
        Some(("memory", "")) => Ok(Box::new(MemoryStore::new())),
        Some(("sqlite", place)) => sqlite(place, tenant),
        Some(("postgres" | "postgresql", _)) => Err(unsupported("PostgreSQL")),
        _ => Err(malformed("expected `sqlite:PATH`, `sqlite::memory:` or `memory:`")),
    }
}

#[cfg(feature = "sqlite")]
fn sqlite(place: &str, tenant: Option<&str>) -> Result<AnyStore> {
    use kalends_store::{SqliteOptions, SqliteStore, Tenant};
    let tenant = tenant.map_or_else(|| Ok(Tenant::default()), Tenant::new)?;
    let options = SqliteOptions::for_tenant(tenant);
    Ok(Box::new(match place.strip_prefix("//").unwrap_or(place) {
        "" => return Err(malformed("`sqlite:` names no file")),
        ":memory:" => SqliteStore::open_in_memory_with(&options)?,
        path => SqliteStore::open_with(path, &options)?,
    }))
}

#[cfg(not(feature = "sqlite"))]
fn sqlite(_: &str, _: Option<&str>) -> Result<AnyStore> {
    Err(unsupported("SQLite"))
}

/// The URL itself is not repeated: it may hold a password.
fn malformed(what: &str) -> Error {
    Error::new(URL, format!("the store's URL is not understood: {what}"))
}

fn unsupported(what: &str) -> Error {
    Error::new(UNKNOWN_KIND, format!("this build has no store for {what}"))
}
