use crate::bridge::Bridge;
use crate::door::{Handler, serve};
use std::fmt;

/// How long an operation may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// About as long as reading its request: fine on a host's event loop.
    Quick,
    /// Grows with a range or a file: better off the event loop.
    Bulk,
}

impl Kind {
    /// The word for it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Quick => "quick",
            Self::Bulk => "bulk",
        }
    }
}

/// One operation of the engine.
#[non_exhaustive]
pub struct Op {
    /// Its name, `<room>.<verb>`.
    pub name: &'static str,
    /// How long it may take.
    pub kind: Kind,
    /// What it answers, one line.
    pub doc: &'static str,
    pub(crate) run: Handler,
    #[cfg(feature = "schema")]
    pub(crate) request: fn(&mut schemars::SchemaGenerator) -> schemars::Schema,
    #[cfg(feature = "schema")]
    pub(crate) response: fn(&mut schemars::SchemaGenerator) -> schemars::Schema,
}

impl fmt::Debug for Op {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.name, self.kind.as_str())
    }
}

macro_rules! op {
    ($name:literal, $kind:ident, $doc:literal, $answer:path, $request:ty, $response:ty) => {
        Op {
            name: $name,
            kind: Kind::$kind,
            doc: $doc,
            run: |bridge, request, out| serve::<$request, $response>(bridge, request, out, $answer),
            #[cfg(feature = "schema")]
            request: |generator| generator.root_schema_for::<$request>(),
            #[cfg(feature = "schema")]
            response: |generator| generator.root_schema_for::<$response>(),
        }
    };
}

/// Every operation of this build, by room. The list that bindings and docs are checked against.
pub static OPS: &[Op] = &[
    op!(
        "interval.combine",
        Quick,
        "union, intersection, difference or gaps of spans, and their total",
        Bridge::interval_combine,
        crate::ops::interval::IntervalCombineRequest,
        crate::ops::interval::IntervalCombineResponse
    ),
    #[cfg(feature = "zone")]
    op!(
        "zone.resolve",
        Quick,
        "the instant that a wall time means, and how often it happens",
        Bridge::zone_resolve,
        crate::ops::zone::ZoneResolveRequest,
        crate::ops::zone::ZoneResolveResponse
    ),
    #[cfg(feature = "zone")]
    op!(
        "zone.wall",
        Quick,
        "what a wall clock shows at an instant",
        Bridge::zone_wall,
        crate::ops::zone::ZoneWallRequest,
        crate::ops::zone::ZoneWallResponse
    ),
    #[cfg(feature = "zone")]
    op!(
        "zone.list",
        Quick,
        "the names of all zones",
        Bridge::zone_list,
        crate::ops::zone::ZoneListRequest,
        crate::ops::zone::ZoneListResponse
    ),
    #[cfg(feature = "recur")]
    op!(
        "recur.expand",
        Bulk,
        "the occurrences of a series",
        Bridge::recur_expand,
        crate::ops::recur::RecurExpandRequest,
        crate::ops::recur::RecurExpandResponse
    ),
    #[cfg(feature = "recur")]
    op!(
        "recur.next",
        Bulk,
        "the first occurrence after a moment",
        Bridge::recur_next,
        crate::ops::recur::RecurNextRequest,
        crate::ops::recur::RecurOneResponse
    ),
    #[cfg(feature = "recur")]
    op!(
        "recur.previous",
        Bulk,
        "the last occurrence before a moment",
        Bridge::recur_previous,
        crate::ops::recur::RecurPreviousRequest,
        crate::ops::recur::RecurOneResponse
    ),
    #[cfg(feature = "recur")]
    op!(
        "recur.validate",
        Quick,
        "whether a rule is valid, and what it says",
        Bridge::recur_validate,
        crate::ops::recur::RecurValidateRequest,
        crate::ops::recur::RecurValidateResponse
    ),
    #[cfg(feature = "recur")]
    op!(
        "recur.describe",
        Quick,
        "a rule in words",
        Bridge::recur_describe,
        crate::ops::recur::RecurDescribeRequest,
        crate::ops::recur::RecurDescribeResponse
    ),
    #[cfg(feature = "recur")]
    op!(
        "recur.edit",
        Bulk,
        "a series after a change of one occurrence, of all that follow, or of all",
        Bridge::recur_edit,
        crate::ops::recur::RecurEditRequest,
        crate::ops::recur::RecurEditResponse
    ),
    #[cfg(feature = "conflict")]
    op!(
        "conflict.first",
        Bulk,
        "whether two series are ever in each other's way, and when first",
        Bridge::conflict_first,
        crate::ops::conflict::ConflictFirstRequest,
        crate::ops::conflict::ConflictFirstResponse
    ),
    #[cfg(feature = "conflict")]
    op!(
        "conflict.between",
        Bulk,
        "the conflicts of two series in a range",
        Bridge::conflict_between,
        crate::ops::conflict::ConflictBetweenRequest,
        crate::ops::conflict::ConflictBetweenResponse
    ),
    #[cfg(feature = "conflict")]
    op!(
        "conflict.pairs",
        Bulk,
        "all pairs of spans that overlap, single or recurring",
        Bridge::conflict_pairs,
        crate::ops::conflict::ConflictPairsRequest,
        crate::ops::conflict::ConflictPairsResponse
    ),
    #[cfg(feature = "conflict")]
    op!(
        "conflict.overloads",
        Bulk,
        "when more is used at one time than there is",
        Bridge::conflict_overloads,
        crate::ops::conflict::ConflictOverloadsRequest,
        crate::ops::conflict::ConflictOverloadsResponse
    ),
    #[cfg(feature = "conflict")]
    op!(
        "conflict.alternatives",
        Bulk,
        "the free times nearest to one that is taken",
        Bridge::conflict_alternatives,
        crate::ops::conflict::ConflictAlternativesRequest,
        crate::ops::conflict::ConflictAlternativesResponse
    ),
    #[cfg(feature = "availability")]
    op!(
        "availability.free",
        Bulk,
        "the time in which a schedule is open and nothing is busy",
        Bridge::availability_free,
        crate::ops::availability::AvailabilityFreeRequest,
        crate::ops::availability::AvailabilityFreeResponse
    ),
    #[cfg(feature = "availability")]
    op!(
        "source.busy",
        Bulk,
        "what outside calendars take, and how far each can be relied on",
        Bridge::source_busy,
        crate::ops::source::SourceBusyRequest,
        crate::ops::source::SourceBusyResponse
    ),
    #[cfg(feature = "slots")]
    op!(
        "schedule.preview",
        Bulk,
        "what a changed schedule would do to bookings, free time and slots",
        Bridge::schedule_preview,
        crate::ops::schedule::SchedulePreviewRequest,
        crate::ops::schedule::SchedulePreviewResponse
    ),
    #[cfg(feature = "slots")]
    op!(
        "slots.find",
        Bulk,
        "what can be booked",
        Bridge::slots_find,
        crate::ops::slots::SlotsFindRequest,
        crate::ops::slots::SlotsFindResponse
    ),
    #[cfg(feature = "slots")]
    op!(
        "slots.explain",
        Quick,
        "every reason why a time cannot be booked",
        Bridge::slots_explain,
        crate::ops::slots::explain::SlotsExplainRequest,
        crate::ops::slots::explain::SlotsExplainResponse
    ),
    #[cfg(feature = "slots")]
    op!(
        "slots.dates",
        Bulk,
        "which dates have anything to book",
        Bridge::slots_dates,
        crate::ops::slots::dates::SlotsDatesRequest,
        crate::ops::slots::dates::SlotsDatesResponse
    ),
    #[cfg(feature = "slots")]
    op!(
        "slots.assign",
        Quick,
        "who takes a booking, and why they",
        Bridge::slots_assign,
        crate::ops::slots::assign::SlotsAssignRequest,
        crate::ops::slots::assign::SlotsAssignResponse
    ),
    #[cfg(feature = "slots")]
    op!(
        "slots.sequences",
        Bulk,
        "every way to book services one after the other",
        Bridge::slots_sequences,
        crate::ops::slots::sequences::SlotsSequencesRequest,
        crate::ops::slots::sequences::SlotsSequencesResponse
    ),
    #[cfg(feature = "series")]
    op!(
        "series.preview",
        Bulk,
        "what would be booked of a series, each occurrence with its reasons",
        Bridge::series_preview,
        crate::ops::series::SeriesPreviewRequest,
        crate::ops::series::SeriesPreviewResponse
    ),
    #[cfg(feature = "waitlist")]
    op!(
        "waitlist.settle",
        Bulk,
        "who is offered the seats that are free, and how many are everybody's",
        Bridge::waitlist_settle,
        crate::ops::waitlist::WaitlistSettleRequest,
        crate::ops::waitlist::WaitlistSettleResponse
    ),
    #[cfg(feature = "booking")]
    op!(
        "booking.decide",
        Quick,
        "whether a command about a booking or a session is accepted, with what follows, or why not",
        Bridge::booking_decide,
        crate::ops::booking::BookingDecideRequest,
        crate::ops::booking::BookingDecideResponse
    ),
    #[cfg(feature = "policy")]
    op!(
        "policy.evaluate",
        Quick,
        "what a policy says to a cancel, a move, a no-show or a reinstatement",
        Bridge::policy_evaluate,
        crate::ops::policy::PolicyEvaluateRequest,
        crate::ops::policy::PolicyEvaluateResponse
    ),
    #[cfg(feature = "ical")]
    op!(
        "ical.busy",
        Bulk,
        "when a calendar file is busy, and what was odd about it",
        Bridge::ical_busy,
        crate::ops::ical::IcalBusyRequest,
        crate::ops::ical::IcalBusyResponse
    ),
    #[cfg(feature = "ical")]
    op!(
        "ical.holidays",
        Bulk,
        "the holidays that a calendar file names",
        Bridge::ical_holidays,
        crate::ops::ical::IcalHolidaysRequest,
        crate::ops::ical::IcalHolidaysResponse
    ),
    #[cfg(feature = "ical")]
    op!(
        "ical.hours",
        Bulk,
        "the schedule that a calendar file publishes as availability",
        Bridge::ical_hours,
        crate::ops::ical::IcalHoursRequest,
        crate::ops::ical::IcalHoursResponse
    ),
    #[cfg(feature = "ical")]
    op!(
        "ical.write",
        Bulk,
        "bookings as a calendar file",
        Bridge::ical_write,
        crate::ops::ical::IcalWriteRequest,
        crate::ops::ical::IcalWriteResponse
    ),
];
