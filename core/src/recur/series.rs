use super::compiled::Compiled;
use super::occurrences::Occurrences;
use super::plan::Budget;
use super::shift::Shifts;
use super::start::{Place, Start};
use super::{Extent, Rule, SeriesBuilder};
use crate::error::Result;
use crate::interval::Interval;
use crate::limits::Limits;
use crate::time::{MAX_INSTANT, MIN_INSTANT};
use crate::zone::Zone;

/// When something takes place: a start, perhaps a rule, extra dates, and exceptions.
///
/// The recurrence set of RFC 5545 §3.8.5: what the rule names, with RDATE added and EXDATE taken away; every instant
/// once, in order of time. Built by [`Series::new`], never changed after.
///
/// - **Wall time recurs.** 09:00 in Paris is 08:00Z in winter and 07:00Z in summer.
/// - **Gap:** an occurrence at a time that a clock change skips uses the offset from before it (§3.3.5), so 02:30
///   takes place at 03:30 that day. If another occurrence is there already, there is one, and COUNT counts one.
/// - **Fold:** a time that happens twice means the first.
/// - **Month end:** a day that a month lacks is left out, not moved.
/// - **The start** is an occurrence only if the rule names it, unless [`SeriesBuilder::include_dtstart`] says so.
///   Without a rule it always is.
/// - **UNTIL** is inclusive and compared as an instant.
///
/// Every method is bounded by [`Limits`]; a rule that can't be answered within them ends in `recur.budget`, never in
/// a hang.
///
/// # Example: the 31st, and an hour that Paris skips
/// ```
/// use kalends::recur::{Series, Start};
/// use kalends::time::{format_instant, parse_wall};
/// use kalends::{Limits, ZoneDb};
/// let paris = ZoneDb::builtin().get("Europe/Paris")?;
/// let start = Start::Zoned(parse_wall("2027-01-31T09:00:00")?, paris.clone());
/// let monthly = Series::new(start).rule("FREQ=MONTHLY;COUNT=3".parse()?).build()?;
/// let starts = |series: &Series| -> kalends::Result<Vec<String>> {
///     series.iter(&Limits::default()).map(|next| Ok(format_instant(next?.start))).collect()
/// };
/// assert_eq!(starts(&monthly)?, ["2027-01-31T08:00:00Z", "2027-03-31T07:00:00Z", "2027-05-31T07:00:00Z"]);
///
/// let start = Start::Zoned(parse_wall("2027-03-27T02:30:00")?, paris);
/// let nightly = Series::new(start).rule("FREQ=DAILY;COUNT=3".parse()?).build()?;
/// // 02:30 does not exist on the 28th and becomes 03:30, which is 01:30Z.
/// assert_eq!(starts(&nightly)?, ["2027-03-27T01:30:00Z", "2027-03-28T01:30:00Z", "2027-03-29T00:30:00Z"]);
/// # Ok::<(), kalends::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Series {
    /// What it was made of.
    pub(super) source: Box<SeriesBuilder>,
    pub(super) zone: Zone,
    pub(super) first: Place,
    pub(super) include_start: bool,
    pub(super) rules: Vec<Compiled>,
    pub(super) exrules: Vec<Compiled>,
    pub(super) extent: Extent,
    /// No occurrence lasts longer, in seconds.
    pub(super) longest: i64,
    /// RDATEs, and the start where no rule stands. INVARIANT: ascending by instant, each once.
    pub(super) listed: Vec<Entry>,
    /// Single occurrences that were moved. INVARIANT: ascending by instant.
    pub(super) moved: Vec<Entry>,
    /// What was changed from some occurrence on.
    pub(super) shifts: Shifts<Fate>,
    /// Instants taken out: EXDATEs and the originals of exceptions. INVARIANT: ascending.
    pub(super) removed: Vec<i64>,
    /// Local days taken out. INVARIANT: ascending.
    pub(super) removed_days: Vec<i64>,
}

/// An occurrence that stands in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) place: Place,
    /// Its own length, if it has one.
    pub(super) extent: Option<Extent>,
}

/// What becomes of an occurrence and all that follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    Cancelled,
    /// They move, and last this long if it is said.
    Shifted(Option<Extent>),
}

impl Fate {
    pub(super) const fn extent(self) -> Option<Extent> {
        if let Self::Shifted(extent) = self { extent } else { None }
    }
}

impl Series {
    /// Begins a series at a start; [`SeriesBuilder::build`] checks and compiles it.
    #[expect(clippy::new_ret_no_self, reason = "a series is only ever built")]
    pub fn new(start: Start) -> SeriesBuilder {
        SeriesBuilder::new(start)
    }

    /// Where it starts.
    pub fn start(&self) -> &Start {
        &self.source.start
    }

    /// The zone that its wall times are read in.
    pub const fn zone(&self) -> &Zone {
        &self.zone
    }

    /// Its rule, or the first of several.
    pub fn rule(&self) -> Option<&Rule> {
        self.rules().next()
    }

    /// Its rules; RFC 5545 §3.8.5.3 asks for one at most, older calendars have more.
    pub fn rules(&self) -> impl Iterator<Item = &Rule> {
        self.source.rules.iter()
    }

    /// The rules whose instances are taken out: EXRULE.
    pub fn exrules(&self) -> impl Iterator<Item = &Rule> {
        self.source.exrules.iter()
    }

    /// The parts that it was made of, to be changed and built again.
    ///
    /// # Example: the same lesson without the night on which its time is skipped
    /// ```
    /// use kalends::recur::{Series, Start};
    /// use kalends::time::{format_instant, parse_wall};
    /// use kalends::{Limits, ZoneDb};
    /// let paris = ZoneDb::builtin().get("Europe/Paris")?;
    /// let series = Series::new(Start::Zoned(parse_wall("2027-03-27T02:30:00")?, paris))
    ///     .rule("FREQ=DAILY;COUNT=3".parse()?)
    ///     .build()?;
    /// let fewer = series.to_builder().exdate(parse_wall("2027-03-28T02:30:00")?).build()?;   // a gap: 03:30
    /// let starts = fewer.iter(&Limits::default()).map(|next| Ok(format_instant(next?.start)));
    /// assert_eq!(
    ///     starts.collect::<kalends::Result<Vec<_>>>()?,
    ///     ["2027-03-27T01:30:00Z", "2027-03-29T00:30:00Z"],
    /// );
    /// # Ok::<(), kalends::Error>(())
    /// ```
    pub fn to_builder(&self) -> SeriesBuilder {
        (*self.source).clone()
    }

    /// Whether no rule, date or exception can ever give an occurrence, as far as it shows without a search: such a
    /// series is empty, and asking it costs nothing.
    pub fn is_never(&self) -> bool {
        let ruled = self.rules.iter().any(|compiled| !compiled.plan.is_never());
        !(ruled || self.include_start) && self.listed.is_empty() && self.moved.is_empty()
    }

    /// How long its occurrences last.
    pub const fn extent(&self) -> Extent {
        self.extent
    }

    /// Whether a rule has neither COUNT nor UNTIL, and no exception cancels all that follow.
    pub fn is_endless(&self) -> bool {
        let cut = self.shifts.list().last().is_some_and(|shift| shift.then == Fate::Cancelled);
        !cut && self.rules().any(Rule::is_endless)
    }

    /// Every occurrence, one by one in order of start.
    ///
    /// Nothing is computed ahead: taking five of an endless series costs five. An endless series ends with the year
    /// 9999; a rule that never matches gives nothing.
    ///
    /// # Errors
    /// Inside the iterator, which then ends: `recur.too-many` beyond [`Limits::occurrences`], `recur.budget` beyond
    /// [`Limits::search_steps`].
    ///
    /// # Example: an hour that happens twice means the first
    /// ```
    /// use kalends::recur::{Series, Start};
    /// use kalends::time::{format_instant, parse_wall};
    /// use kalends::{Limits, ZoneDb};
    /// let new_york = ZoneDb::builtin().get("America/New_York")?;
    /// let series = Series::new(Start::Zoned(parse_wall("2027-11-07T01:30:00")?, new_york))
    ///     .rule("FREQ=WEEKLY".parse()?)
    ///     .build()?;
    /// let first = series.iter(&Limits::default()).next().unwrap()?;
    /// assert_eq!(format_instant(first.start), "2027-11-07T05:30:00Z");            // EDT, not 06:30Z
    /// # Ok::<(), kalends::Error>(())
    /// ```
    pub fn iter(&self, limits: &Limits) -> Occurrences<'_> {
        self.scan(ALL, false, Budget::new(limits.search_steps)).limited(limits.occurrences)
    }

    /// The occurrences that start within a range.
    ///
    /// The range is half-open, so `between(a, c)` is `between(a, b)` and then `between(b, c)`. Without COUNT a far
    /// range costs the same as a near one.
    ///
    /// # Errors
    /// As [`iter`](Self::iter).
    ///
    /// # Example: the phase of every second week survives, and the end is not included
    /// ```
    /// use kalends::interval::Interval;
    /// use kalends::recur::{Series, Start};
    /// use kalends::time::{parse_instant, parse_wall};
    /// use kalends::{Limits, Zone};
    /// let series = Series::new(Start::Zoned(parse_wall("1970-01-05T09:00:00")?, Zone::utc()))
    ///     .rule("FREQ=WEEKLY;INTERVAL=2".parse()?)
    ///     .build()?;
    /// let range = Interval::new(parse_instant("2027-01-01T00:00:00Z")?, parse_instant("2027-01-18T09:00:00Z")?)?;
    /// let walls = series.between(range, &Limits::default()).map(|next| Ok(next?.wall.to_string()));
    /// assert_eq!(walls.collect::<kalends::Result<Vec<_>>>()?, ["2027-01-04 09:00:00"]);
    /// # Ok::<(), kalends::Error>(())
    /// ```
    pub fn between(&self, range: Interval, limits: &Limits) -> Occurrences<'_> {
        self.scan(bounds(range), false, Budget::new(limits.search_steps)).limited(limits.occurrences)
    }

    /// Adds the starts of the occurrences within a range to a list, as seconds since 1970-01-01T00:00:00Z: the fastest
    /// door, for counting, matching and drawing. What they are is what [`between`](Self::between) gives.
    ///
    /// A gap and a fold change what they change there; starts ascend, each once. On an error nothing is added.
    ///
    /// # Errors
    /// As [`between`](Self::between).
    ///
    /// # Example: the night on which Paris has no 02:30, and one that has two
    /// ```
    /// use kalends::interval::Interval;
    /// use kalends::recur::{Series, Start};
    /// use kalends::time::{parse_instant, parse_wall};
    /// use kalends::{Limits, ZoneDb};
    /// let paris = ZoneDb::builtin().get("Europe/Paris")?;
    /// let series = Series::new(Start::Zoned(parse_wall("2027-01-01T02:30:00")?, paris))
    ///     .rule("FREQ=DAILY".parse()?)
    ///     .build()?;
    /// let day = |text: &str| parse_instant(text);
    /// let mut starts = Vec::new();
    /// let spring = Interval::new(day("2027-03-27T00:00:00Z")?, day("2027-03-30T00:00:00Z")?)?;
    /// series.fill(spring, &Limits::default(), &mut starts)?;
    /// assert_eq!(starts.windows(2).map(|pair| pair[1] - pair[0]).collect::<Vec<_>>(), [86_400, 82_800]);
    ///
    /// let autumn = Interval::new(day("2027-10-31T00:00:00Z")?, day("2027-11-01T00:00:00Z")?)?;
    /// series.fill(autumn, &Limits::default(), &mut starts)?;
    /// assert_eq!(starts[3..], [day("2027-10-31T00:30:00Z")?.timestamp()]);         // the first of the two
    /// # Ok::<(), kalends::Error>(())
    /// ```
    pub fn fill(&self, range: Interval, limits: &Limits, out: &mut Vec<i64>) -> Result<()> {
        let given = out.len();
        let budget = Budget::new(limits.search_steps);
        let filled = self.fill_starts(bounds(range), budget, limits.occurrences, out);
        if filled.is_err() {
            out.truncate(given);
        }
        filled
    }

    /// The occurrences that take up some of a range: for busy time.
    ///
    /// One that started before and still runs is among them; one that ends as the range starts is not. An occurrence
    /// without length counts if it starts within the range. In order of start.
    ///
    /// # Errors
    /// As [`iter`](Self::iter).
    pub fn overlapping(&self, range: Interval, limits: &Limits) -> Occurrences<'_> {
        self.scan(bounds(range), true, Budget::new(limits.search_steps)).limited(limits.occurrences)
    }
}

/// The supported ticks, half-open.
pub(super) const ALL: (i64, i64) = (MIN_INSTANT.timestamp(), MAX_INSTANT.timestamp() + 1);

fn bounds(range: Interval) -> (i64, i64) {
    (range.start_secs(), range.end_secs())
}
