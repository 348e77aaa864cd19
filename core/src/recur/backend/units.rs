use super::super::{Freq, Rule};
use super::times::{hms, or, places, real};

/// The hours, minutes or seconds of a day that a sub-daily rule names, stepped through by INTERVAL.
#[derive(Clone, Debug)]
pub(super) struct Units {
    /// Seconds of one unit.
    pub(super) length: i64,
    /// Units of a day.
    per_day: i64,
    /// The unit that the start lies in, counted from 1970-01-01T00:00:00.
    first: i64,
    interval: i64,
    allowed: Allowed,
    /// Offsets of the instances within one unit, in seconds.
    pub(super) inner: Vec<u32>,
}

/// Which units of a day the parts allow.
#[derive(Clone, Debug)]
enum Allowed {
    /// INTERVAL and the times never meet.
    None,
    /// Few enough to list; those that no step could ever reach are left out.
    Listed(Vec<i64>),
    /// Rather step and ask.
    Asked { hours: Vec<u8>, minutes: Vec<u8>, seconds: Vec<u8> },
}

impl Units {
    pub(super) fn new(rule: &Rule, start: i64) -> Self {
        let [_, minute, second] = hms(start);
        let (length, inner) = match rule.freq {
            Freq::Hourly => (3600, product(&or(&rule.by_minute, minute), &real(or(&rule.by_second, second)))),
            Freq::Minutely => (60, product(&[0], &real(or(&rule.by_second, second)))),
            _ => (1, vec![0]),
        };
        let inner = if rule.by_set_pos.is_empty() {
            inner
        } else {
            places(&rule.by_set_pos, inner.len()).iter().filter_map(|at| inner.get(*at).copied()).collect()
        };
        let (per_day, interval) = (86_400 / length, i64::from(rule.interval));
        let first = start.div_euclid(length);
        let allowed = Allowed::new(rule, length, first, interval);
        Self { length, per_day, first, interval, allowed, inner }
    }

    /// Whether the rule can have no instance at all.
    pub(super) fn is_empty(&self) -> bool {
        matches!(self.allowed, Allowed::None) || self.inner.is_empty()
    }

    /// The first unit at or after `unit` that INTERVAL reaches.
    pub(super) fn reached(&self, unit: i64) -> i64 {
        let since = unit.saturating_sub(self.first);
        unit.saturating_add((-since).rem_euclid(self.interval))
    }

    /// The first unit of `day` at or after `unit` that is named, and the steps it took to find out.
    pub(super) fn next(&self, day: i64, unit: i64) -> (Option<i64>, u64) {
        let (from, until) = (day * self.per_day, (day + 1) * self.per_day);
        let unit = unit.max(from);
        let mut steps = 1;
        let found = match &self.allowed {
            Allowed::None => None,
            Allowed::Listed(list) => {
                let at = list.partition_point(|own| from + own < unit);
                let on_step = |own: &&i64| {
                    steps += 1;
                    (from + **own - self.first).rem_euclid(self.interval) == 0
                };
                list.get(at..).unwrap_or_default().iter().find(on_step).map(|own| from + own)
            }
            Allowed::Asked { hours, minutes, seconds } => {
                let mut unit = self.reached(unit);
                loop {
                    if unit >= until {
                        break None;
                    }
                    let [hour, minute, second] = hms((unit - from) * self.length);
                    if names(hours, hour) && names(minutes, minute) && names(seconds, second) {
                        break Some(unit);
                    }
                    unit = unit.saturating_add(self.interval);
                    steps += 1;
                }
            }
        };
        (found, steps)
    }
}

impl Allowed {
    fn new(rule: &Rule, length: i64, first: i64, interval: i64) -> Self {
        let per_day = 86_400 / length;
        let hours = rule.by_hour.clone();
        let minutes = if length < 3600 { rule.by_minute.clone() } else { Vec::new() };
        let seconds = if length < 60 { rule.by_second.clone() } else { Vec::new() };
        // Whatever the day, a step can only reach units of this remainder.
        let common = gcd(interval, per_day);
        let reachable = |unit: &i64| (unit - first).rem_euclid(common) == 0;
        let every = |list: &[u8], n: u8| if list.is_empty() { (0..n).collect() } else { list.to_vec() };
        let hour_list = every(&hours, 24);
        let minute_list = if length < 3600 { every(&minutes, 60) } else { vec![0] };
        let second_list = if length < 60 { real(every(&seconds, 60)) } else { vec![0] };
        let named = hour_list.len() * minute_list.len() * second_list.len();
        let (minute_list, second_list) = (&minute_list, &second_list);
        let mut units = hour_list.iter().flat_map(|hour| {
            minute_list.iter().flat_map(move |minute| {
                second_list.iter().map(move |second| {
                    (i64::from(*hour) * 3600 + i64::from(*minute) * 60 + i64::from(*second)) / length
                })
            })
        });
        if (named as i64) < per_day / interval.min(per_day) {
            let list: Vec<i64> = units.filter(reachable).collect();
            if list.is_empty() { Self::None } else { Self::Listed(list) }
        } else if units.any(|unit| reachable(&unit)) {
            Self::Asked { hours, minutes, seconds }
        } else {
            Self::None
        }
    }
}

fn names(list: &[u8], value: u8) -> bool {
    list.is_empty() || list.contains(&value)
}

fn product(minutes: &[u8], seconds: &[u8]) -> Vec<u32> {
    minutes
        .iter()
        .flat_map(|minute| seconds.iter().map(move |second| u32::from(*minute) * 60 + u32::from(*second)))
        .collect()
}

fn gcd(a: i64, b: i64) -> i64 {
    if b == 0 { a.max(1) } else { gcd(b, a % b) }
}
