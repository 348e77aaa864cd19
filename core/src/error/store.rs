use super::room::room_errors;

room_errors! { StoreError in "store" {
    /// A decision read outside the view that it asked for.
    ViewTooNarrow { what: String } = Internal "view-too-narrow":
        "the decision read {what}, which is outside the loaded view",
    /// A write met a newer version.
    Version { what: String, expected: u64, found: u64 } = Conflict "version":
        "{what} has version {found}; expected {expected}",
    /// A stored record cannot be read back.
    Corrupt { what: String, found: String } = Port "corrupt": "stored {what} is unreadable: {found}",
}}
