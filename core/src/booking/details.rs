use super::Participant;
use crate::error::{BookingError, Error, Result};
use crate::limits::Limits;
use crate::wire::Json;

/// What people say about a booking: nothing that decides anything, and all of it can be erased.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Details {
    /// Subject, for people.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub title: Option<String>,
    /// Where to meet online.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub link: Option<String>,
    /// Anything else, for people.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub notes: Option<String>,
    /// Anything else, for the host's software: given back as it came.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub data: Option<Json>,
}

/// The longest text of a line, such as a name, and the longest of several, in bytes.
const LINE: usize = 1024;
const NOTES: usize = 16 * 1024;
const MOST_PARTICIPANTS: usize = 1000;

impl Details {
    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Checks the sizes.
    ///
    /// # Errors
    /// `booking.text-too-long`, `booking.data-too-large`.
    pub(super) fn validate(&self, limits: &Limits) -> Result<()> {
        check("title", self.title.as_deref(), LINE)?;
        check("link", self.link.as_deref(), LINE)?;
        check("notes", self.notes.as_deref(), NOTES)?;
        match self.data.as_ref().map(|data| data.as_str().len()) {
            Some(bytes) if bytes > limits.data_bytes => {
                let error = BookingError::DataTooLarge { bytes, limit: limits.data_bytes };
                Err(Error::from(error).in_field("data"))
            }
            _ => Ok(()),
        }
    }
}

impl Participant {
    /// Checks how many there are, and what people wrote.
    ///
    /// # Errors
    /// `booking.too-many-participants`, `booking.text-too-long`.
    pub(super) fn validate(all: &[Self]) -> Result<()> {
        if all.len() > MOST_PARTICIPANTS {
            return Err(
                BookingError::TooManyParticipants { found: all.len(), limit: MOST_PARTICIPANTS }.into()
            );
        }
        for (at, one) in all.iter().enumerate() {
            let texts = [("name", &one.name), ("email", &one.email)];
            let checked = texts.iter().try_for_each(|(what, text)| check(what, text.as_deref(), LINE));
            checked.map_err(|error| error.in_index(at))?;
        }
        Ok(())
    }
}

fn check(what: &'static str, text: Option<&str>, limit: usize) -> Result<()> {
    match text.map(str::len) {
        Some(bytes) if bytes > limit => {
            Err(Error::from(BookingError::TextTooLong { what, bytes, limit }).in_field(what))
        }
        _ => Ok(()),
    }
}
