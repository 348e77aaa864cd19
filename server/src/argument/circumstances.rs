use crate::failure;
use clap::{Args, ValueEnum};
use kalends::audit::Code;
use kalends::id::SubjectId;
use kalends::rules::ReasonCode;
use kalends::{Error, Result};
use kalends_engine::Circumstances;
use std::num::NonZeroU32;
use std::str::FromStr;

/// Who asks, and what shall not count.
#[derive(Debug, Args)]
pub(crate) struct CircumstanceArguments {
    /// On whose behalf
    #[arg(long = "as", value_enum, value_name = "ACTOR", default_value = "client")]
    actor: ActorArgument,
    /// A reason that shall not count (a host may waive past, notice, horizon, hours, grid); repeat for more
    #[arg(long, value_name = "REASON")]
    waive: Vec<Waived>,
    /// Who holds times: their own holds are no obstacle
    #[arg(long, value_name = "SUBJECT")]
    owner: Option<SubjectId>,
    /// Who books, where limits count per client
    #[arg(long, value_name = "SUBJECT")]
    client: Option<SubjectId>,
    /// Who does it, for the record
    #[arg(long, value_name = "SUBJECT")]
    by: Option<SubjectId>,
    /// Why, in a code for the record, such as illness
    #[arg(long, value_name = "CODE")]
    cause: Option<Code>,
    /// How many come
    #[arg(long, value_name = "N")]
    party: Option<NonZeroU32>,
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

impl CircumstanceArguments {
    /// The circumstances as the engine knows them.
    pub(crate) fn circumstances(&self) -> Circumstances {
        let circumstances = match self.actor {
            ActorArgument::Client => Circumstances::client(),
            ActorArgument::Host => Circumstances::host(),
        };
        let circumstances = circumstances.waive(self.waive.iter().map(|waived| waived.0));
        let circumstances = circumstances.party(self.party.unwrap_or(NonZeroU32::MIN));
        let circumstances = with(circumstances, &self.by, Circumstances::by);
        let circumstances = with(circumstances, &self.cause, Circumstances::because);
        let circumstances = with(circumstances, &self.owner, Circumstances::hold_owner);
        with(circumstances, &self.client, Circumstances::client_is)
    }
}

/// The circumstances with something that may have been said.
fn with<T: Clone>(
    circumstances: Circumstances,
    said: &Option<T>,
    add: impl FnOnce(Circumstances, T) -> Circumstances,
) -> Circumstances {
    match said {
        Some(said) => add(circumstances, said.clone()),
        None => circumstances,
    }
}
