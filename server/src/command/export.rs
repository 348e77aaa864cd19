use crate::argument::DatabaseArguments;
use crate::database;
use crate::exit::Exit;
use crate::failure;
use crate::invitation::invitation;
use crate::terminal::Terminal;
use clap::{Args, ValueEnum};
use kalends::ical::{Method, write};
use kalends::id::{BookingId, ResourceId, SubjectId};
use kalends::interval::Interval;
use kalends::{Limits, Result};
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
    #[arg(long, value_name = "ID", required_unless_present_any = ["resource", "subject"], conflicts_with = "resource")]
    booking: Option<BookingId>,
    /// All bookings of a resource, cancelled ones too
    #[arg(long, value_name = "ID")]
    resource: Option<ResourceId>,
    /// All bookings that a person has to do with, cancelled ones too; of others only their random keys
    #[arg(long, value_name = "SUBJECT", conflicts_with_all = ["booking", "resource"])]
    subject: Option<SubjectId>,
    /// With --subject: everything that is kept about them, as a record
    #[arg(long, requires = "subject")]
    json: bool,
    /// What the reader of the file is asked to do
    #[arg(long, value_enum, default_value = "publish")]
    method: MethodArgument,
    /// The file to write; standard output if absent
    #[arg(long, short, value_name = "FILE")]
    out: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum MethodArgument {
    Publish,
    Request,
    Cancel,
}

impl Export {
    pub(super) fn run(self, terminal: &mut Terminal) -> Result<Exit> {
        let mut limits = Limits::default();
        limits.window_days = i64::MAX; // the file is one's own, and a calendar is exported whole
        let engine = database::existing_with(&self.database, limits)?;
        let bookings = match (&self.booking, &self.resource, &self.subject) {
            (.., Some(subject)) => {
                let data = engine.personal_data(subject)?;
                if self.json {
                    terminal.json(&data)?;
                    return Ok(Exit::Answer);
                }
                data.bookings
            }
            (Some(booking), ..) => vec![database::known_booking(&engine, booking)?],
            (None, Some(resource), None) => {
                database::zone_of(&engine, resource)?;
                engine.bookings(resource, Interval::all())?
            }
            (None, None, None) => return Err(failure::usage("expected --booking, --resource or --subject")),
        };
        let method = match self.method {
            MethodArgument::Publish => Method::Publish,
            MethodArgument::Request => Method::Request,
            MethodArgument::Cancel => Method::Cancel,
        };
        let invitations: Vec<_> = bookings
            .iter()
            .map(|one| invitation(one, engine.zones(), engine.now()))
            .collect::<Result<_>>()?;
        let text = write(method, &invitations, engine.limits())?;
        match self.out {
            Some(path) => std::fs::write(&path, text).map_err(|error| failure::unwritable(&path, &error))?,
            None => terminal.text(&text)?,
        }
        Ok(Exit::Answer)
    }
}
