//! iCalendar (RFC 5545): reading what others export, and writing our own bookings.
//!
//! **Reading** goes in two steps. [`parse`] puts any bytes into a lossless tree: a [`Document`] of [`Component`]s and
//! [`Property`]s, out of which the same bytes come again. [`busy`](busy()) answers when the calendar is busy, [`holidays`](holidays()) which dates it names,
//! [`opening_hours`] what availability it publishes;
//! [`Event`], [`FreeBusy`] and [`Timezone`] are typed views for those who need more. **Writing** is [`write`](write()):
//! one booking or many, with METHOD, SEQUENCE, ORGANIZER and ATTENDEE, and the zones that the times need.
//!
//! Other people's calendars are never clean, so reading refuses nothing but what exceeds a limit and what is no
//! calendar. Whatever could not be taken as it stands becomes a [`Problem`] with its line and a stable code, and what
//! is left of it counts:
//!
//! | code | what was found | what counts |
//! |---|---|---|
//! | `ical.not-utf8` | a line in another encoding | its bytes are kept, its text has replacement characters |
//! | `ical.no-colon` | a line that is no property | its bytes are kept |
//! | `ical.no-name`, `ical.odd-name` | a name that is none | the property is kept |
//! | `ical.unclosed-quote` | a quote in a parameter that never ends | the first colon ends the parameters |
//! | `ical.missing-end` | a component that is never closed | it ends with the one around it, or where the next begins |
//! | `ical.stray-end` | an END of nothing | ignored |
//! | `ical.outside` | a property outside any component | kept, means nothing |
//! | `ical.repeated` | a property that may stand once | the first one |
//! | `ical.value` | an unreadable value | absent; of a list only the item is left out |
//! | `ical.both-ends` | DTEND and DURATION | DTEND |
//! | `ical.end-before-start` | an end before the start | blocks nothing |
//! | `ical.end-type` | a date ends a time, or the other way round | the start's type |
//! | `ical.not-whole-days` | an event with times among holidays | it closes nothing |
//! | `ical.empty-day` | an all-day event that ends on its day | one day |
//! | `ical.no-start` | an event without a readable DTSTART | blocks nothing |
//! | `ical.no-uid` | an event without a UID | an event of its own |
//! | `ical.repeated-event` | two events of one UID and SEQUENCE | both |
//! | `ical.override-rule` | an override with a rule or dates | its one instance |
//! | `ical.odd-range` | a RANGE other than THISANDFUTURE | its one instance |
//! | `ical.timezone` | a VTIMEZONE that is none, or an observance | what is whole of it |
//! | `ical.unknown-zone` | a zone name without a zone | the owner's zone |
//! | `ical.inexpressible` | available time that a schedule cannot hold | it is left out |
//! | `ical.inexact-bound` | a bound of availability at the second of two equal readings of a clock | the first |
//! | `ical.same-priority` | two availabilities of one PRIORITY overlap | what either opens is open |
//! | `ical.more-problems` | more than 1,000 problems | the rest are counted |
//! | `recur.*`, `zone.*` | a rule or zone that can't be read, or exceeds a budget | the instances found so far; DTSTART always |
//!
//! Not read: VTODO and VJOURNAL (they block nothing), whether the owner declined (PARTSTAT), and
//! vCalendar 1.0's quoted-printable texts.

mod busy;
mod holidays;
mod hours;
mod place;
mod problem;
mod tree;
mod value;
mod view;
mod write;

pub use busy::{BusyEvent, BusyKind, BusyOptions, BusyReport, busy};
pub use holidays::{HolidayReport, holidays};
pub use hours::{HoursOptions, HoursReport, opening_hours};
pub use problem::Problem;
pub use tree::{Component, Document, Param, Property, parse};
pub use value::{End, Period, Time};
pub use view::{
    Availability, BusyType, Event, FreeBusy, FreeBusyPeriod, MicrosoftBusy, Observance, RecurrenceDate,
    RecurrenceId, RuleText, Status, Timezone,
};
pub use write::{Attendee, Invitation, Method, Organizer, Reply, Role, write};

/// Untrusted text inside a message stays short and printable.
fn clip(text: &[u8]) -> String {
    const SHOWN: usize = 64;
    let head = text.get(..4 * SHOWN).unwrap_or(text);
    let printable = |char: char| if char.is_control() { '\u{fffd}' } else { char };
    let mut shown: String = String::from_utf8_lossy(head).chars().take(SHOWN).map(printable).collect();
    if String::from_utf8_lossy(head).chars().nth(SHOWN).is_some() {
        shown.push('…');
    }
    shown
}

#[cfg(test)]
mod tests {
    use crate::error::codes;

    #[test]
    fn every_problem_is_in_the_table_above() {
        let table = include_str!("mod.rs");
        let first = codes().position(|row| row.code == "ical.not-utf8").unwrap();
        let last = codes().position(|row| row.code == "ical.more-problems").unwrap();
        for row in codes().skip(first).take(last + 1 - first) {
            assert!(table.contains(&format!("`{}`", row.code)), "{}", row.code);
        }
    }
}
