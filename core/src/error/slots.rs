use super::room::room_errors;

room_errors! { SlotsError in "slots" {
    /// More slots than the limit.
    TooMany { limit: usize } = Limit "too-many": "more than {limit} slots; ask for a smaller range or use `limit`",
    /// A request has more busy spans than the limit.
    TooBusy { found: usize, limit: usize } = Limit "too-busy": "{found} busy spans; the limit is {limit}",
    /// The question reaches outside the span that was prepared.
    OutsidePrepared { asked: String, prepared: String } = Input "outside-prepared":
        "the question spans {asked}, outside the prepared {prepared}",
    /// The question names no resource, and the service requires none.
    NoResource {} = Input "no-resource": "name a resource, or let the service say what it requires",
    /// The question names a resource that was not prepared.
    UnknownResource { resource: String } = Input "unknown-resource": "resource `{resource}` is not among those given",
    /// A gap between two stages is bounded the wrong way round.
    Gap { min: String, max: String } = Input "gap": "a gap of at least {min} and at most {max} is none",
    /// A resource is given twice.
    ResourceTwice { resource: String } = Input "resource-twice": "resource `{resource}` is given twice",
    /// More bookings are given to be counted than the limit.
    TooManyCounted { found: usize, limit: usize } = Limit "too-many-counted":
        "{found} bookings to be counted; the limit is {limit}",
    /// A travel time is given twice.
    TravelTwice { from: String, to: String } = Input "travel-twice":
        "the travel time from `{from}` to `{to}` is given twice",
    /// A travel time is longer than the limit.
    TravelTooLong { found: String, limit: String } = Limit "travel-too-long":
        "a travel time of {found} is too long; the limit is {limit}",
    /// The actor may not waive this reason.
    NotWaivable { reason: &'static str } = Input "not-waivable": "`{reason}` cannot be waived by this actor",
}}
