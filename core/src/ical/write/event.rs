use super::invitation::{Attendee, Invitation, Method, Organizer, Reply, Role};
use super::line::Lines;
use crate::error::Result;
use crate::ical::view::Status;
use crate::zone::{Disambiguation, Zone};
use chrono::{DateTime, Utc};

/// Writes a VEVENT; without `tzid` its times are in UTC.
pub(super) fn write(
    lines: &mut Lines,
    method: Method,
    invitation: &Invitation,
    tzid: Option<&str>,
) -> Result<()> {
    lines.fixed("BEGIN:VEVENT");
    lines.text("UID", &invitation.uid)?;
    lines.utc("DTSTAMP", invitation.stamp)?;
    lines.fixed(&format!("SEQUENCE:{}", invitation.sequence));
    time(lines, "DTSTART", invitation.span.start(), &invitation.zone, tzid)?;
    time(lines, "DTEND", invitation.span.end(), &invitation.zone, tzid)?;
    lines.text("SUMMARY", &invitation.summary)?;
    if let Some(description) = &invitation.description {
        lines.text("DESCRIPTION", description)?;
    }
    if let Some(location) = &invitation.location {
        lines.text("LOCATION", location)?;
    }
    if let Some(url) = &invitation.url {
        lines.raw("URL", url)?;
    }
    lines.fixed(&format!("STATUS:{}", status(method, invitation.status)));
    if let Some(Organizer { address, name }) = &invitation.organizer {
        let name: Vec<_> = name.iter().map(|name| ("CN", name.as_str())).collect();
        lines.with_parameters("ORGANIZER", &uri(address), &name)?;
    }
    if method != Method::Publish {
        for attendee in &invitation.attendees {
            write_attendee(lines, attendee)?;
        }
    }
    lines.fixed("END:VEVENT");
    Ok(())
}

/// Wall time, unless it would be read as another instant.
fn time(
    lines: &mut Lines,
    name: &'static str,
    at: DateTime<Utc>,
    zone: &Zone,
    tzid: Option<&str>,
) -> Result<()> {
    let wall = zone.wall(at);
    match tzid {
        Some(tzid) if zone.resolve(wall, Disambiguation::Compatible).is_ok_and(|read| read == at) => {
            lines.zoned(name, wall, tzid)
        }
        _ => lines.utc(name, at),
    }
}

fn status(method: Method, status: Status) -> &'static str {
    match status {
        _ if method == Method::Cancel => "CANCELLED",
        Status::Tentative => "TENTATIVE",
        Status::Confirmed => "CONFIRMED",
        Status::Cancelled => "CANCELLED",
    }
}

fn write_attendee(lines: &mut Lines, attendee: &Attendee) -> Result<()> {
    let role = match attendee.role {
        Role::Chair => "CHAIR",
        Role::Required => "REQ-PARTICIPANT",
        Role::Optional => "OPT-PARTICIPANT",
        Role::Informed => "NON-PARTICIPANT",
    };
    let reply = match attendee.reply {
        Reply::NeedsAction => "NEEDS-ACTION",
        Reply::Accepted => "ACCEPTED",
        Reply::Declined => "DECLINED",
        Reply::Tentative => "TENTATIVE",
    };
    let rsvp = if attendee.rsvp { "TRUE" } else { "FALSE" };
    let mut parameters = vec![("ROLE", role), ("PARTSTAT", reply), ("RSVP", rsvp)];
    parameters.extend(attendee.name.iter().map(|name| ("CN", name.as_str())));
    lines.with_parameters("ATTENDEE", &uri(&attendee.address), &parameters)
}

/// A plain mail address becomes a URI.
fn uri(address: &str) -> String {
    if address.contains(':') { address.to_owned() } else { format!("mailto:{address}") }
}
