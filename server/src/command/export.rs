use crate::argument::DatabaseArguments;
use crate::database::Database;
use crate::exit::Exit;
use crate::failure;
use crate::invitation::invitation;
use crate::terminal::Terminal;
use chrono::{DateTime, Utc};
use clap::{Args, ValueEnum};
use kalends::Result;
use kalends::ical::{Method, write};
use kalends::id::{BookingId, ResourceId};
use kalends::interval::Interval;
use kalends::time::parse_instant;
use std::path::PathBuf;

/// Writes bookings as a calendar file (.ics).
///
/// The host among the participants is the ORGANIZER, the others with an address are ATTENDEEs. A publication has
/// no attendees (RFC 5546); a request or a cancellation is about one booking.
#[derive(Debug, Args)]
pub(crate) struct Export {
    #[command(flatten)]
    database: DatabaseArguments,
    /// One booking
    #[arg(long, value_name = "ID", required_unless_present = "resource", conflicts_with = "resource")]
    booking: Option<BookingId>,
    /// All bookings of a resource, cancelled ones too
    #[arg(long, value_name = "ID")]
    resource: Option<ResourceId>,
    /// What the reader of the file is asked to do
    #[arg(long, value_enum, default_value = "publish")]
    method: MethodArgument,
    /// The file to write; standard output if absent
    #[arg(long, short, value_name = "FILE")]
    out: Option<PathBuf>,
    /// The present instant, instead of the clock's
    #[arg(long, hide = true, value_parser = parse_instant)]
    now: Option<DateTime<Utc>>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum MethodArgument {
    Publish,
    Request,
    Cancel,
}

impl Export {
    pub(super) fn run(self, terminal: &mut Terminal) -> Result<Exit> {
        let mut database = Database::open_existing(&self.database.db)?;
        let now = self.now.unwrap_or_else(|| database.now());
        let bookings = match (&self.booking, &self.resource) {
            (Some(booking), _) => vec![database.booking(booking)?],
            (None, Some(resource)) => {
                database.resource(resource)?;
                database.bookings(resource, Interval::all())?
            }
            (None, None) => return Err(failure::usage("expected --booking or --resource")),
        };
        let method = match self.method {
            MethodArgument::Publish => Method::Publish,
            MethodArgument::Request => Method::Request,
            MethodArgument::Cancel => Method::Cancel,
        };
        let invitations: Vec<_> =
            bookings.iter().map(|one| invitation(one, database.zones(), now)).collect::<Result<_>>()?;
        let text = write(method, &invitations, database.limits())?;
        match self.out {
            Some(path) => std::fs::write(&path, text).map_err(|error| failure::unwritable(&path, &error))?,
            None => terminal.text(&text)?,
        }
        Ok(Exit::Answer)
    }
}
