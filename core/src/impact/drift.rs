use crate::conflict::{Entry, overloads};
use crate::error::Result;
use crate::id::{ResourceId, SessionId};
use crate::interval::Interval;
use crate::resource::Resource;
use crate::session::{LocalIntent, Session};
use crate::zone::{Disambiguation, LocalTime, ZoneDb};
use chrono::{DateTime, Utc};
use std::collections::BTreeMap;

/// What newer zone data does to what was agreed on by the wall clock.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Drift {
    /// The sessions whose wall time is another instant now, in the order in which they were given.
    pub moved: Vec<Drifted>,
    /// Where they would get in each other's way, or in that of others, in order of resource and time.
    pub conflicts: Vec<DriftConflict>,
}

/// A session whose wall time is another instant now.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Drifted {
    /// Which.
    pub session: SessionId,
    /// When it is stored to be.
    pub stored: Interval,
    /// When it has to be, to read on the wall what was agreed on. It lasts as long as before.
    pub agreed: Interval,
}

/// A time in which a resource would be used more than it can be.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DriftConflict {
    /// Of which resource.
    pub resource: ResourceId,
    /// When.
    pub span: Interval,
    /// By which sessions.
    pub sessions: Vec<SessionId>,
}

/// Resolves what people agreed on once more, and says what that moves. Nothing is written.
///
/// A wall time that happens twice is the one whose offset was agreed on, if that is still one of the two, and else the
/// first; in a gap, the offset from before it counts (RFC 5545 §3.3.5). Only sessions that take time are looked at. A
/// resource that is not among `resources` has one use at a time. Buffers and opening hours are not judged here: moving
/// a session does that.
///
/// # Errors
/// `zone.unknown` for a zone that the data does not know; `time.out-of-range`.
pub fn drift(sessions: &[Session], resources: &[Resource], zones: &ZoneDb) -> Result<Drift> {
    let mut moved = Vec::new();
    let mut uses: BTreeMap<&ResourceId, Vec<Entry<usize>>> = BTreeMap::new();
    for (at, session) in sessions.iter().enumerate().filter(|(_, session)| session.takes_time()) {
        let start = agreed(&session.local, zones)?;
        let agreed = Interval::new(start, start + session.span.length())?;
        if agreed != session.span {
            moved.push(Drifted { session: session.id.clone(), stored: session.span, agreed });
        }
        for one in &session.uses {
            uses.entry(&one.resource).or_default().push(Entry::new(agreed, at));
        }
    }
    let conflicts =
        uses.iter().flat_map(|(id, entries)| conflicts(id, entries, sessions, resources)).collect();
    Ok(Drift { moved, conflicts })
}

/// When a session starts, by the wall clock that people look at.
fn agreed(local: &LocalIntent, zones: &ZoneDb) -> Result<DateTime<Utc>> {
    let zone = local.zone.resolve(zones)?;
    if let LocalTime::Fold { second, .. } = zone.local(local.wall)
        && zone.offset_at(second) == local.offset
    {
        return Ok(second);
    }
    zone.resolve(local.wall, Disambiguation::Compatible)
}

/// Where a resource is used too much by sessions of which at least one has moved.
fn conflicts<'a>(
    id: &'a ResourceId,
    entries: &[Entry<usize>],
    sessions: &'a [Session],
    resources: &[Resource],
) -> impl Iterator<Item = DriftConflict> + 'a {
    let capacity = resources.iter().find(|one| one.id == *id).map_or(1, |one| one.capacity.get());
    let units = |at: usize| {
        let own = sessions.get(at).and_then(|one| one.uses.iter().find(|one| one.resource == *id));
        own.map_or(1, |own| u64::from(own.units.get()))
    };
    let over: Vec<_> = overloads(entries, capacity.into(), units).collect();
    let has_moved = |entry: &Entry<usize>| sessions.get(entry.item).is_some_and(|one| one.span != entry.span);
    over.into_iter().filter(move |over| over.entries.iter().any(has_moved)).map(|over| DriftConflict {
        resource: id.clone(),
        span: over.span,
        sessions: over
            .entries
            .iter()
            .filter_map(|entry| Some(sessions.get(entry.item)?.id.clone()))
            .collect(),
    })
}
