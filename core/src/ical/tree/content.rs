//! The grammar of one unfolded content line: `NAME *(";" PARAM) ":" VALUE`.

/// Where the parts of a content line lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Content {
    pub(super) name_start: usize,
    pub(super) name_end: usize,
    /// Just after the colon.
    pub(super) value: usize,
    /// A quote was opened and never closed; the first colon counts.
    pub(super) unclosed: bool,
}

/// Byte order marks: at the start of a file, or in the middle of files that were glued together.
const MARK: &[u8] = b"\xEF\xBB\xBF";

/// Splits a line, or says that it has no colon.
pub(super) fn split(text: &[u8]) -> Option<Content> {
    let name_start = skip_lead(text);
    let rest = text.get(name_start..).unwrap_or_default();
    let length = rest.iter().position(|byte| matches!(byte, b':' | b';'))?;
    let name_end = name_start + length;
    if rest.get(length) == Some(&b':') {
        return Some(Content { name_start, name_end, value: name_end + 1, unclosed: false });
    }
    let mut quoted = false;
    let mut first = None;
    for (at, byte) in text.iter().enumerate().skip(name_end) {
        match byte {
            b'"' => quoted = !quoted,
            b':' if !quoted => {
                return Some(Content { name_start, name_end, value: at + 1, unclosed: false });
            }
            b':' => first = first.or(Some(at)),
            _ => {}
        }
    }
    first.map(|at| Content { name_start, name_end, value: at + 1, unclosed: true })
}

/// A mark, and indentation: only the very first line can start with spaces, later ones would be folds.
fn skip_lead(text: &[u8]) -> usize {
    let mark = if text.starts_with(MARK) { MARK.len() } else { 0 };
    let rest = text.get(mark..).unwrap_or_default();
    mark + rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count()
}

/// Whether a property name has only the characters that RFC 5545 §3.1 gives it.
pub(super) fn is_name(name: &[u8]) -> bool {
    !name.is_empty() && name.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'-')
}
