//! A series as data, and the way there and back.

use super::{Exception, Extent, Moment, Rule, Series, SeriesBuilder, Start};
use crate::error::Result;
use crate::limits::Limits;
use crate::zone::{Zone, ZoneDb};

/// A series as data: what a request, a file or a database holds.
///
/// It has no invariants of its own; [`SeriesRecord::series`] checks it through the same door as everything else. As JSON
/// it is what every operation about a series takes.
///
/// # Example: a lesson on the 31st, and what a fold means
/// ```
/// use kalends::recur::SeriesRecord;
/// use kalends::{Limits, ZoneDb};
/// let mut record = SeriesRecord::new("2027-10-31T02:30:00".parse()?);
/// record.rule = Some("FREQ=MONTHLY;COUNT=2".to_owned());
/// record.zone = Some("Europe/Paris".to_owned());
/// let series = record.series(ZoneDb::builtin(), &Limits::default())?;
/// let last = series.last(&Limits::default())?.unwrap();
/// assert_eq!(last.wall.to_string(), "2027-12-31 02:30:00");                        // November has no 31st
///
/// record.exdate = vec!["2027-10-31".parse()?, "2027-12-31T01:30:00Z".parse()?];
/// let series = record.series(ZoneDb::builtin(), &Limits::default())?;
/// assert_eq!(series.last(&Limits::default())?, None);
/// # Ok::<(), kalends::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct SeriesRecord {
    /// A RECUR value of RFC 5545, such as `FREQ=WEEKLY;BYDAY=MO`; absent for a series of dates only.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub rule: Option<String>,
    /// More rules, whose instances are added. RFC 5545 asks for one rule at most; old calendars have several.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Vec::is_empty"))]
    pub extra_rules: Vec<String>,
    /// Rules whose instances are taken out: EXRULE of RFC 2445.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Vec::is_empty"))]
    pub exrules: Vec<String>,
    /// DTSTART: a date or a wall time.
    pub start: Moment,
    /// The zone that the wall recurs in. Without it the series floats: answers are wall times and no instants.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub zone: Option<String>,
    /// Dates that are added.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Vec::is_empty"))]
    pub rdate: Vec<Moment>,
    /// Dates that are added with a length of their own: RDATE;VALUE=PERIOD.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Vec::is_empty"))]
    pub periods: Vec<SeriesPeriod>,
    /// Dates that are taken out. A date in a series of times takes out all that start on that local day.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Vec::is_empty"))]
    pub exdate: Vec<Moment>,
    /// Occurrences that were moved or cancelled: RECURRENCE-ID.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Vec::is_empty"))]
    pub overrides: Vec<Exception>,
    /// Whether the start is an occurrence even if the rule does not name it.
    #[cfg_attr(feature = "serde", serde(default))]
    pub include_start: bool,
    /// How long each occurrence lasts; absent is no time for a wall time and one day for a date.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub lasting: Option<Extent>,
    /// Whether rules are read as other people's calendars write them.
    #[cfg_attr(feature = "serde", serde(default))]
    pub lenient: bool,
    /// Whether a rule that could never match is an empty set; else it is refused.
    #[cfg_attr(feature = "serde", serde(default))]
    pub allow_never: bool,
}

/// A date that is added with a length of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SeriesPeriod {
    /// When it starts.
    pub start: Moment,
    /// How long it lasts.
    pub lasting: Extent,
}

impl SeriesRecord {
    /// A series of one occurrence.
    pub const fn new(start: Moment) -> Self {
        Self {
            rule: None,
            extra_rules: Vec::new(),
            exrules: Vec::new(),
            start,
            zone: None,
            rdate: Vec::new(),
            periods: Vec::new(),
            exdate: Vec::new(),
            overrides: Vec::new(),
            include_start: false,
            lasting: None,
            lenient: false,
            allow_never: false,
        }
    }

    /// Reads a rule as the record asks for.
    ///
    /// # Errors
    /// As [`Rule::parse`] and [`Rule::parse_lenient`].
    pub fn read_rule(&self, text: &str, limits: &Limits) -> Result<Rule> {
        match (self.lenient, self.allow_never) {
            (true, _) => Rule::parse_lenient(text, limits),
            (false, true) => Rule::parse_or_never(text, limits),
            (false, false) => Rule::parse(text, limits),
        }
    }

    /// The series. A floating one is put to UTC: its instants are its wall times.
    ///
    /// # Errors
    /// As [`Rule::parse`] and [`SeriesBuilder::build`], with the path of the field; `zone.unknown`; `time.wall` for an
    /// instant as the start.
    pub fn series(&self, zones: &ZoneDb, limits: &Limits) -> Result<Series> {
        let zone = |name: &String| zones.get(name).map_err(|error| error.in_field("zone"));
        let zone = self.zone.as_ref().map(zone).transpose()?;
        // A date has no zone of its own, but is read in one.
        let own = zone.clone().filter(|_| !matches!(self.start, Moment::Date(_)));
        let mut builder = Series::new(Start::read(self.start, own).map_err(|error| error.in_field("start"))?)
            .zone(zone.unwrap_or_else(Zone::utc))
            .include_dtstart(self.include_start);
        if let Some(text) = &self.rule {
            builder = builder.rule(self.read_rule(text, limits).map_err(|error| error.in_field("rule"))?);
        }
        let read = |(nth, text): (usize, &String), list| {
            self.read_rule(text, limits).map_err(|error| error.in_index(nth).in_field(list))
        };
        for entry in self.extra_rules.iter().enumerate() {
            builder = builder.rule(read(entry, "extra_rules")?);
        }
        for entry in self.exrules.iter().enumerate() {
            builder = builder.exrule(read(entry, "exrules")?);
        }
        builder = self.rdate.iter().fold(builder, |builder, date| builder.rdate(*date));
        let period = |builder: SeriesBuilder, period: &SeriesPeriod| {
            builder.rdate_lasting(period.start, period.lasting)
        };
        builder = self.periods.iter().fold(builder, period);
        builder = self.exdate.iter().fold(builder, |builder, date| builder.exdate(*date));
        builder = self.overrides.iter().fold(builder, |builder, one| builder.exception(*one));
        self.lasting.map_or(builder.clone(), |extent| builder.lasting(extent)).build()
    }
}

impl From<&Series> for SeriesRecord {
    /// The parts that the series was made of; lists in the order in which they were given, periods after other dates.
    ///
    /// Of the zone its name is kept; a zone of one's own is not found again by it. The zone that a floating series is read
    /// in is the reader's, and UTC stands for none in a series of dates.
    fn from(series: &Series) -> Self {
        let source = &series.source;
        let start = match &source.start {
            Start::Date(date) => Moment::Date(*date),
            Start::Floating(wall) | Start::Zoned(wall, _) => Moment::Wall(*wall),
        };
        let mut rules = series.rules().map(ToString::to_string);
        let zoned = match source.start {
            Start::Date(_) => series.zone != Zone::utc(),
            Start::Floating(_) => false,
            Start::Zoned(..) => true,
        };
        let period = |(start, lasting): &(Moment, Extent)| SeriesPeriod { start: *start, lasting: *lasting };
        Self {
            rule: rules.next(),
            extra_rules: rules.collect(),
            exrules: series.exrules().map(ToString::to_string).collect(),
            start,
            zone: zoned.then(|| series.zone.name().to_owned()),
            rdate: source.dates.clone(),
            periods: source.periods.iter().map(period).collect(),
            exdate: source.excluded.clone(),
            overrides: source.exceptions.clone(),
            include_start: source.include_start,
            lasting: source.extent,
            lenient: source.rules.iter().chain(&source.exrules).any(|rule| rule.lenient),
            allow_never: source.rules.iter().chain(&source.exrules).any(Rule::is_never),
        }
    }
}

/// As a [`SeriesRecord`].
#[cfg(feature = "serde")]
impl serde::Serialize for Series {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        SeriesRecord::from(self).serialize(serializer)
    }
}

/// From a [`SeriesRecord`], with the zone data that is built in and the default limits; to choose them, read the record.
#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for Series {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        let record = SeriesRecord::deserialize(deserializer)?;
        record.series(ZoneDb::builtin(), &Limits::default()).map_err(|error| crate::wire::refuse(&error))
    }
}
