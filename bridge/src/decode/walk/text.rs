//! The text under a walk. It is JSON, so whatever begins here also ends.

use super::Walk;
use std::borrow::Cow;

/// A number, as JSON readers tell them apart.
pub(super) enum Number {
    Natural(u64),
    Negative(i64),
    Real(f64),
}

impl Number {
    pub(super) fn of(text: &str) -> Self {
        let whole = !text.contains(['.', 'e', 'E']) && text != "-0";
        match (whole, text.parse(), text.parse()) {
            (true, Ok(value), _) => Self::Natural(value),
            (true, _, Ok(value)) => Self::Negative(value),
            _ => Self::Real(text.parse().unwrap_or(f64::NAN)),
        }
    }
}

impl<'de> Walk<'de> {
    pub(in super::super) const fn new(text: &'de str) -> Self {
        Self { text, at: 0 }
    }

    /// The next byte that is no space; 0 at the end.
    pub(super) fn peek(&mut self) -> u8 {
        loop {
            match self.byte(self.at) {
                b' ' | b'\n' | b'\r' | b'\t' => self.at += 1,
                other => return other,
            }
        }
    }

    /// Whether this byte is next, and passed if it is.
    pub(super) fn passes(&mut self, byte: u8) -> bool {
        let next = self.peek() == byte;
        self.at += usize::from(next);
        next
    }

    fn byte(&self, at: usize) -> u8 {
        self.text.as_bytes().get(at).copied().unwrap_or(0)
    }

    /// The value that begins here, as it was written; passes it.
    pub(super) fn raw(&mut self) -> &'de str {
        self.peek();
        let (from, mut depth) = (self.at, 0_usize);
        loop {
            match self.byte(self.at) {
                b'"' => self.at = self.closed(self.at).0,
                b'{' | b'[' => (self.at, depth) = (self.at + 1, depth + 1),
                b'}' | b']' if depth > 0 => (self.at, depth) = (self.at + 1, depth - 1),
                b'}' | b']' | 0 => break,
                _ if depth > 0 => self.at += 1,
                b',' | b' ' | b'\n' | b'\r' | b'\t' => break,
                _ => {
                    self.at += 1;
                    continue;
                }
            }
            if depth == 0 {
                break;
            }
        }
        self.text.get(from..self.at).unwrap_or_default()
    }

    /// The string that begins here; passes it.
    pub(super) fn string(&mut self) -> Cow<'de, str> {
        self.peek();
        let from = self.at;
        let (end, escaped) = self.closed(from);
        self.at = end;
        if escaped {
            let quoted = self.text.get(from..end).unwrap_or_default();
            return Cow::Owned(serde_json::from_str(quoted).unwrap_or_default());
        }
        Cow::Borrowed(self.text.get(from + 1..end.saturating_sub(1)).unwrap_or_default())
    }

    /// Just after the string that begins here, and whether something in it is escaped.
    fn closed(&self, from: usize) -> (usize, bool) {
        let (mut at, mut escaped) = (from + 1, false);
        loop {
            match self.byte(at) {
                b'"' => return (at + 1, escaped),
                b'\\' => (at, escaped) = (at + 2, true),
                0 => return (at, escaped),
                _ => at += 1,
            }
        }
    }
}
