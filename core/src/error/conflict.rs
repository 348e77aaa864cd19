use super::room::room_errors;

room_errors! { ConflictError in "conflict" {
    /// More conflicts than the limit.
    TooMany { limit: usize } = Limit "too-many": "more than {limit} conflicts; ask for a smaller range or fewer",
    /// The search for a free time ended at the limit of its steps.
    Budget { steps: u64 } = Limit "budget": "no free time was found in {steps} steps",
}}
