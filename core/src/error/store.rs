use super::Result;
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
    /// A person is booked for again and again while being erased: stop that first.
    Unsettled {} = Conflict "unsettled": "there are new bookings of the person after each look",
    /// A list is asked for in larger parts than the limit.
    PageTooLarge { found: u32, limit: u32 } = Limit "page-too-large":
        "a page of {found} is asked for; the limit is {limit}",
}}

/// Checks that a record's version comes right after the stored one.
pub(crate) fn check_follows(what: std::fmt::Arguments<'_>, version: u64, stored: u64) -> Result<()> {
    if version.checked_sub(1) == Some(stored) {
        return Ok(());
    }
    let expected = version.saturating_sub(1);
    Err(StoreError::Version { what: what.to_string(), expected, found: stored }.into())
}
