//! SQLite: an embedded store in one file, for any number of threads and processes.
//!
//! **Locking.** A transaction begins with `BEGIN IMMEDIATE`: there is one writer at a time, and what it has read
//! cannot change under it. Others wait up to [`SqliteOptions::busy_timeout`], then fail with `store.busy`. In the
//! write-ahead log, which every file is switched to, readers never wait and never make a writer wait.
//!
//! **Durability.** By default a commit is on the disk when it returns (`synchronous=FULL`): a booking that was
//! confirmed survives a power cut. [`Durability::Crash`] (`synchronous=NORMAL`) survives the death of the process,
//! `kill -9` too, but a power cut may undo the last commits; the file stays whole either way.
//!
//! **Tables.** Plain SQL in `migrations/sqlite`, all names beginning with `kalends_`, so that a host can keep them in
//! a database of its own and run them with its own tool. Opening brings an older schema up to date and refuses a
//! newer one (`store.newer-schema`).
//!
//! **Cost.** Looking for overlaps reads one index, and of it only what lies between one longest booking with its buffers
//! before the span and one longest buffer after it. A booking is some fifteen statements by key. A handle keeps up to
//! 4 MiB of schedules as they were read last, and reads them again when their resource has another version.

mod dialect;
mod driver;
mod failure;
mod migration;
mod open;
mod store;

pub use dialect::text;
pub use migration::MIGRATIONS;
pub use open::{Durability, SqliteOptions};
pub use store::SqliteStore;

#[cfg(test)]
mod tests;
