use super::room::room_errors;

room_errors! { ServiceError in "service" {
    /// A service offers no duration.
    NoDuration {} = Input "no-duration": "the service offers no duration",
    /// The asked duration is not one that the service offers.
    Duration { found: String, expected: String } = Input "duration":
        "duration {found} is not offered; expected one of {expected}",
    /// A duration, step or buffer is longer than the limit.
    TooLong { what: &'static str, found: String, limit: String } = Limit "too-long":
        "{what} of {found} is too long; the limit is {limit}",
}}
