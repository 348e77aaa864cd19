use super::room::room_errors;

room_errors! { AuditError in "audit" {
    /// A hash is not 64 lower-case hexadecimal digits.
    Hash { found: String } = Input "hash": "hash `{found}` is not 64 lower-case hexadecimal digits",
    /// A kind, an action or a cause is not a short code.
    Code { found: String } = Input "code":
        "code `{found}` is not 1 to 64 letters a to z, digits, `.`, `-` or `_`",
    /// Two heads of one entity are to be sealed.
    HeadTwice { kind: String, id: String } = Input "head-twice": "{kind} `{id}` has two heads",
    /// A page of events is larger than the limit.
    PageTooLarge { found: u32, limit: u32 } = Limit "page-too-large":
        "a page of {found} events is asked for; the limit is {limit}",
}}
