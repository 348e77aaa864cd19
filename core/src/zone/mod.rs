//! Time zones: which offset from UTC holds when, and which instant a wall time means.
//!
//! A [`Zone`] answers for every instant of the years 1 to 9999. It comes from a [`ZoneDb`] by its IANA name, is a
//! fixed offset, or is made from one's own transitions ([`Zone::custom`]). Wall times become instants by
//! [`Zone::resolve`], and each such step says what it does where a clock change makes the wall time happen never
//! or twice ([`Disambiguation`]). Whoever resolves names the data: [`ZoneDb::release`].
//!
//! # The defaults of gap and fold
//!
//! A *recurrence* or event time is [`Disambiguation::Compatible`], as RFC 5545 §3.3.5 asks: a time inside a gap uses
//! the offset from before the gap, a repeated time is its first occurrence. A bound of *availability* is
//! [`Disambiguation::Clamp`]: inside a gap it is the instant of the change, so that an hour which no clock shows is
//! never sold twice over.
//!
//! ```
//! use kalends::time::{format_instant, parse_wall};
//! use kalends::zone::{Disambiguation, ZoneDb};
//! let berlin = ZoneDb::builtin().get("Europe/Berlin")?;
//! let skipped = parse_wall("2027-03-28T02:15:00")?;              // the clock goes from 02:00 to 03:00
//! let event = berlin.resolve(skipped, Disambiguation::default())?;
//! let opening = berlin.resolve(skipped, Disambiguation::Clamp)?;
//! assert_eq!(format_instant(event), "2027-03-28T01:15:00Z");     // 03:15
//! assert_eq!(format_instant(opening), "2027-03-28T01:00:00Z");   // 03:00
//! # Ok::<(), kalends::Error>(())
//! ```
//!
//! # Why not chrono-tz
//!
//! chrono-tz 0.10 lists transitions to 2100 and has no rule behind them: in 2101 and later, a third of all zones
//! stay in winter time. TZif files (RFC 9636) end with a POSIX `TZ` string, the rule for all later years; here it is
//! listed ahead to 2100 and applied by arithmetic afterwards, from a table of the 14 kinds of Gregorian year. The
//! data are a quarter of the size and a value (a newer release can be loaded while the program runs); a look-up
//! costs about 5 ns, after 2100 about 10. chrono-tz's `Tz` converts from and to a `Zone` by name (feature `chrono-tz`), and `Zone`
//! is itself a chrono time zone: `DateTime<Zone>` works.
//!
//! # What is kept of a zone
//!
//! Offsets only. Abbreviations and the daylight flag are not: no answer of this library depends on them, and the
//! flag's meaning differs between forms of the same data (Ireland's winter).

mod bulk;
mod calendar;
mod chrono;
#[cfg(feature = "chrono-tz")]
mod chrono_tz;
mod clock;
mod db;
mod fixed;
mod index;
mod local;
mod names;
mod nearest;
mod posix;
mod rhythm;
mod table;
mod tail;
mod tzif;
mod windows;
mod year;
#[expect(clippy::module_inception, reason = "the room's main noun")]
mod zone;

pub use self::chrono::ZoneOffset;
pub(crate) use clock::WallClock;
pub use db::ZoneDb;
pub(crate) use local::LocalSecs;
pub use local::{Disambiguation, LocalTime};
pub use names::ZoneName;
pub(crate) use table::Run;
pub use tail::{Tail, YearDay, YearlyChange};
pub use windows::windows_zone;
pub use zone::{Transition, Zone};

#[cfg(test)]
mod tests;
