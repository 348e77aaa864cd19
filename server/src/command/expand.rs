use crate::argument::{TimeArgument, zone};
use crate::exit::Exit;
use crate::render::{Clocks, Months, Table, stamp};
use crate::terminal::Terminal;
use chrono::{DateTime, Utc, Weekday};
use clap::Args;
use kalends::interval::Interval;
use kalends::recur::{Extent, Locale, Occurrence, Rule, Series};
use kalends::time::{Elapsed, MAX_INSTANT, MIN_INSTANT, format_instant};
use kalends::{Limits, Result};
use serde::Serialize;

/// How many are listed if nobody says.
const DEFAULT_COUNT: usize = 10;

/// Lists the times at which a recurrence rule happens.
///
/// With `--picture` it draws the months, and with `--describe` it says the rule in words.
///
/// A time that the clocks skip is moved on by as much as they skip; one that they show twice is its first reading.
#[derive(Debug, Args)]
pub(crate) struct Expand {
    /// The rule, as in RFC 5545: FREQ=WEEKLY;BYDAY=MO
    rule: String,
    /// The first start: a wall time in the zone, an instant, or a date for whole days
    #[arg(long, value_name = "TIME")]
    start: TimeArgument,
    /// The zone whose wall time recurs
    #[arg(long, value_name = "ZONE")]
    zone: String,
    /// A second zone to show the times in
    #[arg(long, value_name = "ZONE")]
    viewer: Option<String>,
    /// How long each lasts, such as PT45M
    #[arg(long, value_name = "DURATION")]
    lasting: Option<Elapsed>,
    /// How many at most; 10 if neither this nor a range is given
    #[arg(long, value_name = "N")]
    count: Option<usize>,
    /// Only what starts from here on, inclusive
    #[arg(long, value_name = "TIME")]
    from: Option<TimeArgument>,
    /// Only what starts before
    #[arg(long, value_name = "TIME")]
    to: Option<TimeArgument>,
    /// Draw the months, with the days on which it happens marked
    #[arg(long)]
    picture: bool,
    /// Say the rule in words first, in English or in the language of this tag
    #[arg(long, value_name = "LANGUAGE", num_args = 0..=1, default_missing_value = "en")]
    describe: Option<Locale>,
    /// Print the record
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Answer {
    #[serde(skip_serializing_if = "Option::is_none")]
    words: Option<String>,
    occurrences: Vec<Occurrence>,
    release: &'static str,
}

impl Expand {
    pub(super) fn run(self, terminal: &mut Terminal) -> Result<Exit> {
        let limits = Limits::default();
        let home = zone(&self.zone)?;
        let rule = Rule::parse(&self.rule, &limits)?;
        let start = self.start.start(&home).map_err(|error| error.in_field("--start"))?;
        let mut series = Series::new(start).rule(rule).zone(home.clone());
        if let Some(elapsed) = self.lasting {
            series = series.lasting(Extent::Exact(elapsed));
        }
        let series = series.build()?;
        let bound = |time: Option<TimeArgument>, name, default: DateTime<Utc>| match time {
            Some(time) => time.instant(&home).map_err(|error| error.in_field(name)),
            None => Ok(default),
        };
        let from = bound(self.from, "--from", MIN_INSTANT)?;
        let to = bound(self.to, "--to", MAX_INSTANT)?;
        let range = Interval::covering(from, to).map_err(|error| error.in_field("--to"))?;
        let unbounded = if self.to.is_some() { usize::MAX } else { DEFAULT_COUNT };
        let asked = self.count.unwrap_or(unbounded);
        let occurrences: Vec<Occurrence> =
            series.between(range, &limits).take(asked).collect::<Result<_>>()?;
        let exit = Exit::found(!occurrences.is_empty());
        let words = self.describe.and_then(|locale| series.describe(locale));
        if self.json {
            let release = kalends::ZoneDb::builtin().release();
            terminal.json(&Answer { words, occurrences, release })?;
            return Ok(exit);
        }
        if let Some(words) = words {
            terminal.line(&words)?;
            terminal.line("")?;
        }
        if occurrences.is_empty() {
            terminal.line("nothing: the rule does not happen there")?;
            return Ok(exit);
        }
        let clocks = Clocks::new(home, self.viewer.as_deref().map(zone).transpose()?);
        terminal.text(&table(&occurrences, &clocks))?;
        if self.picture {
            let week_start = series.rule().map_or(Weekday::Mon, Rule::week_start);
            let starts = occurrences.iter().map(|one| one.start);
            terminal.line("")?;
            terminal.text(&Months::new(clocks.home(), week_start, starts).text())?;
        }
        Ok(exit)
    }
}

fn table(occurrences: &[Occurrence], clocks: &Clocks) -> String {
    let zones = clocks.each().map(|zone| zone.name().to_owned());
    let headings = ["#".to_owned()].into_iter().chain(zones).chain(["UTC".to_owned(), String::new()]);
    let mut table = Table::new(headings).numbered();
    for (at, occurrence) in (1..).zip(occurrences) {
        let start = occurrence.start;
        let times = clocks.each().map(|zone| stamp(start, zone));
        let note = note(occurrence, clocks);
        table.row([format!("{at}")].into_iter().chain(times).chain([format_instant(start), note]));
    }
    table.text()
}

/// What is odd about an occurrence: the clock never shows its time, or shows it twice.
fn note(occurrence: &Occurrence, clocks: &Clocks) -> String {
    let (home, wall) = (clocks.home(), occurrence.wall);
    match home.local(wall) {
        kalends::zone::LocalTime::Gap { .. } => {
            format!("{} does not exist that day", wall.format("%H:%M"))
        }
        kalends::zone::LocalTime::Fold { second, .. } => {
            format!("first of two; the other is at {}", stamp(second, home))
        }
        kalends::zone::LocalTime::Unique(_) => String::new(),
    }
}
