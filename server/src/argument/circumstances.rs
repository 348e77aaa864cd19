use crate::database::Database;
use crate::failure;
use chrono::{DateTime, Utc};
use clap::{Args, ValueEnum};
use kalends::rules::{Actor, Context, ReasonCode};
use kalends::time::parse_instant;
use kalends::{Error, Result};
use std::str::FromStr;

/// Who asks, and when.
#[derive(Debug, Args)]
pub(crate) struct Circumstances {
    /// On whose behalf
    #[arg(long = "as", value_enum, value_name = "ACTOR", default_value = "client")]
    actor: ActorArgument,
    /// A reason that shall not count (a host may waive past, notice, horizon, hours, grid); repeat for more
    #[arg(long, value_name = "REASON")]
    waive: Vec<Waived>,
    /// The present instant, instead of the clock's
    #[arg(long, hide = true, value_parser = parse_instant)]
    now: Option<DateTime<Utc>>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum ActorArgument {
    Client,
    Host,
}

#[derive(Clone, Copy, Debug)]
struct Waived(ReasonCode);

impl FromStr for Waived {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let known = ReasonCode::ALL.iter().find(|code| code.as_str() == text);
        known.map(|code| Self(*code)).ok_or_else(|| {
            let names: Vec<&str> = ReasonCode::ALL.iter().map(|code| code.as_str()).collect();
            failure::usage(format!("`{text}` is not a reason; expected one of {}", names.join(", ")))
        })
    }
}

impl Circumstances {
    /// The present instant: the database's clock, unless it was said.
    pub(crate) fn now(&self, database: &Database) -> DateTime<Utc> {
        self.now.unwrap_or_else(|| database.now())
    }

    /// The circumstances as the rules know them.
    pub(crate) fn context(&self, database: &Database) -> Context {
        let actor = match self.actor {
            ActorArgument::Client => Actor::Client,
            ActorArgument::Host => Actor::Host,
        };
        let waive = self.waive.iter().map(|waived| waived.0).collect();
        Context { actor, waive, ..Context::client(self.now(database)) }
    }
}
