use crate::time::CalendarDuration;

/// A duration with its sign: days are calendar days, hours and shorter are elapsed time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ical) struct Signed {
    pub(in crate::ical) negative: bool,
    pub(in crate::ical) length: CalendarDuration,
}

/// Reads a DURATION (RFC 5545 §3.3.6). Weeks beside days, and lower case, are understood; months and years are no
/// part of iCalendar.
pub(in crate::ical) fn read_duration(text: &[u8]) -> Option<Signed> {
    const LONGEST: usize = 64;
    let text = text.trim_ascii();
    let (negative, rest) = match text {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        rest => (false, rest),
    };
    let rest = std::str::from_utf8(rest).ok().filter(|rest| rest.len() <= LONGEST)?;
    let length: CalendarDuration = rest.to_ascii_uppercase().parse().ok()?;
    (length.months() == 0).then_some(Signed { negative, length })
}
