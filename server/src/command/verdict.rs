use crate::exit::Exit;
use crate::render::{Clocks, booking_card, reason_lines};
use crate::terminal::Terminal;
use kalends::Result;
use kalends::booking::{Booking, Verdict};
use kalends::rules::Reason;
use serde::Serialize;

#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum Record<'a> {
    Accepted { booking: &'a Booking, changed: bool },
    Refused { reasons: &'a [Reason] },
}

/// Prints the answer to a command.
pub(super) fn print(terminal: &mut Terminal, verdict: &Verdict, clocks: &Clocks, json: bool) -> Result<Exit> {
    let exit = Exit::found(matches!(verdict, Verdict::Accept(_)));
    if json {
        terminal.json(&match verdict {
            Verdict::Accept(accepted) => {
                Record::Accepted { booking: &accepted.booking, changed: !accepted.changes.is_empty() }
            }
            Verdict::Refuse(reasons) => Record::Refused { reasons },
        })?;
    } else {
        terminal.text(&words(verdict, clocks))?;
    }
    Ok(exit)
}

/// The answer in words.
pub(super) fn words(verdict: &Verdict, clocks: &Clocks) -> String {
    match verdict {
        Verdict::Accept(accepted) => {
            let again = if accepted.changes.is_empty() { "nothing to do: it was so before\n" } else { "" };
            format!("{again}{}", booking_card(&accepted.booking, clocks))
        }
        Verdict::Refuse(reasons) => format!("refused:\n{}", reason_lines(reasons, clocks)),
    }
}
