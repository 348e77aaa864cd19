//! An oracle that judges a world minute by minute.
//!
//! It shares no code with the engine: wall times come from chrono-tz, one minute after the other; opening hours are
//! a bit per minute; every rule is a loop. A wall time becomes "the first minute at which the clock reads at least
//! that", which is the definition that clamping has to meet.

mod business;
mod day;
mod limits;
mod travel;

use chrono::{
    DateTime, Datelike, Days, Months, NaiveDate, NaiveDateTime, Offset, TimeDelta, TimeZone, Timelike, Utc,
};
use chrono_tz::Tz;
use kalends::availability::{TimeOffSpan, TimeWindow, WindowKind};
use kalends::rules::{Busy, Occupant, ReasonCode};
use kalends::service::{Align, Buffer, BufferHours, BufferScope, Compose, Horizon};
use kalends::source::Reliance;
use kalends_testing::world::World;
use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::rc::Rc;
use std::sync::{Arc, LazyLock, Mutex};

const DAYS_BEFORE: i64 = 6;
const DAYS: i64 = 24;

pub(crate) struct Oracle<'a> {
    world: &'a World,
    first: DateTime<Utc>,
    home: Arc<[NaiveDateTime]>,
    away: Option<Arc<[NaiveDateTime]>>,
    /// The clocks of recurring windows that have one of their own.
    own: BTreeMap<String, Arc<[NaiveDateTime]>>,
    midnights: Vec<usize>,
    windows: Vec<bool>,
    open: Vec<bool>,
    /// What is worked out once, when it is first asked for.
    known: Known,
}

#[derive(Default)]
struct Known {
    dates: RefCell<HashMap<String, Rc<limits::Dates>>>,
    breaks: OnceCell<Vec<day::Range>>,
    business_notice: OnceCell<Option<DateTime<Utc>>>,
    business_horizon: OnceCell<DateTime<Utc>>,
}

/// What the clock of a zone reads at each minute; worlds of one place share it.
fn walls(zone: &str, first: DateTime<Utc>) -> Arc<[NaiveDateTime]> {
    type Readings = HashMap<(String, DateTime<Utc>), Arc<[NaiveDateTime]>>;
    static KNOWN: LazyLock<Mutex<Readings>> = LazyLock::new(Mutex::default);
    let read = || {
        let zone: Tz = zone.parse().unwrap();
        let minutes = 0..DAYS * 24 * 60;
        minutes.map(|n| (first + TimeDelta::minutes(n)).with_timezone(&zone).naive_local()).collect()
    };
    let mut known = KNOWN.lock().unwrap();
    if known.len() > 100 {
        known.clear();
    }
    known.entry((zone.to_owned(), first)).or_insert_with(read).clone()
}

impl<'a> Oracle<'a> {
    pub(crate) fn new(world: &'a World) -> Self {
        let first = world.origin() - TimeDelta::days(DAYS_BEFORE);
        let home = walls(world.resource.zone.as_str(), first);
        let away = world.schedule.travel.first().map(|leg| walls(leg.zone.as_str(), first));
        let own = world.schedule.recurring.iter().filter_map(|rule| rule.zone.as_ref());
        let own = own.map(|zone| (zone.to_string(), walls(zone.as_str(), first))).collect();
        let (midnights, windows, open) = (Vec::new(), Vec::new(), Vec::new());
        let known = Known::default();
        let mut oracle = Self { world, first, home, away, own, midnights, windows, open, known };
        let dates = (0..=DAYS as u64).map(|n| oracle.home[0].date() + Days::new(n));
        oracle.midnights = dates.map(|date| oracle.midnight(date)).collect();
        oracle.windows = oracle.lay_windows();
        oracle.open = oracle.close(oracle.windows.clone());
        oracle
    }

    fn tick(&self, time: DateTime<Utc>) -> i64 {
        (time - self.first).num_minutes()
    }

    /// The first minute at which the wall clock reads at least `wall`.
    fn reach(&self, walls: &[NaiveDateTime], wall: NaiveDateTime) -> usize {
        walls.iter().position(|reading| *reading >= wall).unwrap_or(walls.len())
    }

    fn midnight(&self, date: NaiveDate) -> usize {
        self.reach(&self.home, date.and_hms_opt(0, 0, 0).unwrap())
    }

    fn walls_on(&self, date: NaiveDate) -> &[NaiveDateTime] {
        match (self.world.schedule.travel.first(), &self.away) {
            (Some(leg), Some(away)) if leg.dates.contains(date) => away,
            _ => &self.home,
        }
    }

    fn lay(&self, bits: &mut [bool], date: NaiveDate, window: TimeWindow, value: bool) {
        self.lay_on(self.walls_on(date), bits, date, (window, 0), value);
    }

    fn lay_on(
        &self,
        walls: &[NaiveDateTime],
        bits: &mut [bool],
        date: NaiveDate,
        (window, nights): (TimeWindow, u16),
        value: bool,
    ) {
        if !walls.iter().any(|wall| wall.date() == date) {
            return; // a date that never was
        }
        let midnight = date.and_hms_opt(0, 0, 0).unwrap();
        let (from, mut to) = (window.from.seconds(), window.to.seconds());
        match nights {
            0 if to <= from => to += 86_400,
            nights => to += 86_400 * u32::from(nights),
        }
        let start = self.reach(walls, midnight + TimeDelta::seconds(i64::from(from)));
        let end = self.reach(walls, midnight + TimeDelta::seconds(i64::from(to)));
        for bit in bits.iter_mut().take(end).skip(start) {
            *bit = value;
        }
    }

    fn lay_windows(&self) -> Vec<bool> {
        let schedule = &self.world.schedule;
        let mut bits = vec![false; self.home.len()];
        let dates: Vec<NaiveDate> =
            (-3..DAYS - DAYS_BEFORE - 3).map(|n| self.world.date() + TimeDelta::days(n)).collect();
        let replaced: HashSet<NaiveDate> = schedule.overrides.iter().map(|rule| rule.date).collect();
        for (kind, value) in [(WindowKind::Open, true), (WindowKind::Closed, false)] {
            for date in dates.iter().filter(|date| !replaced.contains(date)) {
                for rule in schedule.weekly.iter().filter(|rule| rule.kind == kind) {
                    if rule.days.contains(date.weekday()) && rule.effective.contains(*date) {
                        self.lay(&mut bits, *date, TimeWindow { from: rule.from, to: rule.to }, value);
                    }
                }
                for rule in schedule.recurring.iter().filter(|rule| rule.kind == kind) {
                    let since = (*date - rule.start).num_days();
                    let named = match &rule.rule {
                        Some(daily) => since >= 0 && since % i64::from(daily.interval()) == 0,
                        None => since == 0,
                    };
                    if (named || rule.dates.contains(date)) && !rule.except.contains(date) {
                        let own = rule.zone.as_ref().map(|zone| &self.own[zone.as_str()]);
                        let walls = own.map_or(self.walls_on(*date), |walls| walls);
                        let window = TimeWindow { from: rule.from, to: rule.to };
                        self.lay_on(walls, &mut bits, *date, (window, rule.nights), value);
                    }
                }
            }
        }
        for rule in &schedule.overrides {
            for window in &rule.windows {
                self.lay(&mut bits, rule.date, *window, true);
            }
        }
        bits
    }

    fn close(&self, mut bits: Vec<bool>) -> Vec<bool> {
        let schedule = &self.world.schedule;
        let mut closed = Vec::new();
        for calendar in &schedule.holidays {
            let days = calendar.days.iter().filter(|day| !calendar.except.contains(&day.date));
            closed.extend(days.map(|day| (self.midnight(day.date), self.midnight(day.date + Days::new(1)))));
        }
        for off in &schedule.time_off {
            closed.push(match off.span {
                TimeOffSpan::Dates(dates) => (
                    self.midnight(dates.from().unwrap()),
                    self.midnight(dates.until().unwrap() + Days::new(1)),
                ),
                TimeOffSpan::Span(span) => (self.tick(span.start()) as usize, self.tick(span.end()) as usize),
            });
        }
        for (start, end) in closed {
            for bit in bits.iter_mut().take(end).skip(start) {
                *bit = false;
            }
        }
        bits
    }

    /// Whether a start, in minutes after the first, can be booked.
    fn allows(&self, t: i64) -> bool {
        self.time_allows(t) && self.lead_allows(t) && self.grid_allows(t, &self.windows, &self.restarts())
    }

    /// Whether the resource has the time.
    pub(crate) fn time_allows(&self, t: i64) -> bool {
        (self.waives(ReasonCode::Hours) || self.hours_allow(t))
            && self.busy().all(|busy| self.busy_allows(busy, t))
            && self.world.sources.iter().all(|report| report.reliance != Reliance::Closed)
            && self.day_allows(t)
            && self.ways_allow(t)
            && (self.waives(ReasonCode::Limit) || self.resource_limits_allow(t))
    }

    /// Whether one may book then at all, as the resource's zone reads it.
    pub(crate) fn lead_allows(&self, t: i64) -> bool {
        (self.waives(ReasonCode::Past) || !self.is_past(t))
            && (self.waives(ReasonCode::Notice) || self.is_past(t) || self.notice_allows(t))
            && (self.waives(ReasonCode::Horizon) || self.horizon_allows(t))
            && (self.waives(ReasonCode::Limit) || self.service_limits_allow(t))
    }

    fn waives(&self, code: ReasonCode) -> bool {
        self.world.context.waive.contains(&code)
    }

    /// Whether it is on a grid that this resource shares with others.
    pub(crate) fn shared_grid_allows(&self, t: i64, others: &[&Self]) -> bool {
        let all = |minute: usize| self.windows[minute] && others.iter().all(|other| other.windows[minute]);
        let windows: Vec<bool> = (0..self.windows.len()).map(all).collect();
        let restarts = others.iter().flat_map(|other| other.restarts()).chain(self.restarts());
        self.grid_allows(t, &windows, &restarts.collect::<Vec<_>>())
    }

    /// The minutes of the world's range.
    pub(crate) fn minutes(&self) -> std::ops::Range<i64> {
        let range = self.world.range;
        self.tick(range.start())..self.tick(range.end())
    }

    pub(crate) fn instant(&self, t: i64) -> DateTime<Utc> {
        self.first + TimeDelta::minutes(t)
    }

    pub(crate) fn starts(&self) -> Vec<DateTime<Utc>> {
        self.minutes().filter(|t| self.allows(*t)).map(|t| self.instant(t)).collect()
    }

    /// Where busy blocks and the distance to them end.
    fn restarts(&self) -> Vec<i64> {
        self.busy().map(|busy| self.tick(busy.span.end()) + self.distance(busy).0).collect()
    }

    fn duration(&self) -> i64 {
        self.world.service.durations[0].seconds() / 60
    }

    fn buffers(&self) -> (i64, i64) {
        let (service, own) = (self.world.service.buffer, self.world.resource.buffer);
        let before = service.before.seconds().max(own.before.seconds());
        let after = service.after.seconds().max(own.after.seconds());
        (before / 60, after / 60)
    }

    fn hours_allow(&self, t: i64) -> bool {
        let (before, after) = match self.world.service.buffer_hours {
            BufferHours::Inside => self.buffers(),
            BufferHours::MayReachOutside => (0, 0),
        };
        (t - before..t + self.duration() + after).all(|minute| self.open[minute as usize])
    }

    fn grid_allows(&self, t: i64, windows: &[bool], restarts: &[i64]) -> bool {
        let step = self.world.service.step.seconds() / 60;
        let by_clock = |t: i64| {
            let wall = self.home[t as usize];
            i64::from(wall.hour() * 60 + wall.minute()) % step == 0
        };
        let outside = !windows[t as usize];
        if self.world.service.align == Align::Clock || outside {
            return by_clock(t);
        }
        let t = t as usize;
        let start = (0..=t).rev().take_while(|minute| windows[*minute]).last().unwrap();
        let end = (t..windows.len()).find(|minute| !windows[*minute]).unwrap_or(windows.len() - 1);
        let mut anchor = start;
        if self.home[end] - self.home[start] > TimeDelta::hours(24) {
            for midnight in self.midnights.iter().filter(|midnight| **midnight > start && **midnight <= t) {
                anchor = *midnight;
            }
        }
        if self.world.service.align == Align::Pack {
            for restart in restarts.iter().filter(|restart| **restart <= t as i64) {
                anchor = anchor.max(usize::try_from(*restart).unwrap_or(0));
            }
        }
        (t - anchor) as i64 % step == 0
    }

    fn is_past(&self, t: i64) -> bool {
        self.first + TimeDelta::minutes(t) < self.world.context.now
    }

    fn notice_allows(&self, t: i64) -> bool {
        let (notice, now) = (self.world.service.notice, self.world.context.now);
        let zone: Tz = self.world.resource.zone.as_str().parse().unwrap();
        let mut earliest = now;
        if notice.months() > 0 || notice.days() > 0 {
            let wall = now.with_timezone(&zone).naive_local();
            let wall = wall.checked_add_months(Months::new(notice.months())).unwrap();
            let wall = wall + TimeDelta::days(i64::from(notice.days()));
            earliest = match zone.from_local_datetime(&wall).earliest() {
                Some(time) => time.to_utc(),
                None => {
                    let before = zone.offset_from_utc_datetime(&(wall - TimeDelta::hours(30)));
                    wall.and_utc() - TimeDelta::seconds(i64::from(before.fix().local_minus_utc()))
                }
            };
        }
        let today = now.with_timezone(&zone).date_naive();
        let first_day = today + Days::new(u64::from(self.world.service.first_day));
        let is_early = self.world.service.first_day > 0
            && first_day > self.home[0].date()
            && (first_day > self.home[self.home.len() - 1].date() || t < self.midnight(first_day) as i64);
        self.first + TimeDelta::minutes(t) >= earliest + TimeDelta::seconds(i64::from(notice.seconds()))
            && !is_early
            && self.business_notice_allows(t)
    }

    fn horizon_allows(&self, t: i64) -> bool {
        let zone: Tz = self.world.resource.zone.as_str().parse().unwrap();
        let today = self.world.context.now.with_timezone(&zone).date_naive();
        let last = match self.world.service.horizon {
            None => return true,
            Some(Horizon::BusinessDays(days)) => return self.business_horizon_allows(t, days),
            Some(Horizon::Until(date)) => date,
            Some(Horizon::Days(days)) => today + Days::new(u64::from(days)),
        };
        let after = last + Days::new(1);
        after > self.home[self.home.len() - 1].date()
            || after > self.home[0].date() && (t as usize) < self.midnight(after)
    }

    fn busy(&self) -> impl Iterator<Item = &'a Busy> {
        let moving = self.world.context.moving.as_ref();
        self.world.busy.iter().filter(move |busy| match &busy.by {
            Occupant::Booking(own) => Some(&own.id) != moving,
            Occupant::Session(session) => {
                !matches!(session.claims.as_slice(), [only] if Some(&only.booking) == moving)
            }
            Occupant::Hold(hold) => {
                let context = &self.world.context;
                let is_own = Some(&hold.owner) == context.hold_owner.as_ref() || Some(&hold.id) == moving;
                hold.expires_at > context.now && !is_own
            }
            Occupant::External(_) => true,
        })
    }

    fn distance(&self, busy: &Busy) -> (i64, i64) {
        let (before, after) = self.buffers();
        let theirs = match &busy.by {
            Occupant::Booking(own) => own.buffer,
            Occupant::Session(session) => session.buffer,
            Occupant::Hold(hold) => hold.buffer,
            Occupant::External(_) if self.world.service.buffer_scope == BufferScope::Bookings => {
                return (0, 0);
            }
            Occupant::External(_) => Buffer::NONE,
        };
        let (their_before, their_after) = (theirs.before.seconds() / 60, theirs.after.seconds() / 60);
        match self.world.service.compose {
            Compose::Sum => (their_after + before, after + their_before),
            Compose::Max => (their_after.max(before), after.max(their_before)),
        }
    }

    fn busy_allows(&self, busy: &Busy, t: i64) -> bool {
        let (start, end) = (self.tick(busy.span.start()), self.tick(busy.span.end()));
        let (after_it, before_it) = self.distance(busy);
        t >= end + after_it || t + self.duration() + before_it <= start
    }
}
