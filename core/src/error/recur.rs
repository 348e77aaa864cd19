use super::room::room_errors;

room_errors! { RecurError in "recur" {
    /// The rule's text does not follow the grammar of RFC 5545 §3.3.10.
    Malformed { part: String, reason: String } = Input "malformed": "rule part `{part}` is malformed: {reason}",
    /// A rule part appears twice.
    Repeated { part: String } = Input "repeated": "rule part {part} appears twice",
    /// A rule lacks FREQ.
    NoFreq { rule: String } = Input "no-freq": "rule `{rule}` has no FREQ",
    /// A value of a rule part is out of its range.
    Range { part: String, value: String, expected: &'static str } = Input "range":
        "{part}={value} is out of range; expected {expected}",
    /// Rule parts that RFC 5545 forbids together.
    Combination { part: String, reason: String } = Input "combination": "{part} is not allowed here: {reason}",
    /// UNTIL has another value type than DTSTART asks for (RFC 5545 §3.3.10).
    UntilType { until: String, expected: &'static str } = Input "until-type":
        "UNTIL `{until}` does not fit the start; expected {expected}",
    /// The rule can never produce an occurrence.
    Unmatchable { rule: String, reason: String } = Input "unmatchable": "rule `{rule}` never matches: {reason}",
    /// A date list has another value type than the start.
    DateType { part: &'static str, found: String, expected: &'static str } = Input "date-type":
        "{part} value `{found}` does not fit the start; expected {expected}",
    /// A date or a floating start has no zone to be read in.
    NoZone {} = Input "no-zone": "the start has no zone of its own; expected the zone that it is read in",
    /// A valid rule that this version cannot expand.
    Unsupported { part: String } = Input "unsupported": "`{part}` is valid but not supported yet",
    /// The rule's text is longer than the limit.
    TooLong { bytes: usize, limit: usize } = Limit "too-long": "the rule has {bytes} bytes; the limit is {limit}",
    /// More occurrences than the limit.
    TooMany { limit: usize } = Limit "too-many": "more than {limit} occurrences; ask for a smaller range or fewer",
    /// The search budget ended before the next occurrence was found.
    Budget { searched: String } = Limit "budget":
        "no further occurrence was found up to {searched}, where the search budget ended",
    /// The question needs a last occurrence and the series has none.
    Endless {} = Input "endless": "the series has no end, so it has no last occurrence",
}}
