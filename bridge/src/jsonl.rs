//! The JSON door for a pipe: one request a line, one envelope a line.

use crate::bridge::Bridge;
use crate::door::find;
use crate::error::too_large;
use crate::{decode, envelope};
use serde::Deserialize;
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::io::{self, ErrorKind, Read, Write};

/// Read and written in pieces of this size.
const PIECE: usize = 64 * 1024;

/// A line of the pipe.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line<'a> {
    #[serde(borrow)]
    op: Cow<'a, str>,
    #[serde(borrow)]
    input: &'a RawValue,
}

impl Bridge {
    /// Answers requests `{"op":…,"input":…}`, one a line, with one envelope a line, in order, until the input ends.
    ///
    /// Every line has its answer: one that cannot be read has an error's envelope, as [`call`](Self::call) would give it,
    /// and a line longer than [`Limits::request_bytes`](kalends::Limits::request_bytes) is passed over with
    /// `wire.too-large`. Answers are held back while more whole lines are at hand, and written out before the input is
    /// waited for. Memory is bounded by one line and its answer. The number of lines comes back.
    ///
    /// # Errors
    /// Those of the reader and the writer.
    ///
    /// # Example
    /// ```
    /// let requests = concat!(
    ///     r#"{"op":"zone.wall","input":{"instant":"2027-01-31T08:00:00Z","zone":"Asia/Kathmandu"}}"#, "\n",
    ///     "nonsense\n",
    /// );
    /// let mut answers = Vec::new();
    /// kalends_bridge::Bridge::default().jsonl(requests.as_bytes(), &mut answers)?;
    /// let answers = String::from_utf8_lossy(&answers);
    /// let lines: Vec<&str> = answers.lines().collect();
    /// assert!(lines[0].starts_with(r#"{"ok":{"wall":"2027-01-31T13:45:00","offset":20700,"#));
    /// assert!(lines[1].starts_with(r#"{"error":{"code":"wire.malformed","#));
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn jsonl(&self, mut input: impl Read, mut output: impl Write) -> io::Result<u64> {
        let limit = self.limits().request_bytes;
        let mut lines = Lines::default();
        let (mut answers, mut count) = (Vec::new(), 0);
        loop {
            while let Some(line) = lines.next(limit) {
                self.line(&line, &mut answers);
                count += 1;
                if answers.len() >= PIECE {
                    output.write_all(&answers)?;
                    answers.clear();
                }
            }
            output.write_all(&answers)?;
            output.flush()?;
            answers.clear();
            if !lines.read(&mut input)? {
                return Ok(count);
            }
        }
    }

    /// Appends the answer to one line.
    fn line(&self, line: &Found<'_>, out: &mut Vec<u8>) {
        let line = match line {
            Found::TooLong => Err(too_large(self.limits().request_bytes)),
            Found::Line(line) => decode::read::<Line<'_>>(line, self.limits()),
        };
        let found =
            line.and_then(|line| Ok((find(&line.op).map_err(|error| error.in_field("op"))?, line.input)));
        match found {
            Ok((op, input)) => self.run(op.run, input.get().as_bytes(), out),
            Err(error) => envelope::error(&error, out),
        }
        out.push(b'\n');
    }
}

/// The part of the input that is at hand, and how much of it has become lines.
#[derive(Default)]
struct Lines {
    buffer: Vec<u8>,
    /// Where the next line begins.
    from: usize,
    /// Up to here no line ends.
    searched: usize,
    /// Whether the rest of a line that is too long is passed over.
    skipping: bool,
    ended: bool,
}

/// A line without its end.
enum Found<'a> {
    Line(&'a [u8]),
    TooLong,
}

impl Lines {
    /// The next line that is whole, or known to be too long.
    fn next(&mut self, limit: usize) -> Option<Found<'_>> {
        loop {
            let rest = self.buffer.get(self.searched..).unwrap_or_default();
            let end = rest.iter().position(|byte| *byte == b'\n').map(|at| self.searched + at);
            let (from, until) = (self.from, end.unwrap_or(self.buffer.len()));
            self.searched = end.map_or(self.buffer.len(), |end| end + 1);
            let whole = end.is_some() || (self.ended && from < until);
            let too_long = until - from > limit;
            if whole || too_long || self.skipping {
                self.from = self.searched;
            }
            let skipped = self.skipping;
            self.skipping = (skipped || too_long) && end.is_none();
            if skipped && end.is_some() {
                continue;
            }
            return match (skipped, too_long, whole) {
                (true, ..) => None,
                (false, true, _) => Some(Found::TooLong),
                (false, false, true) => self.buffer.get(from..until).map(Found::Line),
                (false, false, false) => None,
            };
        }
    }

    /// Reads on; `false` when nothing is left to do.
    fn read(&mut self, input: &mut impl Read) -> io::Result<bool> {
        if self.ended {
            return Ok(false);
        }
        self.buffer.drain(..self.from);
        self.searched -= self.from;
        self.from = 0;
        let kept = self.buffer.len();
        self.buffer.resize(kept + PIECE, 0);
        let read = loop {
            match input.read(self.buffer.get_mut(kept..).unwrap_or_default()) {
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                read => break read?,
            }
        };
        self.buffer.truncate(kept + read);
        self.ended = read == 0;
        Ok(read > 0 || kept > 0)
    }
}

#[cfg(test)]
mod tests;
