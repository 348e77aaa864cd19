//! Many at once, in seconds: for columns of times that come and go as numbers.

use super::local::Disambiguation;
use super::zone::Zone;
use crate::error::Result;

impl Zone {
    /// Adds the offset at each instant, in seconds east of UTC; instants are seconds since 1970-01-01T00:00:00Z.
    ///
    /// Total: far outside the years 1 to 9999 the first or last offset holds.
    ///
    /// # Example: the second before a change and the change
    /// ```
    /// use kalends::time::parse_instant;
    /// use kalends::zone::ZoneDb;
    /// let change = parse_instant("2027-03-28T01:00:00Z")?.timestamp();
    /// let mut offsets = Vec::new();
    /// ZoneDb::builtin().get("Europe/Paris")?.offsets(&[change - 1, change], &mut offsets);
    /// assert_eq!(offsets, [3600, 7200]);
    /// # Ok::<(), kalends::Error>(())
    /// ```
    pub fn offsets(&self, instants: &[i64], out: &mut Vec<i32>) {
        out.extend(instants.iter().map(|at| self.offset_secs(*at)));
    }

    /// Adds the instant of each wall time, both in seconds since 1970-01-01T00:00:00 of their own clock; `how` decides in
    /// gaps and folds, as in [`resolve`](Self::resolve).
    ///
    /// # Errors
    /// As `resolve`, with the place of the wall time as path; then nothing is added.
    ///
    /// # Example: 02:30 on the night when Paris goes from 02:00 to 03:00
    /// ```
    /// use kalends::time::{parse_instant, parse_wall};
    /// use kalends::zone::{Disambiguation, ZoneDb};
    /// let paris = ZoneDb::builtin().get("Europe/Paris")?;
    /// let walls = [parse_wall("2027-03-28T02:30:00")?.and_utc().timestamp()];
    /// let mut instants = Vec::new();
    /// paris.instants(&walls, Disambiguation::Compatible, &mut instants)?;
    /// assert_eq!(instants, [parse_instant("2027-03-28T01:30:00Z")?.timestamp()]);
    /// let gap = paris.instants(&walls, Disambiguation::Reject, &mut instants).unwrap_err();
    /// assert_eq!((gap.code(), gap.path()), ("zone.gap", "[0]"));
    /// # Ok::<(), kalends::Error>(())
    /// ```
    pub fn instants(&self, walls: &[i64], how: Disambiguation, out: &mut Vec<i64>) -> Result<()> {
        let given = out.len();
        out.reserve(walls.len());
        for (index, wall) in walls.iter().enumerate() {
            match self.resolve_secs(*wall, how) {
                Ok(at) => out.push(at),
                Err(error) => {
                    out.truncate(given);
                    return Err(error.in_index(index));
                }
            }
        }
        Ok(())
    }
}
