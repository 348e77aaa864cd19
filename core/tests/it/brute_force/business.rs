//! Working time: the calendar is a world of its own, whose open minutes are counted.

use super::Oracle;
use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveDateTime, Offset, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;
use kalends::service::{Business, BusinessTime};
use kalends_testing::world::{AwkwardDate, World};

impl Oracle<'_> {
    pub(super) fn business_notice_allows(&self, t: i64) -> bool {
        let earliest = self.known.business_notice.get_or_init(|| self.business_earliest());
        earliest.is_none_or(|earliest| self.instant(t) >= earliest)
    }

    fn business_earliest(&self) -> Option<DateTime<Utc>> {
        let business = self.world.service.business.as_ref()?;
        let now = self.world.context.now;
        Some(match business.notice? {
            BusinessTime::Time(time) => self.in_calendar(business, |calendar| {
                // Minutes that have begun by now don't count.
                let mut minute = (now - calendar.first + TimeDelta::milliseconds(59_999)).num_minutes();
                let mut passed = 0;
                while passed < time.seconds() / 60 {
                    passed += i64::from(calendar.open[minute as usize]);
                    minute += 1;
                }
                calendar.instant(minute)
            }),
            BusinessTime::Days(0) => now,
            BusinessTime::Days(days) => self.in_calendar(business, |calendar| {
                let wall = now.with_timezone(&calendar.zone()).naive_local();
                calendar.resolve(calendar.nth_day(days).and_time(wall.time()))
            }),
        })
    }

    pub(super) fn business_horizon_allows(&self, t: i64, days: u32) -> bool {
        let business = self.world.service.business.as_ref().unwrap();
        let bound = self.known.business_horizon.get_or_init(|| {
            self.in_calendar(business, |calendar| {
                let after = calendar.nth_day(days) + Days::new(1);
                calendar.instant(calendar.midnight(after) as i64)
            })
        });
        self.instant(t) < *bound
    }

    fn in_calendar<T>(&self, business: &Business, ask: impl Fn(&Oracle<'_>) -> T) -> T {
        let today = self.world.context.now.date_naive();
        let date = (today.year(), today.month(), today.day());
        let mut world = World {
            place: AwkwardDate { date, ..self.world.place },
            schedule: business.schedule.clone(),
            ..self.world.clone()
        };
        world.resource.zone = business.zone.clone();
        ask(&Oracle::new(&world))
    }

    fn zone(&self) -> Tz {
        self.world.resource.zone.as_str().parse().unwrap()
    }

    /// The nth date after today with an open minute; today for none.
    fn nth_day(&self, nth: u32) -> NaiveDate {
        let today = self.world.context.now.with_timezone(&self.zone()).date_naive();
        let is_open = |date: &NaiveDate| {
            let day = self.midnight(*date)..self.midnight(*date + Days::new(1));
            day.clone().any(|minute| self.open[minute])
        };
        let ahead = (1..15).map(|n| today + Days::new(n)).filter(is_open);
        std::iter::once(today).chain(ahead).nth(nth as usize).unwrap()
    }

    /// A wall time in a gap is read with the offset before it, one in a fold is the first.
    fn resolve(&self, wall: NaiveDateTime) -> DateTime<Utc> {
        let zone = self.zone();
        match zone.from_local_datetime(&wall).earliest() {
            Some(time) => time.to_utc(),
            None => {
                let before = zone.offset_from_utc_datetime(&(wall - TimeDelta::hours(30)));
                wall.and_utc() - TimeDelta::seconds(i64::from(before.fix().local_minus_utc()))
            }
        }
    }
}
