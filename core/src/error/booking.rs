use super::room::room_errors;

room_errors! { BookingError in "booking" {
    /// No booking has this id.
    Unknown { booking: String } = Input "unknown": "booking `{booking}` is unknown",
    /// A new booking's id belongs to another booking.
    IdTaken { booking: String } = Input "id-taken": "booking id `{booking}` is already in use by another booking",
    /// No resource has this id.
    UnknownResource { resource: String } = Input "unknown-resource": "resource `{resource}` is unknown",
    /// No service has this id.
    UnknownService { service: String } = Input "unknown-service": "service `{service}` is unknown",
    /// No session has this id.
    UnknownSession { session: String } = Input "unknown-session": "session `{session}` is unknown",
    /// No series has this id.
    UnknownSeries { series: String } = Input "unknown-series": "series `{series}` is unknown",
    /// A new series' id belongs to another series.
    SeriesTaken { series: String } = Input "series-taken": "series id `{series}` is already in use",
    /// No rule of the schedule has this id.
    UnknownRule { rule: String } = Input "unknown-rule": "rule `{rule}` is unknown",
    /// A new rule's id belongs to another rule of the schedule.
    RuleTaken { rule: String } = Input "rule-taken": "rule id `{rule}` is already in use",
    /// A new resource's id belongs to another resource.
    ResourceTaken { resource: String } = Input "resource-taken": "resource id `{resource}` is already in use",
    /// A new service's id belongs to another service.
    ServiceTaken { service: String } = Input "service-taken": "service id `{service}` is already in use",
    /// A new session's id belongs to another session.
    SessionTaken { session: String } = Input "session-taken": "session id `{session}` is already in use",
    /// A resource that was named has no part in what the service requires.
    NotAMember { resource: String } = Input "not-a-member":
        "resource `{resource}` can take no part in what the service requires",
    /// A session is put up for a service that has no seats, and the command says none.
    NoSeats {} = Input "no-seats": "neither the service nor the command says how many seats the session has",
    /// A hold has nobody to hold the time for.
    NoHoldOwner {} = Input "no-hold-owner": "a hold has no owner; expected `hold_owner` in the context",
    /// A hold lasts longer than the limit.
    HoldTooLong { found: String, limit: String } = Limit "hold-too-long":
        "a hold lasts {found}; the limit is {limit}",
    /// Somebody's attendance is noted who takes no part.
    NotAParticipant { subject: String } = Input "not-a-participant":
        "subject `{subject}` takes no part in the booking",
    /// The opaque data of a booking is larger than the limit.
    DataTooLarge { bytes: usize, limit: usize } = Limit "data-too-large":
        "data has {bytes} bytes; the limit is {limit}",
    /// A list is asked for in larger parts than the limit.
    PageTooLarge { found: u32, limit: u32 } = Limit "page-too-large":
        "a page of {found} bookings is asked for; the limit is {limit}",
    /// A key was used before, for something else.
    KeyReused { key: String } = Conflict "key-reused": "key `{key}` was used before, for another request",
    /// A booking has more participants than the limit.
    TooManyParticipants { found: usize, limit: usize } = Limit "too-many-participants":
        "{found} participants; the limit is {limit}",
    /// A text of a booking is longer than the limit.
    TextTooLong { what: &'static str, bytes: usize, limit: usize } = Limit "text-too-long":
        "{what} has {bytes} bytes; the limit is {limit}",
}}
