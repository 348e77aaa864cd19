//! Bookings as a calendar file.

use crate::bridge::Bridge;
use chrono::{DateTime, Utc};
use kalends::Result;
use kalends::booking::{Booking, Participant, ParticipantRole};
use kalends::ical::{self, Attendee, Invitation, Method, Organizer, Reply, Role};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

/// Asks for bookings as iCalendar.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct IcalWriteRequest {
    /// What the file asks its reader to do; only a publication may hold other than one booking.
    pub method: Method,
    /// The present instant, for DTSTAMP.
    #[serde(with = "kalends::time::wire::instant")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "kalends::time::wire::instant::schema"))]
    pub now: DateTime<Utc>,
    /// The bookings.
    pub bookings: Vec<CalendarBooking>,
    /// Who invites; absent is the booking's first host with an address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organizer: Option<Organizer>,
}

/// A booking with what a calendar shows besides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CalendarBooking {
    /// The booking: its id is the UID, its title the SUMMARY, its state the STATUS (tentative while it is held or
    /// requested), its participants with an address the attendees.
    pub booking: Booking,
    /// DESCRIPTION; absent is the booking's notes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// LOCATION.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub location: Option<String>,
    /// URL: where it can be seen or joined; absent is the booking's link.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// A calendar file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct IcalWriteResponse {
    /// `text/calendar; charset=utf-8`, with CRLF and folded lines.
    pub text: String,
    /// The release of the zone data.
    pub release: String,
}

impl Bridge {
    /// Writes bookings as iCalendar, each in the zone that was agreed on.
    ///
    /// Same input, same bytes. A start that happens twice on the wall is written in UTC when its second occurrence is
    /// meant, since the wall alone cannot say so.
    ///
    /// # Errors
    /// `zone.unknown`; `ical.incomplete` when a request or a cancellation lacks an organizer or a request an attendee;
    /// `ical.several-events`, `ical.unwritable`, `ical.too-long`.
    pub fn ical_write(&self, request: IcalWriteRequest) -> Result<IcalWriteResponse> {
        let IcalWriteRequest { method, now, bookings, organizer } = request;
        let invitations = bookings.into_iter().enumerate().map(|(index, booking)| {
            let invited = self.invitation(booking, now, organizer.as_ref());
            invited.map_err(|error| error.in_index(index).in_field("bookings"))
        });
        let invitations: Vec<Invitation> = invitations.collect::<Result<_>>()?;
        let text = ical::write(method, &invitations, self.limits()).map_err(|error| {
            let placed = error.path().starts_with('[');
            if placed { error.in_field("bookings") } else { error.in_field("method") }
        })?;
        Ok(IcalWriteResponse { text, release: self.release() })
    }

    fn invitation(
        &self,
        booking: CalendarBooking,
        now: DateTime<Utc>,
        organizer: Option<&Organizer>,
    ) -> Result<Invitation> {
        let CalendarBooking { booking, description, location, url } = booking;
        let zone = booking.local.zone.resolve(self.zones());
        let zone = zone.map_err(|error| error.in_field("zone").in_field("local").in_field("booking"))?;
        let mut out = Invitation::new(booking.id.as_str(), booking.span, zone, now);
        out.sequence = booking.sequence;
        out.status = booking.status.at(now).into();
        out.summary = booking.details.title.unwrap_or_default();
        (out.description, out.location, out.url) =
            (description.or(booking.details.notes), location, url.or(booking.details.link));
        let host =
            booking.participants.iter().find(|one| one.role == ParticipantRole::Host && one.email.is_some());
        let own =
            host.and_then(|one| Some(Organizer { address: one.email.clone()?, name: one.name.clone() }));
        out.organizer = organizer.cloned().or(own);
        out.attendees = attendees(&booking.participants, host);
        Ok(out)
    }
}

/// Everyone with an address but the host, each address once.
fn attendees(participants: &[Participant], host: Option<&Participant>) -> Vec<Attendee> {
    let mut out: Vec<Attendee> = Vec::new();
    let mut known = HashSet::new();
    for one in participants.iter().filter(|one| Some(*one) != host) {
        let Some(address) = &one.email else { continue };
        if !known.insert(address) {
            continue;
        }
        let role = match one.role {
            ParticipantRole::Host => Role::Chair,
            ParticipantRole::Attendee => Role::Required,
            ParticipantRole::Payer => Role::Informed,
            _ => Role::Optional,
        };
        out.push(Attendee {
            address: address.clone(),
            name: one.name.clone(),
            role,
            reply: Reply::NeedsAction,
            rsvp: false,
        });
    }
    out
}
