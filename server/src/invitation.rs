//! From a booking to an iCalendar object.

use chrono::{DateTime, Utc};
use kalends::booking::{Booking, ParticipantRole};
use kalends::ical::{Attendee, Invitation, Organizer, Reply, Role};
use kalends::{Result, Zone, ZoneDb};

/// The booking as other calendars see it: the host invites, everyone else with an address is invited.
///
/// # Errors
/// `zone.unknown` for a zone that the zone data no longer has.
pub(crate) fn invitation(booking: &Booking, zones: &ZoneDb, now: DateTime<Utc>) -> Result<Invitation> {
    let zone: Zone = zones.get(booking.local.zone.as_str())?;
    let mut invitation = Invitation::new(booking.id.as_str(), booking.span, zone, now);
    invitation.sequence = booking.sequence;
    invitation.summary = booking.details.title.clone().unwrap_or_else(|| booking.service.to_string());
    invitation.url = booking.details.link.clone();
    invitation.description = booking.details.notes.clone();
    invitation.status = booking.status.at(now).into();
    for participant in &booking.participants {
        let Some(address) = participant.email.clone() else { continue };
        let name = participant.name.clone();
        let role = match participant.role {
            ParticipantRole::Host => {
                invitation.organizer.get_or_insert(Organizer { address, name });
                continue;
            }
            ParticipantRole::Payer | ParticipantRole::Guardian => Role::Informed,
            _ => Role::Required,
        };
        let attendee = Attendee { address, name, role, reply: Reply::Accepted, rsvp: false };
        invitation.attendees.push(attendee);
    }
    Ok(invitation)
}
