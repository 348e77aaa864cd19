//! The codes that only the edge can give: a request that cannot be read, and a bug.

use kalends::Error;
use kalends::error::{Category, ErrorCode};

macro_rules! own_codes {
    ($( $(#[doc = $doc:literal])+ $name:ident = $category:ident $code:literal; )*) => {
        $( $(#[doc = $doc])+
        pub(crate) const $name: &ErrorCode =
            &ErrorCode { code: $code, category: Category::$category, doc: concat!($($doc),+) }; )*

        const OWN: &[&ErrorCode] = &[ $( $name, )* ];
    };
}

own_codes! {
    /// The request is not JSON, or its text is not Unicode.
    MALFORMED = Input "wire.malformed";
    /// No operation has this name.
    UNKNOWN_OP = Input "wire.unknown-op";
    /// A request has a field that it cannot have.
    UNKNOWN_FIELD = Input "wire.unknown-field";
    /// A request lacks a field.
    MISSING_FIELD = Input "wire.missing-field";
    /// A field stands twice.
    DUPLICATE_FIELD = Input "wire.duplicate-field";
    /// A word is none of those that can stand here.
    UNKNOWN_VALUE = Input "wire.unknown-value";
    /// A value is of another JSON type than the one that is needed here; a field without value is left out, never null.
    TYPE = Input "wire.type";
    /// A number is outside the range that it can have here; integers reach 2^53 at most.
    RANGE = Input "wire.range";
    /// The request has more bytes than the limit.
    TOO_LARGE = Limit "wire.too-large";
    /// The request is nested deeper than the limit.
    TOO_DEEP = Limit "wire.too-deep";
    /// A handle of a language binding is used after it was closed.
    CLOSED = Input "host.closed";
    /// The WebAssembly module of a page is asked before it is loaded.
    NOT_LOADED = Input "host.not-loaded";
    /// The WebAssembly module of a page stopped at a bug, and has to be loaded anew.
    POISONED = Internal "host.poisoned";
    /// A bug in this library: it met a state that it holds to be impossible.
    BUG = Internal "internal.bug";
}

/// Every code that an answer can carry: the core's and the edge's own. `docs/errors.md` is made from it.
pub fn codes() -> impl Iterator<Item = &'static ErrorCode> {
    kalends::error::codes().chain(OWN.iter().copied())
}

#[cold]
pub(crate) fn too_large(limit: usize) -> Error {
    Error::new(TOO_LARGE, format!("the request has more bytes than the limit of {limit}"))
        .with_detail("limit", limit.to_string())
}
