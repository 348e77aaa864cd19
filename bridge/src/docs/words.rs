//! What the generators of every language share: which texts are times, and how names are written.

use serde_json::Value;

/// The times that a text can be.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    Instant,
    Wall,
    /// A wall time, an instant or a date.
    Moment,
    Date,
    Time,
    Duration,
}

/// Which time a text is, by the pattern it has.
pub(super) fn word(schema: &Value) -> Option<Word> {
    let pattern = schema.get("pattern")?.as_str()?;
    match pattern {
        _ if pattern.starts_with("^P") => Some(Word::Duration),
        _ if pattern.starts_with("^([01][0-9]|2[0-3])") => Some(Word::Time),
        _ if pattern.starts_with("^[0-9]{4}-[0-9]{2}-[0-9]{2}(T") => Some(Word::Moment),
        "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" => Some(Word::Date),
        "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}$" => Some(Word::Wall),
        _ if pattern.starts_with("^[0-9]{4}-[0-9]{2}-[0-9]{2}T") => Some(Word::Instant),
        _ => None,
    }
}

/// `slots.find` as `SlotsFind`.
pub(super) fn pascal(name: &str) -> String {
    let words = name.split(['.', '_', '-']);
    words
        .map(|word| {
            let mut letters = word.chars();
            letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>())
        })
        .map(Option::unwrap_or_default)
        .collect()
}
