use super::instant::clip;
use crate::error::{Result, TimeError};
use std::fmt;
use std::str::FromStr;

/// A reading of a wall clock, `00:00` to `24:00`, in whole seconds.
///
/// `24:00` exists and means the next day's `00:00`: a window can end at the day's end without a `23:59` hack.
///
/// # Example
/// ```
/// use kalends::time::TimeOfDay;
/// assert_eq!("24:00".parse::<TimeOfDay>()?, TimeOfDay::END_OF_DAY);
/// assert_eq!(TimeOfDay::END_OF_DAY.to_string(), "24:00");
/// assert_eq!("24:01".parse::<TimeOfDay>().unwrap_err().code(), "time.of-day");
/// # Ok::<(), kalends::Error>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TimeOfDay(u32); // INVARIANT: 0..=86400

impl TimeOfDay {
    /// `00:00`.
    pub const MIDNIGHT: Self = Self(0);
    /// `24:00`.
    pub const END_OF_DAY: Self = Self(86_400);

    /// From hours, minutes and seconds.
    ///
    /// # Errors
    /// `time.of-day` outside 00:00:00 to 24:00:00.
    pub fn from_hms(hour: u32, minute: u32, second: u32) -> Result<Self> {
        let whole = (hour < 24 && minute < 60 && second < 60) || (hour, minute, second) == (24, 0, 0);
        if !whole {
            return Err(TimeError::OfDay { found: format!("{hour:02}:{minute:02}:{second:02}") }.into());
        }
        Ok(Self(hour * 3600 + minute * 60 + second))
    }

    /// From seconds since midnight.
    ///
    /// # Errors
    /// `time.of-day` above 86,400.
    pub fn from_seconds(seconds: u32) -> Result<Self> {
        if seconds > 86_400 {
            return Err(TimeError::OfDay { found: format!("{seconds} s") }.into());
        }
        Ok(Self(seconds))
    }

    /// Seconds since midnight on the wall clock, 0 to 86,400.
    pub const fn seconds(self) -> u32 {
        self.0
    }
}

impl FromStr for TimeOfDay {
    type Err = crate::error::Error;

    fn from_str(text: &str) -> Result<Self> {
        let refused = || TimeError::OfDay { found: clip(text) };
        let two = |part: &[u8]| match part {
            [a, b] if a.is_ascii_digit() && b.is_ascii_digit() => {
                Some(u32::from(a - b'0') * 10 + u32::from(b - b'0'))
            }
            _ => None,
        };
        let mut parts = text.as_bytes().split(|b| *b == b':').map(two);
        let (hour, minute) = (parts.next().flatten(), parts.next().flatten());
        let second = parts.next().unwrap_or(Some(0));
        match (hour, minute, second, parts.next()) {
            (Some(h), Some(m), Some(s), None) => Self::from_hms(h, m, s).map_err(|_| refused().into()),
            _ => Err(refused().into()),
        }
    }
}

impl fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (h, m, s) = (self.0 / 3600, self.0 / 60 % 60, self.0 % 60);
        write!(f, "{h:02}:{m:02}")?;
        if s != 0 { write!(f, ":{s:02}") } else { Ok(()) }
    }
}

impl fmt::Debug for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

crate::wire::text_serde!(
    TimeOfDay,
    "time of day, HH:MM or HH:MM:SS",
    r"^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?$|^24:00(:00)?$"
);
