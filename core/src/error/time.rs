use super::room::room_errors;

room_errors! { TimeError in "time" {
    /// A scheduled time or duration has a fraction of a second (or names a leap second).
    SubSecond { found: String } = Input "sub-second":
        "`{found}` is not a whole second; scheduled times and durations are whole seconds",
    /// A time lies outside the years 1 to 9999.
    OutOfRange { found: String } = Input "out-of-range":
        "`{found}` is outside the supported years 0001 to 9999",
    /// Text is not a time of day.
    OfDay { found: String } = Input "of-day":
        "time of day `{found}` is not between 00:00 and 24:00; expected HH:MM or HH:MM:SS",
    /// Text is not an instant.
    Instant { found: String } = Input "instant":
        "`{found}` is not an instant; expected the form 2027-01-31T08:00:00Z",
    /// Text is not a wall time.
    Wall { found: String } = Input "wall":
        "`{found}` is not a wall time; expected the form 2027-01-31T09:00:00 without a zone",
    /// Text is not a date.
    Date { found: String } = Input "date": "`{found}` is not a date; expected the form 2027-01-31",
    /// Text is not a weekday.
    Weekday { found: String } = Input "weekday":
        "`{found}` is not a weekday; expected MO, TU, WE, TH, FR, SA or SU",
    /// Text is not an ISO 8601 duration.
    Duration { found: String } = Input "duration":
        "`{found}` is not a duration; expected ISO 8601 such as PT30M, PT1H30M or P1D",
    /// A duration with days, weeks or months stands where elapsed time is needed.
    CalendarUnit { found: String } = Input "calendar-unit":
        "`{found}` has calendar units; expected elapsed time such as PT30M",
    /// A duration is zero where time must pass.
    NotPositive { what: &'static str } = Input "not-positive": "{what} is zero; expected more than zero",
    /// A date range ends before it begins.
    RangeReversed { from: String, until: String } = Input "range-reversed":
        "the range ends on {until}, before it begins on {from}",
}}
