use crate::argument::DatabaseArguments;
use crate::database;
use crate::exit::Exit;
use crate::render::counted;
use crate::terminal::Terminal;
use clap::Args;
use kalends::Result;
use kalends::store::{Due, Lapsed, Tick as Pass};
use std::num::NonZeroU32;

/// Writes down what has lapsed: holds and requests expire, and offers go to whoever waits next. For a timer of the
/// host's: any number of processes may do it at once.
///
/// Exits with 0.
#[derive(Debug, Args)]
pub(crate) struct Tick {
    #[command(flatten)]
    database: DatabaseArguments,
    /// How many things at most in one pass; passes follow until everything is done
    #[arg(long, value_name = "N", default_value = "1000")]
    most: NonZeroU32,
    /// Print the records, one for each pass
    #[arg(long)]
    json: bool,
}

impl Tick {
    pub(super) fn run(self, terminal: &mut Terminal) -> Result<Exit> {
        let engine = database::existing(&self.database)?;
        let mut after: Option<Due> = None;
        loop {
            let pass = engine.tick(after, self.most)?;
            if self.json {
                terminal.json(&pass)?
            } else {
                terminal.text(&words(&pass))?
            }
            match pass.next {
                Some(next) => after = Some(next),
                None => return Ok(Exit::Answer),
            }
        }
    }
}

fn words(pass: &Pass) -> String {
    let mut text = format!("{} expired\n", counted(pass.expired.len(), "thing"));
    for due in &pass.expired {
        text.push_str(&match &due.what {
            Lapsed::Booking(id) => format!("  booking {id}\n"),
            Lapsed::Entry(id) => format!("  waitlist entry {id}\n"),
        });
    }
    for entry in &pass.promoted {
        text.push_str(&format!("  offered to {} ({})\n", entry.client, entry.id));
    }
    text
}
