//! POSIX `TZ` strings with the extensions of RFC 9636: `EST5EDT,M3.2.0,M11.1.0`, `<-02>2<-01>,M3.5.0/-1,M10.5.0/0`.

use super::tail::{Tail, YearDay, YearlyChange, refused};
use crate::error::{Error, Result};
use crate::time::clip;
use chrono::Weekday;
use std::str::FromStr;

/// What a `TZ` string says: one offset, or two changes a year.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Posix {
    Constant(i32),
    Yearly(Tail),
}

/// The longest text that is looked at; real ones have under 50 bytes.
const MAX_BYTES: usize = 255;

pub(super) fn parse(text: &[u8]) -> Result<Posix> {
    let malformed = || {
        let found = clip(&String::from_utf8_lossy(text.get(..MAX_BYTES).unwrap_or(text)));
        refused(format!("`{found}` is not a POSIX TZ string such as CET-1CEST,M3.5.0,M10.5.0/3"))
    };
    if text.len() > MAX_BYTES {
        return Err(malformed());
    }
    let mut rest = Cursor(text);
    let (standard, yearly) = rest.zone().ok_or_else(malformed)?;
    let Some((daylight, start, end)) = yearly else { return Ok(Posix::Constant(standard)) };
    let start = YearlyChange { day: start.0, time: start.1, before: standard, after: daylight };
    let end = YearlyChange { day: end.0, time: end.1, before: daylight, after: standard };
    Tail::yearly(start, end).map(Posix::Yearly)
}

impl FromStr for Tail {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        match parse(text.as_bytes())? {
            Posix::Yearly(tail) => Ok(tail),
            Posix::Constant(_) => Err(refused(format!("`{}` has none", clip(text)))),
        }
    }
}

struct Cursor<'a>(&'a [u8]);

type Rule = (YearDay, i32);

/// Offset, start and end of daylight time.
type Daylight = (i32, Rule, Rule);

impl Cursor<'_> {
    /// The whole string: standard offset, then perhaps daylight offset and its two rules.
    fn zone(&mut self) -> Option<(i32, Option<Daylight>)> {
        self.abbreviation()?;
        let standard = -self.time(24)?;
        if self.0.is_empty() {
            return Some((standard, None));
        }
        self.abbreviation()?;
        let daylight = if self.0.first() == Some(&b',') { standard + 3600 } else { -self.time(24)? };
        let start = self.rule()?;
        let end = self.rule()?;
        self.0.is_empty().then_some((standard, Some((daylight, start, end))))
    }

    fn eat(&mut self, byte: u8) -> Option<()> {
        let (first, rest) = self.0.split_first()?;
        (*first == byte).then(|| self.0 = rest)
    }

    /// Three or more letters, or `<…>` with letters, digits and signs. The name itself is not kept.
    fn abbreviation(&mut self) -> Option<()> {
        let quoted = self.eat(b'<').is_some();
        let inside =
            |b: &u8| b.is_ascii_alphabetic() || (quoted && (b.is_ascii_digit() || b"+-".contains(b)));
        let length = self.0.iter().position(|b| !inside(b)).unwrap_or(self.0.len());
        self.0 = self.0.get(length..)?;
        if quoted {
            self.eat(b'>')?;
        }
        (length >= 3).then_some(())
    }

    fn number(&mut self, max: i32) -> Option<i32> {
        let length = self.0.iter().take(4).take_while(|b| b.is_ascii_digit()).count();
        let (digits, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        let value = digits.iter().fold(0, |n, b| n * 10 + i32::from(b - b'0'));
        (length >= 1 && value <= max).then_some(value)
    }

    /// `[+-]hh[:mm[:ss]]` in seconds.
    fn time(&mut self, max_hours: i32) -> Option<i32> {
        let sign = if self.eat(b'-').is_some() { -1 } else { 1 };
        if sign == 1 {
            let _ = self.eat(b'+');
        }
        let mut seconds = self.number(max_hours)? * 3600;
        for unit in [60, 1] {
            if self.eat(b':').is_none() {
                break;
            }
            seconds += self.number(59)? * unit;
        }
        Some(sign * seconds)
    }

    /// `,day[/time]`; the time is 02:00 if it is not said.
    fn rule(&mut self) -> Option<Rule> {
        self.eat(b',')?;
        let day = self.day()?;
        let time = if self.eat(b'/').is_some() { self.time(167)? } else { 7200 };
        Some((day, time))
    }

    fn day(&mut self) -> Option<YearDay> {
        if self.eat(b'J').is_some() {
            return julian(self.number(365)?);
        }
        if self.eat(b'M').is_none() {
            return u16::try_from(self.number(365)?).ok().map(YearDay::Ordinal);
        }
        let month = u8::try_from(self.number(12)?).ok().filter(|month| *month >= 1)?;
        self.eat(b'.')?;
        let week = i8::try_from(self.number(5)?).ok().filter(|week| *week >= 1)?;
        self.eat(b'.')?;
        let from_sunday = u8::try_from(self.number(6)?).ok()?;
        let weekday = Weekday::try_from(from_sunday).ok()?.pred(); // chrono counts from Monday
        Some(YearDay::Nth { month, nth: if week == 5 { -1 } else { week }, weekday })
    }
}

/// Day 1 to 365 of a year without 29 February.
fn julian(day: i32) -> Option<YearDay> {
    let date = chrono::NaiveDate::from_yo_opt(2001, u32::try_from(day).ok()?)?;
    let part = |n: u32| u8::try_from(n).ok();
    Some(YearDay::Date {
        month: part(chrono::Datelike::month(&date))?,
        day: part(chrono::Datelike::day(&date))?,
    })
}
