use super::content::{self, Content};
use super::document::Document;
use super::param::{self, Param};
use super::scan::unfold;
use std::borrow::Cow;

/// One property of a component: `NAME;PARAM=value:VALUE`, unfolded.
#[derive(Clone, Debug)]
pub struct Property<'a> {
    document: &'a Document,
    raw: &'a [u8],
    offset: usize,
    text: Cow<'a, [u8]>,
    content: Content,
}

impl<'a> Property<'a> {
    /// `None` if the line has no colon; the parser makes no entry for such a line.
    pub(super) fn read(document: &'a Document, raw: &'a [u8], offset: usize) -> Option<Self> {
        let text = unfold(raw);
        let content = content::split(&text)?;
        Some(Self { document, raw, offset, text, content })
    }

    /// The name as written; bytes that are not UTF-8 are replaced.
    pub fn name(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(self.name_bytes())
    }

    pub(super) fn name_bytes(&self) -> &[u8] {
        self.text.get(self.content.name_start..self.content.name_end).unwrap_or_default()
    }

    /// Whether the property has this name; case does not matter.
    pub fn is(&self, name: &str) -> bool {
        self.name_bytes().eq_ignore_ascii_case(name.as_bytes())
    }

    /// The value's bytes, unfolded, nothing else undone.
    pub fn value(&self) -> &[u8] {
        self.text.get(self.content.value..).unwrap_or_default()
    }

    /// The value as one TEXT (RFC 5545 §3.3.11): escapes undone, bytes that are not UTF-8 replaced.
    pub fn text(&self) -> String {
        unescape(&String::from_utf8_lossy(self.value()))
    }

    fn param_bytes(&self) -> &[u8] {
        let end = self.content.value.saturating_sub(1);
        self.text.get(self.content.name_end..end).unwrap_or_default()
    }

    /// The parameters, in order.
    pub fn params(&self) -> impl Iterator<Item = Param> + '_ {
        param::split(self.param_bytes()).map(|(name, value)| param::param(name, value))
    }

    /// The first value of the first parameter of this name, decoded; case does not matter.
    pub fn param(&self, name: &str) -> Option<String> {
        let mut all = param::split(self.param_bytes());
        let (_, value) = all.find(|(found, _)| found.eq_ignore_ascii_case(name.as_bytes()))?;
        param::values(value?).next().map(param::decode)
    }

    /// The bytes in the file, folds and all, without the last line end.
    pub fn raw(&self) -> &'a [u8] {
        self.raw
    }

    /// The line of the file it starts on, from 1.
    pub fn line(&self) -> usize {
        self.document.line_at(self.offset)
    }
}

/// Undoes the escapes of TEXT: `\n`, `\N`, `\,`, `\;`, `\\`; a backslash before anything else stays.
fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('\\') {
        out.push_str(before);
        let mut chars = after.chars();
        match chars.next() {
            Some('n' | 'N') => out.push('\n'),
            Some(char @ ('\\' | ',' | ';')) => out.push(char),
            Some(char) => out.extend(['\\', char]),
            None => out.push('\\'),
        }
        rest = chars.as_str();
    }
    out.push_str(rest);
    out
}
