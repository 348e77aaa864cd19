use crate::error::{RecurError, Result};

/// A part of a rule, by its name in RFC 5545 and RFC 7529.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Freq,
    Until,
    Count,
    Interval,
    BySecond,
    ByMinute,
    ByHour,
    ByDay,
    ByMonthDay,
    ByYearDay,
    ByWeekNo,
    ByMonth,
    BySetPos,
    Wkst,
    Rscale,
    Skip,
}

impl Part {
    const ALL: [Self; 16] = [
        Self::Freq,
        Self::Until,
        Self::Count,
        Self::Interval,
        Self::BySecond,
        Self::ByMinute,
        Self::ByHour,
        Self::ByDay,
        Self::ByMonthDay,
        Self::ByYearDay,
        Self::ByWeekNo,
        Self::ByMonth,
        Self::BySetPos,
        Self::Wkst,
        Self::Rscale,
        Self::Skip,
    ];

    pub(super) fn of(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.name().eq_ignore_ascii_case(name))
    }

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Freq => "FREQ",
            Self::Until => "UNTIL",
            Self::Count => "COUNT",
            Self::Interval => "INTERVAL",
            Self::BySecond => "BYSECOND",
            Self::ByMinute => "BYMINUTE",
            Self::ByHour => "BYHOUR",
            Self::ByDay => "BYDAY",
            Self::ByMonthDay => "BYMONTHDAY",
            Self::ByYearDay => "BYYEARDAY",
            Self::ByWeekNo => "BYWEEKNO",
            Self::ByMonth => "BYMONTH",
            Self::BySetPos => "BYSETPOS",
            Self::Wkst => "WKST",
            Self::Rscale => "RSCALE",
            Self::Skip => "SKIP",
        }
    }

    /// Smallest and largest value, what people are told to write, and whether a number may count from the end.
    const fn range(self) -> (i64, i64, &'static str) {
        match self {
            Self::BySecond => (0, 60, "0 to 60"),
            Self::ByMinute => (0, 59, "0 to 59"),
            Self::ByHour => (0, 23, "0 to 23"),
            Self::ByMonth => (1, 12, "1 to 12"),
            Self::ByDay | Self::ByWeekNo => (-53, 53, "1 to 53 or -53 to -1"),
            Self::ByMonthDay => (-31, 31, "1 to 31 or -31 to -1"),
            Self::ByYearDay | Self::BySetPos => (-366, 366, "1 to 366 or -366 to -1"),
            _ => (1, u32::MAX as i64, "1 to 4294967295"),
        }
    }

    /// A bit of its own.
    pub(super) const fn bit(self) -> u16 {
        1 << self as u16 // 16 parts
    }

    /// Whether a value may have a sign.
    pub(super) const fn is_signed(self) -> bool {
        self.range().0 < 0
    }

    /// The error for a value that is no such number, as it was written.
    pub(super) fn out_of_range(self, value: String) -> RecurError {
        RecurError::Range { part: self.name().to_owned(), value, expected: self.range().2 }
    }

    fn checked(self, value: i64) -> Result<i64> {
        let (min, max, _) = self.range();
        if !(min..=max).contains(&value) || (value == 0 && min != 0) {
            return Err(self.out_of_range(value.to_string()).into());
        }
        Ok(value)
    }

    /// A number that may count from the end.
    pub(super) fn signed(self, value: i64) -> Result<i16> {
        self.checked(value).map(|value| value as i16) // at most 366 either way
    }

    /// A number of a clock or calendar field.
    pub(super) fn small(self, value: i64) -> Result<u8> {
        self.checked(value).map(|value| value as u8) // 0 to 60
    }

    /// COUNT and INTERVAL.
    pub(super) fn large(self, value: i64) -> Result<u32> {
        self.checked(value).map(|value| value as u32) // 1 to u32::MAX
    }
}

/// Sorts and removes repeats: numbers from the start, then numbers from the end, each ascending.
pub(super) fn canonical(list: &mut Vec<i16>) {
    list.sort_unstable_by_key(|value| *value as u16);
    list.dedup();
}
