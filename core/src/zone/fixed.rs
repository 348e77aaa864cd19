use crate::error::{Result, ZoneError};
use std::fmt::Write;

/// A constant offset and its name, `UTC` or `+05:30`.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Fixed {
    offset: i32,
    name: [u8; 9],
    length: u8,
}

pub(super) fn check_offset(seconds: i64) -> Result<i32> {
    match i32::try_from(seconds) {
        Ok(offset) if offset.unsigned_abs() < 86_400 => Ok(offset),
        _ => Err(ZoneError::Offset { seconds }.into()),
    }
}

/// `+05:30`, with seconds only if there are some.
pub(super) fn offset_name(offset: i32) -> String {
    let (sign, size) = (if offset < 0 { '-' } else { '+' }, offset.unsigned_abs());
    let mut name = format!("{sign}{:02}:{:02}", size / 3600, size / 60 % 60);
    if size % 60 != 0 {
        let _ = write!(name, ":{:02}", size % 60);
    }
    name
}

/// Reads `+HH:MM` or `+HH:MM:SS`. Other spellings of offsets (`+0530`, `UTC+2`, `GMT+2`, `+2`) are not names: their
/// signs mean opposite things in different systems. `-00:00` says "offset unknown" (RFC 3339) and is none either.
pub(super) fn parse_offset(name: &str) -> Option<i32> {
    let (sign, digits) = match name.as_bytes() {
        [b'+', rest @ ..] => (1, rest),
        [b'-', rest @ ..] => (-1, rest),
        _ => return None,
    };
    let two = |part: &[u8]| match part {
        [a, b] if a.is_ascii_digit() && b.is_ascii_digit() => {
            Some(i32::from(a - b'0') * 10 + i32::from(b - b'0'))
        }
        _ => None,
    };
    let mut parts = digits.split(|byte| *byte == b':').map(two);
    let (hours, minutes) = (parts.next().flatten()?, parts.next().flatten()?);
    let seconds = parts.next().unwrap_or(Some(0))?;
    let size = hours * 3600 + minutes * 60 + seconds;
    let one_spelling = hours < 24 && minutes < 60 && seconds < 60 && (sign > 0 || size > 0);
    (one_spelling && parts.next().is_none()).then_some(sign * size)
}

impl Fixed {
    pub(super) const UTC: Self = Self { offset: 0, name: *b"UTC\0\0\0\0\0\0", length: 3 };

    pub(super) fn new(seconds: i32) -> Result<Self> {
        let offset = check_offset(seconds.into())?;
        if offset == 0 {
            return Ok(Self::UTC);
        }
        let (text, mut name, mut length) = (offset_name(offset), [0; 9], 0);
        for (slot, byte) in name.iter_mut().zip(text.bytes()) {
            *slot = byte;
            length += 1;
        }
        Ok(Self { offset, name, length })
    }

    pub(super) const fn offset(self) -> i32 {
        self.offset
    }

    pub(super) fn name(&self) -> &str {
        let shown = self.name.get(..usize::from(self.length)).unwrap_or_default();
        std::str::from_utf8(shown).unwrap_or_default()
    }
}
