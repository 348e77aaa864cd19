use super::cursor::Cursor;
use super::occurrence_pair::{OccurrencePair, end_of};
use crate::error::{ConflictError, Result};
use crate::interval::Interval;
use crate::limits::Limits;
use crate::recur::{Occurrence, Series};
use std::collections::VecDeque;
use std::iter::FusedIterator;

/// The conflicts of two series in a range, one by one.
///
/// What a conflict is says [`first_conflict`](super::first_conflict). It is in the range if the time that both take up
/// is, at least in part; one that has begun before is among them, and occurrences are not cut. In the order in which
/// conflicts begin; of those that begin at once, what starts then in `a` comes first, and against it the other series'
/// occurrences in order of start.
///
/// Lazy: nothing is computed ahead, and stretches in which only one series takes place are jumped over.
///
/// # Errors
/// Inside the iterator, which then ends: `conflict.too-many` beyond [`Limits::conflicts`], `recur.budget` beyond
/// [`Limits::search_steps`].
///
/// # Example: a night shift, and a call that a clock change moves into it
/// ```
/// use kalends::conflict::conflicts;
/// use kalends::interval::Interval;
/// use kalends::recur::{Extent, Series, Start};
/// use kalends::time::{Elapsed, parse_instant, parse_wall};
/// use kalends::{Limits, Zone, ZoneDb};
/// let night = Series::new(Start::Zoned(parse_wall("2027-01-01T22:00:00")?, ZoneDb::builtin().get("Europe/Paris")?))
///     .rule("FREQ=DAILY".parse()?)
///     .lasting(Extent::Wall(Elapsed::from_minutes(480)?))                       // to six, whatever the clock does
///     .build()?;
/// let call = Series::new(Start::Zoned(parse_wall("2027-01-01T04:30:00")?, Zone::utc()))
///     .rule("FREQ=DAILY".parse()?)
///     .lasting(Extent::Exact(Elapsed::from_minutes(15)?))
///     .build()?;
/// // 04:30Z is half past five in winter and half past six in summer, which begins on 28 March.
/// let week = Interval::new(parse_instant("2027-03-25T12:00:00Z")?, parse_instant("2027-04-01T12:00:00Z")?)?;
/// let days = conflicts(&night, &call, week, &Limits::default()).map(|pair| Ok(pair?.b.wall.to_string()));
/// let days: Vec<String> = days.collect::<kalends::Result<_>>()?;
/// assert_eq!(days, ["2027-03-26 04:30:00", "2027-03-27 04:30:00"]);
/// # Ok::<(), kalends::Error>(())
/// ```
pub fn conflicts<'s>(a: &'s Series, b: &'s Series, range: Interval, limits: &Limits) -> Conflicts<'s> {
    let (from, until, steps) = (range.start_secs(), range.end_secs(), limits.search_steps / 2);
    let mut state = State { limit: limits.conflicts, ..State::default() };
    let open = |series| Cursor::new(series, from, until, steps);
    match (open(a), open(b)) {
        (Ok(one), Ok(other)) => state.sides = Some([Side::new(one), Side::new(other)]),
        (Err(error), _) | (_, Err(error)) => state.failed = Some(error),
    }
    Conflicts { state }
}

/// The conflicts of two series; see [`conflicts`].
#[derive(Debug)]
pub struct Conflicts<'s> {
    state: State<'s>,
}

#[derive(Debug, Default)]
struct State<'s> {
    /// `None` at the end.
    sides: Option<[Side<'s>; 2]>,
    failed: Option<crate::error::Error>,
    found: VecDeque<OccurrencePair>,
    given: usize,
    limit: usize,
}

/// One series: what is still to come, and what has begun and will meet something that is still to come of the other.
#[derive(Debug)]
struct Side<'s> {
    cursor: Cursor<'s>,
    running: Vec<Occurrence>,
}

impl<'s> Side<'s> {
    const fn new(cursor: Cursor<'s>) -> Self {
        Self { cursor, running: Vec::new() }
    }

    /// The start of what comes next.
    fn start(&self) -> Option<i64> {
        self.cursor.current().map(|next| next.start.timestamp())
    }
}

impl State<'_> {
    /// Lets the next occurrence begin; `false` when nothing can meet any more.
    fn advance(&mut self) -> Result<bool> {
        let Some([a, b]) = &mut self.sides else { return Ok(false) };
        // Whatever ends before the other side's next start meets nothing, unless the other side is on already.
        if let (true, Some(start)) = (b.running.is_empty(), b.start()) {
            a.cursor.reach(start)?;
        }
        if let (true, Some(start)) = (a.running.is_empty(), a.start()) {
            b.cursor.reach(start)?;
        }
        let first = match (a.start(), b.start()) {
            (None, None) => return Ok(false),
            (Some(_), None) => true,
            (None, Some(_)) => false,
            (Some(one), Some(other)) => one <= other,
        };
        let (own, other) = if first { (a, b) } else { (b, a) };
        let Some(next) = own.cursor.current() else { return Ok(false) };
        let start = next.start.timestamp();
        if other.start().is_none() && other.running.is_empty() {
            return Ok(false);
        }
        other.running.retain(|running| end_of(running) > start);
        let room = self.limit - self.given;
        let pair = |met: &Occurrence| {
            if first { OccurrencePair { a: next, b: *met } } else { OccurrencePair { a: *met, b: next } }
        };
        // One more than there is room for is enough to say that there are too many.
        self.found.extend(other.running.iter().take(room.saturating_add(1)).map(pair));
        if other.start().is_some_and(|start| end_of(&next) > start) {
            // It will meet what starts next, so that more of these are as many conflicts.
            own.running.push(next);
            if own.running.len() > self.limit {
                own.running.retain(|running| other.start().is_some_and(|start| end_of(running) > start));
                if own.running.len() > self.limit {
                    return Err(ConflictError::TooMany { limit: self.limit }.into());
                }
            }
        }
        own.cursor.step()?;
        Ok(true)
    }

    fn next(&mut self) -> Result<Option<OccurrencePair>> {
        if let Some(error) = self.failed.take() {
            return Err(error);
        }
        loop {
            if let Some(pair) = self.found.pop_front() {
                if self.given == self.limit {
                    return Err(ConflictError::TooMany { limit: self.limit }.into());
                }
                self.given += 1;
                return Ok(Some(pair));
            }
            if !self.advance()? {
                return Ok(None);
            }
        }
    }
}

impl Iterator for Conflicts<'_> {
    type Item = Result<OccurrencePair>;

    fn next(&mut self) -> Option<Self::Item> {
        let next = self.state.next().transpose();
        if !matches!(next, Some(Ok(_))) {
            self.state.sides = None;
            self.state.found.clear();
        }
        next
    }
}

impl FusedIterator for Conflicts<'_> {}
