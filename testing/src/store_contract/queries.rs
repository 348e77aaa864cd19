//! Lists of bookings: by every part of a query, for parents, page by page.

use super::sample::{
    at, code, furnish, party, put_booking, put_one, put_resource, session, span, subject, use_of,
};
use kalends::Result;
use kalends::booking::{
    Attendance, Booking, BookingKind, BookingQuery, Changes, Ending, GuardianLink, Participant,
    ParticipantRole, Requested, Status,
};
use kalends::id::{ResourceId, ServiceId, SessionId};
use kalends::policy::Actor;
use kalends::rules::StateName;
use kalends::session::{Session, SessionStatus};
use kalends::store::{Store, find_all};
use std::num::NonZeroU32;

/// Id, whose time, service, start and end on the day, and who takes part as what.
type Entry = (&'static str, &'static str, &'static str, &'static str, &'static str, &'static [Part]);
type Part = (&'static str, ParticipantRole);

use ParticipantRole::{Attendee, Guardian, Host, Payer};

/// In order of start and id. Kim and Lou are children; Pat is Kim's parent, and pays for Lou once.
const ENTRIES: &[Entry] = &[
    ("came", "anna", "lesson", "08:00", "09:00", &[("kim", Attendee), ("anna", Host)]),
    ("missed", "anna", "walk", "10:00", "11:00", &[("kim", Attendee)]),
    ("both", "anna,ben", "lesson", "12:00", "13:00", &[("lou", Attendee), ("pat", Payer)]),
    ("off", "ben", "lesson", "12:00", "13:00", &[("kim", Attendee), ("lou", Attendee)]),
    ("asked", "ben", "walk", "14:00", "15:00", &[("pat", Attendee)]),
    ("trial", "anna", "lesson", "16:00", "17:00", &[("kim", Attendee), ("pat", Guardian)]),
];

fn entry((id, resources, service, from, to, parts): &Entry) -> Result<(Session, Booking)> {
    let uses = resources.split(',').map(use_of).collect::<Result<_>>()?;
    let session = Session { uses, service: ServiceId::new(service)?, ..session(id, span(from, to)?)? };
    let person = |(id, role): &Part| {
        let (role, subject) = (*role, subject(id)?);
        Ok(Participant { subject, role, name: None, email: None, attendance: None })
    };
    let participants = parts.iter().map(person).collect::<Result<Vec<_>>>()?;
    Ok((session.clone(), Booking { participants, ..party(id, &session)? }))
}

/// Six bookings in five states.
fn fill(store: &mut dyn Store) -> Result<()> {
    furnish(store)?;
    put_resource(store, "ben")?;
    for one in ENTRIES {
        let (mut session, mut booking) = entry(one)?;
        let mut came =
            |attendance| booking.participants.iter_mut().for_each(|one| one.attendance = Some(attendance));
        match one.0 {
            "came" => {
                came(Attendance::Late);
                booking.status = Status::Completed;
            }
            "missed" => {
                came(Attendance::Absent);
                booking.status = Status::NoShow;
            }
            "off" => {
                booking.status =
                    Status::Cancelled(Ending { by: Actor::Client, at: session.created_at, with: None });
                session.status = SessionStatus::Cancelled;
                booking.client = Some(subject("pat")?);
            }
            "asked" => booking.status = Status::Requested(Requested { blocks: true, expires_at: None }),
            "trial" => booking.kind = Some(BookingKind::Trial),
            _ => booking.kind = Some(BookingKind::Individual),
        }
        put_booking(store, &(session, booking))?;
    }
    link(store, "pat", "kim", true)
}

fn link(store: &mut dyn Store, guardian: &str, ward: &str, linked: bool) -> Result<()> {
    let link = GuardianLink { guardian: subject(guardian)?, ward: subject(ward)?, linked };
    put_one(store, &Changes { guardians: vec![link], ..Changes::default() })
}

fn listed(store: &mut dyn Store, query: &BookingQuery) -> Result<Vec<String>> {
    Ok(find_all(store, query)?.iter().map(|one| one.id.to_string()).collect())
}

/// What narrows a list, and which of the six are left.
type Filter = (fn(&mut BookingQuery) -> Result<()>, &'static [&'static str]);

const PARTS: &[Filter] = &[
    (|_| Ok(()), &["came", "missed", "both", "off", "asked", "trial"]),
    (|query| of(query, &["anna"]), &["came", "missed", "both", "trial"]),
    (|query| of(query, &["ben"]), &["both", "off", "asked"]),
    (|query| of(query, &["ben", "nobody", "anna"]), &["came", "missed", "both", "off", "asked", "trial"]),
    (|query| of(query, &["nobody"]), &[]),
    (|query| about(query, "kim", None), &["came", "missed", "off", "trial"]),
    (|query| about(query, "pat", None), &["both", "off", "asked", "trial"]),
    (|query| about(query, "pat", Some(Payer)), &["both"]),
    (|query| about(query, "pat", Some(Guardian)), &["trial"]),
    (|query| about(query, "kim", Some(Payer)), &[]),
    (|query| parent(query, "pat"), &["came", "missed", "off", "trial"]),
    (|query| parent(query, "kim"), &[]),
    (|query| in_states(query, &[StateName::Confirmed]), &["both", "trial"]),
    (|query| in_states(query, &[StateName::NoShow, StateName::Requested]), &["missed", "asked"]),
    (|query| in_states(query, &[StateName::Held]), &[]),
    (
        |query| {
            query.service = Some(ServiceId::new("walk")?);
            Ok(())
        },
        &["missed", "asked"],
    ),
    (
        |query| {
            query.session = Some(SessionId::new("off")?);
            Ok(())
        },
        &["off"],
    ),
    (
        |query| {
            query.kind = Some(BookingKind::Trial);
            Ok(())
        },
        &["trial"],
    ),
    (
        |query| {
            query.range = Some(span("10:59", "12:01")?);
            Ok(())
        },
        &["missed", "both", "off"],
    ),
    (
        |query| {
            query.range = Some(span("13:00", "14:00")?);
            Ok(())
        },
        &[],
    ),
];

fn of(query: &mut BookingQuery, ids: &[&str]) -> Result<()> {
    query.resources = ids.iter().map(|id| ResourceId::new(id)).collect::<Result<_>>()?;
    Ok(())
}

fn about(query: &mut BookingQuery, id: &str, role: Option<ParticipantRole>) -> Result<()> {
    (query.subject, query.role) = (Some(subject(id)?), role);
    Ok(())
}

fn parent(query: &mut BookingQuery, id: &str) -> Result<()> {
    query.guardian = Some(subject(id)?);
    Ok(())
}

fn in_states(query: &mut BookingQuery, states: &[StateName]) -> Result<()> {
    query.status = states.to_vec();
    Ok(())
}

/// And by any two parts together, which narrow each other: whichever leads, the list is the same. Of two that set the
/// same part the second counts.
pub fn bookings_are_found_by_every_part_of_a_query(store: &mut dyn Store) -> Result<()> {
    fill(store)?;
    for (n, (one, left)) in PARTS.iter().enumerate() {
        let mut query = BookingQuery::default();
        one(&mut query)?;
        assert_eq!(listed(store, &query)?, *left, "part {n}: {query:?}");
        for (m, (other, among)) in PARTS.iter().enumerate() {
            let mut alone = BookingQuery::default();
            other(&mut alone)?;
            let mut both = query.clone();
            other(&mut both)?;
            let mut again = both.clone();
            one(&mut again)?;
            if again != both {
                continue;
            }
            let expected: Vec<&str> = left.iter().copied().filter(|id| among.contains(id)).collect();
            assert_eq!(listed(store, &both)?, expected, "parts {n} and {m}: {both:?}");
        }
    }
    Ok(())
}

/// What two share is on the list once.
pub fn an_agenda_of_many_resources_is_in_order_and_lists_each_booking_once(
    store: &mut dyn Store,
) -> Result<()> {
    fill(store)?;
    let mut query = BookingQuery { range: Some(span("09:30", "15:00")?), ..BookingQuery::default() };
    of(&mut query, &["ben", "anna", "ben"])?;
    in_states(&mut query, &[StateName::Confirmed, StateName::NoShow, StateName::Requested])?;
    assert_eq!(listed(store, &query)?, ["missed", "both", "asked"]);
    Ok(())
}

/// Upcoming, past, and whether they came; of a child that they answer for, until they do no longer.
pub fn a_parent_sees_what_is_of_their_children(store: &mut dyn Store) -> Result<()> {
    fill(store)?;
    let query = |from: &str, to: &str| {
        let (guardian, range) = (Some(subject("pat")?), Some(span(from, to)?));
        Ok::<_, kalends::Error>(BookingQuery { guardian, range, ..BookingQuery::default() })
    };
    let (past, upcoming) = (query("00:00", "11:30")?, query("11:30", "23:59")?);
    let attended = |booking: Booking| {
        let kim = booking.participants.iter().find(|one| one.subject.as_str() == "kim");
        (booking.id.to_string(), kim.and_then(|kim| kim.attendance))
    };
    let history: Vec<_> = find_all(store, &past)?.into_iter().map(attended).collect();
    let expected =
        [("came".to_owned(), Some(Attendance::Late)), ("missed".to_owned(), Some(Attendance::Absent))];
    assert_eq!(history, expected);
    assert_eq!(listed(store, &upcoming)?, ["off", "trial"]);
    let mut confirmed = upcoming.clone();
    in_states(&mut confirmed, &[StateName::Confirmed])?;
    assert_eq!(listed(store, &confirmed)?, ["trial"]);
    link(store, "pat", "lou", true)?;
    assert_eq!(listed(store, &upcoming)?, ["both", "off", "trial"], "what is of both is listed once");
    link(store, "pat", "kim", false)?;
    assert_eq!(
        (listed(store, &past)?, listed(store, &upcoming)?),
        (vec![], vec!["both".to_owned(), "off".to_owned()])
    );
    link(store, "pat", "kim", false)?;
    link(store, "pat", "lou", true)?;
    assert_eq!(listed(store, &upcoming)?, ["both", "off"], "said twice is said once");
    Ok(())
}

/// Wherever a page ends, between two of one start too; what is added behind the cursor is not on later pages.
pub fn pages_follow_their_cursor_and_miss_nothing(store: &mut dyn Store) -> Result<()> {
    fill(store)?;
    let all = listed(store, &BookingQuery::default())?;
    for size in 1..=7_u32 {
        let limit = NonZeroU32::MIN.saturating_add(size - 1);
        let mut query = BookingQuery { limit, ..BookingQuery::default() };
        let mut pages = Vec::new();
        loop {
            let page = store.find(&query)?;
            pages.push(page.bookings.len());
            let found: Vec<String> = page.bookings.iter().map(|one| one.id.to_string()).collect();
            let from = pages.iter().sum::<usize>() - found.len();
            assert_eq!(Some(found.as_slice()), all.get(from..from + found.len()));
            let Some(next) = page.next else { break };
            query.after = Some(next);
        }
        assert_eq!(pages.iter().sum::<usize>(), all.len(), "pages of {size}: {pages:?}");
    }
    let limit = NonZeroU32::MIN.saturating_add(2);
    let page = store.find(&BookingQuery { limit, ..BookingQuery::default() })?;
    assert_eq!(
        page.next.as_ref().map(|next| (next.start, next.booking.as_str())),
        Some((at("12:00")?, "both"))
    );
    for (id, from) in [("before", "11:00"), ("bound", "12:00")] {
        let session = session(id, span(from, "13:00")?)?;
        put_booking(store, &(session.clone(), party(id, &session)?))?;
    }
    let rest = BookingQuery { after: page.next, ..BookingQuery::default() };
    assert_eq!(listed(store, &rest)?, ["bound", "off", "asked", "trial"]);
    Ok(())
}

/// Not cut short in silence.
pub fn a_page_has_a_largest_size(store: &mut dyn Store) -> Result<()> {
    fill(store)?;
    let largest = NonZeroU32::MIN.saturating_add(BookingQuery::LARGEST - 1);
    let query = BookingQuery { limit: largest, ..BookingQuery::default() };
    assert_eq!(store.find(&query)?.bookings.len(), ENTRIES.len());
    let larger = BookingQuery { limit: largest.saturating_add(1), ..query };
    assert_eq!(code(store.find(&larger)), "booking.page-too-large");
    Ok(())
}
