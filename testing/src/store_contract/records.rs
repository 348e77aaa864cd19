//! Whatever goes in comes out the same.

use super::sample::{
    at, booking, furnish, next, party, put_booking, put_one, put_resource, resource_id, revision, session,
    span, use_of,
};
use chrono::Weekday;
use kalends::Result;
use kalends::availability::{
    Holiday, HolidayCalendar, Override, Recurring, Schedule, TimeOff, TimeOffSpan, TimeWindow, Travel,
    Weekly, WindowKind,
};
use kalends::booking::{
    Attendance, Booking, BookingKind, Changes, Details, Ending, Expiry, Held, Need, Participant,
    ParticipantRole, Requested, Status,
};
use kalends::id::{BookingId, PlaceId, PolicyId, ResourceId, RuleId, ServiceId, SessionId, SubjectId, Tag};
use kalends::interval::Interval;
use kalends::policy::{Actor, Policy};
use kalends::resource::{Consecutive, FloatingBreak, Movement, Resource};
use kalends::rules::StateName;
use kalends::service::{Align, Buffer, BufferHours, BufferScope, Compose, Horizon, Leg, Service, Units};
use kalends::service::{Business, BusinessTime, Limit, LimitScope, Most, Period, PolicyName, Quota};
use kalends::service::{Confirmation, LateConfirm};
use kalends::session::{LocalIntent, Session, SessionStatus, Use};
use kalends::store::{Store, view};
use kalends::time::{DateRange, Elapsed, Length, MAX_INSTANT, MIN_INSTANT, Weekdays, parse_date};
use kalends::wire::Json;
use std::num::NonZeroU32;

const TWO: NonZeroU32 = NonZeroU32::new(2).unwrap();

const AWKWARD: &[&str] = &[
    "",
    "'; DROP TABLE kalends_bookings; --",
    "\"quotes\" 'and' \\backslashes\\ %like_ ?1 $1 :name",
    "a\ttab,\r\nlines\u{2028} and a bell \u{7}",
    "Zoë 李 \u{202e}אב e\u{301} 👩\u{200d}🏫 \u{10ffff}",
    "{\"json\": [null, 1e400]}",
    "   ",
];

fn schedule() -> Result<Schedule> {
    let rule = RuleId::new;
    let time =
        |from: &str, to: &str| Ok::<_, kalends::Error>(TimeWindow { from: from.parse()?, to: to.parse()? });
    let dates = |from, until| DateRange::new(Some(parse_date(from)?), Some(parse_date(until)?));
    let work: Weekdays = Weekdays::ALL.iter().take(5).collect();
    let mut night = Weekly::open(rule("night ' 🌙")?, work, "22:00".parse()?, "02:00".parse()?);
    night.effective = DateRange::new(Some(parse_date("2027-01-01")?), None)?;
    let mut lunch = Weekly::open(rule("lunch")?, Weekdays::ALL, "12:00".parse()?, "13:00".parse()?);
    lunch.kind = WindowKind::Closed;
    let closed = Override::new(rule("closed")?, parse_date("2027-02-28")?, vec![]);
    let windows = vec![time("08:00", "08:00")?, time("00:00", "24:00")?];
    let open = Override::new(rule("open")?, parse_date("2028-02-29")?, windows);
    let named = |text: &str| Some(text.to_owned());
    let day = |date: &str, name| Ok::<_, kalends::Error>(Holiday { date: parse_date(date)?, name });
    let days = vec![day("2027-12-25", named(AWKWARD[4]))?, day("2027-01-01", None)?];
    let mut holidays = HolidayCalendar::new(rule("de")?, days);
    holidays.except = vec![parse_date("2027-12-25")?];
    let mut market =
        Recurring::new(rule("market")?, parse_date("2027-01-02")?, "18:00".parse()?, "06:00".parse()?);
    market.kind = WindowKind::Closed;
    market.rule = Some("FREQ=MONTHLY;BYDAY=1SA;UNTIL=20291231".parse()?);
    market.dates = vec![parse_date("2027-02-28")?];
    market.except = vec![parse_date("2027-03-06")?, parse_date("2027-02-06")?];
    market.nights = 2;
    market.zone = Some("Asia/Kathmandu".parse()?);
    market.effective = DateRange::new(Some(parse_date("2027-01-15")?), None)?;
    market.version = 7;
    let off = |id: &str, span| Ok::<_, kalends::Error>(TimeOff::new(rule(id)?, span));
    Ok(Schedule {
        weekly: vec![night, lunch],
        overrides: vec![open, closed],
        recurring: vec![market],
        holidays: vec![holidays],
        time_off: vec![
            off("z", TimeOffSpan::Dates(dates("2027-07-01", "2027-07-31")?))?,
            off("a", TimeOffSpan::Span(span("09:00", "10:00")?))?,
        ],
        travel: vec![Travel::new(rule("tokyo")?, dates("2027-05-01", "2027-05-09")?, "+09:00".parse()?)],
    })
}

fn stored_schedule(store: &mut dyn Store, id: &ResourceId) -> Result<(Resource, Schedule)> {
    let view = view(store, &Need::resource(id.clone()))?;
    let record = view.known_resource(id)?;
    Ok((record.resource.clone(), record.schedule.clone()))
}

/// All kinds of rules, in the order of each list.
pub fn a_resource_reads_back_with_its_schedule(store: &mut dyn Store) -> Result<()> {
    for (at, name) in AWKWARD.iter().enumerate() {
        let mut resource = Resource::new(resource_id(&format!("r{at}"))?, "America/St_Johns".parse()?);
        resource.name = Some((*name).to_owned());
        resource.buffer = Buffer { before: Elapsed::from_seconds(1)?, after: Elapsed::DAY };
        resource.limits = vec![Quota { period: Period::Year, most: Most::Bookings(TWO) }];
        resource.consecutive =
            Some(Consecutive { most: Length::from_minutes(90)?, pause: Some(Length::from_seconds(61)?) });
        resource.breaks = vec![FloatingBreak {
            id: RuleId::new("lunch")?,
            days: Weekdays::WORKDAYS,
            from: "23:30".parse()?,
            to: "00:30".parse()?,
            length: Length::from_minutes(20)?,
        }];
        resource.movement = Movement {
            day_start: Some(PlaceId::new("home")?),
            day_end: Some(PlaceId::new("depot")?),
            across_online: true,
        };
        put_one(store, &Changes::resource(resource.clone(), schedule()?))?;
        assert_eq!(stored_schedule(store, &resource.id)?, (resource, schedule()?));
    }
    let bare = Resource::new(resource_id("bare")?, "Europe/Atlantis".parse()?);
    put_one(store, &Changes::resource(bare.clone(), Schedule::default()))?;
    assert_eq!(stored_schedule(store, &bare.id)?, (bare, Schedule::default()));
    assert_eq!(store.resources()?.len(), AWKWARD.len() + 1);
    Ok(())
}

/// Rules that are gone are gone, and those that changed places have changed places.
pub fn a_schedule_is_replaced_as_a_whole(store: &mut dyn Store) -> Result<()> {
    let mut resource = Resource::new(resource_id("anna")?, "UTC".parse()?);
    let first = schedule()?;
    let mut second = schedule()?;
    second.weekly.reverse();
    second.overrides.truncate(1);
    second.holidays[0].days.pop();
    second.time_off.clear();
    // What the holidays say changes twice; nothing else says anything new, though rules go, come and change places.
    let steps = [("UTC", &first, 1), ("UTC", &second, 2), ("Asia/Tokyo", &second, 2), ("UTC", &first, 3)];
    for (at, (zone, schedule, version)) in (1..).zip(steps) {
        resource.zone = zone.parse()?;
        put_one(store, &Changes::resource(resource.clone(), schedule.clone()))?;
        let mut stored = schedule.clone();
        stored.holidays[0].version = version;
        // Each step changes something.
        resource.version = at;
        assert_eq!(stored_schedule(store, &resource.id)?, (resource.clone(), stored));
    }
    assert_eq!(store.resources()?, [resource]);
    Ok(())
}

/// A rule that changes is one version above what is stored, whatever version is written; a rule that does not is not.
pub fn a_rule_that_changes_rises_by_one_version(store: &mut dyn Store) -> Result<()> {
    let resource = Resource::new(resource_id("anna")?, "UTC".parse()?);
    let schedule = |end: &str, version| -> Result<Schedule> {
        let mut day = Weekly::open(RuleId::new("day")?, Weekdays::ALL, "09:00".parse()?, end.parse()?);
        let night = Weekly::open(RuleId::new("night")?, Weekdays::ALL, "22:00".parse()?, "02:00".parse()?);
        day.version = version;
        Ok(Schedule { weekly: vec![day, night], ..Schedule::default() })
    };
    let writes =
        [("17:00", 1, 1, 1), ("17:00", 1, 1, 1), ("18:00", 1, 2, 2), ("18:00", 9, 2, 2), ("17:00", 2, 3, 3)];
    for (end, written, stored, revised) in writes {
        put_one(store, &Changes::resource(resource.clone(), schedule(end, written)?))?;
        assert_eq!(stored_schedule(store, &resource.id)?.1, schedule(end, stored)?, "{end} as {written}");
        assert_eq!(revision(store, "anna")?, revised, "{end} as {written}");
    }
    Ok(())
}

/// Every field at something else than its default.
pub fn a_service_reads_back_with_all_its_settings(store: &mut dyn Store) -> Result<()> {
    let plain = Service::new(ServiceId::new("plain")?, Length::from_seconds(1)?, Length::from_minutes(15)?);
    let full = Service {
        version: 7,
        id: ServiceId::new("full")?,
        durations: vec![Length::from_minutes(45)?, Length::from_minutes(30)?],
        step: Length::from_seconds(90)?,
        align: Align::Pack,
        buffer: Buffer { before: Elapsed::from_minutes(5)?, after: Elapsed::ZERO },
        compose: Compose::Max,
        buffer_scope: BufferScope::AllBusy,
        buffer_hours: BufferHours::Inside,
        notice: "P1M2DT3H".parse()?,
        first_day: 1,
        business: Some(Business {
            zone: "Asia/Kathmandu".parse()?,
            schedule: schedule()?,
            notice: Some(BusinessTime::Days(2)),
        }),
        horizon: Some(Horizon::Until(parse_date("2027-12-31")?)),
        requires: vec![
            Leg { units: Units::Party, ..Leg::resource(ResourceId::new("hall")?) },
            Leg::any_of(vec![ResourceId::new("anna")?, ResourceId::new("bob")?]),
            Leg::tagged(vec![Tag::new("piano")?]),
        ],
        seats: NonZeroU32::new(12),
        confirmation: Some(Confirmation {
            expires_after: Some(Elapsed::from_seconds(86_399)?),
            pending_blocks: false,
            late_confirm: LateConfirm::IfFree,
            declines_losers: true,
        }),
        policy: Some(PolicyName { id: PolicyId::new("terms ' 1")?, version: NonZeroU32::new(1) }),
        limits: vec![
            Limit { per: LimitScope::Client, period: Period::Week(Weekday::Sun), most: Most::Bookings(TWO) },
            Limit {
                per: LimitScope::Pool,
                period: Period::Ever,
                most: Most::Time(Length::from_minutes(600)?),
            },
        ],
        zone: Some("America/St_Johns".parse()?),
    };
    put_one(store, &Changes::policy(Policy::new(PolicyId::new("terms ' 1")?, NonZeroU32::MIN)))?;
    for service in [&plain, &full] {
        put_one(store, &Changes::service(service.clone()))?;
        let view = view(store, &Need::service(service.id.clone()))?;
        assert_eq!(view.known_service(&service.id)?, service);
    }
    let changed = Service { horizon: Some(Horizon::Days(0)), ..full };
    put_one(store, &Changes::service(changed.clone()))?;
    assert_eq!(store.services()?, [Service { version: 8, ..changed }, plain]);
    Ok(())
}

fn awkward_booking(text: &str) -> Result<(Session, Booking)> {
    let person = |role, name: Option<&str>, attendance| {
        let (subject, name) = (SubjectId::new("subject \" 1")?, name.map(str::to_owned));
        Ok::<_, kalends::Error>(Participant { subject, role, name, email: None, attendance })
    };
    let (mut session, booking) = booking("b", span("09:00", "10:00")?)?;
    session.local = LocalIntent {
        wall: at("2027-03-01T05:30:00Z")?.naive_utc(),
        zone: "America/St_Johns".parse()?,
        offset: -12_600,
        release: text.to_owned(),
    };
    session.updated_at = at("2027-02-01T10:00:00.000000001Z")?;
    let booking = Booking {
        sequence: u32::MAX,
        kind: Some(BookingKind::Trial),
        party: TWO,
        client: Some(SubjectId::new("client ' 1")?),
        participants: vec![
            person(ParticipantRole::Host, Some(text), Some(Attendance::Late))?,
            person(ParticipantRole::Guardian, None, None)?,
        ],
        details: Details {
            title: Some(text.to_owned()),
            link: Some(format!("https://example.org/?q={text}")),
            notes: Some(format!("{text}\n{text}")),
            data: Some(Json::new("{\"b\": 1, \"a\": [1e400, \"\\u00e9\"]}")?),
        },
        created_at: at("1969-12-31T23:59:59.999999999Z")?,
        updated_at: at("2027-02-01T10:00:00.000000001Z")?,
        ..booking.in_session(&session)
    };
    Ok((session, booking))
}

/// Nothing is trimmed, folded or rounded: nanoseconds stay, before 1970 too.
pub fn a_booking_reads_back_with_awkward_texts_and_fractions_of_seconds(store: &mut dyn Store) -> Result<()> {
    furnish(store)?;
    for (at, text) in AWKWARD.iter().enumerate() {
        let (mut session, booking) = awkward_booking(text)?;
        session.id = SessionId::new(&format!("s{at}"))?;
        let booking = Booking { id: BookingId::new(&format!("b{at}"))?, ..booking.in_session(&session) };
        let stored = (session, booking);
        put_booking(store, &stored)?;
        assert_eq!(store.booking(&stored.1.id)?.as_ref(), Some(&stored.1));
        let (session, mut booking) = next(&stored);
        booking.details = Details::default();
        booking.participants.clear();
        put_booking(store, &(session, booking.clone()))?;
        assert_eq!(store.booking(&booking.id)?, Some(booking));
    }
    Ok(())
}

/// In every state, to the nanosecond.
pub fn every_status_reads_back(store: &mut dyn Store) -> Result<()> {
    furnish(store)?;
    let at = at("2027-02-01T10:00:00.000000005Z")?;
    let owner = SubjectId::new("owner '")?;
    let ending = |by| Ending { by, at, with: None };
    let all = [
        Status::Held(Held { owner, expires_at: at }),
        Status::Requested(Requested { blocks: true, expires_at: None }),
        Status::Requested(Requested { blocks: false, expires_at: Some(at) }),
        Status::Confirmed,
        Status::Declined(ending(Actor::Host)),
        Status::Expired(Expiry { from: StateName::Held, at }),
        Status::Expired(Expiry { from: StateName::Requested, at }),
        Status::Cancelled(ending(Actor::Client)),
        Status::Cancelled(ending(Actor::Host)),
        Status::Completed,
        Status::NoShow,
    ];
    let mut stored = booking("b", span("09:00", "10:00")?)?;
    for status in all {
        stored.1.status = status;
        put_booking(store, &stored)?;
        assert_eq!(store.booking(&stored.1.id)?.as_ref(), Some(&stored.1));
        stored = next(&stored);
    }
    Ok(())
}

/// What it takes, in its order; how many can book it, where, and whether it stays.
pub fn a_session_reads_back_with_its_uses(store: &mut dyn Store) -> Result<()> {
    furnish(store)?;
    put_resource(store, "bob")?;
    put_resource(store, "hall")?;
    let buffer = Buffer { before: Elapsed::from_seconds(61)?, after: Elapsed::from_minutes(5)? };
    let hall = Use { units: NonZeroU32::new(30).unwrap_or(TWO), buffer, ..use_of("hall")? };
    let plain = session("plain", span("09:00", "10:00")?)?;
    let full = Session {
        uses: vec![use_of("bob")?, hall, use_of("anna")?],
        seats: NonZeroU32::new(u32::MAX),
        place: Some(PlaceId::new("hall ' 1")?),
        status: SessionStatus::Tentative,
        stays: true,
        created_at: at("1969-12-31T23:59:59.999999999Z")?,
        ..session("full", span("11:00", "12:00")?)?
    };
    let cancelled = Session { status: SessionStatus::Cancelled, version: 2, uses: vec![], ..full.clone() };
    for one in [&plain, &full, &cancelled] {
        put_one(store, &Changes { sessions: vec![one.clone()], ..Changes::default() })?;
        let view = view(store, &Need::session(one.id.clone()))?;
        assert_eq!(view.known_session(&one.id)?, one);
    }
    Ok(())
}

/// From the first second of year 1 to the last of year 9999.
pub fn the_edges_of_time_can_be_stored(store: &mut dyn Store) -> Result<()> {
    furnish(store)?;
    let all = booking("all", Interval::all())?;
    let second = chrono::TimeDelta::seconds(1);
    let mut first = booking("first", Interval::new(MIN_INSTANT, MIN_INSTANT + second)?)?;
    let mut last = booking("last", Interval::new(MAX_INSTANT - second, MAX_INSTANT)?)?;
    (first.1.created_at, first.1.updated_at) = (MIN_INSTANT, MIN_INSTANT);
    (last.1.created_at, last.1.updated_at) = (MAX_INSTANT, MAX_INSTANT);
    for stored in [&first, &last, &all] {
        put_booking(store, stored)?;
        assert_eq!(store.booking(&stored.1.id)?.as_ref(), Some(&stored.1));
    }
    let listed = super::sample::bookings(store, &resource_id("anna")?, Interval::all())?;
    assert_eq!(listed, [all.1, first.1, last.1]);
    Ok(())
}

/// No case folding, no trimming, no Unicode normalisation.
pub fn ids_are_compared_bytewise(store: &mut dyn Store) -> Result<()> {
    let ids = ["a", "A", "a ", " a", "á", "a\u{301}", "ａ", "a%", "a_"];
    furnish(store)?;
    for id in ids {
        assert_eq!(store.booking(&BookingId::new(id)?)?, None, "before {id:?}");
        put_booking(store, &booking(id, span("09:00", "10:00")?)?)?;
    }
    for id in ids {
        assert_eq!(store.booking(&BookingId::new(id)?)?.map(|one| one.id.to_string()), Some(id.to_owned()));
    }
    assert_eq!(store.booking(&BookingId::new("Á")?)?, None);
    Ok(())
}

/// 255 bytes, of a letter and of 4-byte characters.
pub fn the_longest_ids_can_be_stored(store: &mut dyn Store) -> Result<()> {
    furnish(store)?;
    let long = [String::from("x").repeat(255), format!("{}xyz", "👩".repeat(63))];
    for id in &long {
        let resource = Resource::new(resource_id(id)?, "UTC".parse()?);
        put_one(store, &Changes::resource(resource, Schedule::default()))?;
        let session = session(id, span("09:00", "10:00")?)?;
        let session = Session { uses: vec![use_of(id)?], service: ServiceId::new(id)?, ..session };
        let booking = party(id, &session)?;
        put_booking(store, &(session, booking.clone()))?;
        assert_eq!(super::sample::bookings(store, &resource_id(id)?, Interval::all())?, [booking]);
    }
    Ok(())
}
