use super::room::room_errors;

room_errors! { WaitlistError in "waitlist" {
    /// No entry has this id.
    Unknown { entry: String } = Input "unknown": "waitlist entry `{entry}` is unknown",
    /// A new entry's id belongs to another entry.
    IdTaken { entry: String } = Input "id-taken": "waitlist entry id `{entry}` is already in use by another entry",
    /// Somebody wants to wait for a service that has no waitlist.
    NoTerms { service: String } = Input "no-terms": "service `{service}` has no waitlist",
    /// Nobody is named who waits.
    NoClient {} = Input "no-client": "nobody is named who waits; expected `client` in the context",
    /// A waitlist has more entries than the limit.
    TooMany { found: usize, limit: usize } = Limit "too-many": "{found} entries; the limit is {limit}",
    /// An entry is given twice.
    EntryTwice { entry: String } = Input "entry-twice": "entry `{entry}` is given twice",
    /// More seats are free than there are.
    Seats { free: u32, seats: u32 } = Input "seats": "{free} seats are free; expected at most the {seats} that there are",
    /// An offer is of another time than the one that is settled, for an entry that waits for that one alone.
    OtherSession { entry: String, session: String } = Input "other-session":
        "entry `{entry}` waits for session `{session}`, which is not the one to be settled",
}}
