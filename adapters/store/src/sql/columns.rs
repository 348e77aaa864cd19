use crate::error::Misread;
use chrono::{DateTime, Timelike, Utc};
use kalends::interval::Interval;
use kalends::service::Buffer;
use kalends::time::Elapsed;
use std::num::NonZeroU32;

/// A value that comes out of a database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cell<'a> {
    /// Nothing.
    Null,
    /// A number.
    Integer(i64),
    /// Text.
    Text(&'a str),
    /// Something that we never store: a float, bytes, text that is not UTF-8.
    Other,
}

/// One row of a statement's answer.
pub trait Row {
    /// The value of the column at `at`; [`Cell::Other`] beyond the last.
    fn cell(&self, at: usize) -> Cell<'_>;
}

impl Row for [Cell<'_>] {
    fn cell(&self, at: usize) -> Cell<'_> {
        self.get(at).copied().unwrap_or(Cell::Other)
    }
}

/// Reads a row's columns one after the other.
pub(super) struct Columns<'r> {
    row: &'r dyn Row,
    at: usize,
}

type Read<T> = Result<T, Misread>;

impl<'r> Columns<'r> {
    pub(super) fn new(row: &'r dyn Row) -> Self {
        Self { row, at: 0 }
    }

    fn next(&mut self) -> Cell<'r> {
        self.at += 1;
        self.row.cell(self.at - 1)
    }

    pub(super) fn text(&mut self, name: &str) -> Read<&'r str> {
        match self.next() {
            Cell::Text(text) => Ok(text),
            _ => Err(Misread::new(format_args!("`{name}` is not text"))),
        }
    }

    pub(super) fn optional_text(&mut self, name: &str) -> Read<Option<&'r str>> {
        match self.next() {
            Cell::Null => Ok(None),
            Cell::Text(text) => Ok(Some(text)),
            _ => Err(Misread::new(format_args!("`{name}` is not text"))),
        }
    }

    pub(super) fn integer(&mut self, name: &str) -> Read<i64> {
        match self.next() {
            Cell::Integer(number) => Ok(number),
            _ => Err(Misread::new(format_args!("`{name}` is not a number"))),
        }
    }

    /// A number of a narrower type.
    pub(super) fn number<T: TryFrom<i64>>(&mut self, name: &str) -> Read<T> {
        let number = self.integer(name)?;
        T::try_from(number).map_err(|_| Misread::new(format_args!("`{name}` is out of range: {number}")))
    }

    /// A number from 1 on.
    pub(super) fn positive(&mut self, name: &str) -> Read<NonZeroU32> {
        let number: u32 = self.number(name)?;
        NonZeroU32::new(number).ok_or_else(|| Misread::new(format_args!("`{name}` is zero")))
    }

    pub(super) fn optional_positive(&mut self, name: &str) -> Read<Option<NonZeroU32>> {
        self.optional(|columns| columns.positive(name), 1)
    }

    /// An instant and its fraction of a second, or twice nothing.
    pub(super) fn optional_instant(&mut self, name: &str) -> Read<Option<DateTime<Utc>>> {
        self.optional(|columns| columns.instant(name), 2)
    }

    /// A value of so many columns, or nothing.
    fn optional<T>(&mut self, read: impl FnOnce(&mut Self) -> Read<T>, columns: usize) -> Read<Option<T>> {
        if self.row.cell(self.at) == Cell::Null {
            self.at += columns;
            return Ok(None);
        }
        read(self).map(Some)
    }

    /// `start_at` and `end_at`.
    pub(super) fn span(&mut self) -> Read<Interval> {
        let start = seconds("start_at", self.integer("start_at")?)?;
        let end = seconds("end_at", self.integer("end_at")?)?;
        Ok(Interval::new(start, end)?)
    }

    /// `buffer_before` and `buffer_after`.
    pub(super) fn buffer(&mut self) -> Read<Buffer> {
        let before = Elapsed::from_seconds(self.integer("buffer_before")?)?;
        let after = Elapsed::from_seconds(self.integer("buffer_after")?)?;
        Ok(Buffer { before, after })
    }

    /// An instant and its fraction of a second.
    pub(super) fn instant(&mut self, name: &str) -> Read<DateTime<Utc>> {
        let whole = seconds(name, self.integer(name)?)?;
        let fraction = self.number(name)?;
        whole.with_nanosecond(fraction).ok_or_else(|| Misread::new(format_args!("`{name}` is out of range")))
    }

    pub(super) fn json<T: serde::de::DeserializeOwned>(&mut self, name: &str) -> Read<T> {
        Ok(serde_json::from_str(self.text(name)?)?)
    }
}

/// The instant of a column in seconds.
pub(super) fn seconds(name: &str, seconds: i64) -> Read<DateTime<Utc>> {
    DateTime::from_timestamp(seconds, 0)
        .ok_or_else(|| Misread::new(format_args!("`{name}` is out of range: {seconds}")))
}

/// Reads id, version and body of a record, and then what else its row holds. `key` is the id and the version that the
/// body says.
pub(super) fn versioned<'r, T: serde::de::DeserializeOwned, R>(
    row: &'r dyn Row,
    what: &str,
    key: impl Fn(&T) -> (&str, u64),
    rest: impl FnOnce(T, &mut Columns<'r>) -> Read<R>,
) -> kalends::Result<R> {
    let mut columns = Columns::new(row);
    let id = columns.text("id").map_err(|misread| misread.of(what))?;
    let read = || {
        let version: u64 = columns.number("version")?;
        let record: T = columns.json("body")?;
        match key(&record) == (id, version) {
            true => rest(record, &mut columns),
            false => Err(Misread::new("its body has another id or version")),
        }
    };
    read().map_err(|misread: Misread| misread.of(format_args!("{what} `{id}`")))
}
