use super::builder::RuleBuilder;
use super::parts::Parts;
use super::{ByDay, Freq, Skip, Until, check, never, parse};
use crate::error::{Error, Result};
use crate::limits::Limits;
use chrono::Weekday;
use std::fmt;
use std::str::FromStr;

/// When something repeats: a recurrence rule of RFC 5545 §3.3.10, with SKIP of RFC 7529.
///
/// A rule says nothing about where it starts; a [`Series`](super::Series) puts it to a start. It is read strictly:
/// what the RFC forbids is refused with the part named, and so is a rule that no start could ever make match. Lists
/// are kept sorted and without repeats, so two rules that say the same in another spelling are equal, and printing
/// gives the canonical text: parse → print → parse is identity.
///
/// Month ends: `BYMONTHDAY=31` means the months that have a 31st. It never becomes the 30th (ask for
/// `BYMONTHDAY=-1` for the last day).
///
/// # Example
/// ```
/// use kalends::recur::{Freq, Rule};
/// let rule: Rule = "byday=fr,mo,fr;freq=Weekly;interval=02;wkst=mo".parse()?;
/// assert_eq!(rule.to_string(), "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR");
/// assert_eq!((rule.freq(), rule.interval(), rule.count()), (Freq::Weekly, 2, None));
///
/// let never = "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30".parse::<Rule>().unwrap_err();
/// assert_eq!(never.code(), "recur.unmatchable");
/// assert_eq!("FREQ=DAILY;COUNT=3;UNTIL=20270131".parse::<Rule>().unwrap_err().code(), "recur.combination");
/// # Ok::<(), kalends::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Rule {
    // INVARIANT: lists are canonical, values in range, and `check::rule` has passed (or `lenient` is set).
    pub(super) freq: Freq,
    pub(super) interval: u32,
    pub(super) end: End,
    pub(super) by: Parts,
    pub(super) week_start: Weekday,
    pub(super) skip: Skip,
    pub(super) lenient: bool,
}

/// How a rule ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum End {
    Never,
    Count(u32),
    Until(Until),
}

impl Rule {
    /// Reads a RECUR value (without `RRULE:`), strictly.
    ///
    /// Parts may stand in any order and either case, numbers may have leading zeros, signed ones a `+`, lists may
    /// repeat values. `FromStr` does the same with the default limits.
    ///
    /// # Errors
    /// `recur.too-long` above [`Limits::rule_bytes`]; `recur.malformed`, `recur.repeated`, `recur.no-freq`,
    /// `recur.range` for text outside the grammar; `recur.combination` for parts that the RFC forbids together;
    /// `recur.unsupported` for an RSCALE other than GREGORIAN; `recur.unmatchable` for a rule that could never match.
    ///
    /// # Example
    /// ```
    /// use kalends::{Limits, recur::Rule};
    /// let error = Rule::parse("FREQ=WEEKLY;BYMONTHDAY=31", &Limits::default()).unwrap_err();
    /// assert_eq!(error.message(), "BYMONTHDAY is not allowed here: a week has no days of the month; use MONTHLY");
    /// ```
    pub fn parse(text: &str, limits: &Limits) -> Result<Self> {
        let rule = parse::rule(text, limits, false)?;
        check::rule(&rule)?;
        Ok(rule)
    }

    /// Reads a RECUR value as [`parse`](Self::parse) does, and accepts a rule that could never match: it names nothing.
    ///
    /// # Errors
    /// As [`parse`](Self::parse), without `recur.unmatchable`.
    ///
    /// # Example
    /// ```
    /// use kalends::{Limits, recur::Rule};
    /// let rule = Rule::parse_or_never("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", &Limits::default())?;
    /// assert!(rule.is_never());
    /// assert_eq!(Rule::parse(&rule.to_string(), &Limits::default()).unwrap_err().code(), "recur.unmatchable");
    /// # Ok::<(), kalends::Error>(())
    /// ```
    pub fn parse_or_never(text: &str, limits: &Limits) -> Result<Self> {
        let rule = parse::rule(text, limits, false)?;
        check::combined(&rule)?;
        Ok(rule)
    }

    /// Reads a RECUR value as other people's calendars write it.
    ///
    /// Beyond [`parse`](Self::parse) it accepts a trailing `;`, a `+` before any number, and parts that the RFC does
    /// not define for this FREQ: those then limit the set, a number in BYDAY counting only where months or years do.
    /// A rule that never matches is accepted and yields nothing. UNTIL may have the wrong form: a date includes that
    /// whole local day, a local time is read in the series' zone, a UTC time of an all-day series means its date.
    ///
    /// The text that such a rule prints may be refused by the strict parser: keep the original text beside it.
    ///
    /// # Errors
    /// `recur.too-long`; `recur.malformed`, `recur.repeated`, `recur.no-freq`, `recur.range` for what can't be read;
    /// `recur.combination` for COUNT with UNTIL, where guessing would lose lessons; `recur.unsupported`.
    ///
    /// # Example
    /// ```
    /// use kalends::{Limits, recur::Rule};
    /// let rule = Rule::parse_lenient("FREQ=WEEKLY;BYMONTHDAY=1,3;", &Limits::default())?;
    /// assert_eq!(rule.by_month_day(), [1, 3]);
    /// # Ok::<(), kalends::Error>(())
    /// ```
    pub fn parse_lenient(text: &str, limits: &Limits) -> Result<Self> {
        parse::rule(text, limits, true)
    }

    /// Starts a rule with this period: `Rule::builder(Freq::Daily).every(3).build()`.
    pub fn builder(freq: Freq) -> RuleBuilder {
        RuleBuilder::new(freq)
    }

    /// The period.
    pub const fn freq(&self) -> Freq {
        self.freq
    }

    /// Every how many periods; at least 1.
    pub const fn interval(&self) -> u32 {
        self.interval
    }

    /// How many instances, if the rule ends that way.
    pub const fn count(&self) -> Option<u32> {
        if let End::Count(count) = self.end { Some(count) } else { None }
    }

    /// The last moment, inclusive, if the rule ends that way.
    pub const fn until(&self) -> Option<Until> {
        if let End::Until(until) = self.end { Some(until) } else { None }
    }

    /// Whether the rule has neither COUNT nor UNTIL.
    pub const fn is_endless(&self) -> bool {
        matches!(self.end, End::Never)
    }

    /// BYSECOND, 0 to 60. A 60 is accepted and never matches: no zone here has leap seconds.
    pub fn by_second(&self) -> &[u8] {
        &self.by.second
    }

    /// BYMINUTE, 0 to 59.
    pub fn by_minute(&self) -> &[u8] {
        &self.by.minute
    }

    /// BYHOUR, 0 to 23.
    pub fn by_hour(&self) -> &[u8] {
        &self.by.hour
    }

    /// BYDAY, plain days first.
    pub fn by_day(&self) -> &[ByDay] {
        &self.by.day
    }

    /// BYMONTHDAY, from the start of the month, then from its end.
    pub fn by_month_day(&self) -> &[i16] {
        &self.by.month_day
    }

    /// BYYEARDAY, from the start of the year, then from its end.
    pub fn by_year_day(&self) -> &[i16] {
        &self.by.year_day
    }

    /// BYWEEKNO, ISO 8601 weeks with the rule's own week start.
    pub fn by_week_no(&self) -> &[i16] {
        &self.by.week_no
    }

    /// BYMONTH, 1 to 12.
    pub fn by_month(&self) -> &[u8] {
        &self.by.month
    }

    /// BYSETPOS: which of each period's instances, counted from the period's own start.
    pub fn by_set_pos(&self) -> &[i16] {
        &self.by.set_pos
    }

    /// The day a week starts on; Monday unless WKST says otherwise.
    pub const fn week_start(&self) -> Weekday {
        self.week_start
    }

    /// What becomes of dates that the calendar lacks.
    pub const fn skip(&self) -> Skip {
        self.skip
    }

    /// Whether its parts alone show that it could never match, whatever the start.
    pub fn is_never(&self) -> bool {
        never::reason(self).is_some()
    }

    /// The same rule with another end: `None` for endless. For splitting and shortening a series.
    ///
    /// # Errors
    /// `recur.range` for an UNTIL with a fraction of a second or outside the years 1 to 9999.
    pub fn with_until(&self, until: Option<Until>) -> Result<Self> {
        let end = match until {
            None => End::Never,
            Some(until) => End::Until(check::until(until)?),
        };
        Ok(Self { end, ..self.clone() })
    }
}

impl FromStr for Rule {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        Self::parse(text, &Limits::default())
    }
}

impl fmt::Debug for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

crate::wire::text_serde!(
    Rule,
    "recurrence rule, a RECUR value of RFC 5545 such as FREQ=WEEKLY;BYDAY=MO",
    6,
    16384
);
