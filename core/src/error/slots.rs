use super::room::room_errors;

room_errors! { SlotsError in "slots" {
    /// More slots than the limit.
    TooMany { limit: usize } = Limit "too-many": "more than {limit} slots; ask for a smaller range or use `limit`",
    /// A request has more busy spans than the limit.
    TooBusy { found: usize, limit: usize } = Limit "too-busy": "{found} busy spans; the limit is {limit}",
    /// The service or resource asked for is not the one prepared.
    Mismatch { what: &'static str, found: String, expected: String } = Input "mismatch":
        "{what} `{found}` is not the one at hand; expected `{expected}`",
}}
