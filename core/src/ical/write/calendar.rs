use super::event;
use super::invitation::{Invitation, Method};
use super::line::Lines;
use super::timezone;
use crate::error::{Error, IcalError, Result};
use crate::interval::Interval;
use crate::limits::Limits;
use crate::zone::Zone;
use std::collections::HashMap;

/// Writes bookings as one iCalendar file, `text/calendar; charset=utf-8`, with CRLF and folded lines.
///
/// Each zone comes with a VTIMEZONE made from it, so a reader that does not know the name finds the same instants;
/// times in UTC have none. A publication may hold any number of bookings and leaves attendees out; a request or a
/// cancellation holds one (RFC 5546). Same input, same bytes: no clock and no random number takes part.
///
/// A time that happens twice is written in UTC when its second occurrence is meant.
///
/// # Errors
/// `ical.unwritable` when a text has a control character other than a line feed or tab; `ical.too-long` when one is
/// longer than [`Limits::data_bytes`]; `ical.incomplete` when a request has no organizer or attendee, a cancellation
/// no organizer, or any booking no UID; `ical.several-events`. The path says which booking.
///
/// # Example: the second 02:30 of an autumn night in Paris
/// ```
/// use kalends::ical::{Invitation, Method, write};
/// use kalends::{Limits, ZoneDb, interval::Interval, time::parse_instant};
/// let span = Interval::new(parse_instant("2027-10-31T01:30:00Z")?, parse_instant("2027-10-31T02:30:00Z")?)?;
/// let paris = ZoneDb::builtin().get("Europe/Paris")?;
/// let mut booking = Invitation::new("b17@example.org", span, paris, parse_instant("2027-10-01T00:00:00Z")?);
/// booking.summary = "Piano; four hands".to_owned();
/// let text = write(Method::Publish, &[booking], &Limits::default())?;
/// assert!(text.contains("\r\nDTSTART:20271031T013000Z\r\n"));           // 02:30 alone would be an hour earlier
/// assert!(text.contains("\r\nDTEND;TZID=Europe/Paris:20271031T033000\r\n"));
/// assert!(text.contains("\r\nSUMMARY:Piano\\; four hands\r\n"));
/// # Ok::<(), kalends::Error>(())
/// ```
pub fn write(method: Method, invitations: &[Invitation], limits: &Limits) -> Result<String> {
    check(method, invitations)?;
    let mut lines = Lines::new(limits.data_bytes);
    lines.fixed("BEGIN:VCALENDAR");
    lines.fixed("VERSION:2.0");
    lines.fixed("PRODID:-//Kalends//Kalends//EN");
    lines.fixed("CALSCALE:GREGORIAN");
    lines.fixed(&format!("METHOD:{}", method.as_str()));
    let zones = Zones::of(invitations);
    for zone in &zones.list {
        timezone::write(&mut lines, zone.zone, &zone.tzid, zone.span)?;
    }
    for (index, invitation) in invitations.iter().enumerate() {
        event::write(&mut lines, method, invitation, zones.tzid(&invitation.zone))
            .map_err(|error| error.in_index(index))?;
    }
    lines.fixed("END:VCALENDAR");
    Ok(lines.finish())
}

fn check(method: Method, invitations: &[Invitation]) -> Result<()> {
    let name = method.as_str();
    if method != Method::Publish && invitations.len() != 1 {
        return Err(IcalError::SeveralEvents { method: name, found: invitations.len() }.into());
    }
    for (index, invitation) in invitations.iter().enumerate() {
        let missing = if invitation.uid.trim().is_empty() {
            Some("UID")
        } else if method != Method::Publish && invitation.organizer.is_none() {
            Some("ORGANIZER")
        } else if method == Method::Request && invitation.attendees.is_empty() {
            Some("ATTENDEE")
        } else {
            None
        };
        if let Some(property) = missing {
            return Err(Error::from(IcalError::Incomplete { method: name, property }).in_index(index));
        }
    }
    Ok(())
}

/// The zones that need a VTIMEZONE, in order of first use.
struct Zones<'a> {
    list: Vec<Used<'a>>,
    /// Where in the list the zones of a name stand: a file can have as many zones as bookings.
    by_name: HashMap<&'a str, Vec<usize>>,
}

struct Used<'a> {
    zone: &'a Zone,
    tzid: String,
    /// The hull of what is said in this zone.
    span: Interval,
}

impl<'a> Zones<'a> {
    fn of(invitations: &'a [Invitation]) -> Self {
        let mut zones = Self { list: Vec::new(), by_name: HashMap::new() };
        for Invitation { zone, span, .. } in invitations.iter().filter(|one| one.zone != Zone::utc()) {
            if let Some(used) = zones.position(zone).and_then(|at| zones.list.get_mut(at)) {
                let (from, until) = (used.span.start_secs(), used.span.end_secs());
                let hull = Interval::from_secs(from.min(span.start_secs()), until.max(span.end_secs()));
                used.span = hull.unwrap_or(used.span);
                continue;
            }
            // Two zones of one's own may share a name and not their offsets.
            let same = zones.by_name.entry(zone.name()).or_default();
            let tzid = match same.len() {
                0 => zone.name().to_owned(),
                others => format!("{} {}", zone.name(), others + 1),
            };
            same.push(zones.list.len());
            zones.list.push(Used { zone, tzid, span: *span });
        }
        zones
    }

    fn position(&self, zone: &Zone) -> Option<usize> {
        let same = self.by_name.get(zone.name())?;
        same.iter().copied().find(|at| self.list.get(*at).is_some_and(|used| used.zone == zone))
    }

    fn tzid(&self, zone: &Zone) -> Option<&str> {
        self.list.get(self.position(zone)?).map(|used| used.tzid.as_str())
    }
}
