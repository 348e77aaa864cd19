//! When things repeat: rules of RFC 5545 and RFC 7529, and series of occurrences in a zone.
//!
//! A [`Rule`] is text made safe: parsed strictly, printed canonically, built with a [`RuleBuilder`]. A [`Series`] puts
//! it to a [`Start`] with extra dates, excluded dates and [`Exception`]s, and answers: which occurrences, between,
//! after, before, the nth, the last. Wall time recurs; instants come out, in order, each once.
//!
//! Where RFC 5545 leaves a choice open or says two things, this is our choice:
//!
//! - Of wall times that a gap makes one instant there is one occurrence, and COUNT counts one. What a gap moves can come
//!   after what it does not move; order is that of the instants.
//! - A start that the rule does not name is neither added nor counted, unless it is included by wish.
//! - Several rules are a union; EXRULE takes instants out, also those of RDATE.
//! - An override stands by itself, even where no rule names its original; with THISANDFUTURE the difference is one of the
//!   clock, and the next such override counts from the original times again.
//! - A week 53 that a year lacks is nothing in that year.
//! - A time in a gap uses the offset from before it (§3.3.5); a time in a fold means the first.
//! - What the rule leaves open comes from the start: YEARLY with BYMONTHDAY alone means the start's month, BYWEEKNO
//!   alone the start's weekday.
//! - Numbers in BYDAY of a YEARLY rule count within the month if BYMONTH is there, else within the year. Plain and
//!   numbered days in one list are a union.
//! - BYSETPOS counts from the beginning of the period, also where the start lies within it.
//! - A week that crosses New Year belongs to the year that numbers it.
//! - Sub-daily rules step on the wall clock: HOURLY has no instance in the repeated hour.
//! - SKIP moves a day of BYMONTHDAY or BYYEARDAY that its month or year lacks, before BYDAY and BYSETPOS are asked: 31
//!   April becomes 30 April or 1 May, 31 days before the end of April become 31 March or 1 April. If it meets another
//!   day of the rule, there is one. Where such parts only limit (DAILY and shorter, or beside BYWEEKNO), nothing moves.
//! - Parts with times are ignored when the start is a date. Second 60 is accepted and never comes.
//!
//! [`exactly`] goes through every such case, with examples. A rule is put into words by [`Rule::describe`]; a series is
//! edited by [`SeriesBuilder::cancel`], [`move_one`](SeriesBuilder::move_one), [`reset`](SeriesBuilder::reset),
//! [`split`](SeriesBuilder::split) and [`retime`](SeriesBuilder::retime).

mod back;
mod build;
mod builder;
mod bulk;
mod by_day;
mod check;
mod compiled;
mod counted;
mod describe;
mod edit;
mod exception;
mod extent;
mod freq;
mod inherited;
#[cfg(feature = "rrule-0_14")]
mod interop;
mod members;
mod moment;
mod never;
mod occurrence;
mod occurrences;
mod ordered;
mod originals;
mod parse;
mod part;
mod parts;
mod patterns;
mod plan;
mod print;
mod query;
mod record;
mod rhythm;
mod rule;
mod series;
mod series_builder;
mod shift;
mod shifted;
mod skip;
mod start;
mod tally;
mod until;
#[cfg(feature = "serde")]
mod wire;

pub use back::OccurrencesBack;
pub use builder::RuleBuilder;
pub use by_day::ByDay;
pub use describe::Locale;
pub use edit::Halves;
pub use exception::Exception;
pub use extent::Extent;
pub use freq::Freq;
pub use moment::Moment;
pub use occurrence::Occurrence;
pub use occurrences::Occurrences;
pub use record::{SeriesPeriod, SeriesRecord};
pub(crate) use rhythm::Rhythm;
pub use rule::Rule;
pub use series::Series;
pub use series_builder::SeriesBuilder;
#[cfg(feature = "ical")]
pub(crate) use shift::{Shift, Shifts};
pub use skip::Skip;
pub use start::Start;
pub use until::Until;

#[doc = include_str!("../../../docs/recurrence.md")]
pub mod exactly {}

#[cfg(test)]
mod tests;
