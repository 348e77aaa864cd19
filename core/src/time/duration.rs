use super::instant::clip;
use crate::error::{Result, TimeError};
use chrono::TimeDelta;
use std::fmt;
use std::str::FromStr;

/// A duration in months, days and seconds, as ISO 8601 writes it: `P1M`, `P7D`, `PT90M`, `P1DT2H`.
///
/// Months and days are calendar units: they keep the wall time and need a zone to become instants. Seconds are
/// elapsed time. A week is seven days.
///
/// # Example
/// ```
/// use kalends::time::CalendarDuration;
/// assert_eq!("P1W".parse::<CalendarDuration>()?.to_string(), "P7D");
/// assert_eq!("PT90M".parse::<CalendarDuration>()?.to_string(), "PT1H30M");
/// assert_eq!("-P1D".parse::<CalendarDuration>().unwrap_err().code(), "time.duration");
/// # Ok::<(), kalends::Error>(())
/// ```
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct CalendarDuration {
    months: u32,
    days: u32,
    seconds: u32,
}

impl CalendarDuration {
    /// No time at all.
    pub const ZERO: Self = Self { months: 0, days: 0, seconds: 0 };

    /// From months, days (calendar units) and seconds (elapsed).
    pub const fn new(months: u32, days: u32, seconds: u32) -> Self {
        Self { months, days, seconds }
    }

    /// Calendar months.
    pub const fn months(self) -> u32 {
        self.months
    }

    /// Calendar days.
    pub const fn days(self) -> u32 {
        self.days
    }

    /// Elapsed seconds.
    pub const fn seconds(self) -> u32 {
        self.seconds
    }

    /// Whether it has no calendar units.
    pub const fn is_elapsed(self) -> bool {
        self.months == 0 && self.days == 0
    }
}

impl FromStr for CalendarDuration {
    type Err = crate::error::Error;

    fn from_str(text: &str) -> Result<Self> {
        parse(text.as_bytes()).ok_or_else(|| TimeError::Duration { found: clip(text) }.into())
    }
}

/// `P[nY][nM][nW][nD][T[nH][nM][nS]]`: each unit at most once, in this order, whole numbers.
fn parse(text: &[u8]) -> Option<CalendarDuration> {
    const DATE: [(u8, u32); 4] = [(b'Y', 12), (b'M', 1), (b'W', 7), (b'D', 1)];
    const TIME: [(u8, u32); 3] = [(b'H', 3600), (b'M', 60), (b'S', 1)];
    let mut rest = text.strip_prefix(b"P")?;
    let mut out = CalendarDuration::ZERO;
    let (mut units, mut in_time, mut some) = (&DATE[..], false, false);
    while let Some((&first, tail)) = rest.split_first() {
        if first == b'T' && !in_time {
            (units, in_time, some, rest) = (&TIME[..], true, false, tail);
            continue;
        }
        let digits = rest.iter().take_while(|b| b.is_ascii_digit()).count();
        let (number, tail) = rest.split_at(digits);
        let number: u32 = std::str::from_utf8(number).ok()?.parse().ok()?;
        let (&unit, tail) = tail.split_first()?;
        let at = units.iter().position(|(name, _)| *name == unit)?;
        let amount = number.checked_mul(units[at].1)?;
        let field = match (in_time, unit) {
            (true, _) => &mut out.seconds,
            (false, b'Y' | b'M') => &mut out.months,
            (false, _) => &mut out.days,
        };
        *field = field.checked_add(amount)?;
        (units, some, rest) = (&units[at + 1..], true, tail);
    }
    some.then_some(out)
}

impl fmt::Display for CalendarDuration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if *self == Self::ZERO {
            return f.write_str("PT0S");
        }
        f.write_str("P")?;
        let mut unit = |n: u32, name: &str| if n > 0 { write!(f, "{n}{name}") } else { Ok(()) };
        unit(self.months / 12, "Y")?;
        unit(self.months % 12, "M")?;
        unit(self.days, "D")?;
        if self.seconds > 0 {
            f.write_str("T")?;
            let mut unit = |n: u32, name: &str| if n > 0 { write!(f, "{n}{name}") } else { Ok(()) };
            unit(self.seconds / 3600, "H")?;
            unit(self.seconds / 60 % 60, "M")?;
            unit(self.seconds % 60, "S")?;
        }
        Ok(())
    }
}

impl fmt::Debug for CalendarDuration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

crate::wire::text_serde!(
    CalendarDuration,
    "ISO 8601 duration; days and longer are calendar units, hours and shorter are elapsed",
    "^P"
);

macro_rules! elapsed_time {
    ($(#[doc = $doc:literal])+ $name:ident, $schema:literal, |$value:ident| $check:expr) => {
        $(#[doc = $doc])+
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u32);

        impl $name {
            /// From whole seconds.
            ///
            /// # Errors
            /// `time.duration` if negative or above 2^32 - 1, `time.not-positive` for a zero that is not allowed.
            pub fn from_seconds(seconds: i64) -> Result<Self> {
                let $value = u32::try_from(seconds)
                    .map_err(|_| TimeError::Duration { found: format!("{seconds} s") })?;
                $check?;
                Ok(Self($value))
            }

            /// From minutes.
            ///
            /// # Errors
            /// As [`from_seconds`](Self::from_seconds).
            pub fn from_minutes(minutes: i64) -> Result<Self> {
                Self::from_seconds(minutes.saturating_mul(60))
            }

            /// Whole seconds.
            pub const fn seconds(self) -> i64 {
                self.0 as i64
            }

            /// As chrono's duration.
            pub const fn to_delta(self) -> TimeDelta {
                TimeDelta::seconds(self.0 as i64)
            }
        }

        impl FromStr for $name {
            type Err = crate::error::Error;
            fn from_str(text: &str) -> Result<Self> {
                let duration: CalendarDuration = text.parse()?;
                if !duration.is_elapsed() {
                    return Err(TimeError::CalendarUnit { found: clip(text) }.into());
                }
                Self::from_seconds(i64::from(duration.seconds()))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(&CalendarDuration::new(0, 0, self.0), f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }

        crate::wire::text_serde!($name, $schema, "^PT");
    };
}

elapsed_time!(
    /// Elapsed time, zero or more whole seconds: a buffer, a notice. On the wire `PT15M`.
    Elapsed,
    "elapsed time, ISO 8601 such as PT15M; zero is PT0S",
    |_seconds| Ok::<(), crate::error::Error>(())
);

elapsed_time!(
    /// Elapsed time, at least one second: a duration, a step. On the wire `PT30M`.
    Length,
    "elapsed time above zero, ISO 8601 such as PT30M",
    |seconds| if seconds > 0 {
        Ok(())
    } else {
        Err(crate::error::Error::from(TimeError::NotPositive { what: "duration" }))
    }
);

impl Elapsed {
    /// No time.
    pub const ZERO: Self = Self(0);
    /// 24 hours.
    pub const DAY: Self = Self(86_400);
}

impl Default for Elapsed {
    fn default() -> Self {
        Self::ZERO
    }
}

impl From<Length> for Elapsed {
    fn from(length: Length) -> Self {
        Self(length.0)
    }
}
