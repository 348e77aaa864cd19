use kalends::Error;
use kalends::error::port::CORRUPT;
use std::fmt;

/// Why a stored row does not read back.
#[derive(Debug)]
pub(crate) struct Misread(String);

impl Misread {
    pub(crate) fn new(detail: impl fmt::Display) -> Self {
        Self(detail.to_string())
    }

    /// The error of the row `what`.
    pub(crate) fn of(self, what: impl fmt::Display) -> Error {
        Error::new(CORRUPT, clip(&format!("the stored {what} does not read back: {}", self.0)))
    }
}

impl From<Error> for Misread {
    fn from(error: Error) -> Self {
        Self::new(error)
    }
}

impl From<serde_json::Error> for Misread {
    fn from(error: serde_json::Error) -> Self {
        Self::new(error)
    }
}

/// What stands in a file is shown short and on one line.
fn clip(text: &str) -> String {
    const SHOWN: usize = 400;
    text.chars().take(SHOWN).map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect()
}
