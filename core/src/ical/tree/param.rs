use std::borrow::Cow;

/// A parameter of a property, decoded: quotes taken off, RFC 6868 escapes undone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Param {
    name: String,
    values: Vec<String>,
}

impl Param {
    /// The name as written; names are compared without regard to case.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The values; most parameters have one. A parameter without `=`, as old calendars write them, has none.
    pub fn values(&self) -> &[String] {
        &self.values
    }
}

/// The parameters of a line, from just after the name until just before the colon, one `(name, values)` each.
pub(super) fn split(text: &[u8]) -> impl Iterator<Item = (&[u8], Option<&[u8]>)> {
    pieces(text, b';').skip(1).map(|piece| match piece.iter().position(|byte| *byte == b'=') {
        Some(at) => (piece.get(..at).unwrap_or_default(), piece.get(at + 1..)),
        None => (piece, None),
    })
}

/// The values of one parameter, still quoted and escaped.
pub(super) fn values(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    pieces(text, b',')
}

/// Cuts at a separator outside quotes.
fn pieces(text: &[u8], separator: u8) -> impl Iterator<Item = &[u8]> {
    let mut quoted = false;
    text.split(move |byte| {
        quoted ^= *byte == b'"';
        *byte == separator && !quoted
    })
}

/// One value as text.
pub(super) fn decode(value: &[u8]) -> String {
    let bare = value.strip_prefix(b"\"").map_or(value, |rest| rest.strip_suffix(b"\"").unwrap_or(rest));
    let text = String::from_utf8_lossy(bare);
    if !text.contains('^') {
        return text.into_owned();
    }
    unescape(&text).into_owned()
}

/// RFC 6868: `^n` is a line feed, `^'` a double quote, `^^` a circumflex; anything else stays as it is.
fn unescape(text: &str) -> Cow<'_, str> {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(char) = chars.next() {
        let decoded = match (char, chars.peek()) {
            ('^', Some('n')) => '\n',
            ('^', Some('\'')) => '"',
            ('^', Some('^')) => '^',
            _ => {
                out.push(char);
                continue;
            }
        };
        chars.next();
        out.push(decoded);
    }
    out.into()
}

pub(super) fn param(name: &[u8], value: Option<&[u8]>) -> Param {
    Param {
        name: String::from_utf8_lossy(name).into_owned(),
        values: value.map(|value| values(value).map(decode).collect()).unwrap_or_default(),
    }
}
