//! Where something could go instead.

use super::Timeline;
use crate::error::{ConflictError, Result};
use crate::interval::{Interval, IntervalSet};
use crate::limits::Limits;
use crate::time::Elapsed;
use std::iter::Peekable;

/// The free times nearest to an asked one, of the same length: by the distance of their starts, the later of two that
/// are as far.
///
/// A free time lies within one span of `open`, overlaps no entry of `busy` (touching is fine), and starts a whole number
/// of `step`s before or after the asked start. The asked time itself comes first if it is free. Lazy: take as many as
/// are wanted.
///
/// # Errors
/// Inside the iterator, which then ends: `conflict.budget` when a search before or after takes more than
/// [`Limits::search_steps`].
///
/// # Example: the hour before midnight is taken
/// ```
/// use kalends::conflict::{Entry, Index, alternatives};
/// use kalends::interval::{Interval, IntervalSet};
/// use kalends::time::{Elapsed, format_instant, parse_instant};
/// use kalends::Limits;
/// let span = |from: &str, until: &str| Interval::new(parse_instant(from)?, parse_instant(until)?);
/// let busy: Index = [Entry::new(span("2027-01-31T22:50:00Z", "2027-02-01T00:10:00Z")?, 1)].into_iter().collect();
/// let open = IntervalSet::from(span("2027-01-31T20:00:00Z", "2027-02-01T01:30:00Z")?);
/// let asked = span("2027-01-31T23:00:00Z", "2027-02-01T00:00:00Z")?;
/// let quarter = Elapsed::from_minutes(15)?;
/// let starts: Vec<String> = alternatives(&busy, &open, asked, quarter, &Limits::default())
///     .take(3)
///     .map(|free| Ok(format_instant(free?.start())))
///     .collect::<kalends::Result<_>>()?;
/// assert_eq!(starts, ["2027-02-01T00:15:00Z", "2027-01-31T21:45:00Z", "2027-02-01T00:30:00Z"]);
/// # Ok::<(), kalends::Error>(())
/// ```
pub fn alternatives<'i, T: Copy + Ord + 'i, L: Timeline<T>>(
    busy: &'i L,
    open: &'i IntervalSet,
    asked: Interval,
    step: Elapsed,
    limits: &Limits,
) -> impl Iterator<Item = Result<Interval>> + 'i {
    let mut before = free_before(busy, open, asked, step, limits).peekable();
    let mut after = free_after(busy, open, asked, step, limits).peekable();
    let own = Search::new(busy, open, asked, step, limits).is_free(0).then_some(Ok(asked));
    let mut failed = false;
    own.into_iter().chain(std::iter::from_fn(move || {
        if failed {
            return None;
        }
        let next = nearer(&mut before, &mut after, asked)?;
        failed = next.is_err();
        Some(next)
    }))
}

/// The next of two searches in the order of distance; an error comes at once.
fn nearer(
    before: &mut Peekable<impl Iterator<Item = Result<Interval>>>,
    after: &mut Peekable<impl Iterator<Item = Result<Interval>>>,
    asked: Interval,
) -> Option<Result<Interval>> {
    let distance = |free: Option<&Result<Interval>>| match free {
        None => i64::MAX,
        Some(Err(_)) => -1,
        Some(Ok(free)) => (free.start_secs() - asked.start_secs()).abs(),
    };
    if distance(before.peek()) < distance(after.peek()) { before.next() } else { after.next() }
}

/// The free times after an asked one, the nearest first; see [`alternatives`].
///
/// # Errors
/// As [`alternatives`].
pub fn free_after<'i, T: Copy + Ord + 'i, L: Timeline<T>>(
    busy: &'i L,
    open: &'i IntervalSet,
    asked: Interval,
    step: Elapsed,
    limits: &Limits,
) -> impl Iterator<Item = Result<Interval>> + 'i {
    let mut search = Search::new(busy, open, asked, step, limits);
    let mut n = Some(1);
    std::iter::from_fn(move || search.next(&mut n, Search::later))
}

/// The free times before an asked one, the nearest first; see [`alternatives`].
///
/// # Errors
/// As [`alternatives`].
pub fn free_before<'i, T: Copy + Ord + 'i, L: Timeline<T>>(
    busy: &'i L,
    open: &'i IntervalSet,
    asked: Interval,
    step: Elapsed,
    limits: &Limits,
) -> impl Iterator<Item = Result<Interval>> + 'i {
    let mut search = Search::new(busy, open, asked, step, limits);
    let mut n = Some(-1);
    std::iter::from_fn(move || search.next(&mut n, Search::earlier))
}

/// A search among the asked start and the starts that are `n` steps away.
struct Search<'i, T, L> {
    busy: &'i L,
    open: &'i IntervalSet,
    asked: Interval,
    step: i64,
    steps: u64,
    left: u64,
    item: std::marker::PhantomData<fn() -> T>,
}

/// What stands against a start, and how far one has to go for the next that may be free.
enum Verdict {
    Free,
    Not(i64),
    /// Nothing further is open.
    End,
    Budget,
}

impl<'i, T: Copy + Ord, L: Timeline<T>> Search<'i, T, L> {
    fn new(busy: &'i L, open: &'i IntervalSet, asked: Interval, step: Elapsed, limits: &Limits) -> Self {
        Self {
            busy,
            open,
            asked,
            step: step.seconds().max(1),
            steps: limits.search_steps,
            left: limits.search_steps,
            item: std::marker::PhantomData,
        }
    }

    /// The next free time in one direction from `n` steps on, and where to go on.
    fn next(
        &mut self,
        n: &mut Option<i64>,
        judge: fn(&mut Self, i64) -> Verdict,
    ) -> Option<Result<Interval>> {
        loop {
            let at = (*n)?;
            match judge(self, at) {
                Verdict::Free => {
                    *n = Some(at + at.signum());
                    return self.span(at).map(Ok);
                }
                Verdict::Not(further) => *n = Some(further),
                Verdict::End => *n = None,
                Verdict::Budget => {
                    *n = None;
                    return Some(Err(ConflictError::Budget { steps: self.steps }.into()));
                }
            }
        }
    }

    /// The time that starts `n` steps from the asked one; `None` outside the supported years.
    fn span(&self, n: i64) -> Option<Interval> {
        let start = n.checked_mul(self.step)?.checked_add(self.asked.start_secs())?;
        let end = start.checked_add(self.length())?;
        Interval::from_secs(start, end).filter(|span| span.start_secs() == start && span.end_secs() == end)
    }

    fn length(&self) -> i64 {
        self.asked.end_secs() - self.asked.start_secs()
    }

    fn is_free(&self, n: i64) -> bool {
        let free = |span| self.open.covers(span) && self.busy.overlapping(span).next().is_none();
        self.span(n).is_some_and(free)
    }

    /// The hull of what overlaps a span; `Err` when the steps are used up.
    fn hull(&mut self, span: Interval) -> Result<Option<(i64, i64)>, ()> {
        let mut hull: Option<(i64, i64)> = None;
        self.left = self.left.checked_sub(1).ok_or(())?;
        for entry in self.busy.overlapping(span) {
            self.left = self.left.checked_sub(1).ok_or(())?;
            let (start, end) = (entry.span.start_secs(), entry.span.end_secs());
            hull = Some(hull.map_or((start, end), |(low, high)| (low.min(start), high.max(end))));
        }
        Ok(hull)
    }

    /// The first step at which a time starts at `tick` or later.
    fn step_at(&self, tick: i64) -> i64 {
        let away = tick - self.asked.start_secs();
        away.div_euclid(self.step) + i64::from(away.rem_euclid(self.step) > 0)
    }

    /// The last step at which a time ends at `tick` or earlier.
    fn step_until(&self, tick: i64) -> i64 {
        (tick - self.length() - self.asked.start_secs()).div_euclid(self.step)
    }

    fn later(&mut self, n: i64) -> Verdict {
        let Some(span) = self.span(n) else { return Verdict::End };
        let spans = self.open.spans();
        let at = spans.partition_point(|open| open.end_secs() < span.end_secs());
        let Some(open) = spans.get(at) else { return Verdict::End };
        if open.start_secs() > span.start_secs() {
            return Verdict::Not(self.step_at(open.start_secs()));
        }
        match self.hull(span) {
            Err(()) => Verdict::Budget,
            Ok(Some((_, end))) => Verdict::Not(self.step_at(end)),
            Ok(None) => Verdict::Free,
        }
    }

    fn earlier(&mut self, n: i64) -> Verdict {
        let Some(span) = self.span(n) else { return Verdict::End };
        let spans = self.open.spans();
        let at = spans.partition_point(|open| open.start_secs() <= span.start_secs());
        let Some(open) = at.checked_sub(1).and_then(|at| spans.get(at)) else { return Verdict::End };
        if open.end_secs() < span.end_secs() {
            return Verdict::Not(self.step_until(open.end_secs()));
        }
        match self.hull(span) {
            Err(()) => Verdict::Budget,
            Ok(Some((start, _))) => Verdict::Not(self.step_until(start)),
            Ok(None) => Verdict::Free,
        }
    }
}
