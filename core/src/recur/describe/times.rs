use super::super::{Freq, Rule, Start};
use chrono::{NaiveTime, Timelike};

/// What a rule says of times of day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Times {
    /// Nothing.
    Open,
    /// These times.
    Clock(Vec<NaiveTime>),
    /// Hours, minutes and seconds apart; an empty list says nothing.
    Parts { hours: Hours, minutes: Vec<u8>, seconds: Vec<u8> },
}

/// Hours of a rule whose minutes are open or said apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Hours {
    Open,
    /// From the start of the first to the end of the last.
    Within(u8, u8),
    /// Each of them, at some time.
    Each(Vec<u8>),
}

/// More times of day than this are said as hours and minutes apart.
const MOST: usize = 12;

impl Times {
    /// What a rule names, and what the start adds to it.
    pub(super) fn of(rule: &Rule, start: Option<&Start>) -> Self {
        let [mut hours, mut minutes, mut seconds] =
            [rule.by_hour(), rule.by_minute(), rule.by_second()].map(<[u8]>::to_vec);
        let given = !(hours.is_empty() && minutes.is_empty() && seconds.is_empty());
        let dated = start.is_some_and(Start::is_date);
        if !given || dated {
            return Self::Open;
        }
        let daily = rule.freq() >= Freq::Daily;
        if let Some(time) = start.map(|start| start.wall().time()).filter(|_| daily) {
            let own = [time.hour(), time.minute(), time.second()].map(|part| part as u8); // below 60
            for (list, own) in [&mut hours, &mut minutes, &mut seconds].into_iter().zip(own) {
                if list.is_empty() {
                    list.push(own);
                }
            }
        }
        if daily && !hours.is_empty() && !minutes.is_empty() && !seconds.contains(&60) {
            let seconds: &[u8] = if seconds.is_empty() { &[0] } else { &seconds };
            if hours.len() * minutes.len() * seconds.len() <= MOST {
                return Self::Clock(clock(&hours, &minutes, seconds));
            }
        }
        let steady = !daily || !minutes.is_empty();
        let hours = match (hours.first(), hours.last()) {
            (Some(first), Some(last)) if steady && hours.len() == usize::from(last - first) + 1 => {
                Hours::Within(*first, *last)
            }
            (None, _) => Hours::Open,
            _ => Hours::Each(hours),
        };
        Self::Parts { hours, minutes, seconds }
    }
}

fn clock(hours: &[u8], minutes: &[u8], seconds: &[u8]) -> Vec<NaiveTime> {
    let [hours, minutes, seconds] =
        [hours, minutes, seconds].map(|list| list.iter().map(|value| u32::from(*value)));
    let minutes = |hour| minutes.clone().map(move |minute| (hour, minute));
    let seconds = |(hour, minute)| seconds.clone().map(move |second| (hour, minute, second));
    let times = hours.flat_map(minutes).flat_map(seconds);
    times.filter_map(|(hour, minute, second)| NaiveTime::from_hms_opt(hour, minute, second)).collect()
}

/// A time as a clock shows it, its seconds only where there are some.
pub(super) fn shown(time: NaiveTime) -> String {
    time.format(if time.second() == 0 { "%H:%M" } else { "%H:%M:%S" }).to_string()
}
