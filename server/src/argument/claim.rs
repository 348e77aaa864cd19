use super::TimeArgument;
use clap::Args;
use kalends::id::{ResourceId, ServiceId};
use kalends::time::Length;

/// What is asked for.
#[derive(Debug, Args)]
pub(crate) struct ClaimArguments {
    /// Whose time: needed where the service requires nothing by itself, otherwise a member who has to take part
    #[arg(long, value_name = "ID")]
    pub(crate) resource: Option<ResourceId>,
    /// What for
    #[arg(long, value_name = "ID")]
    pub(crate) service: ServiceId,
    /// From when: an instant, or a wall time in the viewer's zone
    #[arg(long, value_name = "TIME")]
    pub(crate) start: TimeArgument,
    /// One of the service's durations, such as PT45M; its default if absent
    #[arg(long, value_name = "DURATION")]
    pub(crate) duration: Option<Length>,
}
