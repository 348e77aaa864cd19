//! Logical lines to a tree, in one pass.

use super::content;
use super::document::{Entry, Kind, component_name};
use super::scan::{Logical, Scanner, unfold};
use crate::error::{IcalError, IcalProblem, Result};
use crate::ical::clip;
use crate::ical::problem::{Problem, Problems};
use std::borrow::Cow;

/// How far apart line marks stand, in bytes.
const MARK_EVERY: usize = 1024;

pub(super) struct Parsed {
    pub(super) entries: Vec<Entry>,
    pub(super) marks: Vec<(u32, u32)>,
    pub(super) problems: Vec<Problem>,
}

pub(super) fn parse(bytes: &[u8], depth: usize) -> Result<Parsed> {
    let mut parser = Parser {
        bytes,
        depth,
        utf8: std::str::from_utf8(bytes).is_ok(),
        entries: Vec::new(),
        open: Vec::new(),
        problems: Problems::default(),
    };
    let mut marks = Vec::new();
    let mut next_mark = 0;
    for line in Scanner::new(bytes) {
        if line.start >= next_mark {
            marks.push((line.start as u32, line.line as u32));
            next_mark = line.start.saturating_add(MARK_EVERY);
        }
        parser.line(line)?;
    }
    parser.close_to(0);
    parser.entries.shrink_to_fit();
    Ok(Parsed { entries: parser.entries, marks, problems: parser.problems.finish() })
}

struct Open<'a> {
    entry: usize,
    line: usize,
    name: Cow<'a, [u8]>,
}

struct Parser<'a> {
    bytes: &'a [u8],
    depth: usize,
    /// The whole file is UTF-8, so no line needs to be looked at.
    utf8: bool,
    entries: Vec<Entry>,
    open: Vec<Open<'a>>,
    problems: Problems,
}

impl<'a> Parser<'a> {
    fn line(&mut self, line: Logical) -> Result<()> {
        let raw = self.bytes.get(line.start..line.end).unwrap_or_default();
        let text = unfold(raw);
        if !self.utf8 && std::str::from_utf8(&text).is_err() {
            self.problems.note(line.line, || IcalProblem::NotUtf8 {});
        }
        let Some(content) = content::split(&text) else {
            self.problems.note(line.line, || IcalProblem::NoColon { found: clip(&text) });
            return Ok(());
        };
        let name = text.get(content.name_start..content.name_end).unwrap_or_default();
        if name.eq_ignore_ascii_case(b"BEGIN") {
            return self.begin(line, component_name(raw));
        }
        if name.eq_ignore_ascii_case(b"END") {
            self.end(line, &component_name(raw));
            return Ok(());
        }
        if name.is_empty() {
            self.problems.note(line.line, || IcalProblem::NoName {});
        } else if !content::is_name(name) {
            self.problems.note(line.line, || IcalProblem::OddName { found: clip(name) });
        }
        if content.unclosed {
            self.problems.note(line.line, || IcalProblem::UnclosedQuote { property: clip(name) });
        }
        if self.open.is_empty() {
            self.problems.note(line.line, || IcalProblem::Outside { property: clip(name) });
        }
        self.push(line, Kind::Property);
        Ok(())
    }

    fn push(&mut self, line: Logical, kind: Kind) {
        self.entries.push(Entry::new(line.start, line.end, kind));
    }

    fn begin(&mut self, line: Logical, name: Cow<'a, [u8]>) -> Result<()> {
        if let Some(keep) = self.left_open(&name) {
            self.close_to(keep);
        }
        if self.open.len() >= self.depth {
            return Err(IcalError::TooDeep { line: line.line, limit: self.depth }.into());
        }
        self.open.push(Open { entry: self.entries.len(), line: line.line, name });
        self.push(line, Kind::Begin { next: self.entries.len() + 1 });
        Ok(())
    }

    fn end(&mut self, line: Logical, name: &[u8]) {
        let Some(at) = self.open.iter().rposition(|open| open.name.eq_ignore_ascii_case(name)) else {
            self.problems.note(line.line, || IcalProblem::StrayEnd { component: clip(name) });
            return;
        };
        self.close_to(at + 1);
        if let Some(open) = self.open.pop() {
            self.push(line, Kind::End { begin: open.entry });
            self.set_next(open.entry);
        }
    }

    /// Closes what is open above `keep`, without an END.
    fn close_to(&mut self, keep: usize) {
        while self.open.len() > keep {
            let Some(open) = self.open.pop() else { return };
            self.set_next(open.entry);
            self.problems.note(open.line, || IcalProblem::MissingEnd { component: clip(&open.name) });
        }
    }

    fn set_next(&mut self, index: usize) {
        let next = self.entries.len();
        if let Some(entry) = self.entries.get_mut(index) {
            *entry = Entry::new(entry.start(), entry.end(), Kind::Begin { next });
        }
    }

    /// A calendar never stands inside anything, and an event, task or zone never inside another: where one begins, an
    /// END was forgotten. Says how many open components can stay.
    fn left_open(&self, name: &[u8]) -> Option<usize> {
        if name.eq_ignore_ascii_case(b"VCALENDAR") {
            return Some(0);
        }
        is_unit(name).then(|| self.open.iter().position(|open| is_unit(&open.name))).flatten()
    }
}

fn is_unit(name: &[u8]) -> bool {
    const UNITS: [&[u8]; 6] =
        [b"VEVENT", b"VTODO", b"VJOURNAL", b"VFREEBUSY", b"VTIMEZONE", b"VAVAILABILITY"];
    UNITS.iter().any(|unit| unit.eq_ignore_ascii_case(name))
}
