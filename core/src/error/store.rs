use super::room::room_errors;

room_errors! { StoreError in "store" {
    /// A decision read outside the view that it asked for.
    ViewTooNarrow { what: &'static str } = Internal "view-too-narrow":
        "the decision read {what} outside the loaded view",
    /// A write met a newer version: read again and decide anew.
    Version { what: String, expected: u64, found: u64 } = Conflict "version":
        "{what} has version {found}; expected {expected}",
    /// A transaction was to be committed although one of its writes had failed; nothing was kept.
    Aborted {} = Port "aborted": "the transaction cannot be committed: one of its writes failed",
}}
