//! One error type for the whole library: a stable code, a category, a path, a sentence.
//!
//! An `Error` is a broken promise: bad input, an exceeded limit, a port that failed, a bug. A *no* (a refused
//! booking, an empty search) is an answer and never comes through here.
//!
//! Never match on the text: [`Error::code`] is stable and the same in every language.

mod audit;
mod availability;
mod booking;
mod conflict;
#[cfg(feature = "serde")]
mod feed;
#[cfg(feature = "ical")]
mod ical;
mod id;
mod interval;
mod policy;
pub mod port;
mod recur;
mod room;
mod series;
mod service;
mod share;
mod slots;
mod source;
mod store;
mod time;
mod waitlist;
mod wire;
mod zone;

pub(crate) use audit::AuditError;
pub(crate) use availability::AvailabilityError;
pub(crate) use booking::BookingError;
pub(crate) use conflict::ConflictError;
#[cfg(feature = "serde")]
pub(crate) use feed::FeedError;
#[cfg(feature = "ical")]
pub(crate) use ical::{IcalError, IcalProblem};
pub(crate) use id::IdError;
pub(crate) use interval::IntervalError;
pub(crate) use policy::PolicyError;
pub(crate) use recur::RecurError;
pub(crate) use series::SeriesError;
pub(crate) use service::ServiceError;
pub(crate) use share::ShareError;
pub(crate) use slots::SlotsError;
pub(crate) use source::SourceError;
pub(crate) use store::{StoreError, check_follows};
pub(crate) use time::TimeError;
pub(crate) use waitlist::WaitlistError;
pub(crate) use wire::WireError;
pub(crate) use zone::ZoneError;

use std::fmt;

/// `Result` with the library's [`Error`].
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Whose promise was broken; HTTP status, exit code and retry policy follow from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Category {
    /// The request can never succeed as it is.
    Input,
    /// The request is understood but larger than the stated budget.
    Limit,
    /// The request met a newer state: read again, then retry.
    Conflict,
    /// A store or another outside service failed.
    Port,
    /// A bug in this library.
    Internal,
}

impl Category {
    /// The category's name on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Input => "input",
            Self::Limit => "limit",
            Self::Conflict => "conflict",
            Self::Port => "port",
            Self::Internal => "internal",
        }
    }
}

impl fmt::Display for Category {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// One row of the table of error codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ErrorCode {
    /// `<room>.<kebab>`, stable.
    pub code: &'static str,
    /// Whose promise was broken.
    pub category: Category,
    /// What it means, one line.
    pub doc: &'static str,
}

/// Every code of the core and of the port to stores, by room; `docs/errors.md` is made from it.
pub fn codes() -> impl Iterator<Item = &'static ErrorCode> {
    [
        AuditError::CODES,
        AvailabilityError::CODES,
        BookingError::CODES,
        ConflictError::CODES,
        #[cfg(feature = "serde")]
        FeedError::CODES,
        #[cfg(feature = "ical")]
        IcalError::CODES,
        #[cfg(feature = "ical")]
        IcalProblem::CODES,
        IdError::CODES,
        IntervalError::CODES,
        PolicyError::CODES,
        RecurError::CODES,
        SeriesError::CODES,
        ServiceError::CODES,
        ShareError::CODES,
        SlotsError::CODES,
        SourceError::CODES,
        StoreError::CODES,
        TimeError::CODES,
        WireError::CODES,
        port::CODES,
        WaitlistError::CODES,
        ZoneError::CODES,
    ]
    .into_iter()
    .flatten()
}

/// What went wrong, where, and under which stable code. One word wide.
///
/// # Example
/// ```
/// let error = "25:00".parse::<kalends::time::TimeOfDay>().unwrap_err().in_field("from").in_index(2);
/// assert_eq!(error.code(), "time.of-day");
/// assert_eq!(error.path(), "[2].from");
/// assert_eq!(error.message(), "time of day `25:00` is not between 00:00 and 24:00; expected HH:MM or HH:MM:SS");
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Error(Box<Inner>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Inner {
    code: &'static ErrorCode,
    message: String,
    details: Vec<(&'static str, String)>,
    path: String,
}

impl Error {
    /// An error of a port or an adapter, under a code of its own table.
    pub fn new(code: &'static ErrorCode, message: impl Into<String>) -> Self {
        Self(Box::new(Inner { code, message: message.into(), details: Vec::new(), path: String::new() }))
    }

    /// The same error with a named detail added.
    #[must_use]
    pub fn with_detail(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.0.details.push((name, value.into()));
        self
    }

    /// The stable code, `<room>.<kebab>`.
    pub fn code(&self) -> &'static str {
        self.0.code.code
    }

    /// Whose promise was broken.
    pub fn category(&self) -> Category {
        self.0.code.category
    }

    /// The sentence for people, without the path.
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// Where in the input: `rules[0].weekly.days[1]`, or empty.
    pub fn path(&self) -> &str {
        &self.0.path
    }

    /// The values that the sentence speaks of, by name.
    pub fn details(&self) -> &[(&'static str, String)] {
        &self.0.details
    }

    /// Says that whoever asked calls the outermost field `name`.
    pub(crate) fn renamed(mut self, field: &str, name: &str) -> Self {
        let rest =
            self.0.path.strip_prefix(field).filter(|rest| rest.is_empty() || rest.starts_with(['.', '[']));
        if let Some(rest) = rest {
            self.0.path = format!("{name}{rest}");
        }
        self
    }

    /// Says that the value stood in the field `name`: paths grow outwards.
    #[must_use]
    pub fn in_field(mut self, name: &str) -> Self {
        let inner = &mut self.0.path;
        let dot = if inner.is_empty() || inner.starts_with('[') { "" } else { "." };
        *inner = format!("{name}{dot}{inner}");
        self
    }

    /// Says that the value stood at `index` of a list.
    #[must_use]
    pub fn in_index(self, index: usize) -> Self {
        self.in_field(&format!("[{index}]"))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.0.path.is_empty() {
            write!(f, "{}: ", self.0.path)?;
        }
        f.write_str(&self.0.message)
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Error({}: {self})", self.code())
    }
}

impl std::error::Error for Error {}

#[cfg(test)]
mod tests;
