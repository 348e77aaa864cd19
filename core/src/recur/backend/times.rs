use super::super::Rule;
use crate::time::DAY;

/// The times of day of a rule that is DAILY or longer: every hour with every minute with every second.
#[derive(Clone, Debug)]
pub(super) struct Times {
    hours: Vec<u8>,
    minutes: Vec<u8>,
    seconds: Vec<u8>,
}

impl Times {
    pub(super) fn new(rule: &Rule, start: i64, dated: bool) -> Self {
        if dated {
            // RFC 5545 §3.3.10: parts with times MUST be ignored when the start is a date.
            return Self { hours: vec![0], minutes: vec![0], seconds: vec![0] };
        }
        let [hour, minute, second] = hms(start);
        Self {
            hours: or(&rule.by_hour, hour),
            minutes: or(&rule.by_minute, minute),
            seconds: real(or(&rule.by_second, second)),
        }
    }

    pub(super) fn len(&self) -> usize {
        self.hours.len() * self.minutes.len() * self.seconds.len()
    }

    /// The nth time, in seconds since midnight.
    pub(super) fn nth(&self, n: usize) -> i64 {
        let (minutes, seconds) = (self.minutes.len().max(1), self.seconds.len().max(1));
        let at = |list: &[u8], n: usize| i64::from(list.get(n).copied().unwrap_or_default());
        at(&self.hours, n / seconds / minutes) * 3600
            + at(&self.minutes, n / seconds % minutes) * 60
            + at(&self.seconds, n % seconds)
    }
}

/// The clock reading of wall seconds.
pub(super) fn hms(wall: i64) -> [u8; 3] {
    let time = wall.rem_euclid(DAY);
    [(time / 3600) as u8, (time / 60 % 60) as u8, (time % 60) as u8] // 0 to 59
}

pub(super) fn or(list: &[u8], default: u8) -> Vec<u8> {
    if list.is_empty() { vec![default] } else { list.to_vec() }
}

/// Without second 60, which no zone here ever has.
pub(super) fn real(mut seconds: Vec<u8>) -> Vec<u8> {
    seconds.retain(|second| *second < 60);
    seconds
}

/// The places that positions pick out of a set of `length`, in order; all places when there are no positions.
pub(super) fn places(positions: &[i16], length: usize) -> Vec<usize> {
    let place = |position: &i16| {
        let n = usize::from(position.unsigned_abs());
        let place = if *position > 0 { n.checked_sub(1) } else { length.checked_sub(n) };
        place.filter(|place| *place < length)
    };
    let mut places: Vec<usize> = positions.iter().filter_map(place).collect();
    places.sort_unstable();
    places.dedup();
    places
}
