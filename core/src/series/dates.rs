use super::Query;
use crate::error::Result;
use crate::limits::Limits;
use crate::recur::{Occurrence, Series};

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
