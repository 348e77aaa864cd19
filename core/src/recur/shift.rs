//! RANGE=THISANDFUTURE of RFC 5545 §3.2.13: a change of one instance that holds for those after it too.

/// From one instance on, the same change: the difference on the clock that this one instance shows.
///
/// `T` says what becomes of such instances besides.
#[derive(Clone, Debug)]
pub(crate) struct Shift<T> {
    /// It holds for the instance at this tick and for later ones.
    pub(crate) from: i64,
    /// What to add to the local start of an instance.
    pub(crate) by: i64,
    pub(crate) then: T,
}

/// The shifts of a series; the last that begins at or before an instance holds for it, alone.
#[derive(Clone, Debug)]
pub(crate) struct Shifts<T> {
    /// INVARIANT: ascending by `from`.
    list: Vec<Shift<T>>,
}

impl<T> Shifts<T> {
    /// Of several that begin with one instance the last counts.
    pub(crate) fn new(mut list: Vec<Shift<T>>) -> Self {
        list.sort_by_key(|shift| shift.from);
        Self { list }
    }

    pub(crate) fn list(&self) -> &[Shift<T>] {
        &self.list
    }

    /// The one that holds for the instance at a tick.
    #[cfg(feature = "ical")]
    pub(crate) fn at(&self, tick: i64) -> Option<&Shift<T>> {
        let after = self.list.partition_point(|shift| shift.from <= tick);
        after.checked_sub(1).and_then(|at| self.list.get(at))
    }
}
