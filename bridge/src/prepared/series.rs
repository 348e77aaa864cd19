use super::bounds::{most, range};
use super::seconds;
use crate::bridge::Bridge;
use crate::decode;
use crate::ops::recur::series::Built;
use kalends::Result;
use kalends::recur::SeriesRecord;
use std::fmt;

/// A series that is read once; its starts come as columns.
///
/// A series without a zone counts by the UTC clock.
///
/// # Example: the night on which Paris has no 02:30
/// ```
/// use kalends_bridge::{Bridge, PreparedSeries};
/// let record = br#"{"rule": "FREQ=DAILY", "start": "2027-03-27T02:30:00", "zone": "Europe/Paris"}"#;
/// let series = PreparedSeries::read(&Bridge::default(), record)?;
/// let starts = series.starts(f64::NEG_INFINITY, f64::INFINITY, 3.0)?;
/// let hours: Vec<f64> = starts.windows(2).map(|pair| (pair[1] - pair[0]) / 3_600_000.0).collect();
/// assert_eq!(hours, [24.0, 23.0]);
/// # Ok::<(), kalends::Error>(())
/// ```
pub struct PreparedSeries {
    built: Built,
    bridge: Bridge,
}

impl PreparedSeries {
    /// Reads a series, as `recur.expand` has it under `series`.
    ///
    /// # Errors
    /// `wire.*`, `recur.*`, `zone.unknown`, `time.*`.
    pub fn read(bridge: &Bridge, record: &[u8]) -> Result<Self> {
        let record: SeriesRecord = decode::read(record, bridge.limits())?;
        Ok(Self { built: Built::new(&record, bridge)?, bridge: bridge.clone() })
    }

    /// The first `limit` starts from `from` until just before `until`, in milliseconds.
    ///
    /// # Errors
    /// `wire.range` for a number that is no time; `interval.*`; `recur.too-many` without a limit, `recur.budget`.
    pub fn starts(&self, from: f64, until: f64, limit: f64) -> Result<Vec<f64>> {
        let Some(limit) = most(limit)? else {
            return Ok(self.seconds(from, until)?.into_iter().map(seconds).collect());
        };
        let found = self.built.series.between(range(from, until)?, self.bridge.limits()).take(limit);
        found.map(|one| Ok(seconds(one?.start.timestamp()))).collect()
    }

    /// How many starts there are within a range, of which the first that fit are written.
    ///
    /// # Errors
    /// As [`starts`](Self::starts).
    pub fn fill(&self, from: f64, until: f64, out: &mut [f64]) -> Result<usize> {
        let found = self.seconds(from, until)?;
        out.iter_mut().zip(&found).for_each(|(slot, second)| *slot = seconds(*second));
        Ok(found.len())
    }

    fn seconds(&self, from: f64, until: f64) -> Result<Vec<i64>> {
        let mut found = Vec::new();
        self.built.series.fill(range(from, until)?, self.bridge.limits(), &mut found)?;
        Ok(found)
    }
}

impl fmt::Debug for PreparedSeries {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PreparedSeries").finish_non_exhaustive()
    }
}
