use super::room::room_errors;

room_errors! { IcalError in "ical" {
    /// The text is larger than the limit.
    TooLarge { bytes: usize, limit: usize } = Limit "too-large": "the calendar has {bytes} bytes; the limit is {limit}",
    /// Components are nested deeper than the limit.
    TooDeep { line: usize, limit: usize } = Limit "too-deep":
        "line {line} opens a component nested deeper than {limit}",
    /// The text is not a calendar at all.
    NotCalendar {} = Input "not-calendar": "no BEGIN:VCALENDAR was found",
    /// More busy events than the limit.
    TooBusy { limit: usize } = Limit "too-busy": "more than {limit} busy events; ask for a smaller range",
    /// The rules of a file need more search than the limit, all together.
    TooCostly { limit: u64 } = Limit "too-costly":
        "the rules of the calendar need more than {limit} search steps together; ask for a smaller range",
    /// A value that is to be written holds a character that iCalendar cannot carry.
    Unwritable { property: &'static str } = Input "unwritable":
        "{property} has a control character, which iCalendar text cannot carry",
    /// A value that is to be written is longer than the limit.
    TooLong { property: &'static str, bytes: usize, limit: usize } = Limit "too-long":
        "{property} has {bytes} bytes; the limit is {limit}",
    /// A request or cancellation lacks what RFC 5546 asks of it.
    Incomplete { method: &'static str, property: &'static str } = Input "incomplete":
        "METHOD:{method} needs {property}",
    /// A request or cancellation speaks of one event; only a publication may hold several.
    SeveralEvents { method: &'static str, found: usize } = Input "several-events":
        "METHOD:{method} is about one event; found {found}",
}}

// Problems of a calendar's form and meaning: never returned as an `Err`, listed beside what could be read.
room_errors! { IcalProblem in "ical" {
    /// A line is not UTF-8; its bytes are kept, its text is read with replacement characters.
    NotUtf8 {} = Input "not-utf8": "the line is not UTF-8",
    /// A line has no colon, so it is no property; its bytes are kept.
    NoColon { found: String } = Input "no-colon": "`{found}` has no colon; expected NAME:value",
    /// A line has nothing before its colon or semicolon.
    NoName {} = Input "no-name": "the line has no property name",
    /// A property name has characters that no name may have; the property is kept.
    OddName { found: String } = Input "odd-name":
        "property name `{found}` is odd; expected letters, digits and hyphens",
    /// A quote in a parameter is never closed; the first colon ends the parameters.
    UnclosedQuote { property: String } = Input "unclosed-quote": "a quote in {property} is never closed",
    /// A component is never closed; it ends where the component around it ends, or where the next one begins.
    MissingEnd { component: String } = Input "missing-end": "component `{component}` is never closed",
    /// An END closes nothing that is open; it is ignored.
    StrayEnd { component: String } = Input "stray-end": "`END:{component}` closes nothing that is open",
    /// A property stands outside any component; it is kept and means nothing.
    Outside { property: String } = Input "outside": "property `{property}` stands outside any component",
    /// A property that may stand once stands again; the first one counts.
    Repeated { property: &'static str } = Input "repeated": "{property} stands twice; the first one counts",
    /// A value could not be read; the property counts as absent, an item of a list is left out.
    Value { property: &'static str, found: String, expected: &'static str } = Input "value":
        "{property} value `{found}` is unreadable; expected {expected}",
    /// An event has both DTEND and DURATION; DTEND counts.
    BothEnds {} = Input "both-ends": "the event has DTEND and DURATION; DTEND counts",
    /// An event or period ends before it starts; it blocks nothing.
    EndBeforeStart { start: String, end: String } = Input "end-before-start":
        "the end {end} is before the start {start}",
    /// An override says that it holds for a range that RFC 5545 does not know; it holds for its one instance.
    OddRange { found: String } = Input "odd-range": "RANGE `{found}` is unknown; expected THISANDFUTURE",
    /// A VTIMEZONE does not say enough to be a zone, or an observance of it is left out.
    Timezone { tzid: String, reason: &'static str } = Input "timezone": "zone `{tzid}` of the file {reason}",
    /// A zone name is neither known nor defined in the file; the owner's zone is assumed.
    UnknownZone { tzid: String, assumed: String } = Input "unknown-zone":
        "zone `{tzid}` is neither known nor defined in the file; {assumed} is assumed",
    /// An event has no readable start; it blocks nothing.
    NoStart { uid: String } = Input "no-start": "event `{uid}` has no readable DTSTART",
    /// An event has no UID, so no override can find it; it counts as an event of its own.
    NoUid {} = Input "no-uid": "the event has no UID",
    /// Two events share UID and SEQUENCE and neither overrides an instance; both count.
    RepeatedEvent { uid: String } = Input "repeated-event": "event `{uid}` stands twice with the same SEQUENCE; both count",
    /// DTSTART is a date and DTEND a time, or the other way round.
    EndType { end: String } = Input "end-type": "the end {end} is a date where the start is a time, or the other way round",
    /// An event with times stands in a calendar of holidays; it closes nothing.
    NotWholeDays { name: String } = Input "not-whole-days":
        "event `{name}` has times; a holiday is whole days, so it closes nothing",
    /// An all-day event ends on the day it starts; it is read as one day.
    EmptyDay { date: String } = Input "empty-day": "the all-day event ends on the day it starts, {date}; read as one day",
    /// An override has a rule or dates of its own; they are ignored.
    OverrideRule { uid: String } = Input "override-rule":
        "an override of event `{uid}` has a rule or dates of its own, which are ignored",
    /// Available time has no place in a schedule, or a part of what it says has none; that is left out.
    Inexpressible { name: String, reason: &'static str } = Input "inexpressible":
        "available time `{name}` {reason}, which a schedule cannot say; it is left out",
    /// A bound of availability falls on the second of two equal readings of the clock; the first counts.
    InexactBound { name: String } = Input "inexact-bound":
        "a bound of `{name}` is the second of two equal readings of the clock; the first counts",
    /// Two availabilities of the same PRIORITY overlap; what either opens is open.
    SamePriority {} = Input "same-priority":
        "the availability overlaps another one of the same PRIORITY; what either opens is open",
    /// More problems were found than are listed.
    MoreProblems { more: usize } = Limit "more-problems": "{more} more problems are not listed",
}}
