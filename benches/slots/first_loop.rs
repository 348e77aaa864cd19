use crate::host::{Host, ZONE};
use chrono::{DateTime, Datelike, Days, NaiveTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;

/// The loop that one writes first: day by day, step by step, each candidate against each busy span.
pub(crate) fn first_loop(host: &Host, minutes: i64, step: i64) -> Vec<DateTime<Utc>> {
    let zone: Tz = ZONE.parse().unwrap();
    let (range, length) = (host.range, TimeDelta::minutes(minutes));
    let busy: Vec<_> = host.busy.iter().map(|busy| (busy.span.start(), busy.span.end())).collect();
    let mut found = Vec::new();
    let mut date = range.start().with_timezone(&zone).date_naive();
    while date <= range.end().with_timezone(&zone).date_naive() {
        if date.weekday().num_days_from_monday() < 5 {
            let at =
                |h, m| zone.from_local_datetime(&date.and_time(NaiveTime::from_hms_opt(h, m, 0).unwrap()));
            let mut start = at(9, 0).unwrap().to_utc();
            let close = at(17, 30).unwrap().to_utc();
            while start + length <= close {
                let clear = |busy: &(_, _)| busy.1 <= start || busy.0 >= start + length;
                if range.contains(start) && busy.iter().all(clear) {
                    found.push(start);
                }
                start += TimeDelta::minutes(step);
            }
        }
        date = date + Days::new(1);
    }
    found
}

/// The loop that one writes when that is too slow: hours and busy time in order, one position in each.
pub(crate) fn sweep(host: &Host, minutes: i64, step: i64) -> Vec<i64> {
    let zone: Tz = ZONE.parse().unwrap();
    let mut busy: Vec<(i64, i64)> =
        host.busy.iter().map(|busy| (busy.span.start_secs(), busy.span.end_secs())).collect();
    if !busy.is_sorted() {
        busy.sort_unstable();
    }
    let (length, step) = (minutes * 60, step * 60);
    let (mut found, mut next) = (Vec::new(), 0);
    let mut date = host.range.start().with_timezone(&zone).date_naive();
    while date <= host.range.end().with_timezone(&zone).date_naive() {
        if date.weekday().num_days_from_monday() < 5 {
            let at = |h, m| {
                let time = date.and_time(NaiveTime::from_hms_opt(h, m, 0).unwrap());
                zone.from_local_datetime(&time).unwrap().timestamp()
            };
            let (open, close) = (at(9, 0), at(17, 30));
            let mut start = open;
            while start + length <= close {
                while busy.get(next).is_some_and(|busy| busy.1 <= start) {
                    next += 1;
                }
                match busy.get(next) {
                    // The next start on the grid at which this one is over.
                    Some(taken) if taken.0 < start + length => {
                        start = open + (taken.1 - open + step - 1) / step * step;
                    }
                    _ => {
                        if (host.range.start_secs()..host.range.end_secs()).contains(&start) {
                            found.push(start);
                        }
                        start += step;
                    }
                }
            }
        }
        date = date + Days::new(1);
    }
    found
}
