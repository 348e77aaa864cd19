use super::room::room_errors;

room_errors! { IdError in "id" {
    /// An id is empty.
    Empty { what: &'static str } = Input "empty": "{what} id is empty; expected 1 to 255 bytes",
    /// An id is longer than 255 bytes.
    TooLong { what: &'static str, bytes: usize } = Input "too-long":
        "{what} id has {bytes} bytes; expected at most 255",
    /// An id contains a control character.
    Control { what: &'static str, at: usize } = Input "control-character":
        "{what} id has a control character at byte {at}; expected printable text",
}}
