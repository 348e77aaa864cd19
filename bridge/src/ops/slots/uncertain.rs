use kalends::id::ResourceId;
use kalends::rules::World;
use kalends::source::{Reliance, SourceReport};
use serde::{Deserialize, Serialize};

/// A source of outside busy time that is not fresh.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct UncertainSource {
    /// Whose time.
    pub resource: ResourceId,
    /// How it stands, and what was done with it.
    pub report: SourceReport,
}

impl UncertainSource {
    /// All of them, by resource in the order of the request.
    pub(crate) fn all(world: &World) -> Vec<Self> {
        let prepared = world.resources().iter();
        let reports = prepared.flat_map(|one| one.sources().iter().map(|report| (one.resource(), report)));
        let uncertain = reports.filter(|(_, report)| report.reliance != Reliance::Full);
        let seen = |(resource, report): (&kalends::resource::Resource, &SourceReport)| Self {
            resource: resource.id.clone(),
            report: report.clone(),
        };
        uncertain.map(seen).collect()
    }
}
