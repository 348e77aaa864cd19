use crate::error::{Result, TimeError};
use chrono::{DateTime, NaiveDate, SecondsFormat, Timelike, Utc};

/// 0001-01-01T00:00:00Z, the first instant.
pub const MIN_INSTANT: DateTime<Utc> = DateTime::from_timestamp(-62_135_596_800, 0).unwrap();
/// 9999-12-31T23:59:59Z, the last instant.
pub const MAX_INSTANT: DateTime<Utc> = DateTime::from_timestamp(253_402_300_799, 0).unwrap();

/// Reads an instant, `2027-01-31T08:00:00Z`; a numeric offset and a fraction are understood (RFC 3339).
///
/// # Errors
/// `time.instant` for other text, `time.out-of-range` outside the years 1 to 9999, `time.sub-second` for a leap
/// second, which no scheduled time can be.
pub fn parse_instant(text: &str) -> Result<DateTime<Utc>> {
    if let Some(time) = usual(text) {
        return in_range(time);
    }
    let time = DateTime::parse_from_rfc3339(text)
        .map_err(|_| TimeError::Instant { found: clip(text) })?
        .with_timezone(&Utc);
    if time.nanosecond() >= 1_000_000_000 {
        return Err(TimeError::SubSecond { found: clip(text) }.into());
    }
    in_range(time)
}

/// The usual form, `2027-01-31T08:00:00Z`. Requests are full of it: with this, one with a month's busy time is answered in
/// a tenth less than where each instant takes the reader of all forms.
fn usual(text: &str) -> Option<DateTime<Utc>> {
    let text: &[u8; 20] = text.as_bytes().try_into().ok()?;
    let [year @ .., b'-', m1, m2, b'-', d1, d2, b'T', h1, h2, b':', n1, n2, b':', s1, s2, b'Z'] = text else {
        return None;
    };
    let number = |digits: &[u8]| {
        let digit = |byte: &u8| byte.is_ascii_digit().then(|| u32::from(byte - b'0'));
        digits.iter().try_fold(0, |number, byte| Some(10 * number + digit(byte)?))
    };
    let two = |tens: &u8, ones: &u8| number(&[*tens, *ones]);
    let year = i32::try_from(number(year)?).ok()?;
    let date = NaiveDate::from_ymd_opt(year, two(m1, m2)?, two(d1, d2)?)?;
    Some(date.and_hms_opt(two(h1, h2)?, two(n1, n2)?, two(s1, s2)?)?.and_utc())
}

/// Reads a scheduled instant: as [`parse_instant`], whole seconds only.
///
/// # Errors
/// As [`parse_instant`], and `time.sub-second` for a fraction.
pub fn parse_tick(text: &str) -> Result<DateTime<Utc>> {
    let time = parse_instant(text)?;
    secs_of_instant(time).map(|_| time)
}

/// Prints an instant: `2027-01-31T08:00:00Z`, with a fraction only if it has one.
pub fn format_instant(time: DateTime<Utc>) -> String {
    time.to_rfc3339_opts(SecondsFormat::AutoSi, true)
}

/// Untrusted text inside a message stays short.
pub(crate) fn clip(text: &str) -> String {
    const SHOWN: usize = 64;
    let mut shown: String =
        text.chars().take(SHOWN).map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect();
    if shown.len() < text.len() && text.chars().nth(SHOWN).is_some() {
        shown.push('…');
    }
    shown
}

fn in_range(time: DateTime<Utc>) -> Result<DateTime<Utc>> {
    if !(MIN_INSTANT.timestamp()..=MAX_INSTANT.timestamp()).contains(&time.timestamp()) {
        return Err(TimeError::OutOfRange { found: format_instant(time) }.into());
    }
    Ok(time)
}

/// The tick of a scheduled time.
///
/// # Errors
/// `time.sub-second`, `time.out-of-range`.
pub(crate) fn secs_of_instant(time: DateTime<Utc>) -> Result<i64> {
    if time.nanosecond() != 0 {
        return Err(TimeError::SubSecond { found: format_instant(time) }.into());
    }
    in_range(time).map(|time| time.timestamp())
}

/// The instant of a tick; saturates at the supported range.
pub(crate) fn instant_of_secs(secs: i64) -> DateTime<Utc> {
    let kept = secs.clamp(MIN_INSTANT.timestamp(), MAX_INSTANT.timestamp());
    DateTime::from_timestamp(kept, 0).unwrap_or(MAX_INSTANT)
}
