use super::room::room_errors;

room_errors! { BookingError in "booking" {
    /// No booking has this id.
    Unknown { booking: String } = Input "unknown": "booking `{booking}` is unknown",
    /// A new booking's id is taken.
    IdTaken { booking: String } = Input "id-taken": "booking id `{booking}` is already in use",
    /// No resource has this id.
    UnknownResource { resource: String } = Input "unknown-resource": "resource `{resource}` is unknown",
    /// No service has this id.
    UnknownService { service: String } = Input "unknown-service": "service `{service}` is unknown",
    /// The booking's opaque data is larger than the limit.
    DataTooLarge { bytes: usize, limit: usize } = Limit "data-too-large":
        "data has {bytes} bytes; the limit is {limit}",
}}
