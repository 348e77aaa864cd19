use super::{Due, LapsedQuery, Store, execute};
use crate::booking::{Transaction, Verdict};
use crate::error::{Category, Result};
use crate::limits::Limits;
use crate::rules::Context;
use crate::waitlist::Entry;
use crate::zone::ZoneDb;
use chrono::{DateTime, Utc};
use std::num::NonZeroU32;

/// What a pass over what has lapsed has done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Tick {
    /// What was written down, in order of the time since when it had lapsed.
    pub expired: Vec<Due>,
    /// Those who waited and have an offer now of what became free.
    pub promoted: Vec<Entry>,
    /// Where the next pass goes on; absent if everything is done.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub next: Option<Due>,
}

/// Writes down what has lapsed at `now`, at most `most` of it, each in a transaction of its own: holds and requests
/// expire, offers go to whoever comes next, and places in waitlists end with what they waited for.
///
/// Nothing depends on it that is not promised to those who wait: what has lapsed takes no time in any case. Any number
/// of processes may do this at once; what another one has done meanwhile is passed over. What another writer is in the way
/// of is left for the next time.
///
/// # Errors
/// Those of the store; what was done until then is done.
pub fn tick(
    store: &mut dyn Store,
    now: DateTime<Utc>,
    after: Option<Due>,
    most: NonZeroU32,
    (zones, limits): (&ZoneDb, &Limits),
) -> Result<Tick> {
    let found = store.lapsed(&LapsedQuery { now, after, limit: most })?;
    let is_full = u32::try_from(found.len()).is_ok_and(|found| found == most.get());
    let mut tick = Tick { next: found.last().filter(|_| is_full).cloned(), ..Tick::default() };
    for due in found {
        let expire = Transaction::new(due.what.clone().expire(), Context::host(now));
        match execute(store, expire, zones, limits) {
            Ok(Verdict::Accept(accepted)) if !accepted.changes.is_empty() => {
                tick.promoted.extend(accepted.promoted);
                tick.expired.push(due);
            }
            // Another process was first, or somebody has booked what was held.
            Ok(_) => {}
            Err(error) if error.category() == Category::Conflict => {}
            Err(error) => return Err(error),
        }
    }
    Ok(tick)
}
