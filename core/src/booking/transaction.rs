use super::decide::bare;
use super::{BusyNeed, Changes, Command, Need, Verdict, View, decide};
use crate::error::{Result, StoreError};
use crate::id::{ResourceId, ServiceId};
use crate::limits::Limits;
use crate::rules::{Context, Prepared};
use crate::time::Length;
use crate::zone::ZoneDb;
use chrono::{DateTime, Utc};

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
    asked: Need,
    view: View,
    verdict: Option<Verdict>,
}

impl Transaction {
    /// A command that has not been judged yet.
    pub fn new(command: Command, context: Context) -> Self {
        Self { command, context, asked: Need::default(), view: View::default(), verdict: None }
    }

    /// The first step: the booking, and for a new one what it is to be.
    pub fn start(&mut self) -> Step {
        self.asked = self.missing();
        Step::Load(self.asked.clone())
    }

    /// Judges what was loaded, or asks for what is still missing. Nothing is loaded twice.
    ///
    /// # Errors
    /// As [`decide`].
    pub fn loaded(&mut self, view: View, zones: &ZoneDb, limits: &Limits) -> Result<Step> {
        if view.need != self.asked {
            return Err(StoreError::ViewTooNarrow { what: "what was asked for" }.into());
        }
        self.view.absorb(view);
        self.asked = self.missing();
        if self.asked != Need::default() {
            return Ok(Step::Load(self.asked.clone()));
        }
        let verdict = decide(&self.view, &self.command, &self.context, zones, limits)?;
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

    /// What the command needs and the view does not hold, as far as it is known by now.
    fn missing(&self) -> Need {
        let mut need = Need::default();
        if self.view.need.booking.is_none() {
            need.booking = Some(self.command.booking().clone());
        }
        let Some((resource, service, start, duration)) = self.target() else { return need };
        if self.view.need.resource.is_none() {
            need.resource = Some(resource.clone());
        }
        if self.view.need.service.is_none() {
            need.service = Some(service.clone());
        }
        let default = || self.view.service.as_ref().and_then(|service| service.duration(None).ok());
        if self.view.need.busy.is_none()
            && let Some(duration) = duration.or_else(default)
            && let Ok(span) = bare(start, duration)
        {
            need.busy = Some(BusyNeed { resource: resource.clone(), span: Prepared::reach(span) });
        }
        need
    }

    /// Where the command wants a booking to be: resource, service, start, duration unless it is the default.
    fn target(&self) -> Option<(&ResourceId, &ServiceId, DateTime<Utc>, Option<Length>)> {
        match (&self.command, &self.view.booking) {
            (Command::Book(book), _) => Some((&book.resource, &book.service, book.start, book.duration)),
            (Command::Reschedule(to), Some(known)) => {
                let kept = Length::from_seconds(known.span.length().num_seconds()).ok();
                Some((&known.resource, &known.service, to.start, to.duration.or(kept)))
            }
            (Command::Cancel(_), _) | (Command::Reschedule(_), None) => None,
        }
    }
}
