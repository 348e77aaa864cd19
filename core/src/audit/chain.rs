use super::{Event, Head};

/// Where a chain is broken.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Broken {
    /// The place of the first event that does not fit, from 0; the number of events if what follows them is missing.
    pub at: usize,
    /// What does not fit.
    pub what: Fault,
}

/// What does not fit in a chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum Fault {
    /// The event is of another entity than the head.
    Entity,
    /// An event is missing, doubled or in the wrong place.
    Version {
        /// The version that would follow.
        expected: u64,
        /// The version that it has.
        found: u64,
    },
    /// The event before is not the one that this one was written after.
    Previous,
    /// The chain does not end in its head: its last event is another, or is missing.
    Head,
}

/// Walks the chain of one entity, from its first event to its head.
///
/// Finds any change of any event, and any that is missing, added or in another place. Memory does not grow with the
/// chain. A head comes from where the owner of the chain can't change it together with the chain: a [`checkpoint`],
/// a copy that was taken earlier.
///
/// [`checkpoint`]: super::checkpoint
///
/// # Errors
/// [`Broken`] with the first place that does not fit. A change of one event shows at the next one, whose `previous` it
/// is, or at the head.
pub fn verify<'a>(events: impl IntoIterator<Item = &'a Event>, head: &Head) -> Result<(), Broken> {
    let (mut count, mut version, mut previous) = (0, 0, None);
    for (at, event) in events.into_iter().enumerate() {
        let expected = version + 1;
        let fault = if event.entity != head.entity {
            Some(Fault::Entity)
        } else if event.version != expected {
            Some(Fault::Version { expected, found: event.version })
        } else if event.previous != previous {
            Some(Fault::Previous)
        } else {
            None
        };
        if let Some(what) = fault {
            return Err(Broken { at, what });
        }
        (count, version, previous) = (at + 1, expected, Some(event.hash()));
    }
    if previous == Some(head.hash) && version == head.version {
        Ok(())
    } else {
        Err(Broken { at: count, what: Fault::Head })
    }
}
