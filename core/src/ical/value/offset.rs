use super::time::digits;

/// Reads a UTC-OFFSET (RFC 5545 §3.3.14), `+0100` or `-043000`, as seconds east. A forgotten sign means east.
pub(in crate::ical) fn read_offset(text: &[u8]) -> Option<i32> {
    let text = text.trim_ascii();
    let (sign, digits_only) = match text {
        [b'-', rest @ ..] => (-1, rest),
        [b'+', rest @ ..] => (1, rest),
        rest => (1, rest),
    };
    let (hours, rest) = digits_only.split_at_checked(2)?;
    let (minutes, seconds) = rest.split_at_checked(2)?;
    let (hours, minutes) = (digits(hours)?, digits(minutes)?);
    let seconds = match seconds {
        [] => 0,
        [_, _] => digits(seconds)?,
        _ => return None,
    };
    let within = hours < 24 && minutes < 60 && seconds < 60;
    within.then_some(sign * (hours * 3600 + minutes * 60 + seconds) as i32)
}
