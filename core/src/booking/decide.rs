use super::record::validate_texts;
use super::{Book, Booking, Cancel, Cancellation, Changes, Command, LocalIntent, Reschedule, Status, View};
use crate::error::{BookingError, Error, Result, StoreError};
use crate::interval::Interval;
use crate::limits::Limits;
use crate::policy::{Actor, PolicyRule};
use crate::rules::{Case, Context, Reason};
use crate::service::Service;
use crate::time::{Length, secs_of_instant};
use crate::zone::ZoneDb;
use chrono::{DateTime, Utc};

/// The answer to a command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is done once the changes are written.
    Accept(Box<Accepted>),
    /// It cannot be done, for these reasons, in the order of their codes.
    Refuse(Vec<Reason>),
}

/// What follows from an accepted command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accepted {
    /// The booking as it stands afterwards.
    pub booking: Booking,
    /// What has to be written; nothing if the command had been carried out before.
    pub changes: Changes,
}

impl Verdict {
    fn unchanged(booking: &Booking) -> Self {
        Self::Accept(Box::new(Accepted { booking: booking.clone(), changes: Changes::default() }))
    }

    fn changed(booking: Booking) -> Self {
        let changes = Changes::booking(booking.clone());
        Self::Accept(Box::new(Accepted { booking, changes }))
    }
}

/// Judges a command, by the same rules that list slots.
///
/// Pure: the view, the circumstances and the zone data decide, and nothing else. Accepts exactly those starts that
/// [`slots::find`](crate::slots::find) offers at the same state and circumstances.
///
/// # Errors
/// `booking.unknown`, `.unknown-resource`, `.unknown-service`, `.id-taken`, `.text-too-long`,
/// `.too-many-participants`; `service.duration`; `slots.not-waivable`; `store.view-too-narrow` when the view does
/// not hold what the decision must see.
pub fn decide(
    view: &View,
    command: &Command,
    context: &Context,
    zones: &ZoneDb,
    limits: &Limits,
) -> Result<Verdict> {
    context.validate().map_err(|error| error.in_field("context"))?;
    if view.need.booking.as_ref() != Some(command.booking()) {
        return Err(StoreError::ViewTooNarrow { what: "the booking" }.into());
    }
    match command {
        Command::Book(book) => decide_book(view, book, context, zones, limits),
        Command::Cancel(cancel) => decide_cancel(view, cancel, context),
        Command::Reschedule(reschedule) => decide_reschedule(view, reschedule, context, zones, limits),
    }
}

fn decide_book(
    view: &View,
    book: &Book,
    context: &Context,
    zones: &ZoneDb,
    limits: &Limits,
) -> Result<Verdict> {
    validate_texts(book.title.as_deref(), &book.participants)?;
    let judged = Judged::new(view, book.start, book.duration, context, zones, limits)?;
    if let Some(known) = &view.booking {
        return if is_repeated(known, book, &judged) {
            Ok(Verdict::unchanged(known))
        } else {
            let error = BookingError::IdTaken { booking: book.booking.to_string() };
            Err(Error::from(error).in_field("booking"))
        };
    }
    if !judged.reasons.is_empty() {
        return Ok(Verdict::Refuse(judged.reasons));
    }
    Ok(Verdict::changed(Booking {
        id: book.booking.clone(),
        version: 1,
        sequence: 0,
        resource: book.resource.clone(),
        service: book.service.clone(),
        span: judged.span,
        local: judged.local,
        buffer: judged.buffer,
        status: Status::Confirmed,
        title: book.title.clone(),
        participants: book.participants.clone(),
        created_at: context.now,
        updated_at: context.now,
    }))
}

/// The same claim once more: by then it may have been moved or cancelled, which does not make it another one.
fn is_repeated(known: &Booking, book: &Book, judged: &Judged) -> bool {
    known.resource == book.resource
        && known.service == book.service
        && known.title == book.title
        && known.participants == book.participants
        && (known.version > 1 || known.span == judged.span)
}

fn decide_cancel(view: &View, cancel: &Cancel, context: &Context) -> Result<Verdict> {
    let known = view.known_booking()?;
    if let Status::Cancelled(_) = known.status {
        return Ok(Verdict::unchanged(known));
    }
    let mut reasons = Vec::new();
    check_before_start(known, context, &mut reasons);
    check_version(known, cancel.version, &mut reasons);
    if !reasons.is_empty() {
        return Ok(Verdict::Refuse(reasons));
    }
    let status = Status::Cancelled(Cancellation { by: context.actor, at: context.now });
    Ok(Verdict::changed(Booking { status, ..next(known, context) }))
}

fn decide_reschedule(
    view: &View,
    reschedule: &Reschedule,
    context: &Context,
    zones: &ZoneDb,
    limits: &Limits,
) -> Result<Verdict> {
    let known = view.known_booking()?;
    let duration = match reschedule.duration {
        Some(duration) => duration,
        None => Length::from_seconds(known.span.length().num_seconds())?,
    };
    let moving = Context { moving: Some(known.id.clone()), ..context.clone() };
    let mut judged = Judged::new(view, reschedule.start, Some(duration), &moving, zones, limits)?;
    if known.status == Status::Confirmed && known.span == judged.span {
        return Ok(Verdict::unchanged(known));
    }
    check_before_start(known, context, &mut judged.reasons);
    if known.status != Status::Confirmed {
        judged.reasons.push(Reason::State { found: known.status.name() });
    }
    check_version(known, reschedule.version, &mut judged.reasons);
    if !judged.reasons.is_empty() {
        return Ok(Verdict::Refuse(judged.reasons));
    }
    let Judged { span, local, buffer, .. } = judged;
    Ok(Verdict::changed(Booking { span, local, buffer, ..next(known, context) }))
}

/// The booking one version on.
fn next(known: &Booking, context: &Context) -> Booking {
    Booking {
        version: known.version.saturating_add(1),
        sequence: known.sequence.saturating_add(1),
        updated_at: context.now,
        ..known.clone()
    }
}

fn check_before_start(known: &Booking, context: &Context, reasons: &mut Vec<Reason>) {
    let deadline = known.span.start();
    if context.actor == Actor::Client && context.now >= deadline {
        reasons.push(Reason::Policy { rule: PolicyRule::BeforeStart { deadline }, policy: None });
    }
}

fn check_version(known: &Booking, expected: Option<u64>, reasons: &mut Vec<Reason>) {
    if let Some(expected) = expected.filter(|expected| *expected != known.version) {
        reasons.push(Reason::Version { expected, found: known.version });
    }
}

/// A candidate with everything that is said against it.
struct Judged {
    span: Interval,
    local: LocalIntent,
    buffer: crate::service::Buffer,
    reasons: Vec<Reason>,
}

impl Judged {
    fn new(
        view: &View,
        start: DateTime<Utc>,
        duration: Option<Length>,
        context: &Context,
        zones: &ZoneDb,
        limits: &Limits,
    ) -> Result<Self> {
        let record = view.known_resource()?;
        let service = view.known_service()?;
        let span = candidate(service, start, duration)?;
        let world = view.world(span, zones, limits)?;
        let prepared = world.get(&record.resource.id)?;
        let length = Length::from_seconds(span.length().num_seconds())?;
        let case = Case::new(prepared, service, Some(length), context)?.counting(world.history())?;
        let case = match &view.ways {
            Some(ways) => case.travelling(ways.times()),
            None => case,
        };
        let reasons = case.judge(span.start_secs())?;
        let zone = prepared.hours().zone();
        let local = LocalIntent::of(start, zone, record.resource.zone.clone(), zones.release());
        Ok(Self { span, local, buffer: case.buffer(), reasons })
    }
}

/// The bare time that a command asks for.
fn candidate(service: &Service, start: DateTime<Utc>, duration: Option<Length>) -> Result<Interval> {
    let duration = service.duration(duration).map_err(|error| error.in_field("duration"))?;
    bare(start, duration).map_err(|error| error.in_field("start"))
}

/// The time from `start` on.
pub(super) fn bare(start: DateTime<Utc>, duration: Length) -> Result<Interval> {
    secs_of_instant(start)?;
    Interval::new(start, start + duration.to_delta())
}
