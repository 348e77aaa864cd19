use super::super::Rule;
use crate::time::DAY;

/// The times of day of a rule that is DAILY or longer, in seconds since midnight, ascending.
pub(super) fn of_day(rule: &Rule, start: i64, dated: bool) -> Box<[u32]> {
    if dated {
        // RFC 5545 §3.3.10: parts with times MUST be ignored when the start is a date.
        return Box::new([0]);
    }
    let [hour, minute, second] = &hms(start);
    let (hours, minutes) = (or(&rule.by.hour, hour), or(&rule.by.minute, minute));
    let seconds = or(&rule.by.second, second);
    let mut product = Vec::with_capacity(hours.len() * minutes.len() * seconds.len());
    for hour in hours {
        for minute in minutes {
            let start = u32::from(*hour) * 3600 + u32::from(*minute) * 60;
            product.extend(real(seconds).map(|second| start + second));
        }
    }
    product.into()
}

/// The clock reading of wall seconds.
pub(super) fn hms(wall: i64) -> [u8; 3] {
    let time = wall.rem_euclid(DAY);
    [(time / 3600) as u8, (time / 60 % 60) as u8, (time % 60) as u8] // 0 to 59
}

/// What a list names, or what the start does.
pub(super) fn or<'a>(list: &'a [u8], default: &'a u8) -> &'a [u8] {
    if list.is_empty() { std::slice::from_ref(default) } else { list }
}

/// Without second 60, which no zone here ever has.
pub(super) fn real(seconds: &[u8]) -> impl Iterator<Item = u32> {
    seconds.iter().filter(|second| **second < 60).map(|second| u32::from(*second))
}

/// The places that positions pick out of a set of `length`, in order.
pub(super) fn places(positions: &[i16], length: u64, out: &mut Vec<u64>) {
    let place = |position: &i16| {
        let n = u64::from(position.unsigned_abs());
        let place = if *position > 0 { n.checked_sub(1) } else { length.checked_sub(n) };
        place.filter(|place| *place < length)
    };
    out.clear();
    out.extend(positions.iter().filter_map(place));
    out.sort_unstable();
    out.dedup();
}

/// What positions pick out of a list; all of it when there are none.
pub(super) fn picked(positions: &[i16], list: Box<[u32]>) -> Box<[u32]> {
    if positions.is_empty() {
        return list;
    }
    let mut at = Vec::new();
    places(positions, list.len() as u64, &mut at);
    at.iter().filter_map(|at| list.get(*at as usize).copied()).collect() // below the length
}
