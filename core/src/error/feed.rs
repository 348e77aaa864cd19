use super::room::room_errors;

room_errors! { FeedError in "feed" {
    /// An event does not come right after the one before it.
    Position { expected: u64, found: u64 } = Input "position": "the feed has event {found}; expected event {expected}",
    /// An event is of something that a store does not keep.
    Kind { found: String } = Input "kind": "`{found}` is no kind of record; expected booking, session and the like",
    /// An event is not of the version that follows in its chain.
    Version { kind: String, id: String, expected: u64, found: u64 } = Input "version":
        "{kind} `{id}` has an event of version {found}; expected version {expected}",
    /// An event was not written after the event before it in its chain.
    Previous { kind: String, id: String, version: u64 } = Input "previous":
        "version {version} of {kind} `{id}` was not written after the event before it",
    /// The record of an event is not one of its kind, id and version.
    Record { kind: String, id: String, version: u64, reason: String } = Input "record":
        "version {version} of {kind} `{id}` is not the record of that: {reason}",
}}
