use super::clocks::{Clocks, span_on};
use super::table::printable;
use kalends::booking::{Booking, Participant, Status};
use serde_json::Value;

/// A booking on several lines: what it is, when on every clock, who takes part.
pub(crate) fn booking_card(booking: &Booking, clocks: &Clocks) -> String {
    let mut card = format!(
        "booking {}, version {}: {}\n  {} with {}{}\n",
        booking.id,
        booking.version,
        status(&booking.status),
        booking.service,
        booking.resource,
        booking.title.as_deref().map(|title| format!(", \"{}\"", printable(title))).unwrap_or_default(),
    );
    for zone in clocks.each() {
        card.push_str(&format!("  {}  {}\n", span_on(booking.span, zone), zone.name()));
    }
    for participant in &booking.participants {
        card.push_str(&format!("  {}\n", who(participant)));
    }
    card
}

/// A booking as cells of a table: its times, then id, service, state, version, title.
pub(crate) fn booking_row(booking: &Booking, clocks: &Clocks) -> Vec<String> {
    let times = clocks.each().map(|zone| span_on(booking.span, zone));
    let title = booking.title.clone().unwrap_or_default();
    let rest = [booking.id.to_string(), booking.service.to_string(), status(&booking.status), title];
    times.chain(rest).collect()
}

fn status(status: &Status) -> String {
    match status {
        Status::Confirmed => "confirmed".to_owned(),
        Status::Cancelled(cancellation) => format!("cancelled by {}", word(&cancellation.by)),
    }
}

fn who(participant: &Participant) -> String {
    let name = participant.name.as_deref().unwrap_or(participant.subject.as_str());
    let email = participant.email.as_deref().map(|email| format!(" <{email}>")).unwrap_or_default();
    printable(&format!("{}: {name}{email}", word(&participant.role)))
}

/// The word of the wire for a value that is one.
fn word(value: &impl serde::Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(Value::String(word)) => word,
        _ => String::new(),
    }
}
