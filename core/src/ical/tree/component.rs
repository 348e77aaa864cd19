use super::document::{Document, Entry, Kind};
use super::property::Property;
use std::borrow::Cow;

/// One component, `BEGIN:NAME` to `END:NAME`: its properties and the components inside it.
#[derive(Clone, Copy, Debug)]
pub struct Component<'a> {
    pub(super) document: &'a Document,
    /// Of its BEGIN.
    pub(super) index: usize,
}

impl<'a> Component<'a> {
    fn begin(self) -> Entry {
        self.document.entry(self.index).unwrap_or_default()
    }

    /// The entries inside, the END included.
    fn range(self) -> (usize, usize) {
        match self.begin().kind() {
            Kind::Begin { next } => (self.index + 1, next),
            Kind::Property | Kind::End { .. } => (self.index, self.index),
        }
    }

    fn name_bytes(self) -> Cow<'a, [u8]> {
        let entry = self.begin();
        self.document.component_name(entry.start(), entry.end())
    }

    /// The name as written, `VEVENT`.
    pub fn name(self) -> String {
        String::from_utf8_lossy(&self.name_bytes()).into_owned()
    }

    /// Whether the component has this name; case does not matter.
    pub fn is(self, name: &str) -> bool {
        self.name_bytes().eq_ignore_ascii_case(name.as_bytes())
    }

    /// The properties of the component itself, in order, unknown ones too.
    pub fn properties(self) -> impl Iterator<Item = Property<'a>> {
        let document = self.document;
        document.level(self.range()).filter_map(move |(_, entry)| match entry.kind() {
            Kind::Property => document.property(entry),
            Kind::Begin { .. } | Kind::End { .. } => None,
        })
    }

    /// The first property of this name; case does not matter.
    pub fn property(self, name: &str) -> Option<Property<'a>> {
        self.properties().find(|property| property.is(name))
    }

    /// The components directly inside, in order.
    pub fn components(self) -> impl Iterator<Item = Component<'a>> {
        self.document.components_in(self.range())
    }

    /// Whether its END was found. A calendar without one may be a download that broke off.
    pub fn is_closed(self) -> bool {
        let (_, next) = self.range();
        let last = next.checked_sub(1).and_then(|last| self.document.entry(last)).unwrap_or_default();
        matches!(last.kind(), Kind::End { begin } if begin == self.index)
    }

    /// The bytes in the file, from its BEGIN to the end of its last line.
    pub fn raw(self) -> &'a [u8] {
        let (_, next) = self.range();
        let last = next.checked_sub(1).and_then(|last| self.document.entry(last)).unwrap_or_default();
        self.document.bytes().get(self.begin().start()..last.end()).unwrap_or_default()
    }

    /// The line of the file it starts on, from 1.
    pub fn line(self) -> usize {
        self.document.line_at(self.begin().start())
    }
}
