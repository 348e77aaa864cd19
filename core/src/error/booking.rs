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
    /// A booking has more participants than the limit.
    TooManyParticipants { found: usize, limit: usize } = Limit "too-many-participants":
        "{found} participants; the limit is {limit}",
    /// A text of a booking is longer than the limit.
    TextTooLong { what: &'static str, bytes: usize, limit: usize } = Limit "text-too-long":
        "{what} has {bytes} bytes; the limit is {limit}",
}}
