use crate::argument::{DatabaseArguments, RangeArguments, ViewerArguments};
use crate::database;
use crate::exit::Exit;
use crate::input;
use crate::render::counted;
use crate::terminal::Terminal;
use clap::Args;
use kalends::booking::{Changes, ExternalBusy, ExternalSpan};
use kalends::ical::{BusyEvent, BusyOptions, Document, Problem, busy};
use kalends::id::{EventId, ResourceId, SourceId};
use kalends::interval::Interval;
use kalends::{Limits, Result, Zone};
use kalends_engine::Engine;
use serde::Serialize;
use std::path::PathBuf;

/// How many days are taken over if nobody says: whatever is beyond looks free.
const TAKEN_OVER: i64 = 366;

/// Takes busy time over from a calendar file.
///
/// Replaces all that was known from the same source; what the calendar has outside the range is not taken over. What the file has that is not as it should be is read as well
/// as can be, and listed with its line.
#[derive(Debug, Args)]
pub(crate) struct Import {
    #[command(flatten)]
    database: DatabaseArguments,
    /// Whose calendar
    #[arg(long, value_name = "ID")]
    resource: ResourceId,
    /// Which of this resource's calendars
    #[arg(long, value_name = "ID")]
    source: SourceId,
    /// The calendar file (.ics); - is standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
    #[command(flatten)]
    range: RangeArguments,
    #[command(flatten)]
    viewer: ViewerArguments,
    /// Print the record: what is busy, and the problems
    #[arg(long)]
    json: bool,
}

/// What was read from a calendar.
#[derive(Serialize)]
struct Imported {
    busy: Vec<BusyEvent>,
    /// Those of form and of meaning, in order of lines.
    problems: Vec<Problem>,
    release: String,
}

impl Import {
    pub(super) fn run(self, terminal: &mut Terminal) -> Result<Exit> {
        let bytes = input::bytes(&self.file, Limits::default().ical_bytes)?;
        let engine = database::existing(&self.database)?;
        let home = database::zone_of(&engine, &self.resource)?;
        let viewer = self.viewer.zone()?.unwrap_or_else(|| home.clone());
        let range = self.range.resolve(&viewer, engine.now(), TAKEN_OVER)?;
        let imported = read(bytes, home, range, &engine)?;
        engine.put(&changes(&self.resource, &self.source, &imported))?;
        if self.json {
            terminal.json(&imported)?;
        } else {
            terminal.text(&imported.words(&self.source))?;
        }
        Ok(Exit::Answer)
    }
}

/// The busy time of a calendar file inside `range`.
fn read(bytes: impl Into<Vec<u8>>, owner: Zone, range: Interval, engine: &Engine) -> Result<Imported> {
    let document = Document::parse(bytes, engine.limits())?;
    let mut options = BusyOptions::new(owner, range);
    options.zones = engine.zones();
    options.limits = engine.limits().clone();
    let report = busy(&document, &options)?;
    let mut problems = [document.problems(), &report.problems].concat();
    problems.sort_by_key(Problem::line);
    Ok(Imported { busy: report.busy, problems, release: report.zone_data })
}

/// What has to be written so that the source's busy time is what was read.
fn changes(resource: &ResourceId, source: &SourceId, imported: &Imported) -> Changes {
    let spans = imported.busy.iter().map(|event| {
        let id = event.uid.as_deref().and_then(|uid| EventId::new(uid).ok());
        ExternalSpan { span: event.interval, event: id }
    });
    let busy = ExternalBusy { resource: resource.clone(), source: source.clone(), spans: spans.collect() };
    Changes { external: vec![busy], ..Changes::default() }
}

impl Imported {
    /// How much is busy, and every problem on a line of its own.
    fn words(&self, source: &SourceId) -> String {
        let (busy, found) = (counted(self.busy.len(), "busy time"), counted(self.problems.len(), "problem"));
        let problems = self.problems.iter().map(|problem| format!("  {problem}\n"));
        std::iter::once(format!("{source}: {busy}, {found}\n")).chain(problems).collect()
    }
}
