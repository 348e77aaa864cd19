use crate::argument::DatabaseArguments;
use crate::database;
use crate::exit::Exit;
use crate::render::counted;
use crate::terminal::Terminal;
use chrono::{DateTime, Utc};
use clap::Args;
use kalends::Result;
use kalends::id::SubjectId;
use kalends::store::{Erased, ToCome};
use kalends::time::parse_instant;

/// Erases what bookings say about a person, or about everybody in bookings that ended long ago. Bookings, minutes and
/// random keys stay.
///
/// Exits with 0 if it is done, with 1 if bookings to come or places in waitlists are in the way.
#[derive(Debug, Args)]
pub(crate) struct Erase {
    #[command(flatten)]
    database: DatabaseArguments,
    /// Who
    #[arg(value_name = "SUBJECT", required_unless_present = "ended_by", conflicts_with = "ended_by")]
    subject: Option<SubjectId>,
    /// Cancel what is still to come of theirs
    #[arg(long, requires = "subject")]
    cancel: bool,
    /// Of everybody, in bookings that ended by this instant
    #[arg(long, value_name = "INSTANT", value_parser = parse_instant)]
    ended_by: Option<DateTime<Utc>>,
    /// Print the record
    #[arg(long)]
    json: bool,
}

impl Erase {
    pub(super) fn run(self, terminal: &mut Terminal) -> Result<Exit> {
        let engine = database::existing(&self.database)?;
        let to_come = if self.cancel { ToCome::Cancel } else { ToCome::Refuse };
        let erased = match (&self.subject, self.ended_by) {
            (Some(subject), _) => engine.erase(subject, to_come)?,
            (None, Some(ended_by)) => Erased { bookings: engine.erase_ended(ended_by)?, ..Erased::default() },
            (None, None) => Erased::default(),
        };
        if self.json {
            terminal.json(&erased)?;
        } else {
            terminal.text(&words(&erased))?;
        }
        Ok(Exit::found(erased.standing.is_empty() && erased.waiting.is_empty()))
    }
}

fn words(erased: &Erased) -> String {
    let Erased { bookings, cancelled, left, standing, waiting } = erased;
    if !(standing.is_empty() && waiting.is_empty()) {
        let mut text = "nothing is erased; still to come:\n".to_owned();
        text.extend(standing.iter().map(|id| format!("  booking {id}\n")));
        text.extend(waiting.iter().map(|id| format!("  waitlist entry {id}\n")));
        return text;
    }
    let mut text = format!("erased from {}\n", counted(*bookings, "booking"));
    text.extend(cancelled.iter().map(|id| format!("  booking {id} cancelled\n")));
    text.extend(left.iter().map(|id| format!("  waitlist entry {id} given up\n")));
    text
}
