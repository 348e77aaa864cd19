//! The engine's operations as serialisable requests and responses, and one door for JSON.
//!
//! Every operation exists twice: as a typed method of [`Bridge`] and, by name, behind [`Bridge::call`], which takes and
//! gives JSON. REST bodies, the records of every language binding and the conformance vectors are these same records.
//! Pure: no clock, no I/O (but for the reader and writer handed to [`jsonl`](Bridge::jsonl)), no state between calls.

mod bridge;
mod decode;
#[cfg(feature = "schema")]
pub mod docs;
mod door;
mod envelope;
pub mod error;
mod jsonl;
#[cfg(feature = "recur")]
mod moment;
mod op;
mod ops;
mod text;
#[cfg(feature = "recur")]
mod ticks;
mod total;

pub use bridge::Bridge;
pub use door::call;
#[cfg(feature = "recur")]
pub use moment::Moment;
pub use op::{Kind, OPS, Op};
#[cfg(feature = "availability")]
pub use ops::availability::{AvailabilityFreeRequest, AvailabilityFreeResponse};
#[cfg(feature = "booking")]
pub use ops::booking::{BookingAccepted, BookingDecideRequest, BookingDecideResponse, BookingVerdict};
#[cfg(feature = "ical")]
pub use ops::ical::{
    CalendarBooking, CalendarBusyKind, CalendarEvent, CalendarProblem, IcalBusyRequest, IcalBusyResponse,
    IcalWriteRequest, IcalWriteResponse,
};
pub use ops::interval::{Combination, IntervalCombineRequest, IntervalCombineResponse};
#[cfg(feature = "recur")]
pub use ops::recur::{
    Lasting, MomentRange, OccurrenceRecord, RecurExpandRequest, RecurExpandResponse, RecurNextRequest,
    RecurOneResponse, RecurPreviousRequest, RecurValidateRequest, RecurValidateResponse, RuleParts,
};
#[cfg(feature = "slots")]
pub use ops::slots::{SlotsExplainRequest, SlotsExplainResponse, SlotsFindRequest, SlotsFindResponse};
#[cfg(feature = "zone")]
pub use ops::zone::{
    WallTimeFold, WallTimeGap, WallTimeKind, ZoneListRequest, ZoneListResponse, ZoneResolveRequest,
    ZoneResolveResponse, ZoneWallRequest, ZoneWallResponse,
};
pub use total::Total;
