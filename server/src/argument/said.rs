use super::ParticipantArgument;
use clap::Args;
use kalends::booking::{Details, Participant};
use kalends::policy::Money;

/// What is said about a booking: its price, its subject, who takes part.
#[derive(Debug, Args)]
pub(crate) struct SaidArguments {
    /// What it costs to come, in minor units and a currency, such as "4500 EUR"
    #[arg(long, value_name = "MONEY")]
    pub(crate) price: Option<Money>,
    /// Subject, for people
    #[arg(long)]
    title: Option<String>,
    /// Who takes part, ROLE:SUBJECT:NAME:EMAIL, the last two as wanted (host, booker, attendee, payer, guardian); repeat for more
    #[arg(long = "participant", value_name = "WHO")]
    participants: Vec<ParticipantArgument>,
}

impl SaidArguments {
    pub(crate) fn participants(&self) -> Vec<Participant> {
        self.participants.iter().map(|one| one.0.clone()).collect()
    }

    pub(crate) fn details(&self) -> Details {
        Details { title: self.title.clone(), ..Details::default() }
    }
}
