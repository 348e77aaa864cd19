//! What people read: tables, times on two clocks, reasons in words, pictures. Nothing here decides anything.

mod booking;
mod clocks;
mod entry;
mod months;
mod outcome;
mod picture;
mod plan;
mod reason;
mod slots;
mod table;

pub(crate) use booking::{booking_card, booking_row, session_line};
pub(crate) use clocks::{Clocks, stamp};
pub(crate) use entry::{entry_line, entry_row};
pub(crate) use months::Months;
pub(crate) use outcome::outcome_line;
pub(crate) use picture::{Legend, Picture};
pub(crate) use plan::plan_lines;
pub(crate) use reason::{reason_lines, reason_words};
pub(crate) use slots::slot_table;
pub(crate) use table::{Table, counted, printable};
