use super::Busy;
use crate::interval::Interval;

/// What was taken of a resource while a question was asked again and again: it stands in the way as busy time does.
#[derive(Clone, Debug, Default)]
pub(super) struct Added {
    /// INVARIANT: sorted by span, and all of one length, so that ends ascend as well.
    busy: Vec<Busy>,
}

impl Added {
    pub(super) fn put(&mut self, busy: Busy) {
        let at = self.busy.partition_point(|one| one.span <= busy.span);
        self.busy.insert(at, busy);
    }

    /// What overlaps a span.
    fn around(&self, span: Interval) -> &[Busy] {
        let first = self.busy.partition_point(|one| one.span.end_secs() <= span.start_secs());
        let bound = self.busy.partition_point(|one| one.span.start_secs() < span.end_secs());
        self.busy.get(first..bound).unwrap_or_default()
    }

    /// Busy time near a span, sorted by span, together with what was added there.
    pub(super) fn among<'c>(&'c self, busy: &'c [Busy], span: Interval) -> Among<'c> {
        let added = if self.busy.is_empty() { &[] } else { self.around(span) };
        Among { busy: busy.iter(), added }
    }
}

/// Two lists as one, sorted by span.
pub(super) struct Among<'c> {
    busy: std::slice::Iter<'c, Busy>,
    added: &'c [Busy],
}

impl<'c> Iterator for Among<'c> {
    type Item = &'c Busy;

    #[inline]
    fn next(&mut self) -> Option<&'c Busy> {
        let Some((added, rest)) = self.added.split_first() else { return self.busy.next() };
        match self.busy.as_slice().first() {
            Some(busy) if busy.span <= added.span => self.busy.next(),
            _ => {
                self.added = rest;
                Some(added)
            }
        }
    }
}
