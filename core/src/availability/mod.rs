//! When a resource is open: weekly and recurring windows, overrides, holidays, time off, travel.
//!
//! A later layer wins: weekly < override < holiday < time off. Every rule has an id of the host's and a version, so
//! that a *no* can name the rule that said it.
//!
//! **Local windows.** A window belongs to the local date on which it *starts*; `to <= from` means that it ends the
//! next day, `24:00` is the next day's `00:00`, and `00:00`–`24:00` is a whole day. Windows that touch or overlap
//! merge, across midnight too. A start or an end inside a gap becomes the transition instant; in a fold both take
//! the first occurrence, so that no time is offered that the rule does not name. A date that the zone skipped has
//! no windows.

mod clocks;
mod closing;
mod exception;
mod free;
mod hours;
mod layers;
mod recurring;
mod rule;
mod schedule;
mod version;
mod weekly;

pub use closing::Layer;
pub use exception::{Holiday, HolidayCalendar, Override, TimeOff, TimeOffSpan, Travel};
pub use free::free;
pub use hours::Hours;
pub use recurring::Recurring;
pub use rule::ScheduleRule;
pub use schedule::Schedule;
pub use version::FIRST_VERSION;
#[cfg(feature = "serde")]
pub(crate) use version::{first_version, is_first_version};
pub use weekly::{TimeWindow, Weekly, WindowKind};

#[cfg(test)]
mod tests;
