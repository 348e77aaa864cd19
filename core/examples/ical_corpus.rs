//! Reads every `.ics` file below the folders named on the command line and checks what the reader promises for any
//! bytes: no panic, the same bytes out, the same answer twice, in order and in range.
//!
//! `cargo run -p kalends --example ical_corpus -- [--verbose] FOLDER…` prints a table with a row for each folder that
//! has such files, and ends with 1 if a promise was broken or there was nothing to read. `--verbose` lists every
//! problem of every file.

use kalends::ical::{BusyOptions, Document, Problem, busy};
use kalends::interval::Interval;
use kalends::time::parse_instant;
use kalends::{Category, Limits, ZoneDb};
use std::collections::BTreeMap;
use std::panic::catch_unwind;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

/// What was found in one folder.
#[derive(Default)]
struct Tally {
    files: usize,
    bytes: usize,
    no_calendar: usize,
    refused: usize,
    components: usize,
    busy: usize,
    form: usize,
    meaning: usize,
    time: Duration,
    slowest: Option<(Duration, PathBuf)>,
    broken: Vec<String>,
}

/// What was found in one file.
#[derive(Default)]
struct Reading {
    no_calendar: bool,
    refused: Option<String>,
    components: usize,
    busy: usize,
    form: Vec<Problem>,
    meaning: Vec<Problem>,
    broken: Option<&'static str>,
}

fn main() -> ExitCode {
    let (flags, roots): (Vec<String>, Vec<String>) =
        std::env::args().skip(1).partition(|word| word.starts_with("--"));
    let verbose = flags.iter().any(|flag| flag == "--verbose");
    let mut folders = BTreeMap::new();
    for path in roots.iter().flat_map(|root| files(Path::new(root))) {
        let folder = path.parent().unwrap_or(Path::new("")).to_owned();
        folders.entry(folder).or_insert_with(Vec::new).push(path);
    }
    let (mut codes, mut total) = (BTreeMap::new(), Tally::default());
    println!(
        "files | kB | not a calendar | refused | components | busy | problems of form | of meaning | ms | folder"
    );
    for (folder, paths) in &folders {
        let tally = read_folder(paths, verbose, &mut codes);
        tally.print(&folder.display().to_string());
        total.add(tally);
    }
    total.print("in all");
    if let Some((time, path)) = &total.slowest {
        println!("slowest: {} ms, {}", time.as_millis(), path.display());
    }
    for (code, count) in codes {
        println!("  {code}: {count}");
    }
    for line in &total.broken {
        println!("BROKEN: {line}");
    }
    if total.broken.is_empty() && total.files > 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

impl Tally {
    fn print(&self, name: &str) {
        let Self { files, bytes, no_calendar, refused, components, busy, form, meaning, time, .. } = self;
        let (kb, ms) = (bytes / 1024, time.as_millis());
        println!(
            "{files} | {kb} | {no_calendar} | {refused} | {components} | {busy} | {form} | {meaning} | {ms} | {name}"
        );
    }

    fn add(&mut self, other: Self) {
        self.files += other.files;
        self.bytes += other.bytes;
        self.no_calendar += other.no_calendar;
        self.refused += other.refused;
        self.components += other.components;
        self.busy += other.busy;
        self.form += other.form;
        self.meaning += other.meaning;
        self.time += other.time;
        self.slowest = self.slowest.take().max(other.slowest);
        self.broken.extend(other.broken);
    }
}

fn read_folder(paths: &[PathBuf], verbose: bool, codes: &mut BTreeMap<&'static str, usize>) -> Tally {
    let mut tally = Tally::default();
    for path in paths {
        let Ok(bytes) = std::fs::read(path) else {
            tally.broken.push(format!("{}: cannot be read from disk", path.display()));
            continue;
        };
        let begun = now();
        let reading = catch_unwind(|| check(&bytes))
            .unwrap_or_else(|_| Reading { broken: Some("panicked"), ..Reading::default() });
        let time = now().saturating_sub(begun);
        tally.files += 1;
        tally.bytes += bytes.len();
        tally.time += time;
        if tally.slowest.as_ref().is_none_or(|slowest| slowest.0 < time) {
            tally.slowest = Some((time, path.clone()));
        }
        tally.no_calendar += usize::from(reading.no_calendar);
        tally.refused += usize::from(reading.refused.is_some());
        tally.components += reading.components;
        tally.busy += reading.busy;
        tally.form += reading.form.len();
        tally.meaning += reading.meaning.len();
        tally.broken.extend(reading.broken.map(|what| format!("{}: {what}", path.display())));
        for problem in reading.form.iter().chain(&reading.meaning) {
            *codes.entry(problem.code()).or_default() += 1;
            if verbose {
                println!("{}: {problem}", path.display());
            }
        }
        if let Some(refusal) = reading.refused.filter(|_| verbose) {
            println!("{}: {refusal}", path.display());
        }
    }
    tally
}

/// Reads one file's bytes as a stranger's calendar.
fn check(bytes: &[u8]) -> Reading {
    let mut reading = Reading::default();
    let (Ok(from), Ok(until)) =
        (parse_instant("1990-01-01T00:00:00Z"), parse_instant("2036-01-01T00:00:00Z"))
    else {
        return reading;
    };
    let (Ok(owner), Ok(range)) = (ZoneDb::builtin().get("Europe/Berlin"), Interval::new(from, until)) else {
        return reading;
    };
    let document = match Document::parse(bytes, &Limits::default()) {
        Ok(document) => document,
        Err(error) => {
            reading.refused = Some(error.to_string());
            reading.broken = (error.category() != Category::Limit).then_some("refused, and not for a limit");
            return reading;
        }
    };
    if document.to_bytes() != bytes {
        reading.broken = Some("other bytes came out");
    }
    reading.components = document.every_component().count();
    reading.form = document.problems().to_vec();
    let options = BusyOptions::new(owner, range);
    let answers = (busy(&document, &options), busy(&document, &options));
    if answers.0 != answers.1 {
        reading.broken = Some("another answer came the second time");
    }
    match answers.0 {
        Ok(report) => {
            let in_range = report.busy.iter().all(|one| one.interval.overlaps(range));
            if !in_range || !report.busy.is_sorted_by_key(|one| one.interval) {
                reading.broken = Some("busy time is out of range or order");
            }
            (reading.busy, reading.meaning) = (report.busy.len(), report.problems);
        }
        Err(error) if error.code() == "ical.not-calendar" => reading.no_calendar = true,
        Err(error) => {
            reading.broken =
                (error.category() != Category::Limit).then_some("no answer, and not for a limit");
            reading.refused = Some(error.to_string());
        }
    }
    reading
}

/// All `.ics` files below a folder, in order.
fn files(folder: &Path) -> Vec<PathBuf> {
    let (mut found, mut folders) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("ics")) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

#[expect(clippy::disallowed_methods, reason = "the core has no clock; this program around it has")]
fn now() -> Duration {
    std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default()
}
