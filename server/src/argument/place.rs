use chrono::{DateTime, Utc};
use clap::Args;
use kalends::time::parse_instant;
use kalends::{Result, Zone, ZoneDb};
use std::path::PathBuf;

/// Where things are kept.
#[derive(Debug, Args)]
pub(crate) struct DatabaseArguments {
    /// The database file
    #[arg(long, value_name = "FILE")]
    pub(crate) db: PathBuf,
    #[command(flatten)]
    pub(crate) clock: ClockArguments,
}

/// What time it is.
#[derive(Clone, Copy, Debug, Args)]
pub(crate) struct ClockArguments {
    /// The present instant, instead of the clock's
    #[arg(long, hide = true, value_parser = parse_instant)]
    pub(crate) now: Option<DateTime<Utc>>,
}

/// Who looks.
#[derive(Debug, Args)]
pub(crate) struct ViewerArguments {
    /// The viewer's zone: times are shown in it as well, and read in it; the resource's zone if absent
    #[arg(long, value_name = "ZONE")]
    zone: Option<String>,
}

impl ViewerArguments {
    /// The viewer's zone, if there is a viewer.
    pub(crate) fn zone(&self) -> Result<Option<Zone>> {
        self.zone.as_deref().map(zone).transpose()
    }
}

/// A zone by its name.
pub(crate) fn zone(name: &str) -> Result<Zone> {
    ZoneDb::builtin().get(name).map_err(|error| error.in_field("--zone"))
}
