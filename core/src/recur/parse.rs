//! The strict parser of RECUR values, and its lenient sister.

use super::part::{Part, canonical};
use super::parts::Parts;
use super::{ByDay, Freq, Rule, Skip, Until, check};
use crate::error::{RecurError, Result};
use crate::limits::Limits;
use crate::time::{clip, parse_weekday};
use chrono::Weekday;

/// Reads the parts; what they mean together is checked by [`check::rule`].
pub(super) fn rule(text: &str, limits: &Limits, lenient: bool) -> Result<Rule> {
    if text.len() > limits.rule_bytes {
        return Err(RecurError::TooLong { bytes: text.len(), limit: limits.rule_bytes }.into());
    }
    let mut reader = Reader { lenient, ..Reader::default() };
    let listed = if lenient { text.strip_suffix(';').unwrap_or(text) } else { text };
    if !listed.is_empty() {
        split(listed, b';').try_for_each(|part| reader.read(part))?;
    }
    reader.finish(text)
}

/// `str::split_once` for an ASCII byte, without the set-up that pays only in long texts.
fn split_once(text: &str, at: u8) -> Option<(&str, &str)> {
    let (before, rest) = text.split_at_checked(text.bytes().position(|byte| byte == at)?)?;
    Some((before, rest.get(1..)?))
}

/// `str::split` in the same manner.
fn split(text: &str, at: u8) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let (field, after) = split_once(text, at).map_or((text, None), |(field, after)| (field, Some(after)));
        rest = after;
        Some(field)
    })
}

fn malformed(part: &str, reason: impl Into<String>) -> RecurError {
    RecurError::Malformed { part: clip(part), reason: reason.into() }
}

#[derive(Default)]
struct Reader {
    lenient: bool,
    /// One bit for each part that came.
    seen: u16,
    freq: Option<Freq>,
    interval: Option<u32>,
    count: Option<u32>,
    until: Option<Until>,
    by: Parts,
    week_start: Option<Weekday>,
    skip: Option<Skip>,
}

impl Reader {
    fn read(&mut self, text: &str) -> Result<()> {
        let (name, value) =
            split_once(text, b'=').ok_or_else(|| malformed(text, "expected a name, `=` and a value"))?;
        let part = Part::of(name).ok_or_else(|| malformed(name, "no rule part has this name"))?;
        if self.seen & part.bit() != 0 {
            return Err(RecurError::Repeated { part: part.name().to_owned() }.into());
        }
        self.seen |= part.bit();
        if value.is_empty() {
            return Err(malformed(text, "the value is empty").into());
        }
        let entry = Entry { part, text, lenient: self.lenient };
        match part {
            Part::Freq => self.freq = Some(entry.freq(value)?),
            Part::Until => self.until = Some(entry.until(value)?),
            Part::Count => self.count = Some(part.large(entry.number(value)?)?),
            Part::Interval => self.interval = Some(part.large(entry.number(value)?)?),
            Part::BySecond => self.by.second = entry.small(value)?,
            Part::ByMinute => self.by.minute = entry.small(value)?,
            Part::ByHour => self.by.hour = entry.small(value)?,
            Part::ByMonth => self.by.month = entry.small(value)?,
            Part::ByDay => self.by.day = entry.days(value)?,
            Part::ByMonthDay => self.by.month_day = entry.signed(value)?,
            Part::ByYearDay => self.by.year_day = entry.signed(value)?,
            Part::ByWeekNo => self.by.week_no = entry.signed(value)?,
            Part::BySetPos => self.by.set_pos = entry.signed(value)?,
            Part::Wkst => self.week_start = Some(entry.weekday(value)?),
            Part::Rscale => entry.rscale(value)?,
            Part::Skip => self.skip = Some(entry.skip(value)?),
        }
        Ok(())
    }

    fn finish(mut self, text: &str) -> Result<Rule> {
        let freq = self.freq.ok_or_else(|| RecurError::NoFreq { rule: clip(text) })?;
        let end = check::end(self.count, self.until)?;
        if self.skip.is_some() && !self.lenient && self.seen & Part::Rscale.bit() == 0 {
            let reason = "RFC 7529 wants RSCALE=GREGORIAN beside it".to_owned();
            return Err(RecurError::Combination { part: "SKIP".to_owned(), reason }.into());
        }
        if self.lenient && freq < Freq::Monthly {
            // As other readers do: where no month or year is at hand, a number beside a weekday means nothing.
            self.by.day.iter_mut().for_each(|day| *day = ByDay::every(day.day()));
        }
        self.by.sort_days();
        Ok(Rule {
            freq,
            interval: self.interval.unwrap_or(1),
            end,
            by: self.by,
            week_start: self.week_start.unwrap_or(Weekday::Mon),
            skip: self.skip.unwrap_or_default(),
            lenient: self.lenient,
        })
    }
}

/// Digits of the largest number that a part can hold.
const LONGEST: usize = 10;

/// One `NAME=value`, kept whole for messages.
pub(super) struct Entry<'a> {
    part: Part,
    text: &'a str,
    lenient: bool,
}

impl<'a> Entry<'a> {
    /// A value that stands alone, read strictly.
    pub(super) const fn alone(part: Part, text: &'a str) -> Self {
        Self { part, text, lenient: false }
    }

    fn malformed(&self, reason: impl Into<String>) -> RecurError {
        malformed(self.text, reason)
    }

    /// `[+|-]1*DIGIT`, as far as it can be in any range.
    fn number(&self, text: &str) -> Result<i64> {
        let (negative, digits) = match text.split_at_checked(1) {
            Some(("-", digits)) => (true, digits),
            Some(("+", digits)) if self.lenient || self.part.is_signed() => (false, digits),
            _ => (false, text),
        };
        if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return Err(self.malformed(format!("`{}` is not a whole number", clip(text))).into());
        }
        let digits = digits.trim_start_matches('0');
        if digits.len() > LONGEST {
            return Err(self.part.out_of_range(clip(text)).into());
        }
        let value = digits.bytes().fold(0, |sum, b| sum * 10 + i64::from(b - b'0'));
        Ok(if negative { -value } else { value })
    }

    fn small(&self, text: &str) -> Result<Vec<u8>> {
        let read = |item| self.part.small(self.number(item)?);
        let mut list = split(text, b',').map(read).collect::<Result<Vec<u8>>>()?;
        list.sort_unstable();
        list.dedup();
        Ok(list)
    }

    fn signed(&self, text: &str) -> Result<Vec<i16>> {
        let read = |item| self.part.signed(self.number(item)?);
        let mut list = split(text, b',').map(read).collect::<Result<Vec<i16>>>()?;
        canonical(&mut list);
        Ok(list)
    }

    fn days(&self, text: &str) -> Result<Vec<ByDay>> {
        split(text, b',').map(|item| self.day(item)).collect()
    }

    pub(super) fn day(&self, item: &str) -> Result<ByDay> {
        let parts = item.len().checked_sub(2).and_then(|at| item.split_at_checked(at));
        let (number, code) = parts.ok_or_else(|| self.no_weekday(item))?;
        let day = parse_weekday(code).map_err(|_| self.no_weekday(item))?;
        if number.is_empty() {
            return Ok(ByDay::every(day));
        }
        let number = self.number(number)?;
        Ok(ByDay::numbered(number, day).map_err(|_| self.part.out_of_range(clip(item)))?)
    }

    fn no_weekday(&self, item: &str) -> RecurError {
        self.malformed(format!("`{}` is no weekday such as MO, 2MO or -1FR", clip(item)))
    }

    fn weekday(&self, text: &str) -> Result<Weekday> {
        Ok(parse_weekday(text).map_err(|_| self.malformed("expected MO, TU, WE, TH, FR, SA or SU"))?)
    }

    pub(super) fn freq(&self, text: &str) -> Result<Freq> {
        let found = Freq::ALL.into_iter().find(|freq| freq.as_str().eq_ignore_ascii_case(text));
        Ok(found.ok_or_else(|| {
            self.malformed("expected SECONDLY, MINUTELY, HOURLY, DAILY, WEEKLY, MONTHLY or YEARLY")
        })?)
    }

    pub(super) fn until(&self, text: &str) -> Result<Until> {
        Ok(Until::read(text).ok_or_else(|| {
            self.malformed("expected a date or time such as 20270131, 20270131T090000 or 20270131T080000Z")
        })?)
    }

    fn rscale(&self, text: &str) -> Result<()> {
        if text.eq_ignore_ascii_case("GREGORIAN") {
            return Ok(());
        }
        Err(RecurError::Unsupported { part: format!("RSCALE={}", clip(text)) }.into())
    }

    pub(super) fn skip(&self, text: &str) -> Result<Skip> {
        Skip::ALL
            .into_iter()
            .find(|skip| skip.as_str().eq_ignore_ascii_case(text))
            .ok_or_else(|| self.malformed("expected OMIT, BACKWARD or FORWARD").into())
    }
}
