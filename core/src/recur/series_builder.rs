use super::build;
use super::{Exception, Extent, Moment, Rule, Series, Start};
use crate::error::Result;
use crate::zone::Zone;

/// Puts a [`Series`] together; made by [`Series::new`].
///
/// # Example: the start is a Monday, the rule says Tuesday
/// ```
/// use kalends::recur::{Series, Start};
/// use kalends::time::parse_wall;
/// use kalends::{Limits, Zone};
/// let start = parse_wall("2024-01-01T09:00:00")?;
/// let builder = Series::new(Start::Floating(start)).rule("FREQ=WEEKLY;BYDAY=TU;COUNT=2".parse()?);
/// assert_eq!(builder.clone().build().unwrap_err().code(), "recur.no-zone");
///
/// let days = |series: Series| -> kalends::Result<Vec<String>> {
///     series.iter(&Limits::default()).map(|next| Ok(next?.wall.date().to_string())).collect()
/// };
/// let strict = builder.zone(Zone::utc());
/// assert_eq!(days(strict.clone().build()?)?, ["2024-01-02", "2024-01-09"]);
/// assert_eq!(days(strict.include_dtstart(true).build()?)?, ["2024-01-01", "2024-01-02"]);
/// # Ok::<(), kalends::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
#[must_use]
pub struct SeriesBuilder {
    pub(super) start: Start,
    pub(super) zone: Option<Zone>,
    pub(super) rules: Vec<Rule>,
    pub(super) exrules: Vec<Rule>,
    pub(super) dates: Vec<Moment>,
    pub(super) periods: Vec<(Moment, Extent)>,
    pub(super) excluded: Vec<Moment>,
    pub(super) exceptions: Vec<Exception>,
    pub(super) include_start: bool,
    pub(super) extent: Option<Extent>,
}

impl SeriesBuilder {
    pub(super) fn new(start: Start) -> Self {
        Self {
            start,
            zone: None,
            rules: Vec::new(),
            exrules: Vec::new(),
            dates: Vec::new(),
            periods: Vec::new(),
            excluded: Vec::new(),
            exceptions: Vec::new(),
            include_start: false,
            extent: None,
        }
    }

    /// The rule: RRULE. Without one the series has its start and the RDATEs.
    ///
    /// RFC 5545 §3.8.5.3 asks for one at most and leaves more undefined. Here they are a union, as in RFC 2445; each has
    /// its own COUNT or UNTIL.
    pub fn rule(mut self, rule: Rule) -> Self {
        self.rules.reserve_exact(1); // mostly there is one, and room for four takes a kilobyte
        self.rules.push(rule);
        self
    }

    /// Takes out what a rule names from the start on: EXRULE of RFC 2445, compared as instants. What it takes out
    /// still counts towards COUNT.
    pub fn exrule(mut self, rule: Rule) -> Self {
        self.exrules.push(rule);
        self
    }

    /// The zone that a date or a floating start is read in. A zoned start has its own, which wins.
    pub fn zone(mut self, zone: Zone) -> Self {
        self.zone = Some(zone);
        self
    }

    /// Adds a date: RDATE. It does not count towards COUNT and may lie beyond UNTIL.
    pub fn rdate(mut self, date: impl Into<Moment>) -> Self {
        self.dates.push(date.into());
        self
    }

    /// Adds a date with a length of its own: RDATE;VALUE=PERIOD. It also gives its length to an occurrence of the rule
    /// at the same instant.
    pub fn rdate_lasting(mut self, date: impl Into<Moment>, extent: Extent) -> Self {
        self.periods.push((date.into(), extent));
        self
    }

    /// Takes a date out: EXDATE, compared as an instant. It still counts towards COUNT.
    ///
    /// A date in a series with times takes out all that start on that local day, as many calendars mean it.
    pub fn exdate(mut self, date: impl Into<Moment>) -> Self {
        self.excluded.push(date.into());
        self
    }

    /// Moves or cancels an occurrence, or it and all that follow: RECURRENCE-ID.
    pub fn exception(mut self, exception: Exception) -> Self {
        self.exceptions.push(exception);
        self
    }

    /// Whether the start is an occurrence even if the rule does not name it.
    ///
    /// RFC 5545 §3.8.5.3 leaves that case undefined. `false`, the default: it is neither added nor counted. `true`: it
    /// is the first and counts towards COUNT, as in Google's and Apple's calendars.
    pub fn include_dtstart(mut self, include: bool) -> Self {
        self.include_start = include;
        self
    }

    /// How long each occurrence lasts: nothing for a time, one day for a date, unless it is said here.
    pub fn lasting(mut self, extent: Extent) -> Self {
        self.extent = Some(extent);
        self
    }

    /// The series, compiled.
    ///
    /// The end of each COUNT is found here, by arithmetic: a few steps for nearly all rules, some milliseconds for the worst.
    ///
    /// # Errors
    /// `recur.no-zone` when a date or a floating start has no zone to be read in; `recur.until-type` when UNTIL has
    /// another form than the start asks for (not for rules that were read leniently); `recur.date-type` when RDATE,
    /// EXDATE or an exception does; `recur.combination` for an HOURLY or shorter rule on a date; `recur.budget` where many
    /// costly rules with COUNT come together, so that hostile ones end within some milliseconds; `time.sub-second`
    /// and `time.out-of-range` for times. The path says where: `start`, `rule`, `extra_rules[0]`, `exrules[0]`, `rdate[0]`,
    /// `periods[0].start`, `exdate[0]`, `overrides[0].original`.
    pub fn build(self) -> Result<Series> {
        build::series(self)
    }
}
