//! Stores for Kalends in SQL.
//!
//! [`SqliteStore`] is the embedded default: one file, no server, any number of processes.
//!
//! Three layers, so that a new database or a host's own connection is a matter of one of them:
//!
//! - [`sql`] turns needs and changes into [statements](sql::Statement) and rows back into records: pure functions that
//!   know tables and columns, but neither a dialect nor a connection;
//! - a dialect says how each statement is spelt ([`sqlite::text`]);
//! - a driver runs statements on a connection, a few dozen lines.

mod error;
pub mod sql;
#[cfg(feature = "sqlite")]
pub mod sqlite;
mod tenant;

#[cfg(feature = "sqlite")]
pub use sqlite::{Durability, SqliteOptions, SqliteStore};
pub use tenant::Tenant;
