use super::room::room_errors;

room_errors! { SourceError in "source" {
    /// A source has more events than the limit.
    TooManyEvents { found: usize, limit: usize } = Limit "too-many-events": "{found} outside events; the limit is {limit}",
    /// An all-day event has no first or no last date.
    OpenEnd {} = Input "open-end": "an all-day event needs both a first and a last date",
}}
