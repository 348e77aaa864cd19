use super::Query;
use crate::error::{Result, SeriesError};
use crate::limits::Limits;
use crate::recur::{Occurrence, Series};
use crate::rules::Context;

/// The occurrences of a series that a query is about, in order of start: those that lie between its bounds by their
/// original starts, and in no pause.
pub(super) fn dates<'q>(
    series: &'q Series,
    query: &'q Query<'_>,
    until: i64,
    limits: &Limits,
) -> impl Iterator<Item = Result<Occurrence>> {
    let from = query.after.map_or(i64::MIN, |after| series.original(after).saturating_add(1));
    let is_paused = |one: &Occurrence| query.pauses.iter().any(|pause| pause.covers(one.wall));
    series.with_originals(from, until, limits).filter(move |next| !next.as_ref().is_ok_and(is_paused))
}

/// All that a query is about.
///
/// # Errors
/// `series.too-many`; as [`Series::iter`].
pub(super) fn named(query: &Query<'_>, context: &Context, limits: &Limits) -> Result<Vec<Occurrence>> {
    let until = query.bound(context.now);
    let mut named = Vec::new();
    for next in dates(query.series, query, until, limits) {
        let next = next?;
        if query.only.as_ref().is_some_and(|only| !only.contains(&next.wall)) {
            continue;
        }
        check_room(named.len(), limits)?;
        named.push(next);
    }
    Ok(named)
}

/// Whether there is room for one more occurrence.
///
/// # Errors
/// `series.too-many`.
pub(super) fn check_room(found: usize, limits: &Limits) -> Result<()> {
    match found < limits.planned {
        true => Ok(()),
        false => Err(SeriesError::TooMany { limit: limits.planned }.into()),
    }
}
