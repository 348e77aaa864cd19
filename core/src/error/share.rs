use super::room::room_errors;

room_errors! { ShareError in "share" {
    /// The resource is no member of the pool.
    Unknown { resource: String } = Input "unknown": "resource `{resource}` is not a member",
    /// The resource is a member already.
    Known { resource: String } = Input "known": "resource `{resource}` is a member already",
    /// A pool has more members than the limit.
    TooMany { limit: usize } = Limit "too-many": "a pool has at most {limit} members",
}}
