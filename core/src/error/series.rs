use super::room::room_errors;

room_errors! { SeriesError in "series" {
    /// A plan has more occurrences than the limit.
    TooMany { limit: usize } = Limit "too-many":
        "the plan has more than {limit} occurrences; ask for fewer, or up to an earlier `until`",
    /// A series without end is to be booked, and nothing says how far.
    NoEnd {} = Input "no-end": "the series has no end; say with `until` how far it is booked",
    /// A series that is to be booked has no zone, so that its occurrences are no instants.
    NoZone {} = Input "no-zone": "the series has no zone; expected the one that its wall times are read in",
    /// An occurrence may be moved further than the limit.
    TooFar { found: String, limit: String } = Limit "too-far":
        "an occurrence may not be moved as far as {found}; the limit is {limit}",
    /// A pause ends before it begins.
    Pause { from: String, until: String } = Input "pause": "a pause from {from} until {until} ends before it begins",
}}
