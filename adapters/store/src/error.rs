use kalends::{Category, Error, ErrorCode};
use std::fmt;

macro_rules! codes {
    ($( $(#[doc = $doc:literal])+ $name:ident = $category:ident $code:literal; )*) => {
        $( pub(crate) const $name: &ErrorCode = &ErrorCode {
            code: concat!("store.", $code),
            category: Category::$category,
            doc: concat!($($doc),+),
        }; )*

        /// Every code that the adapters add to those of the core.
        pub const CODES: &[ErrorCode] = &[ $( *$name, )* ];
    };
}

codes! {
    /// The store cannot be opened, read or written.
    UNAVAILABLE = Port "unavailable";
    /// Other writers kept the store locked for longer than the time-out: try again.
    BUSY = Port "busy";
    /// The store's file or a stored record does not read back.
    CORRUPT = Port "corrupt";
    /// There is no room left on the disk.
    FULL = Port "full";
    /// The store may not be written.
    READ_ONLY = Port "read-only";
    /// The store was made by a newer version of the library.
    NEWER_SCHEMA = Port "newer-schema";
    /// The database rejected a statement: its tables are not as the migrations made them.
    REJECTED = Port "rejected";
    /// What a write had checked changed before it was written: read again, then retry.
    RACED = Conflict "raced";
    /// A value is too large for its column.
    UNSTORABLE = Input "unstorable";
    /// A tenant's name is not 1 to 255 bytes without control characters.
    TENANT = Input "tenant";
}

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
