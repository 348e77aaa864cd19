//! What people write on the command line, and how it is read.

mod act;
mod change;
mod circumstances;
mod claim;
mod participant;
mod place;
mod range;
mod said;
mod time;

pub(crate) use act::ActArguments;
pub(crate) use change::{ChangeArguments, WeekdaysArgument};
pub(crate) use circumstances::CircumstanceArguments;
pub(crate) use claim::ClaimArguments;
pub(crate) use participant::ParticipantArgument;
pub(crate) use place::{ClockArguments, DatabaseArguments, ViewerArguments, zone};
pub(crate) use range::{LOOKED_AT, RangeArguments};
pub(crate) use said::SaidArguments;
pub(crate) use time::TimeArgument;
