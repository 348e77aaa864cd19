use super::Extent;
use super::moment::Moment;
use super::series::{Entry, Fate};
use super::shift::Shift;
use super::start::{Place, Start};
use crate::error::Result;
use crate::zone::Zone;

/// One occurrence that is not as the rule says, perhaps with all that follow: RECURRENCE-ID of RFC 5545 §3.8.4.4.
///
/// It is tied to the original local start, which stays the occurrence's identity however often it moves. It stands by
/// itself: a moved occurrence takes place even where the rule no longer names its original start, as in calendars. Of
/// several exceptions for one original the last counts.
///
/// With [`and_following`](Self::and_following) the same change holds for every later occurrence, extra dates among
/// them: what was moved by two hours moves all of them by two hours on the clock, and what was cancelled ends the series. It
/// holds until the next such exception, which counts from the original times again. An exception for one of them alone
/// wins.
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(from = "super::wire::RawException", into = "super::wire::RawException")
)]
pub struct Exception {
    pub(super) original: Moment,
    pub(super) moved: Option<Moment>,
    pub(super) extent: Option<Extent>,
    pub(super) following: bool,
}

impl Exception {
    /// The occurrence does not take place.
    pub fn cancelled(original: impl Into<Moment>) -> Self {
        Self { original: original.into(), moved: None, extent: None, following: false }
    }

    /// The occurrence takes place at another time; the same time, if only its length changes.
    pub fn moved(original: impl Into<Moment>, to: impl Into<Moment>) -> Self {
        Self { original: original.into(), moved: Some(to.into()), extent: None, following: false }
    }

    /// The moved occurrence has a length of its own.
    #[must_use]
    pub const fn lasting(mut self, extent: Extent) -> Self {
        self.extent = Some(extent);
        self
    }

    /// The change holds for all later occurrences too: RANGE=THISANDFUTURE.
    ///
    /// The difference is one of the clock: two hours later is 11:00 for each that was at 09:00, whatever the offset. A
    /// time that falls in a gap or a fold is read as a start is.
    ///
    /// # Example: a lesson that moves from Monday 09:00 to Tuesday 10:00 for good, and one week off
    /// ```
    /// use kalends::recur::{Exception, Series, Start};
    /// use kalends::time::{format_instant, parse_wall};
    /// use kalends::{Limits, ZoneDb};
    /// let paris = ZoneDb::builtin().get("Europe/Paris")?;
    /// let original = |day: &str| parse_wall(&format!("{day}T09:00:00"));
    /// let series = Series::new(Start::Zoned(original("2027-03-08")?, paris))
    ///     .rule("FREQ=WEEKLY;COUNT=5".parse()?)
    ///     .exception(Exception::moved(original("2027-03-15")?, parse_wall("2027-03-16T10:00:00")?).and_following())
    ///     .exception(Exception::cancelled(original("2027-03-22")?))
    ///     .build()?;
    /// let starts = series.iter(&Limits::default()).map(|next| Ok(format_instant(next?.start)));
    /// assert_eq!(
    ///     starts.collect::<kalends::Result<Vec<_>>>()?,
    ///     // 10:00 in Paris, which is an hour earlier in UTC once summer time begins on 28 March.
    ///     ["2027-03-08T08:00:00Z", "2027-03-16T09:00:00Z", "2027-03-30T08:00:00Z", "2027-04-06T08:00:00Z"],
    /// );
    /// # Ok::<(), kalends::Error>(())
    /// ```
    #[must_use]
    pub const fn and_following(mut self) -> Self {
        self.following = true;
        self
    }

    /// The original, what stands in its place, and what becomes of those that follow.
    pub(super) fn place(&self, start: &Start, zone: &Zone) -> Result<Placed> {
        let original =
            self.original.place("RECURRENCE-ID", start, zone).map_err(|error| error.in_field("original"))?;
        let moved = self.moved.map(|to| to.place("RECURRENCE-ID", start, zone)).transpose()?;
        let entry =
            moved.map(|to| Entry { place: Place { at: to.at, wall: original.wall }, extent: self.extent });
        let following = self.following.then(|| Shift {
            from: original.at,
            by: moved.map_or(0, |to| to.wall - original.wall),
            then: moved.map_or(Fate::Cancelled, |_| Fate::Shifted(self.extent)),
        });
        Ok(Placed { original: original.at, entry, following })
    }
}

/// An exception put to its series.
pub(super) struct Placed {
    /// The instant of the original.
    pub(super) original: i64,
    pub(super) entry: Option<Entry>,
    pub(super) following: Option<Shift<Fate>>,
}
