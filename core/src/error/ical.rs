use super::room::room_errors;

room_errors! { IcalError in "ical" {
    /// The text is larger than the limit.
    TooLarge { bytes: usize, limit: usize } = Limit "too-large": "the calendar has {bytes} bytes; the limit is {limit}",
    /// Components are nested deeper than the limit.
    TooDeep { line: usize, limit: usize } = Limit "too-deep":
        "line {line} opens a component nested deeper than {limit}",
    /// The text is not a calendar at all.
    NotCalendar {} = Input "not-calendar": "no BEGIN:VCALENDAR was found",
    /// A value that is to be written holds a character that iCalendar cannot carry.
    Unwritable { property: &'static str } = Input "unwritable":
        "{property} has a control character, which iCalendar text cannot carry",
}}
