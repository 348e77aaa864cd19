//! One property to one folded, escaped content line. The `icalendar` crate does the escaping, quoting and folding;
//! what it takes on trust is checked here.

use crate::error::{Error, IcalError, Result};
use chrono::{DateTime, NaiveDateTime, Utc};
use icalendar::Property;

/// Lines being written, and the longest text that one value may have.
///
/// The crate folds in time that grows with the square of a line's length, so lines need a limit.
pub(super) struct Lines {
    out: String,
    limit: usize,
}

/// Anything but a line feed and a tab that RFC 5545 calls CONTROL.
fn is_control(char: char) -> bool {
    char.is_ascii_control() && !matches!(char, '\n' | '\t')
}

impl Lines {
    pub(super) fn new(limit: usize) -> Self {
        Self { out: String::new(), limit }
    }

    pub(super) fn finish(self) -> String {
        self.out
    }

    fn checked(&self, property: &'static str, text: &str) -> Result<String> {
        if text.len() > self.limit {
            let (bytes, limit) = (text.len(), self.limit);
            return Err(IcalError::TooLong { property, bytes, limit }.into());
        }
        let text = text.replace("\r\n", "\n");
        if text.contains(is_control) {
            return Err(IcalError::Unwritable { property }.into());
        }
        Ok(text)
    }

    /// A line of fixed words.
    pub(super) fn fixed(&mut self, line: &str) {
        self.out.push_str(line);
        self.out.push_str("\r\n");
    }

    fn push(&mut self, property: Property) -> Result<()> {
        let line: std::result::Result<String, std::fmt::Error> = property.try_into();
        self.out.push_str(&line.map_err(|_| never("a string takes any text"))?);
        Ok(())
    }

    /// A TEXT value: commas, semicolons, backslashes and line feeds are escaped.
    pub(super) fn text(&mut self, name: &'static str, text: &str) -> Result<()> {
        let text = self.checked(name, text)?;
        self.push(Property::new(name, text))
    }

    /// A time in UTC.
    pub(super) fn utc(&mut self, name: &'static str, at: DateTime<Utc>) -> Result<()> {
        self.push(Property::new(name, format!("{}Z", stamp(at.naive_utc()))))
    }

    /// A wall time in a named zone.
    pub(super) fn zoned(&mut self, name: &'static str, wall: NaiveDateTime, tzid: &str) -> Result<()> {
        let tzid = self.parameter("TZID", tzid)?;
        self.push(Property::new(name, stamp(wall)).add_parameter("TZID", &tzid).done())
    }

    /// A URI or another value that has no escapes: line feeds can't stand in it.
    pub(super) fn raw(&mut self, name: &'static str, value: &str) -> Result<()> {
        self.with_parameters(name, value, &[])
    }

    /// A value without escapes, with parameters.
    pub(super) fn with_parameters(
        &mut self,
        name: &'static str,
        value: &str,
        parameters: &[(&'static str, &str)],
    ) -> Result<()> {
        if value.contains('\n') {
            return Err(IcalError::Unwritable { property: name }.into());
        }
        let mut property = Property::new(name, self.checked(name, value)?);
        for (parameter, text) in parameters {
            property.add_parameter(parameter, &self.parameter(name, text)?);
        }
        self.push(property)
    }

    /// A parameter's value with what would end it early written as RFC 6868 says; the crate adds the quotes.
    fn parameter(&self, property: &'static str, text: &str) -> Result<String> {
        let text = self.checked(property, text)?;
        Ok(text.replace('^', "^^").replace('"', "^'").replace('\n', "^n"))
    }
}

/// `20270131T090000`.
pub(super) fn stamp(wall: NaiveDateTime) -> String {
    wall.format("%Y%m%dT%H%M%S").to_string()
}

#[cold]
fn never(what: &str) -> Error {
    debug_assert!(false, "{what}");
    IcalError::Unwritable { property: "the calendar" }.into()
}
