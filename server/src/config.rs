//! What `kalends put` reads: resources with their schedules, services, policies.

use kalends::availability::Schedule;
use kalends::booking::Changes;
use kalends::policy::Policy;
use kalends::resource::Resource;
use kalends::service::Service;
use kalends::zone::ZoneName;
use kalends::{Error, Result, ZoneDb};
use serde::Deserialize;

/// The records of a host, as one file of JSON.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Config {
    /// Whose time there is.
    #[serde(default)]
    pub(crate) resources: Vec<ResourceConfig>,
    /// What can be booked.
    #[serde(default)]
    pub(crate) services: Vec<Service>,
    /// What cancelling, moving and not coming cost.
    #[serde(default)]
    pub(crate) policies: Vec<Policy>,
}

/// A resource with its schedule.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ResourceConfig {
    pub(crate) resource: Resource,
    #[serde(default)]
    pub(crate) schedule: Schedule,
}

impl Config {
    /// The records to put.
    ///
    /// # Errors
    /// `zone.unknown`: a store takes any name, but whoever writes one by hand wants to know.
    pub(crate) fn changes(self, zones: &ZoneDb) -> Result<Changes> {
        for (at, one) in self.resources.iter().enumerate() {
            one.check_zones(zones).map_err(|error| error.in_index(at).in_field("resources"))?;
        }
        let resources = self.resources.into_iter().map(|one| (one.resource, one.schedule)).collect();
        Ok(Changes { resources, services: self.services, policies: self.policies, ..Changes::default() })
    }
}

impl ResourceConfig {
    fn check_zones(&self, zones: &ZoneDb) -> Result<()> {
        let known = |name: &ZoneName| zones.get(name.as_str()).map_err(|error| error.in_field("zone"));
        known(&self.resource.zone).map_err(|error| error.in_field("resource"))?;
        for (at, recurring) in self.schedule.recurring.iter().enumerate() {
            let there = |error: Error| error.in_index(at).in_field("recurring").in_field("schedule");
            recurring.zone.as_ref().map_or(Ok(()), |zone| known(zone).map(drop)).map_err(there)?;
        }
        for (at, travel) in self.schedule.travel.iter().enumerate() {
            let there = |error: Error| error.in_index(at).in_field("travel").in_field("schedule");
            known(&travel.zone).map_err(there)?;
        }
        Ok(())
    }
}
