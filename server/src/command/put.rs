use crate::argument::DatabaseArguments;
use crate::config::Config;
use crate::database;
use crate::exit::Exit;
use crate::input;
use crate::render::counted;
use crate::terminal::Terminal;
use clap::Args;
use kalends::{Limits, Result};
use std::path::PathBuf;

/// Puts resources, schedules and services into a engine.
///
/// The file is JSON: {"resources":[{"resource":{…},"schedule":{…}}],"services":[{…}]}. What has the same id is
/// replaced; all of the file is put, or nothing.
#[derive(Debug, Args)]
pub(crate) struct Put {
    #[command(flatten)]
    database: DatabaseArguments,
    /// The file; - is standard input
    #[arg(value_name = "CONFIG")]
    config: PathBuf,
}

impl Put {
    pub(super) fn run(self, terminal: &mut Terminal) -> Result<Exit> {
        let limits = Limits::default();
        let config: Config = input::record(&input::bytes(&self.config, limits.request_bytes)?)?;
        let (resources, services) = (config.resources.len(), config.services.len());
        let engine = database::made(&self.database)?;
        let changes = config.changes(engine.zones())?;
        engine.put(&changes)?;
        terminal.line(&format!(
            "put {} and {}",
            counted(resources, "resource"),
            counted(services, "service")
        ))?;
        Ok(Exit::Answer)
    }
}
