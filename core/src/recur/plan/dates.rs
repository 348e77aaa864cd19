use super::super::inherited::Inherited;
use super::super::{ByDay, Freq, Rule};
use super::calendar::{self, Year, weekday};
use super::mask::Mask;

/// Which days match the date parts of a rule, with what the start decides written out.
#[derive(Clone, Debug)]
pub(super) struct Dates {
    /// BYMONTH: bit 0 is January.
    pub(super) months: u16,
    /// BYMONTHDAY: bit 0 is the first day, or the last.
    month_days: Option<[u32; 2]>,
    pub(super) year_days: Vec<i16>,
    weeks: Vec<i16>,
    week_start: u32,
    /// Plain BYDAY: bit 0 is Monday.
    weekdays: u8,
    /// BYDAY, if it has numbers: the plain days too, since the list is a union.
    numbered: Vec<ByDay>,
    /// Whether numbers count within the month.
    in_month: bool,
}

const ALL_MONTHS: u16 = 0xFFF;
const ALL_WEEKDAYS: u8 = 0x7F;
/// Every seventh bit of a month and of some days more.
const WEEKS: u64 = 1 | 1 << 7 | 1 << 14 | 1 << 21 | 1 << 28 | 1 << 35;

impl Dates {
    /// Takes what the rule leaves open from the day of the start.
    pub(super) fn new(rule: &Rule, start: i64) -> Self {
        let year = Year::containing(start);
        let month = year.month_of(start - year.first);
        let mut months = rule.by.month.iter().fold(0, |months, month| months | 1u16 << (month - 1)); // 1 to 12
        let mut month_days = rule.by.month_day.clone();
        let mut weekdays = if rule.by.day.is_empty() { ALL_WEEKDAYS } else { 0 };
        rule.by.day.iter().for_each(|day| weekdays |= 1u8 << calendar::number(day.day()));
        let inherited = Inherited::of(rule);
        if inherited.weekday {
            weekdays = 1 << weekday(start);
        }
        if inherited.month_day {
            month_days.push((start - year.first - year.month_start(month) + 1) as i16); // 1 to 31
        }
        if inherited.month {
            months = 1 << month;
        }
        let bits = |list: &[i16], sign: i16| {
            let own = list.iter().map(|day| day * sign).filter(|day| *day > 0);
            own.fold(0, |bits, day| bits | 1u32 << (day - 1)) // 1 to 31
        };
        let numbered = rule.by.day.iter().any(|day| day.number().is_some());
        Self {
            months: if months == 0 { ALL_MONTHS } else { months },
            month_days: (!month_days.is_empty()).then(|| [bits(&month_days, 1), bits(&month_days, -1)]),
            year_days: rule.by.year_day.clone(),
            weeks: rule.by.week_no.clone(),
            week_start: calendar::number(rule.week_start),
            weekdays: if numbered { ALL_WEEKDAYS } else { weekdays },
            numbered: if numbered { rule.by.day.clone() } else { Vec::new() },
            in_month: rule.freq == Freq::Monthly || !rule.by.month.is_empty(),
        }
    }

    /// The weekdays, if nothing else is asked of a day.
    pub(super) fn only_weekdays(&self) -> Option<u8> {
        let plain = self.months == ALL_MONTHS && self.month_days.is_none() && self.numbered.is_empty();
        (plain && self.year_days.is_empty() && self.weeks.is_empty()).then_some(self.weekdays)
    }

    /// Whether a month can be judged without its year.
    pub(super) fn within_months(&self) -> bool {
        self.year_days.is_empty() && self.weeks.is_empty() && (self.in_month || self.numbered.is_empty())
    }

    pub(super) const fn has_weeks(&self) -> bool {
        !self.weeks.is_empty()
    }

    pub(super) const fn has_month_days(&self) -> bool {
        self.month_days.is_some()
    }

    /// The matching days of a month that has `length` days and begins on the weekday `first`; whether BYMONTH names it
    /// is not asked.
    pub(super) fn days_of_month(&self, first: u32, length: u32) -> u32 {
        let mut days = u32::MAX >> (32 - length);
        if let Some([ahead, back]) = self.month_days {
            days &= ahead | back.reverse_bits() >> (32 - length);
        }
        days &= repeated(self.weekdays, first);
        if self.in_month && !self.numbered.is_empty() {
            days &= self.numbered.iter().fold(0, |union, day| union | numbered_of_month(*day, first, length));
        }
        days
    }

    /// The matching days of a year.
    pub(super) fn year(&self, year: Year) -> Mask {
        let length = year.length();
        let mut mask = Mask::EMPTY;
        let within = self.in_month && !self.numbered.is_empty();
        if self.months == ALL_MONTHS && self.month_days.is_none() && !within {
            mask = Mask::lowest(length).and(&Mask::weekdays(self.weekdays, year.weekday()));
        } else {
            for month0 in (0..12).filter(|month0| self.months >> month0 & 1 == 1) {
                let start = year.month_start(month0);
                let first = weekday(year.first + start);
                mask.put(start, self.days_of_month(first, year.month_length(month0)).into());
            }
        }
        if !self.in_month && !self.numbered.is_empty() {
            let mut union = Mask::EMPTY;
            self.numbered.iter().for_each(|day| put_numbered(*day, year.weekday(), length, &mut union));
            mask = mask.and(&union);
        }
        if !self.year_days.is_empty() {
            let mut union = Mask::EMPTY;
            for day in self.year_days.iter().map(|day| i64::from(*day)) {
                union.set(if day > 0 { day - 1 } else { length + day });
            }
            mask = mask.and(&union);
        }
        if self.has_weeks() { mask.and(&self.weeks_of(year)) } else { mask }
    }

    /// The matching days of the weeks that a year numbers, from the first day of its first week.
    pub(super) fn weeks_year(&self, year: Year) -> Mask {
        let first = year.week_one(self.week_start);
        let length = Year::of(year.number + 1).week_one(self.week_start) - first;
        let mut mask = Mask::EMPTY;
        for number in year.number - 1..=year.number + 1 {
            let part = Year::of(number);
            let days = self.year(part);
            (0..part.length()).step_by(64).for_each(|at| mask.put(part.first + at - first, days.bits(at)));
        }
        mask.and(&Mask::lowest(length))
    }

    /// The days of a year that lie in the weeks, which its neighbours may number.
    fn weeks_of(&self, year: Year) -> Mask {
        let mut mask = Mask::EMPTY;
        for number in year.number - 1..=year.number + 1 {
            let first = Year::of(number).week_one(self.week_start);
            let count = (Year::of(number + 1).week_one(self.week_start) - first) / 7;
            for week in self.weeks.iter().map(|week| i64::from(*week)) {
                let week = if week > 0 { week } else { count + 1 + week };
                if (1..=count).contains(&week) {
                    mask.put(first + 7 * (week - 1) - year.first, ALL_WEEKDAYS.into());
                }
            }
        }
        mask.and(&Mask::lowest(year.length()))
    }

    /// Whether BYDAY leaves any day out.
    pub(super) const fn limits_weekdays(&self) -> bool {
        self.weekdays != ALL_WEEKDAYS || !self.numbered.is_empty()
    }

    /// Whether BYDAY names a day; for days that SKIP has moved.
    pub(super) fn names_weekday(&self, day: i64) -> bool {
        let year = Year::containing(day);
        let at = day - year.first;
        let month0 = year.month_of(at);
        let (first, length, at) = if self.in_month {
            let start = year.month_start(month0);
            (weekday(year.first + start), i64::from(year.month_length(month0)), at - start)
        } else {
            (year.weekday(), year.length(), at)
        };
        let mut union = Mask::weekdays(if self.numbered.is_empty() { self.weekdays } else { 0 }, first);
        self.numbered.iter().for_each(|day| put_numbered(*day, first, length, &mut union));
        union.has(at)
    }

    /// Whether BYMONTHDAY names a day; for days of the year that SKIP has moved.
    pub(super) fn names_month_day(&self, day: i64) -> bool {
        let Some([ahead, back]) = self.month_days else { return true };
        let year = Year::containing(day);
        let month0 = year.month_of(day - year.first);
        let at = day - year.first - year.month_start(month0);
        let last = i64::from(year.month_length(month0)) - 1;
        ahead >> at & 1 == 1 || back >> (last - at) & 1 == 1 // both 0 to 30
    }

    /// BYMONTHDAY of a month of `length` days: those that it has, and where those that it lacks would lie: one beyond
    /// its end (`true`) or one before its start.
    pub(super) fn month_days(&self, length: u32) -> (u32, [bool; 2]) {
        let [ahead, back] = self.month_days.unwrap_or_default();
        let days = (ahead & u32::MAX >> (32 - length)) | back.reverse_bits() >> (32 - length);
        (days, [ahead >> length != 0, back >> length != 0]) // at most 31
    }
}

/// A week of bits again and again, when bit 0 falls on the weekday `first`.
const fn repeated(weekdays: u8, first: u32) -> u32 {
    ((weekdays as u64 * WEEKS) >> first) as u32 // 36 bits and more, of which 31 matter
}

/// The days of one entry of BYDAY in a month of `length` days that begins on the weekday `first`.
fn numbered_of_month(day: ByDay, first: u32, length: u32) -> u32 {
    let at = (calendar::number(day.day()) + 7 - first) % 7;
    let all = (WEEKS << at) as u32 & u32::MAX >> (32 - length); // 31 days at most
    let bit = match day.number().map(i32::from) {
        None => return all,
        Some(n) if n > 0 => at as i32 + 7 * (n - 1),
        Some(n) => 31 - all.leading_zeros() as i32 + 7 * (n + 1),
    };
    if (0..length as i32).contains(&bit) { 1 << bit } else { 0 }
}

/// Adds the days of one entry of BYDAY to a month or year of `length` days that begins on the weekday `first`.
fn put_numbered(day: ByDay, first: u32, length: i64, union: &mut Mask) {
    let at = i64::from((calendar::number(day.day()) + 7 - first) % 7);
    let bit = match day.number().map(i64::from) {
        None => {
            let days = Mask::weekdays(1 << calendar::number(day.day()), first).and(&Mask::lowest(length));
            *union = union.or(&days);
            return;
        }
        Some(n) if n > 0 => at + 7 * (n - 1),
        Some(n) => at + (length - 1 - at) / 7 * 7 + 7 * (n + 1),
    };
    if (0..length).contains(&bit) {
        union.set(bit);
    }
}
