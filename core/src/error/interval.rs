use super::room::room_errors;

room_errors! { IntervalError in "interval" {
    /// An interval ends at or before its start.
    Empty { start: String, end: String } = Input "empty":
        "the interval ends at {end}, not after its start {start}",
}}
