//! The codes of the port to stores: every adapter says the same thing by the same code.
//!
//! The core itself never returns them; an adapter does, with [`Error::new`](crate::error::Error::new).

use super::{Category, ErrorCode};

macro_rules! codes {
    ($( $(#[doc = $doc:literal])+ $name:ident = $category:ident $code:literal; )*) => {
        $( $(#[doc = $doc])+ pub const $name: &ErrorCode = &ErrorCode {
            code: concat!("store.", $code),
            category: Category::$category,
            doc: concat!($($doc),+),
        }; )*

        pub(super) const CODES: &[ErrorCode] = &[ $( *$name, )* ];
    };
}

codes! {
    /// A store's URL is not understood.
    URL = Input "url";
    /// The URL names a kind of store that this build does not have.
    UNKNOWN_KIND = Input "unknown-kind";
    /// A tenant's name is not 1 to 255 bytes without control characters.
    TENANT = Input "tenant";
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
}
