use super::component::Component;
use super::content;
use super::parse::{self, Parsed};
use super::property::Property;
use super::scan::{count_breaks, unfold};
use crate::error::{IcalError, Result};
use crate::ical::problem::Problem;
use crate::limits::Limits;
use std::borrow::Cow;

/// A calendar file: a tree of components and properties over the bytes it was read from.
///
/// Nothing is lost. The tree only points into the bytes, so what it does not understand (unknown properties, odd
/// line ends, text that is not UTF-8, lines that are no property at all) is still there, in place, and
/// [`to_bytes`](Self::to_bytes) gives back exactly what was read. Anything but a limit is tolerated; what was odd is
/// listed in [`problems`](Self::problems).
///
/// Time is linear in the size of the file; memory is the bytes plus 12 bytes a line.
///
/// # Example: a fold inside a character, a lone line feed, a component that is never closed
/// ```
/// use kalends::{Limits, ical::Document};
/// let bytes = b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\nSUMMARY;LANGUAGE=fr:Caf\xC3\r\n \xA9\\, puis\r\nEND:VCALENDAR\r\n";
/// let document = Document::parse(&bytes[..], &Limits::default())?;
/// let event = document.components().next().unwrap().components().next().unwrap();
/// let summary = event.property("summary").unwrap();
/// assert_eq!(summary.text(), "Café, puis");
/// assert_eq!(summary.param("language").as_deref(), Some("fr"));
/// assert_eq!((summary.line(), event.is_closed()), (3, false));
/// assert_eq!(document.problems()[0].code(), "ical.missing-end");
/// assert_eq!(document.to_bytes(), bytes);
/// # Ok::<(), kalends::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Document {
    bytes: Vec<u8>,
    entries: Vec<Entry>,
    /// `(offset, line)` of the start of some logical lines, at least one per KB of shorter lines.
    marks: Vec<(u32, u32)>,
    problems: Vec<Problem>,
}

/// A logical line that has a place in the tree. Offsets are 32-bit: [`Document::parse`] takes no more than that.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Entry {
    start: u32,
    end: u32,
    /// 0: a property. Top bit clear: a BEGIN and the entry after its component. Top bit set: an END and its BEGIN.
    /// A line takes at least two bytes, so 31 bits number them all.
    link: u32,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Kind {
    Property,
    /// `next` is the first entry after the component.
    Begin {
        next: usize,
    },
    /// `begin` is the entry that it closes.
    End {
        begin: usize,
    },
}

impl Entry {
    const END: u32 = 1 << 31;

    pub(super) fn new(start: usize, end: usize, kind: Kind) -> Self {
        let link = match kind {
            Kind::Property => 0,
            Kind::Begin { next } => next as u32,
            Kind::End { begin } => begin as u32 | Self::END,
        };
        Self { start: start as u32, end: end as u32, link }
    }

    pub(super) fn kind(self) -> Kind {
        match self.link {
            0 => Kind::Property,
            link if link & Self::END != 0 => Kind::End { begin: (link & !Self::END) as usize },
            next => Kind::Begin { next: next as usize },
        }
    }

    pub(super) fn start(self) -> usize {
        self.start as usize
    }

    pub(super) fn end(self) -> usize {
        self.end as usize
    }
}

impl Document {
    /// Reads a file. Any bytes are a document; whether it holds a calendar is for the reader of the tree to say.
    ///
    /// # Errors
    /// `ical.too-large` above [`Limits::ical_bytes`] (or 4 GiB), `ical.too-deep` when components nest deeper than
    /// [`Limits::ical_depth`].
    pub fn parse(bytes: impl Into<Vec<u8>>, limits: &Limits) -> Result<Self> {
        let bytes = bytes.into();
        let limit = limits.ical_bytes.min(u32::MAX as usize - 1);
        if bytes.len() > limit {
            return Err(IcalError::TooLarge { bytes: bytes.len(), limit }.into());
        }
        let Parsed { entries, marks, problems } = parse::parse(&bytes, limits.ical_depth)?;
        Ok(Self { bytes, entries, marks, problems })
    }

    /// The bytes that were read.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The file put together again from the lines of the tree and what stands between them: the bytes that were
    /// read, one for one.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(self.bytes.len());
        let mut at = 0;
        for entry in &self.entries {
            out.extend_from_slice(self.bytes.get(at..entry.start()).unwrap_or_default());
            out.extend_from_slice(self.bytes.get(entry.start()..entry.end()).unwrap_or_default());
            at = entry.end();
        }
        out.extend_from_slice(self.bytes.get(at..).unwrap_or_default());
        out
    }

    /// The outermost components, in order: usually one `VCALENDAR`.
    pub fn components(&self) -> impl Iterator<Item = Component<'_>> {
        self.components_in((0, self.entries.len()))
    }

    /// Every component however deep, in order of their BEGINs.
    pub fn every_component(&self) -> impl Iterator<Item = Component<'_>> {
        let begins = self.entries.iter().enumerate();
        begins
            .filter(|(_, entry)| matches!(entry.kind(), Kind::Begin { .. }))
            .map(|(index, _)| Component { document: self, index })
    }

    /// What was odd about the file's form, in order of lines; at most 1,000 are listed, then one that counts the rest.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// Whether every outermost component was closed; a download that broke off is not complete.
    pub fn is_complete(&self) -> bool {
        self.components().all(Component::is_closed)
    }

    pub(super) fn entry(&self, index: usize) -> Option<Entry> {
        self.entries.get(index).copied()
    }

    pub(super) fn property(&self, entry: Entry) -> Option<Property<'_>> {
        Property::read(self, self.bytes.get(entry.start()..entry.end())?, entry.start())
    }

    /// The entries of a range, each component as one.
    pub(super) fn level(&self, (from, until): (usize, usize)) -> impl Iterator<Item = (usize, Entry)> {
        let mut at = from;
        std::iter::from_fn(move || {
            let entry = self.entry(at).filter(|_| at < until)?;
            let index = at;
            at = match entry.kind() {
                Kind::Begin { next } => next.max(at + 1),
                Kind::Property | Kind::End { .. } => at + 1,
            };
            Some((index, entry))
        })
    }

    pub(super) fn components_in(&self, range: (usize, usize)) -> impl Iterator<Item = Component<'_>> {
        self.level(range)
            .filter(|(_, entry)| matches!(entry.kind(), Kind::Begin { .. }))
            .map(|(index, _)| Component { document: self, index })
    }

    /// The name behind a BEGIN.
    pub(super) fn component_name(&self, start: usize, end: usize) -> Cow<'_, [u8]> {
        component_name(self.bytes.get(start..end).unwrap_or_default())
    }

    /// The line number of an offset that starts a line.
    pub(super) fn line_at(&self, offset: usize) -> usize {
        let after = self.marks.partition_point(|(start, _)| *start as usize <= offset);
        let (start, line) = after.checked_sub(1).and_then(|at| self.marks.get(at)).copied().unwrap_or((0, 1));
        line as usize + count_breaks(self.bytes.get(start as usize..offset).unwrap_or_default())
    }
}

/// Reads a file into a tree: [`Document::parse`].
///
/// # Errors
/// `ical.too-large`, `ical.too-deep`.
pub fn parse(bytes: impl Into<Vec<u8>>, limits: &Limits) -> Result<Document> {
    Document::parse(bytes, limits)
}

/// The trimmed value of a BEGIN or END line.
pub(super) fn component_name(raw: &[u8]) -> Cow<'_, [u8]> {
    let from = |text: &[u8]| content::split(text).map_or(0, |content| content.value);
    match unfold(raw) {
        Cow::Borrowed(text) => Cow::Borrowed(text.get(from(text)..).unwrap_or_default().trim_ascii()),
        Cow::Owned(text) => Cow::Owned(text.get(from(&text)..).unwrap_or_default().trim_ascii().to_vec()),
    }
}
