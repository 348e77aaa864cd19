//! A series against what stands still.

use super::cursor::Cursor;
use super::occurrence_pair::end_of;
use super::{Entry, Timeline};
use crate::error::{ConflictError, Result};
use crate::interval::Interval;
use crate::limits::Limits;
use crate::recur::{Occurrence, Series};

/// The occurrences of a series in a range, each with every entry that is in its way there.
///
/// In order of the occurrences, and for each in order of the entries. An occurrence that takes no time counts as if it
/// took a moment. Lazy; where nothing stands, the series is not walked, so ten years of one with a few entries cost
/// about as much as the entries.
///
/// # Errors
/// Inside the iterator, which then ends: `conflict.too-many` beyond [`Limits::conflicts`], `recur.budget` beyond
/// [`Limits::search_steps`].
///
/// # Example: a lesson at half past two, on the night when that is half past three
/// ```
/// use kalends::conflict::{Entry, Index, conflicts_with};
/// use kalends::interval::Interval;
/// use kalends::recur::{Extent, Series, Start};
/// use kalends::time::{Elapsed, parse_instant, parse_wall};
/// use kalends::{Limits, ZoneDb};
/// let span = |from, until| Interval::new(parse_instant(from)?, parse_instant(until)?);
/// let nightly = Series::new(Start::Zoned(parse_wall("2027-03-01T02:30:00")?, ZoneDb::builtin().get("Europe/Paris")?))
///     .rule("FREQ=DAILY".parse()?)
///     .lasting(Extent::Exact(Elapsed::from_minutes(30)?))
///     .build()?;
/// // 01:30Z to 02:00Z: half past two in winter, half past three in summer.
/// let entries = [(7, "2027-03-28T01:30:00Z", "2027-03-28T02:00:00Z"), (8, "2027-03-29T01:30:00Z", "2027-03-29T02:00:00Z")];
/// let entry = |(item, from, until)| Ok(Entry::new(span(from, until)?, item));
/// let busy: Index = entries.into_iter().map(entry).collect::<kalends::Result<_>>()?;
/// let march = span("2027-03-01T00:00:00Z", "2027-04-01T00:00:00Z")?;
/// let met: Vec<u32> = conflicts_with(&nightly, &busy, march, &Limits::default())
///     .map(|met| Ok(met?.1.item))
///     .collect::<kalends::Result<_>>()?;
/// assert_eq!(met, [7]);                                       // a day later 02:30 is 00:30Z
/// # Ok::<(), kalends::Error>(())
/// ```
pub fn conflicts_with<'s, T: Copy + Ord + 's, L: Timeline<T>>(
    series: &'s Series,
    timeline: &'s L,
    range: Interval,
    limits: &Limits,
) -> impl Iterator<Item = Result<(Occurrence, Entry<T>)>> + 's {
    let (from, until, limit) = (range.start_secs(), range.end_secs(), limits.conflicts);
    let mut cursor = Cursor::new(series, from, until, limits.search_steps);
    let mut given = 0;
    let met = std::iter::from_fn(move || {
        let next = match &mut cursor {
            Ok(cursor) => next_met(cursor, timeline, range).transpose()?,
            Err(error) => Err(error.clone()),
        };
        if let Err(error) = &next {
            cursor = Err(error.clone());
        }
        Some(next)
    });
    let pairs = met.flat_map(move |met| {
        let (entries, failed) = match met {
            Ok((occurrence, span)) => (Some((occurrence, timeline.overlapping(span))), None),
            Err(error) => (None, Some(Err(error))),
        };
        let pairs = entries
            .into_iter()
            .flat_map(|(occurrence, entries)| entries.map(move |entry| Ok((occurrence, entry))));
        pairs.chain(failed)
    });
    let bounded = pairs.map(move |pair| {
        given += usize::from(pair.is_ok());
        if given > limit { Err(ConflictError::TooMany { limit }.into()) } else { pair }
    });
    until_error(bounded)
}

/// The next occurrence that something is in the way of, with the span of it that lies in the range.
fn next_met<T: Copy + Ord>(
    cursor: &mut Cursor<'_>,
    timeline: &impl Timeline<T>,
    range: Interval,
) -> Result<Option<(Occurrence, Interval)>> {
    while let Some(occurrence) = cursor.current() {
        let (start, end) = (occurrence.start.timestamp(), end_of(&occurrence));
        let rest = Interval::from_secs(start.max(range.start_secs()), range.end_secs());
        let Some(first) = rest.and_then(|rest| timeline.overlapping(rest).next()) else { return Ok(None) };
        if first.span.start_secs() >= end {
            cursor.reach(first.span.start_secs())?;
            continue;
        }
        cursor.step()?;
        let clipped = Interval::from_secs(start, end).and_then(|span| span.intersect(range));
        if let Some(span) = clipped {
            return Ok(Some((occurrence, span)));
        }
    }
    Ok(None)
}

/// An iterator that ends after its first error.
fn until_error<T>(pairs: impl Iterator<Item = Result<T>>) -> impl Iterator<Item = Result<T>> {
    let mut failed = false;
    pairs.take_while(move |pair| !std::mem::replace(&mut failed, pair.is_err()))
}

/// The occurrences of a series that take up some of a range, as entries: to be put into an index, or among others whose
/// pairs are looked for.
///
/// Spans are not cut. An occurrence that takes no time stands as its first second.
///
/// # Errors
/// `recur.too-many` beyond [`Limits::occurrences`], `recur.budget` beyond [`Limits::search_steps`].
///
/// # Example: two weekly lessons and a single one, all pairs among them
/// ```
/// use kalends::conflict::{Entry, entries_of, pairs};
/// use kalends::interval::Interval;
/// use kalends::recur::{Extent, Series, Start};
/// use kalends::time::{Elapsed, parse_instant, parse_wall};
/// use kalends::{Limits, ZoneDb};
/// let limits = Limits::default();
/// let range = Interval::new(parse_instant("2027-03-22T00:00:00Z")?, parse_instant("2027-04-05T00:00:00Z")?)?;
/// let weekly = |wall: &str, zone: &str| -> kalends::Result<Series> {
///     let start = Start::Zoned(parse_wall(wall)?, ZoneDb::builtin().get(zone)?);
///     Series::new(start).rule("FREQ=WEEKLY".parse()?).lasting(Extent::Exact(Elapsed::from_minutes(60)?)).build()
/// };
/// let mut all = entries_of(&weekly("2027-03-22T09:00:00", "America/New_York")?, 1, range, &limits)?;
/// all.extend(entries_of(&weekly("2027-03-22T15:00:00", "Europe/Paris")?, 2, range, &limits)?);
/// let single = Interval::new(parse_instant("2027-03-22T13:59:59Z")?, parse_instant("2027-03-22T14:00:00Z")?)?;
/// all.push(Entry::new(single, 3));
/// let items: Vec<(u32, u32)> = pairs(all).map(|(one, other)| (one.item, other.item)).collect();
/// // Paris is five hours ahead on the 22nd, and six again on the 29th, when both are at 13:00Z.
/// assert_eq!(items, [(1, 3), (1, 2)]);
/// # Ok::<(), kalends::Error>(())
/// ```
pub fn entries_of<T: Copy>(
    series: &Series,
    item: T,
    range: Interval,
    limits: &Limits,
) -> Result<Vec<Entry<T>>> {
    let entry = |next: Result<Occurrence>| {
        let next = next?;
        let span = Interval::from_secs(next.start.timestamp(), end_of(&next));
        Ok(span.map(|span| Entry::new(span, item)))
    };
    series.overlapping(range, limits).filter_map(|next| entry(next).transpose()).collect()
}
