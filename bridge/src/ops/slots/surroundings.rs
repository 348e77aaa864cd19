//! What a question about slots has to see beside the resources.

use crate::bridge::Bridge;
use kalends::Result;
use kalends::rules::{Counted, History, TravelMatrix, Ways, World};
use serde::{Deserialize, Serialize};

/// What matters beside the resources; where nothing has limits or a place, nothing does.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Surroundings {
    /// The bookings that limits count, in any order: of the service and of the resources, in every period of a limit
    /// that a start which is asked about can lie in. Only what takes time: nothing cancelled, declined or expired.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub counted: Vec<Counted>,
    /// How long the ways between places take; absent is that places don't matter.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub travel: Option<TravelMatrix>,
}

impl Surroundings {
    pub(crate) fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl Bridge {
    /// The same resources, with what surrounds them.
    pub(super) fn surrounded(&self, world: World, surroundings: Surroundings) -> Result<World> {
        let Surroundings { counted, travel } = surroundings;
        let history = History::new(counted, self.limits()).map_err(|error| error.in_field("surroundings"))?;
        let world = world.counting(history);
        Ok(match travel {
            Some(matrix) => world.travelling(Ways::new(matrix)),
            None => world,
        })
    }
}
