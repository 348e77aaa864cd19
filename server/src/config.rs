//! What `kalends put` reads: resources with their schedules, and services.

use kalends::availability::Schedule;
use kalends::booking::Changes;
use kalends::resource::Resource;
use kalends::service::Service;
use kalends::{Limits, Result, ZoneDb};
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
    /// The records, checked as a whole.
    ///
    /// # Errors
    /// Those of [`Schedule::validate`] and [`Service::validate`], `zone.unknown`; the path names the record.
    pub(crate) fn changes(self, zones: &ZoneDb, limits: &Limits) -> Result<Changes> {
        for (at, one) in self.resources.iter().enumerate() {
            one.check(zones, limits).map_err(|error| error.in_index(at).in_field("resources"))?;
        }
        for (at, service) in self.services.iter().enumerate() {
            service.validate(limits).map_err(|error| error.in_index(at).in_field("services"))?;
        }
        let resources = self.resources.into_iter().map(|one| (one.resource, one.schedule)).collect();
        Ok(Changes { resources, services: self.services, ..Changes::default() })
    }
}

impl ResourceConfig {
    fn check(&self, zones: &ZoneDb, limits: &Limits) -> Result<()> {
        let (resource, schedule) = (&self.resource, &self.schedule);
        zones.get(resource.zone.as_str()).map_err(|error| error.in_field("zone").in_field("resource"))?;
        resource.buffer.validate().map_err(|error| error.in_field("buffer").in_field("resource"))?;
        schedule.validate(limits).map_err(|error| error.in_field("schedule"))?;
        for (at, travel) in schedule.travel.iter().enumerate() {
            zones
                .get(travel.zone.as_str())
                .map_err(|e| e.in_field("zone").in_index(at).in_field("travel").in_field("schedule"))?;
        }
        Ok(())
    }
}
