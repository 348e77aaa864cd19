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

/// Puts resources, schedules, services and policies into a database.
///
/// The file is JSON: {"resources":[{"resource":{…},"schedule":{…}}],"services":[{…}],"policies":[{…}]}. What has the
/// same id is replaced, but for policies: changed terms need the next version. All of the file is put, or nothing.
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
        let (resources, services, policies) =
            (config.resources.len(), config.services.len(), config.policies.len());
        let engine = database::made(&self.database)?;
        let changes = config.changes(engine.zones())?;
        engine.put(&changes)?;
        let (resources, services) = (counted(resources, "resource"), counted(services, "service"));
        terminal.line(&match policies {
            0 => format!("put {resources} and {services}"),
            1 => format!("put {resources}, {services} and 1 policy"),
            _ => format!("put {resources}, {services} and {policies} policies"),
        })?;
        Ok(Exit::Answer)
    }
}
