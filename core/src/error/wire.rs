use super::room::room_errors;

room_errors! { WireError in "wire" {
    /// A text that has to be one JSON value is none.
    Json { reason: String } = Input "json": "not a JSON value: {reason}",
}}
