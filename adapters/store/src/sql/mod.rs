//! Needs and changes as statements, rows as records: pure, for any dialect and any connection.
//!
//! A driver takes a [`Reading`], runs its statements and hands every row back; then it takes what was read.
//! [`Writing`] is a reading too: it looks at what is there, checks, and only then says what to write. All of that
//! belongs into one transaction that locks out other writers.
//!
//! # Example: what booking at a known time for a known length reads
//! ```
//! use kalends::booking::Need;
//! use kalends::{id::ResourceId, interval::Interval, time::parse_instant};
//! use kalends_store::{Tenant, sql::{Kept, Loading, Reading, Sql}};
//! let span = Interval::new(parse_instant("2027-01-31T08:00:00Z")?, parse_instant("2027-01-31T09:00:00Z")?)?;
//! let need = Need::busy(ResourceId::new("anna")?, span);
//! let (tenant, kept) = (Tenant::default(), Kept::default());
//! let loading = Loading::new(&tenant, &need, &kept);
//! let read: Vec<Sql> = loading.statements()?.iter().map(|statement| statement.sql).collect();
//! assert_eq!(read, [Sql::Taken, Sql::TakenOutside]);
//! # Ok::<(), kalends::Error>(())
//! ```

mod booking;
mod columns;
mod event;
mod external;
mod kept;
mod listing;
mod loading;
mod policy;
mod request;
mod resource;
mod seen;
mod series;
mod session;
mod statement;
mod waitlist;
mod writing;

pub use columns::{Cell, Row};
pub use kept::Kept;
pub use listing::{BookingById, BookingsPage, Events, Heads, Policies, Resources, Services};
pub use loading::{Fresh, Loading};
pub use seen::Seen;
pub use statement::{Reading, Sql, Statement, Value};
pub use waitlist::{EntriesPage, LapsedPage};
pub use writing::Writing;
