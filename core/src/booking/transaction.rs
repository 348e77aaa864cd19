use super::decide::candidate;
use super::{Changes, Command, Need, Verdict, View, decide};
use crate::error::Result;
use crate::interval::Interval;
use crate::limits::Limits;
use crate::rules::Context;
use crate::service::Buffer;
use crate::zone::ZoneDb;

/// What whoever runs a [`Transaction`] has to do next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Load a view and hand it to [`Transaction::loaded`].
    Load(Need),
    /// Write the changes, then call [`Transaction::written`].
    Write(Changes),
    /// Commit, and give this answer.
    Done(Verdict),
}

/// A command on its way through a store, without I/O.
///
/// Run it inside one serialisable database transaction: every `Load` sees, and every `Write` changes, the same
/// state. Whatever goes wrong in between, roll back.
///
/// # Example: the whole driver
/// ```
/// use kalends::booking::{Step, Transaction, Verdict};
/// # use kalends::{Limits, Result, zone::ZoneDb, booking::{Changes, Command, Need, View}, rules::Context};
/// fn run(
///     command: Command,
///     context: Context,
///     load: impl Fn(Need) -> Result<View>,
///     write: impl Fn(Changes) -> Result<()>,
/// ) -> Result<Verdict> {
///     let (mut transaction, limits) = (Transaction::new(command, context), Limits::default());
///     let mut step = transaction.start();
///     loop {
///         step = match step {
///             Step::Load(need) => transaction.loaded(load(need)?, ZoneDb::builtin(), &limits)?,
///             Step::Write(changes) => { write(changes)?; transaction.written() }
///             Step::Done(verdict) => return Ok(verdict),
///         }
///     }
/// }
/// ```
#[derive(Clone, Debug)]
pub struct Transaction {
    command: Command,
    context: Context,
    verdict: Option<Verdict>,
}

impl Transaction {
    /// A command that has not been judged yet.
    pub fn new(command: Command, context: Context) -> Self {
        Self { command, context, verdict: None }
    }

    /// The first step: the booking, and for a new one its resource and service.
    pub fn start(&self) -> Step {
        let booking = Some(self.command.booking().clone());
        Step::Load(match &self.command {
            Command::Book(book) => Need {
                booking,
                resource: Some(book.resource.clone()),
                service: Some(book.service.clone()),
                span: None,
            },
            Command::Cancel(_) | Command::Reschedule(_) => Need { booking, ..Need::default() },
        })
    }

    /// Judges what was loaded, or asks for more.
    ///
    /// # Errors
    /// As [`decide`].
    pub fn loaded(&mut self, view: View, zones: &ZoneDb, limits: &Limits) -> Result<Step> {
        if let Some(need) = self.widened(&view)? {
            return Ok(Step::Load(need));
        }
        let verdict = decide(&view, &self.command, &self.context, zones, limits)?;
        Ok(match &verdict {
            Verdict::Accept(accepted) if !accepted.changes.is_empty() => {
                let changes = accepted.changes.clone();
                self.verdict = Some(verdict);
                Step::Write(changes)
            }
            _ => Step::Done(verdict),
        })
    }

    /// The last step, after a write.
    pub fn written(&mut self) -> Step {
        Step::Done(self.verdict.take().unwrap_or(Verdict::Refuse(Vec::new())))
    }

    /// What the command needs beyond `view`, if anything.
    fn widened(&self, view: &View) -> Result<Option<Need>> {
        let (resource, service, start, duration) = match (&self.command, &view.booking) {
            (Command::Book(book), _) => (&book.resource, &book.service, book.start, book.duration),
            (Command::Reschedule(to), Some(known)) => {
                let kept = crate::time::Length::from_seconds(known.span.length().num_seconds())?;
                (&known.resource, &known.service, to.start, Some(to.duration.unwrap_or(kept)))
            }
            (Command::Cancel(_), _) | (Command::Reschedule(_), None) => return Ok(None),
        };
        let mut need = view.need.clone();
        need.resource = Some(resource.clone());
        need.service = Some(service.clone());
        if let Some(service) = &view.service {
            need.span = Some(around(candidate(service, start, duration)?));
        } else if view.need.service.is_some() {
            return Ok(None); // an unknown service: `decide` says so
        }
        Ok((need != view.need).then_some(need))
    }
}

/// The span in which neighbours, or the window that anchors a packed grid, can matter to a candidate.
pub(super) fn around(span: Interval) -> Interval {
    let reach = 2 * Buffer::LONGEST.seconds();
    span.padded(reach, reach)
}
