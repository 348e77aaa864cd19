use super::room::room_errors;

room_errors! { AvailabilityError in "availability" {
    /// Two rules of a schedule share an id.
    RepeatedRule { rule: String } = Input "repeated-rule": "rule id `{rule}` appears twice",
    /// A rule's version is 0.
    Version { rule: String } = Input "version": "rule `{rule}` has version 0; versions begin at 1",
    /// Two overrides name the same date.
    RepeatedOverride { date: String } = Input "repeated-override": "two overrides name the date {date}",
    /// Two travel rules cover the same date.
    TravelOverlap { date: String } = Input "travel-overlap": "two travel rules cover the date {date}",
    /// A weekly rule names no weekday.
    NoWeekday { rule: String } = Input "no-weekday": "rule `{rule}` names no weekday",
    /// A recurring window lasts longer than the limit.
    TooManyNights { rule: String, limit: u16 } = Input "too-many-nights":
        "rule `{rule}` lasts across more than {limit} nights",
    /// A travel rule or a time off has an open end.
    OpenEnd { rule: String } = Input "open-end": "rule `{rule}` needs both a first and a last date",
    /// The query window is longer than the limit.
    WindowTooWide { days: i64, limit: i64 } = Limit "window-too-wide":
        "the window spans {days} days; the limit is {limit}",
    /// The rules name more windows inside the query window than the limit.
    TooManyWindows { found: usize, limit: usize } = Limit "too-many-windows":
        "{found} windows to resolve; the limit is {limit}: ask for a shorter window or merge rules",
    /// The schedule has more rules than the limit.
    TooManyRules { found: usize, limit: usize } = Limit "too-many-rules":
        "the schedule has {found} rules; the limit is {limit}",
}}
