use crate::time::{CalendarDuration, DAY, Elapsed, wall_of_secs, wall_secs};
use crate::zone::Zone;
use chrono::{Days, Months};

/// How long each occurrence lasts.
///
/// On most days the three agree; over a clock change they differ. Each counts from what the clock shows at the start: an
/// occurrence that a gap moves from 02:30 to 03:30 lasts from 03:30. An end in a gap or in a fold is read as a start is.
///
/// # Example: from 22:00 to 06:00, on the night when an hour is skipped
/// ```
/// use chrono::TimeDelta;
/// use kalends::recur::{Extent, Series, Start};
/// use kalends::time::{Elapsed, parse_wall};
/// use kalends::{Limits, ZoneDb};
/// let start = Start::Zoned(parse_wall("2027-03-27T22:00:00")?, ZoneDb::builtin().get("Europe/Berlin")?);
/// let lasts = |extent| -> kalends::Result<TimeDelta> {
///     let series = Series::new(start.clone()).lasting(extent).build()?;
///     let night = series.iter(&Limits::default()).next().unwrap()?;
///     Ok(night.end - night.start)
/// };
/// let eight_hours = Elapsed::from_minutes(480)?;
/// assert_eq!(lasts(Extent::Exact(eight_hours))?, TimeDelta::hours(8));      // ends at 07:00
/// assert_eq!(lasts(Extent::Wall(eight_hours))?, TimeDelta::hours(7));       // ends at 06:00
/// assert_eq!(lasts(Extent::Nominal("P1D".parse()?))?, TimeDelta::hours(23));
/// # Ok::<(), kalends::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum Extent {
    /// The same elapsed time for each: what RFC 5545 §3.8.5.3 says of DTEND.
    Exact(Elapsed),
    /// Months and days on the calendar, then elapsed seconds: what RFC 5545 says of DURATION. A month that lacks the
    /// day ends on its last.
    Nominal(CalendarDuration),
    /// The same time on the clock: each occurrence ends when the wall shows its start plus this much.
    Wall(Elapsed),
}

impl Extent {
    /// The end of an occurrence that starts at `at`, never before it; `dated` says that the start is a date.
    pub(super) fn end(self, at: i64, zone: &Zone, dated: bool) -> i64 {
        let wall = |at: i64| {
            let wall = zone.wall_secs(at);
            // A day without midnight starts later, and still ends at the next one's midnight.
            if dated { wall.div_euclid(DAY) * DAY } else { wall }
        };
        let end = match self {
            Self::Exact(elapsed) => at.saturating_add(elapsed.seconds()),
            Self::Nominal(duration) => {
                let start = if duration.is_elapsed() {
                    at
                } else {
                    zone.compatible_secs(add_calendar(wall(at), duration))
                };
                start.saturating_add(i64::from(duration.seconds()))
            }
            Self::Wall(elapsed) => {
                let end = zone.compatible_secs(wall(at).saturating_add(elapsed.seconds()));
                // Within a repeated hour the first reading of the end can lie before the start.
                if end < at { at.saturating_add(elapsed.seconds()) } else { end }
            }
        };
        end.max(at)
    }

    /// No occurrence lasts longer.
    pub(super) fn longest(self) -> i64 {
        match self {
            Self::Exact(elapsed) => elapsed.seconds(),
            Self::Wall(elapsed) => elapsed.seconds() + 2 * DAY,
            Self::Nominal(duration) => {
                let days = i64::from(duration.months()) * 31 + i64::from(duration.days()) + 2;
                days * DAY + i64::from(duration.seconds())
            }
        }
    }
}

fn add_calendar(wall: i64, duration: CalendarDuration) -> i64 {
    let months = Months::new(duration.months());
    let days = Days::new(u64::from(duration.days()));
    let end = wall_of_secs(wall).checked_add_months(months).and_then(|end| end.checked_add_days(days));
    // Beyond chrono's years there is no calendar; the end is cut to the supported years anyway.
    end.map_or(i64::MAX / 2, wall_secs)
}
