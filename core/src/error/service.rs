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
    /// A service has more legs that leave a choice than can be judged together.
    TooManyLegs { found: usize, limit: usize } = Limit "too-many-legs":
        "{found} legs leave a choice; the limit is {limit}",
    /// A leg asks for more resources than it names.
    LegCount { asked: u32, named: usize } = Input "leg-count": "{asked} of {named} resources are asked for",
    /// Two legs take the same resource.
    ResourceTwice { resource: String } = Input "resource-twice": "resource `{resource}` is taken twice",
    /// More limits or breaks than one service or resource may have.
    TooManyTerms { what: &'static str, found: usize, limit: usize } = Limit "too-many-terms":
        "{found} {what}; the limit is {limit}",
    /// A limit counts by the dates of the service's zone, which is not given.
    NoZone {} = Input "no-zone": "the limit counts by dates of the service's zone; the service has no `zone`",
    /// A horizon counts business days without a calendar of them.
    NoBusiness {} = Input "no-business": "business days need a calendar; the service has no `business`",
    /// Sharing one buffer between neighbours needs a resource that has one use at a time.
    MaxOfMany { resource: String } = Input "max-of-many":
        "buffers of resource `{resource}`, which has several uses at a time, add up; `compose` must be `sum`",
}}
