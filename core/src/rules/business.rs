use crate::error::Result;
use crate::service::{Business, Horizon, Service, today};
use crate::time::{DAY, date_of_day};
use crate::zone::{WallClock, ZoneDb};
use chrono::NaiveDate;

/// What a service's business calendar says of when one may book, from one `now` on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct BusinessBounds {
    /// The earliest start with enough notice.
    pub(super) earliest: Option<i64>,
    /// The last date that can be booked, and the first tick after it.
    pub(super) last: Option<(NaiveDate, i64)>,
}

impl BusinessBounds {
    /// Counts from `now` on, the first tick that is not past.
    pub(super) fn new(service: &Service, now: i64, zones: &ZoneDb) -> Result<Option<Self>> {
        service.check_horizon().map_err(|error| error.in_field("service"))?;
        let Some(business) = &service.business else { return Ok(None) };
        let counted = Self::count(business, service.horizon, now, zones);
        counted.map_err(|error| error.in_field("business").in_field("service")).map(Some)
    }

    fn count(business: &Business, horizon: Option<Horizon>, now: i64, zones: &ZoneDb) -> Result<Self> {
        let earliest = business.notice.map(|notice| business.after(now, notice, zones)).transpose()?;
        let last = match horizon {
            Some(Horizon::BusinessDays(days)) => last_day(business, now, days, zones)?,
            _ => None,
        };
        Ok(Self { earliest, last })
    }
}

/// The nth business day after today, and the first tick after it; none if that is never.
fn last_day(business: &Business, now: i64, days: u32, zones: &ZoneDb) -> Result<Option<(NaiveDate, i64)>> {
    let zone = zones.get(business.zone.as_str()).map_err(|error| error.in_field("zone"))?;
    let last = if days == 0 { Some(today(&zone, now)) } else { business.nth_day_after(now, days, zones)? };
    let bound = |day: i32| WallClock::new(&zone).clamp((i64::from(day) + 1) * DAY);
    Ok(last.map(|day| (date_of_day(day), bound(day))))
}
