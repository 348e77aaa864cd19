use super::start::{Moment, Place, Start};
use super::{Extent, series::Entry};
use crate::error::Result;
use crate::zone::Zone;

/// One occurrence that is not as the rule says: RECURRENCE-ID of RFC 5545 for a single instance.
///
/// It is tied to the original local start, which stays the occurrence's identity however often it moves. It stands by
/// itself: a moved occurrence takes place even where the rule no longer names its original start, as in calendars. Of
/// several exceptions for one original the last counts.
///
/// # Example: one lesson moved, one cancelled
/// ```
/// use kalends::recur::{Exception, Series, Start};
/// use kalends::time::{format_instant, parse_wall};
/// use kalends::{Limits, Zone};
/// let series = Series::new(Start::Zoned(parse_wall("2027-02-01T09:00:00")?, Zone::utc()))
///     .rule("FREQ=WEEKLY;COUNT=3".parse()?)
///     .exception(Exception::moved(parse_wall("2027-02-01T09:00:00")?, parse_wall("2027-02-09T10:00:00")?))
///     .exception(Exception::cancelled(parse_wall("2027-02-15T09:00:00")?))
///     .build()?;
/// let all = series.iter(&Limits::default()).collect::<Result<Vec<_>, _>>()?;
/// assert_eq!(all.len(), 2);
/// assert_eq!(format_instant(all[1].start), "2027-02-09T10:00:00Z");             // behind the one on the 8th
/// assert_eq!(all[1].wall, parse_wall("2027-02-01T09:00:00")?);                  // and still the first lesson
/// # Ok::<(), kalends::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exception {
    original: Moment,
    moved: Option<Moment>,
    extent: Option<Extent>,
}

impl Exception {
    /// The occurrence does not take place.
    pub fn cancelled(original: impl Into<Moment>) -> Self {
        Self { original: original.into(), moved: None, extent: None }
    }

    /// The occurrence takes place at another time; the same time, if only its length changes.
    pub fn moved(original: impl Into<Moment>, to: impl Into<Moment>) -> Self {
        Self { original: original.into(), moved: Some(to.into()), extent: None }
    }

    /// The moved occurrence has a length of its own.
    #[must_use]
    pub const fn lasting(mut self, extent: Extent) -> Self {
        self.extent = Some(extent);
        self
    }

    /// The instant of the original, and what stands in its place.
    pub(super) fn place(&self, start: &Start, zone: &Zone) -> Result<(i64, Option<Entry>)> {
        let original = self.original.place("RECURRENCE-ID", start, zone)?;
        let moved = self.moved.map(|to| to.place("RECURRENCE-ID", start, zone)).transpose()?;
        let entry =
            moved.map(|to| Entry { place: Place { at: to.at, wall: original.wall }, extent: self.extent });
        Ok((original.at, entry))
    }
}
