//! The decision about a booking, for hosts that keep the records themselves.

use crate::bridge::Bridge;
use kalends::availability::Schedule;
use kalends::booking::{Booking, BusyNeed, Command, Need, ResourceRecord, Step, Transaction, Verdict, View};
use kalends::error::Error;
use kalends::resource::Resource;
use kalends::rules::{Busy, Context, Counted, Reason};
use kalends::service::Service;
use kalends::source::SourceReport;
use kalends::{Limits, Result};
use serde::{Deserialize, Serialize};

/// Asks whether a command can be carried out, with everything that the decision has to see.
///
/// Whoever keeps the records has to load them and write the accepted booking in one transaction, or two buyers can get
/// one time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct BookingDecideRequest {
    /// What somebody wants done.
    pub command: Command,
    /// The circumstances.
    pub context: Context,
    /// The resource that the command or its booking is about; not needed to cancel.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resource: Option<Resource>,
    /// When the resource is open.
    #[serde(default)]
    pub schedule: Schedule,
    /// The service that the command or its booking is about; not needed to cancel.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service: Option<Service>,
    /// Bookings, in any order: the one with the command's id if there is one, and all of the resource that overlap the
    /// time from two days before the candidate to two days after it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bookings: Vec<Booking>,
    /// Outside busy time of the resource over the same time.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub busy: Vec<Busy>,
    /// The bookings that limits count, where the service or the resource has any: of both, in every period of a limit
    /// that the candidate can lie in.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub counted: Vec<Counted>,
    /// How the resource's sources of outside busy time stand, as `source.busy` tells: while one is closed nothing can be
    /// booked.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<SourceReport>,
}

/// What becomes of a command.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct BookingDecideResponse {
    /// The decision.
    pub verdict: BookingVerdict,
    /// The release of the zone data.
    pub release: String,
}

/// The decision about a command.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum BookingVerdict {
    /// It is done once the booking is written.
    Accept(Box<BookingAccepted>),
    /// It cannot be done, for these reasons, in the order of their codes.
    Refuse(Vec<Reason>),
}

/// What an accepted command leads to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct BookingAccepted {
    /// The booking as it stands afterwards.
    pub booking: Booking,
    /// Whether it has to be written: a command that was carried out before changes nothing.
    pub changed: bool,
}

impl Bridge {
    /// Judges a command, by the same rules that list slots, and keeps nothing.
    ///
    /// # Errors
    /// `booking.*`, `service.*`, `slots.not-waivable`, `slots.too-busy`, `availability.*`, `zone.unknown`;
    /// `time.out-of-range` for an end after the year 9999.
    ///
    /// # Example: the second 02:00 of an autumn night is a time of its own
    /// ```
    /// # use kalends_bridge::Bridge;
    /// let request = br#"{
    ///     "command": {"book": {
    ///         "booking": "b1", "resource": "nurse", "service": "watch", "start": "2026-10-25T01:00:00Z"
    ///     }},
    ///     "resource": {"id": "nurse", "zone": "Europe/Berlin"},
    ///     "schedule": {"weekly": [{"id": "night", "days": ["SU"], "from": "01:00", "to": "04:00"}]},
    ///     "service": {"id": "watch", "durations": ["PT1H"], "step": "PT1H"},
    ///     "busy": [{"start": "2026-10-25T00:00:00Z", "end": "2026-10-25T01:00:00Z"}],
    ///     "context": {"now": "2026-10-01T00:00:00Z"}
    /// }"#;
    /// let answer = Bridge::default().call("booking.decide", request);
    /// assert!(answer.starts_with(r#"{"ok":{"verdict":{"accept":{"booking":{"id":"b1","version":1,"#), "{answer}");
    /// assert!(answer.contains(r#""local":{"wall":"2026-10-25T02:00:00","zone":"Europe/Berlin","offset":3600,"#));
    /// ```
    pub fn booking_decide(&self, request: BookingDecideRequest) -> Result<BookingDecideResponse> {
        let BookingDecideRequest {
            command,
            context,
            resource,
            schedule,
            service,
            bookings,
            busy,
            counted,
            sources,
        } = request;
        if let Some(service) = &service {
            service.validate(self.limits()).map_err(|error| error.in_field("service"))?;
        }
        let kept = Kept { resource, schedule, service, bookings, busy, counted, sources };
        let verb = verb(&command);
        let verdict =
            kept.decide(Transaction::new(command, context), self).map_err(|error| placed(error, verb))?;
        let verdict = match verdict {
            Verdict::Accept(accepted) => BookingVerdict::Accept(Box::new(BookingAccepted {
                booking: accepted.booking,
                changed: !accepted.changes.is_empty(),
            })),
            Verdict::Refuse(reasons) => BookingVerdict::Refuse(reasons),
        };
        Ok(BookingDecideResponse { verdict, release: self.release() })
    }
}

fn verb(command: &Command) -> &'static str {
    match command {
        Command::Book(_) => "book",
        Command::Cancel(_) => "cancel",
        Command::Reschedule(_) => "reschedule",
    }
}

/// The request's records in the place of a store.
struct Kept {
    resource: Option<Resource>,
    schedule: Schedule,
    service: Option<Service>,
    bookings: Vec<Booking>,
    busy: Vec<Busy>,
    counted: Vec<Counted>,
    sources: Vec<SourceReport>,
}

impl Kept {
    fn decide(&self, mut transaction: Transaction, bridge: &Bridge) -> Result<Verdict> {
        let limits: &Limits = bridge.limits();
        let mut step = transaction.start();
        loop {
            step = match step {
                Step::Load(need) => transaction.loaded(self.view(need), bridge.zones(), limits)?,
                Step::Write(_) => transaction.written(),
                Step::Done(verdict) => return Ok(verdict),
            }
        }
    }

    fn view(&self, need: Need) -> View {
        let resource = self.resource.as_ref().filter(|own| need.resource.as_ref() == Some(&own.id));
        let record = |own: &Resource| ResourceRecord {
            resource: own.clone(),
            schedule: self.schedule.clone(),
            revision: 0,
        };
        let service = self.service.as_ref().filter(|own| need.service.as_ref() == Some(&own.id));
        let busy = need.busy.as_ref().map(|wanted| self.busy_in(wanted)).unwrap_or_default();
        View {
            booking: self.bookings.iter().find(|one| Some(&one.id) == need.booking.as_ref()).cloned(),
            resource: resource.map(record),
            service: service.cloned(),
            busy,
            counted: Some(self.counted.clone()),
            ways: None,
            sources: self.sources.clone(),
            need,
        }
    }

    fn busy_in(&self, wanted: &BusyNeed) -> Vec<Busy> {
        let own =
            self.bookings.iter().filter(|one| one.resource == wanted.resource).filter_map(Booking::busy);
        own.chain(self.busy.iter().cloned()).filter(|one| one.span.overlaps(wanted.span)).collect()
    }
}

/// The decision names fields of the command, the request has it one floor down.
fn placed(error: Error, verb: &str) -> Error {
    let of_command = error.code().starts_with("booking.") || ["start", "duration"].contains(&error.path());
    if of_command { error.in_field(verb).in_field("command") } else { error }
}
