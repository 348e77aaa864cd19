use kalends::{Category, ErrorCode};

/// A store's URL is not understood.
pub(crate) const URL: &ErrorCode = &ErrorCode {
    code: "engine.url",
    category: Category::Input,
    doc: "The URL of a store is not understood.",
};

/// A store's URL names a kind that was not built in.
pub(crate) const UNSUPPORTED: &ErrorCode = &ErrorCode {
    code: "engine.unsupported-store",
    category: Category::Input,
    doc: "The URL names a kind of store that this build does not have.",
};

/// Every code that the engine adds to those of the core and of the stores.
pub const CODES: &[ErrorCode] = &[*URL, *UNSUPPORTED];
