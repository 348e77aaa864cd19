use crate::argument::DatabaseArguments;
use crate::exit::Exit;
use crate::render::Table;
use crate::terminal::Terminal;
use crate::{database, input};
use clap::{Args, Subcommand};
use kalends::booking::unknown_policy;
use kalends::id::PolicyId;
use kalends::policy::Policy as Terms;
use kalends::service::PolicyName;
use kalends::{Limits, Result};
use std::num::NonZeroU32;
use std::path::PathBuf;

/// What cancelling, moving and not coming cost a client, and until when they may.
#[derive(Debug, Args)]
pub(crate) struct Policy {
    #[command(subcommand)]
    act: Act,
}

#[derive(Debug, Subcommand)]
enum Act {
    /// Puts a policy, or its next version, into a database; bookings keep the version that they were made under
    Put(Put),
    /// Prints a policy as JSON
    Show(Show),
    /// Lists all policies in all their versions
    List(List),
}

#[derive(Debug, Args)]
struct Put {
    #[command(flatten)]
    database: DatabaseArguments,
    /// The policy as JSON, with its id and version; - is standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

#[derive(Debug, Args)]
struct Show {
    #[command(flatten)]
    database: DatabaseArguments,
    /// Which policy
    #[arg(value_name = "POLICY")]
    id: PolicyId,
    /// Which version; the newest if absent
    #[arg(long = "at", value_name = "N")]
    version: Option<NonZeroU32>,
}

#[derive(Debug, Args)]
struct List {
    #[command(flatten)]
    database: DatabaseArguments,
    /// Print the records
    #[arg(long)]
    json: bool,
}

impl Policy {
    pub(super) fn run(self, terminal: &mut Terminal) -> Result<Exit> {
        match self.act {
            Act::Put(put) => put.run(terminal),
            Act::Show(show) => show.run(terminal),
            Act::List(list) => list.run(terminal),
        }
    }
}

impl Put {
    fn run(self, terminal: &mut Terminal) -> Result<Exit> {
        let policy: Terms = input::record(&input::bytes(&self.file, Limits::default().request_bytes)?)?;
        database::made(&self.database)?.put_policy(&policy)?;
        terminal.line(&format!("put policy {}", policy.reference()))?;
        Ok(Exit::Answer)
    }
}

impl Show {
    fn run(self, terminal: &mut Terminal) -> Result<Exit> {
        let name = PolicyName { id: self.id, version: self.version };
        let found = database::existing(&self.database)?.policy(&name)?;
        terminal.json(&found.ok_or_else(|| unknown_policy(&name))?)?;
        Ok(Exit::Answer)
    }
}

impl List {
    fn run(self, terminal: &mut Terminal) -> Result<Exit> {
        let policies = database::existing(&self.database)?.policies()?;
        if self.json {
            terminal.json(&policies)?;
            return Ok(Exit::Answer);
        }
        let mut table = Table::new(["policy", "version"]);
        for policy in policies {
            table.row([policy.id.to_string(), policy.version.to_string()]);
        }
        terminal.text(&table.text())?;
        Ok(Exit::Answer)
    }
}
