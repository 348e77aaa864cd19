//! Bytes to logical lines: line ends of every kind, folds wherever they fall.

use std::borrow::Cow;

pub(super) const fn is_break(byte: &u8) -> bool {
    matches!(byte, b'\n' | b'\r')
}

const fn is_fold(byte: &u8) -> bool {
    matches!(byte, b' ' | b'\t')
}

/// One logical line: physical lines joined by folds, as a range of the buffer without its last line end.
#[derive(Clone, Copy, Debug)]
pub(super) struct Logical {
    pub(super) start: usize,
    pub(super) end: usize,
    /// The physical line it starts on, from 1.
    pub(super) line: usize,
}

/// Walks the buffer once. CRLF, LF and a lone CR end a line; a line that starts with a space or a tab continues the
/// one before, across blank lines too (exporters that forget to escape an empty line leave those behind).
pub(super) struct Scanner<'a> {
    bytes: &'a [u8],
    at: usize,
    line: usize,
}

impl<'a> Scanner<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0, line: 1 }
    }

    fn rest(&self, from: usize) -> &'a [u8] {
        self.bytes.get(from..).unwrap_or_default()
    }

    /// Where the physical line that holds `from` ends.
    fn line_end(&self, from: usize) -> usize {
        self.rest(from).iter().position(is_break).map_or(self.bytes.len(), |length| from + length)
    }

    /// Steps over line ends, counting them.
    fn skip_breaks(&mut self) {
        loop {
            self.at += match self.rest(self.at) {
                [b'\r', b'\n', ..] => 2,
                [b'\r' | b'\n', ..] => 1,
                _ => return,
            };
            self.line += 1;
        }
    }
}

impl Iterator for Scanner<'_> {
    type Item = Logical;

    fn next(&mut self) -> Option<Logical> {
        self.skip_breaks();
        if self.at >= self.bytes.len() {
            return None;
        }
        let (start, line) = (self.at, self.line);
        loop {
            let end = self.line_end(self.at);
            self.at = end;
            self.skip_breaks();
            if !self.rest(self.at).first().is_some_and(is_fold) {
                return Some(Logical { start, end, line });
            }
        }
    }
}

/// A logical line without its folds: each run of line ends and the one space or tab after it are dropped, inside
/// a UTF-8 sequence too.
pub(super) fn unfold(raw: &[u8]) -> Cow<'_, [u8]> {
    if !raw.iter().any(is_break) {
        return Cow::Borrowed(raw);
    }
    let mut out = Vec::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = rest.iter().position(is_break) {
        let (text, folded) = rest.split_at(at);
        out.extend_from_slice(text);
        let breaks = folded.iter().take_while(|byte| is_break(byte)).count();
        rest = folded.get(breaks + 1..).unwrap_or_default();
    }
    out.extend_from_slice(rest);
    Cow::Owned(out)
}

/// Number of line ends in a slice that starts and ends at the start of a line.
pub(super) fn count_breaks(bytes: &[u8]) -> usize {
    let feeds = bytes.iter().filter(|byte| **byte == b'\n').count();
    let returns = bytes.iter().filter(|byte| **byte == b'\r').count();
    let pairs = if returns == 0 { 0 } else { bytes.windows(2).filter(|pair| pair == b"\r\n").count() };
    feeds + returns - pairs
}
