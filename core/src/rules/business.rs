use crate::availability::Hours;
use crate::error::Result;
use crate::interval::Interval;
use crate::limits::Limits;
use crate::service::{Business, BusinessTime, Horizon, Service};
use crate::time::{DAY, date_of_day, day_of_date};
use crate::zone::{WallClock, Zone, ZoneDb};
use chrono::NaiveDate;

/// What a service's business calendar says of when one may book, from one `now` on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct BusinessBounds {
    /// The earliest start with enough notice.
    pub(super) earliest: Option<i64>,
    /// The last date that can be booked, and the first tick after it.
    pub(super) last: Option<(NaiveDate, i64)>,
}

/// Nobody waits longer for working time: what has not come by then never does.
const LONGEST: i64 = 3 * 366;

impl BusinessBounds {
    /// Counts from `now` on, the first tick that is not past.
    pub(super) fn new(service: &Service, now: i64, zones: &ZoneDb) -> Result<Option<Self>> {
        service.check_horizon().map_err(|error| error.in_field("service"))?;
        let Some(business) = &service.business else { return Ok(None) };
        let counted = Self::count(business, service.horizon, now, zones);
        counted.map_err(|error| error.in_field("business").in_field("service")).map(Some)
    }

    fn count(business: &Business, horizon: Option<Horizon>, now: i64, zones: &ZoneDb) -> Result<Self> {
        let days_ahead = match horizon {
            Some(Horizon::BusinessDays(days)) => Some(days),
            _ => None,
        };
        let earliest = match business.notice {
            None => None,
            Some(BusinessTime::Time(time)) => Some(after_time(business, now, time.seconds(), zones)?),
            Some(BusinessTime::Days(days)) => Some(after_days(business, now, days, zones)?),
        };
        let last = match days_ahead {
            None => None,
            Some(days) => last_day(business, now, days, zones)?,
        };
        Ok(Self { earliest, last })
    }
}

/// The instant at which so much working time has passed.
fn after_time(business: &Business, now: i64, time: i64, zones: &ZoneDb) -> Result<i64> {
    if time == 0 {
        return Ok(now);
    }
    let found = search(business, now, time / DAY, zones, |hours| {
        let mut left = time;
        for open in hours.open().clip(hours.range()).iter() {
            if left <= open.end_secs() - open.start_secs() {
                return Some(open.start_secs() + left);
            }
            left -= open.end_secs() - open.start_secs();
        }
        None
    })?;
    Ok(found.unwrap_or(i64::MAX))
}

/// The same wall time on the nth business day after today.
fn after_days(business: &Business, now: i64, days: u32, zones: &ZoneDb) -> Result<i64> {
    if days == 0 {
        return Ok(now);
    }
    let zone = zones.get(business.zone.as_str()).map_err(|error| error.in_field("zone"))?;
    let since_midnight = zone.wall_secs(now).rem_euclid(DAY);
    let day = nth_day(business, now, days, zones)?;
    Ok(day.map_or(i64::MAX, |day| zone.compatible_secs(i64::from(day) * DAY + since_midnight)))
}

/// The nth business day after today, and the first tick after it; none if that is never.
fn last_day(business: &Business, now: i64, days: u32, zones: &ZoneDb) -> Result<Option<(NaiveDate, i64)>> {
    let zone = zones.get(business.zone.as_str()).map_err(|error| error.in_field("zone"))?;
    let last = if days == 0 { Some(today(&zone, now)) } else { nth_day(business, now, days, zones)? };
    let bound = |day: i32| WallClock::new(&zone).clamp((i64::from(day) + 1) * DAY);
    Ok(last.map(|day| (date_of_day(day), bound(day))))
}

/// The nth business day after today.
fn nth_day(business: &Business, now: i64, nth: u32, zones: &ZoneDb) -> Result<Option<i32>> {
    search(business, now, i64::from(nth), zones, |hours| {
        let mut clock = WallClock::new(hours.zone());
        let tomorrow = today(hours.zone(), now) + 1;
        let seen = |day: &i32| clock.day(*day).is_none_or(|(_, end)| end <= hours.range().end_secs());
        let last = day_of_date(hours.zone().wall(hours.range().end()).date());
        let days: Vec<i32> = (tomorrow..=last).take_while(seen).collect();
        let mut clock = WallClock::new(hours.zone());
        let mut is_open = |day: &i32| {
            let span = clock.day(*day).and_then(|(start, end)| Interval::from_secs(start, end));
            span.is_some_and(|span| hours.open().overlaps(span))
        };
        days.into_iter().filter(|day| is_open(day)).nth(usize::try_from(nth - 1).ok()?)
    })
}

fn today(zone: &Zone, now: i64) -> i32 {
    i32::try_from(zone.wall_secs(now).div_euclid(DAY)).unwrap_or(i32::MAX - 8)
}

/// Looks for something in longer and longer stretches of the calendar, since few look far.
fn search<T>(
    business: &Business,
    now: i64,
    days: i64,
    zones: &ZoneDb,
    find: impl Fn(&Hours) -> Option<T>,
) -> Result<Option<T>> {
    let limits = Limits { window_days: LONGEST, ..Limits::default() };
    let mut days = days.saturating_mul(2) + 14;
    loop {
        days = days.min(LONGEST);
        let Some(range) = Interval::from_secs(now, now.saturating_add(days * DAY)) else { return Ok(None) };
        let hours = Hours::resolve(&business.schedule, business.zone.as_str(), zones, range, &limits)?;
        if let Some(found) = find(&hours) {
            return Ok(Some(found));
        }
        if days == LONGEST {
            return Ok(None);
        }
        days = days.saturating_mul(4);
    }
}
