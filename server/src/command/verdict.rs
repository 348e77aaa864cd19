use super::preview::orphan_words;
use crate::argument::ActArguments;
use crate::exit::Exit;
use crate::render::{
    Clocks, booking_card, entry_line, outcome_line, plan_lines, printable, reason_lines, session_line,
};
use crate::terminal::Terminal;
use kalends::Result;
use kalends::booking::{BookedSeries, Booking, Command, Scheduled, Verdict};
use kalends::id::BookingId;
use kalends::impact::Orphan;
use kalends::policy::Outcome;
use kalends::rules::Reason;
use kalends::series::Plan;
use kalends::session::Session;
use kalends::waitlist::Entry;
use kalends_engine::{Circumstances, Engine};
use serde::Serialize;
use std::collections::BTreeMap;

#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum Record<'a> {
    Accepted {
        bookings: &'a [Booking],
        #[serde(skip_serializing_if = "Option::is_none")]
        session: Option<&'a Session>,
        /// What the policies say to it.
        #[serde(skip_serializing_if = "BTreeMap::is_empty")]
        outcomes: &'a BTreeMap<BookingId, Outcome>,
        #[serde(skip_serializing_if = "Option::is_none")]
        series: Option<&'a BookedSeries>,
        /// The resource with its schedule as it stands afterwards.
        #[serde(skip_serializing_if = "Option::is_none")]
        resource: Option<&'a Scheduled>,
        /// What a changed schedule leaves outside.
        #[serde(skip_serializing_if = "<[_]>::is_empty")]
        orphans: &'a [Orphan],
        /// Of a series: every occurrence with what becomes of it.
        #[serde(skip_serializing_if = "Option::is_none")]
        plan: Option<&'a Plan>,
        #[serde(skip_serializing_if = "Option::is_none")]
        entry: Option<&'a Entry>,
        /// Those who waited and have an offer now.
        #[serde(skip_serializing_if = "<[_]>::is_empty")]
        promoted: &'a [Entry],
        changed: bool,
    },
    Refused {
        reasons: &'a [Reason],
        #[serde(skip_serializing_if = "Option::is_none")]
        plan: Option<&'a Plan>,
        #[serde(skip_serializing_if = "<[_]>::is_empty")]
        orphans: &'a [Orphan],
        /// What has become of a request that could not be confirmed.
        #[serde(skip_serializing_if = "<[_]>::is_empty")]
        bookings: &'a [Booking],
    },
}

/// Carries a command out but for `what_if`, and prints the answer.
pub(super) fn answer(
    terminal: &mut Terminal,
    engine: &Engine,
    command: impl Into<Command>,
    clocks: &Clocks,
    act: &ActArguments,
) -> Result<Exit> {
    print_if(terminal, &of(engine, command, act)?, clocks, (act.json, act.what_if))
}

/// The answer to a command, which is carried out but for `what_if`.
pub(super) fn of(engine: &Engine, command: impl Into<Command>, act: &ActArguments) -> Result<Verdict> {
    of_as(engine, command, &act.circumstances.circumstances(), act.what_if)
}

/// The same under circumstances that are not said.
pub(super) fn of_as(
    engine: &Engine,
    command: impl Into<Command>,
    circumstances: &Circumstances,
    what_if: bool,
) -> Result<Verdict> {
    match what_if {
        true => engine.judge(command, circumstances),
        false => engine.execute(command, circumstances),
    }
}

/// Prints the answer to a command that may not have been carried out.
pub(super) fn print_if(
    terminal: &mut Terminal,
    verdict: &Verdict,
    clocks: &Clocks,
    (json, what_if): (bool, bool),
) -> Result<Exit> {
    if what_if && !json {
        terminal.line("nothing is changed; it would be:")?;
    }
    print(terminal, verdict, clocks, json)
}

/// Prints the answer to a command.
fn print(terminal: &mut Terminal, verdict: &Verdict, clocks: &Clocks, json: bool) -> Result<Exit> {
    let exit = Exit::found(matches!(verdict, Verdict::Accept(_)));
    if json {
        terminal.json(&match verdict {
            Verdict::Accept(accepted) => Record::Accepted {
                bookings: &accepted.bookings,
                session: accepted.session.as_ref(),
                outcomes: &accepted.outcomes,
                series: accepted.series.as_ref(),
                resource: accepted.resource.as_deref(),
                orphans: &accepted.orphans,
                plan: accepted.plan.as_ref(),
                entry: accepted.entry.as_ref(),
                promoted: &accepted.promoted,
                changed: !accepted.changes.is_empty(),
            },
            Verdict::Refuse(refused) => Record::Refused {
                reasons: &refused.reasons,
                plan: refused.plan.as_ref(),
                orphans: &refused.orphans,
                bookings: &refused.changes.bookings,
            },
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
            text.extend(accepted.outcomes.iter().map(|(id, outcome)| outcome_line(id, outcome, clocks)));
            if let Some(Scheduled { resource, .. }) = accepted.resource.as_deref() {
                let version = resource.version;
                text.push_str(&format!(
                    "schedule of {}: version {version}\n",
                    printable(resource.id.as_str())
                ));
            }
            text.extend(accepted.orphans.iter().map(|orphan| orphan_words(orphan, clocks)));
            text.extend(accepted.entry.iter().map(|entry| entry_line(entry, clocks)));
            promoted = &accepted.promoted;
            match &accepted.plan {
                Some(plan) => {
                    text.push_str(&plan_lines(plan, accepted.series.as_ref(), clocks));
                    &[]
                }
                None => accepted.bookings.as_slice(),
            }
        }
        Verdict::Refuse(refused) => {
            text.push_str(&format!("refused:\n{}", reason_lines(&refused.reasons, clocks)));
            text.extend(refused.orphans.iter().map(|orphan| orphan_words(orphan, clocks)));
            text.extend(refused.plan.iter().map(|plan| plan_lines(plan, None, clocks)));
            promoted = &refused.promoted;
            refused.changes.bookings.as_slice()
        }
    };
    text.extend(bookings.iter().map(|booking| booking_card(booking, clocks)));
    text.extend(promoted.iter().map(|entry| format!("promoted: {}", entry_line(entry, clocks))));
    text
}
