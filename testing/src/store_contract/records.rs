//! Whatever goes in comes out the same.

use super::sample::{at, booking, furnish, put_booking, put_one, resource_id, revision, span};
use chrono::Weekday;
use kalends::Result;
use kalends::availability::{
    Holiday, HolidayCalendar, Override, Recurring, Schedule, TimeOff, TimeOffSpan, TimeWindow, Travel,
    Weekly, WindowKind,
};
use kalends::booking::{
    Booking, Cancellation, Changes, LocalIntent, Need, Participant, ParticipantRole, Status,
};
use kalends::id::{BookingId, PlaceId, ResourceId, RuleId, ServiceId, SubjectId, Tag};
use kalends::interval::Interval;
use kalends::policy::Actor;
use kalends::resource::{Consecutive, FloatingBreak, Movement, Resource};
use kalends::service::{Align, Buffer, BufferHours, BufferScope, Compose, Horizon, Leg, Service, Units};
use kalends::service::{Business, BusinessTime, Limit, LimitScope, Most, Period, Quota};
use kalends::store::{Store, view};
use kalends::time::{DateRange, Elapsed, Length, MAX_INSTANT, MIN_INSTANT, Weekdays, parse_date};
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
    let need = Need { resource: Some(id.clone()), ..Need::default() };
    let view = view(store, &need)?;
    let record = view.known_resource()?;
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
    for (zone, schedule, version) in steps {
        resource.zone = zone.parse()?;
        put_one(store, &Changes::resource(resource.clone(), schedule.clone()))?;
        let mut stored = schedule.clone();
        stored.holidays[0].version = version;
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
    for service in [&plain, &full] {
        put_one(store, &Changes::service(service.clone()))?;
        let need = Need { service: Some(service.id.clone()), ..Need::default() };
        assert_eq!(view(store, &need)?.service.as_ref(), Some(service));
    }
    let changed = Service { horizon: Some(Horizon::Days(0)), ..full };
    put_one(store, &Changes::service(changed.clone()))?;
    assert_eq!(store.services()?, [changed, plain]);
    Ok(())
}

fn awkward_booking(text: &str) -> Result<Booking> {
    let person = |role, name: Option<&str>| {
        let subject = SubjectId::new("subject \" 1")?;
        Ok::<_, kalends::Error>(Participant { subject, role, name: name.map(str::to_owned), email: None })
    };
    let mut booking = booking("b", span("09:00", "10:00")?)?;
    booking.sequence = u32::MAX;
    booking.local = LocalIntent {
        wall: at("2027-03-01T05:30:00Z")?.naive_utc(),
        zone: "America/St_Johns".parse()?,
        offset: -12_600,
        release: text.to_owned(),
    };
    booking.buffer = Buffer { before: Elapsed::from_seconds(61)?, after: Elapsed::from_minutes(5)? };
    booking.title = Some(text.to_owned());
    booking.participants =
        vec![person(ParticipantRole::Host, Some(text))?, person(ParticipantRole::Guardian, None)?];
    booking.created_at = at("1969-12-31T23:59:59.999999999Z")?;
    booking.updated_at = at("2027-02-01T10:00:00.000000001Z")?;
    Ok(booking)
}

/// Nothing is trimmed, folded or rounded: nanoseconds stay, before 1970 too.
pub fn a_booking_reads_back_with_awkward_texts_and_fractions_of_seconds(store: &mut dyn Store) -> Result<()> {
    furnish(store)?;
    for (at, text) in AWKWARD.iter().enumerate() {
        let mut booking = awkward_booking(text)?;
        booking.id = BookingId::new(&format!("b{at}"))?;
        put_booking(store, &booking)?;
        assert_eq!(store.booking(&booking.id)?, Some(booking.clone()));
        booking.version = 2;
        booking.title = None;
        booking.participants.clear();
        put_booking(store, &booking)?;
        assert_eq!(store.booking(&booking.id)?, Some(booking));
    }
    Ok(())
}

/// Who and when, to the nanosecond.
pub fn a_cancellation_reads_back(store: &mut dyn Store) -> Result<()> {
    furnish(store)?;
    for (id, by) in [("b1", Actor::Client), ("b2", Actor::Host)] {
        let mut booking = booking(id, span("09:00", "10:00")?)?;
        put_booking(store, &booking)?;
        booking.version = 2;
        booking.status = Status::Cancelled(Cancellation { by, at: at("2027-02-01T10:00:00.5Z")? });
        put_booking(store, &booking)?;
        assert_eq!(store.booking(&booking.id)?, Some(booking));
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
    (first.created_at, first.updated_at) = (MIN_INSTANT, MIN_INSTANT);
    (last.created_at, last.updated_at) = (MAX_INSTANT, MAX_INSTANT);
    for booking in [&first, &last, &all] {
        put_booking(store, booking)?;
        assert_eq!(store.booking(&booking.id)?.as_ref(), Some(booking));
    }
    let listed = store.bookings(&resource_id("anna")?, Interval::all())?;
    assert_eq!(listed, [all, first, last]);
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
        let mut booking = booking(id, span("09:00", "10:00")?)?;
        (booking.resource, booking.service) = (resource_id(id)?, ServiceId::new(id)?);
        put_booking(store, &booking)?;
        assert_eq!(store.bookings(&resource_id(id)?, Interval::all())?, [booking]);
    }
    Ok(())
}
