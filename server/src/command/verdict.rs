use crate::exit::Exit;
use crate::render::{Clocks, booking_card, entry_line, reason_lines, session_line};
use crate::terminal::Terminal;
use kalends::Result;
use kalends::booking::{Booking, Verdict};
use kalends::rules::Reason;
use kalends::session::Session;
use kalends::waitlist::Entry;
use serde::Serialize;

#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum Record<'a> {
    Accepted {
        bookings: &'a [Booking],
        #[serde(skip_serializing_if = "Option::is_none")]
        session: Option<&'a Session>,
        #[serde(skip_serializing_if = "Option::is_none")]
        entry: Option<&'a Entry>,
        /// Those who waited and have an offer now.
        #[serde(skip_serializing_if = "<[_]>::is_empty")]
        promoted: &'a [Entry],
        changed: bool,
    },
    Refused {
        reasons: &'a [Reason],
        /// What has become of a request that could not be confirmed.
        #[serde(skip_serializing_if = "<[_]>::is_empty")]
        bookings: &'a [Booking],
    },
}

/// Prints the answer to a command.
pub(super) fn print(terminal: &mut Terminal, verdict: &Verdict, clocks: &Clocks, json: bool) -> Result<Exit> {
    let exit = Exit::found(matches!(verdict, Verdict::Accept(_)));
    if json {
        terminal.json(&match verdict {
            Verdict::Accept(accepted) => Record::Accepted {
                bookings: &accepted.bookings,
                session: accepted.session.as_ref(),
                entry: accepted.entry.as_ref(),
                promoted: &accepted.promoted,
                changed: !accepted.changes.is_empty(),
            },
            Verdict::Refuse(refused) => {
                Record::Refused { reasons: &refused.reasons, bookings: &refused.changes.bookings }
            }
        })?;
    } else {
        terminal.text(&words(verdict, clocks))?;
    }
    Ok(exit)
}

/// The answer in words.
fn words(verdict: &Verdict, clocks: &Clocks) -> String {
    let mut text = String::new();
    let promoted;
    let bookings = match verdict {
        Verdict::Accept(accepted) => {
            if accepted.changes.is_empty() {
                text.push_str("nothing to do: it was so before\n");
            }
            text.extend(accepted.session.iter().map(|session| session_line(session, clocks)));
            text.extend(accepted.entry.iter().map(|entry| entry_line(entry, clocks)));
            promoted = &accepted.promoted;
            &accepted.bookings
        }
        Verdict::Refuse(refused) => {
            text.push_str(&format!("refused:\n{}", reason_lines(&refused.reasons, clocks)));
            promoted = &refused.promoted;
            &refused.changes.bookings
        }
    };
    text.extend(bookings.iter().map(|booking| booking_card(booking, clocks)));
    text.extend(promoted.iter().map(|entry| format!("promoted: {}", entry_line(entry, clocks))));
    text
}
