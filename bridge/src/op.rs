use crate::Bridge;
use crate::call::{Handler, serve};
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
        crate::IntervalCombineRequest,
        crate::IntervalCombineResponse
    ),
    #[cfg(feature = "zone")]
    op!(
        "zone.resolve",
        Quick,
        "the instant that a wall time means, and how often it happens",
        Bridge::zone_resolve,
        crate::ZoneResolveRequest,
        crate::ZoneResolveResponse
    ),
    #[cfg(feature = "zone")]
    op!(
        "zone.wall",
        Quick,
        "what a wall clock shows at an instant",
        Bridge::zone_wall,
        crate::ZoneWallRequest,
        crate::ZoneWallResponse
    ),
    #[cfg(feature = "zone")]
    op!(
        "zone.list",
        Quick,
        "the names of all zones",
        Bridge::zone_list,
        crate::ZoneListRequest,
        crate::ZoneListResponse
    ),
    #[cfg(feature = "availability")]
    op!(
        "availability.free",
        Bulk,
        "the time in which a schedule is open and nothing is busy",
        Bridge::availability_free,
        crate::AvailabilityFreeRequest,
        crate::AvailabilityFreeResponse
    ),
    #[cfg(feature = "slots")]
    op!(
        "slots.find",
        Bulk,
        "what can be booked",
        Bridge::slots_find,
        crate::SlotsFindRequest,
        crate::SlotsFindResponse
    ),
    #[cfg(feature = "slots")]
    op!(
        "slots.explain",
        Quick,
        "every reason why a time cannot be booked",
        Bridge::slots_explain,
        crate::SlotsExplainRequest,
        crate::SlotsExplainResponse
    ),
    #[cfg(feature = "booking")]
    op!(
        "booking.decide",
        Quick,
        "whether a booking, a move or a cancellation is accepted, or why not",
        Bridge::booking_decide,
        crate::BookingDecideRequest,
        crate::BookingDecideResponse
    ),
];
