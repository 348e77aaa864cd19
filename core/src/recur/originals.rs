//! Occurrences by their original starts, wherever they were moved.

use super::series::{ALL, Series};
use super::{Exception, Moment, Occurrence, SeriesBuilder};
use crate::error::Result;
use crate::interval::Interval;
use crate::limits::Limits;
use crate::time::DAY;
use chrono::NaiveDateTime;

impl Series {
    /// The occurrences whose original starts lie within half-open bounds, in order of the times at which they take
    /// place.
    ///
    /// # Errors
    /// As [`iter`](Self::iter).
    pub(crate) fn with_originals(
        &self,
        from: i64,
        until: i64,
        limits: &Limits,
    ) -> impl Iterator<Item = Result<Occurrence>> {
        let reach = self.longest_move();
        let from_start = from.saturating_sub(reach).clamp(ALL.0, ALL.1 - 1);
        let until_start = until.saturating_add(reach).clamp(from_start + 1, ALL.1);
        let range = Interval::from_secs(from_start, until_start).unwrap_or_else(Interval::all);
        let is_inside = move |one: &Occurrence| {
            let original = self.original(one.wall);
            from <= original && original < until
        };
        self.between(range, limits).filter(move |next| next.as_ref().map_or(true, is_inside))
    }

    /// The instant of an original local start.
    pub(crate) fn original(&self, wall: NaiveDateTime) -> i64 {
        self.zone.compatible_secs(crate::time::wall_secs(wall))
    }

    /// The instant of an original start, however it is said.
    pub(crate) fn instant_of(&self, original: Moment) -> Result<i64> {
        Ok(original.place("RECURRENCE-ID", &self.source.start, &self.zone)?.at)
    }

    /// No occurrence takes place further from its original start.
    fn longest_move(&self) -> i64 {
        let moved = self.source.exceptions.iter().map(|exception| self.moved_by(exception));
        moved.max().unwrap_or(0)
    }

    fn moved_by(&self, exception: &Exception) -> i64 {
        let place = |moment: Moment| moment.place("RECURRENCE-ID", &self.source.start, &self.zone).ok();
        let Some(to) = exception.to().and_then(place) else { return 0 };
        // What moves those that follow is a difference of the clock, which a change of it makes longer or shorter.
        place(exception.original()).map_or(0, |original| (to.wall - original.wall).abs() + 2 * DAY)
    }
}

impl SeriesBuilder {
    /// The same series without COUNT and UNTIL.
    pub(crate) fn without_end(self) -> Result<Self> {
        let rules = self.rules.iter().map(|rule| rule.with_until(None)).collect::<Result<_>>()?;
        Ok(Self { rules, ..self })
    }
}
