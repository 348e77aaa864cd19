use super::{CircumstanceArguments, ViewerArguments};
use clap::Args;

/// How something is done with what is booked, and how that is shown.
#[derive(Debug, Args)]
pub(crate) struct ActArguments {
    /// Say what would become of it, fees too, and change nothing
    #[arg(long)]
    pub(crate) what_if: bool,
    #[command(flatten)]
    pub(crate) viewer: ViewerArguments,
    #[command(flatten)]
    pub(crate) circumstances: CircumstanceArguments,
    /// Print the record
    #[arg(long)]
    pub(crate) json: bool,
}
