use super::clocks::{Clocks, span_on};
use super::outcome::{amount, consequence_line};
use super::table::printable;
use kalends::booking::{Booking, Participant, Requested, Status};
use kalends::id::ResourceId;
use kalends::session::Session;
use kalends::time::format_instant;
use serde_json::Value;

/// A booking on several lines: what it is, when on every clock, who takes part.
pub(crate) fn booking_card(booking: &Booking, clocks: &Clocks) -> String {
    let mut card = format!(
        "booking {}, version {}: {}\n  {} with {}{}\n",
        booking.id,
        booking.version,
        status(&booking.status),
        booking.service,
        names(&booking.resources),
        booking
            .details
            .title
            .as_deref()
            .map(|title| format!(", \"{}\"", printable(title)))
            .unwrap_or_default(),
    );
    for zone in clocks.each() {
        card.push_str(&format!("  {}  {}\n", span_on(booking.span, zone), zone.name()));
    }
    if booking.party.get() > 1 {
        card.push_str(&format!("  for {}\n", booking.party));
    }
    for participant in &booking.participants {
        card.push_str(&format!("  {}\n", who(participant)));
    }
    if let Some(price) = booking.price {
        card.push_str(&format!("  price: {}\n", amount(price)));
    }
    let consequences = booking.agreement.iter().flat_map(|agreement| &agreement.consequences);
    card.extend(consequences.map(consequence_line));
    card
}

/// A booking as cells of a table: its times, then id, service, state, version, title.
pub(crate) fn booking_row(booking: &Booking, clocks: &Clocks) -> Vec<String> {
    let times = clocks.each().map(|zone| span_on(booking.span, zone));
    let title = booking.details.title.clone().unwrap_or_default();
    let rest = [booking.id.to_string(), booking.service.to_string(), status(&booking.status), title];
    times.chain(rest).collect()
}

fn status(status: &Status) -> String {
    match status {
        Status::Held(held) => format!("held for {} until {}", held.owner, format_instant(held.expires_at)),
        Status::Requested(Requested { expires_at: Some(end), .. }) => {
            format!("requested until {}", format_instant(*end))
        }
        Status::Cancelled(ending) | Status::Declined(ending) => {
            format!("{} by {}", status.name().as_str(), word(&ending.by))
        }
        Status::NoShow => "no show".to_owned(),
        _ => status.name().as_str().to_owned(),
    }
}

fn names(resources: &[ResourceId]) -> String {
    resources.iter().map(ResourceId::as_str).collect::<Vec<_>>().join(", ")
}

/// A session on a line: what it is, when, with whom, how many can book it.
pub(crate) fn session_line(session: &Session, clocks: &Clocks) -> String {
    let seats = session.seats.map(|seats| format!(", {seats} seats")).unwrap_or_default();
    format!(
        "session {}, version {}: {}, {} with {}{seats}\n  {}\n",
        session.id,
        session.version,
        word(&session.status),
        session.service,
        names(&session.resources()),
        clocks.span(session.span),
    )
}

fn who(participant: &Participant) -> String {
    let name = participant.name.as_deref().unwrap_or(participant.subject.as_str());
    let email = participant.email.as_deref().map(|email| format!(" <{email}>")).unwrap_or_default();
    let came = participant.attendance.map(|came| format!(", {}", word(&came))).unwrap_or_default();
    printable(&format!("{}: {name}{email}{came}", word(&participant.role)))
}

/// The word of the wire for a value that is one.
fn word(value: &impl serde::Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(Value::String(word)) => word,
        _ => String::new(),
    }
}
