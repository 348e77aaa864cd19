//! The engine's operations as serialisable requests and responses, and one door for JSON.
//!
//! Every operation exists twice: as a typed method of [`Bridge`] and, by name, behind [`Bridge::call`], which takes and
//! gives JSON. REST bodies, the records of every language binding and the conformance vectors are these same records.
//! Pure: no clock, no I/O (but for the reader and writer handed to [`jsonl`](Bridge::jsonl)), no state between calls.
//!
//! # Example: typed, and as JSON
//! ```
//! use kalends::time::{format_instant, parse_wall};
//! use kalends::zone::Disambiguation;
//! use kalends_bridge::{Bridge, ZoneResolveRequest};
//! let bridge = Bridge::default();
//! let request = ZoneResolveRequest {
//!     wall: parse_wall("2027-10-31T02:30:00")?,               // happens twice
//!     zone: "Europe/Paris".to_owned(),
//!     disambiguation: Disambiguation::Later,
//! };
//! assert_eq!(format_instant(bridge.zone_resolve(request)?.instant), "2027-10-31T01:30:00Z");
//! let json = br#"{"wall":"2027-10-31T02:30:00","zone":"Europe/Paris","disambiguation":"reject"}"#;
//! assert!(bridge.call("zone.resolve", json).starts_with(r#"{"error":{"code":"zone.fold","category":"input""#));
//! # Ok::<(), kalends::Error>(())
//! ```
//!
//! # Features
//! Groups of operations, all on by default, so that a browser carries only what it uses:
//! - `zone`: wall times and instants
//! - `recur`: rules and series
//! - `conflict`: what gets in the way of what; needs `recur`
//! - `availability`: free time, and outside busy time by the policies of its sources
//! - `slots`: what can be booked, and why not; what a changed schedule would do
//! - `series`: recurring bookings; needs `slots`
//! - `waitlist`: who gets the seats that become free
//! - `booking`: the decision about a booking; needs `slots`
//! - `policy`: what cancelling, moving and not coming cost
//! - `ical`: calendar files
//!
//! And:
//! - `small`: requests are read in the exact way only, without the fast one before it: less code, slower; off by default
//! - `schema`: JSON Schema of the records, and the generated reference pages; off by default

mod bridge;
mod decode;
#[cfg(feature = "schema")]
pub mod docs;
mod door;
mod envelope;
pub mod error;
mod jsonl;
mod op;
mod ops;
#[cfg(any(feature = "recur", feature = "slots", feature = "zone"))]
mod prepared;
mod text;
#[cfg(feature = "recur")]
mod ticks;
mod total;

pub use bridge::Bridge;
pub use decode::read;
pub use door::{call, guarded};
#[cfg(feature = "recur")]
pub use kalends::recur::{Exception, Extent, Moment, SeriesPeriod, SeriesRecord};
pub use op::{Kind, OPS, Op};
#[cfg(feature = "availability")]
pub use ops::availability::{AvailabilityFreeRequest, AvailabilityFreeResponse};
#[cfg(feature = "booking")]
pub use ops::booking::{
    BookingAccepted, BookingDecideRequest, BookingDecideResponse, BookingRefused, BookingVerdict,
};
#[cfg(feature = "conflict")]
pub use ops::conflict::{
    ConflictAlternativesRequest, ConflictAlternativesResponse, ConflictBetweenRequest,
    ConflictBetweenResponse, ConflictEntry, ConflictFirstRequest, ConflictFirstResponse,
    ConflictOverloadsRequest, ConflictOverloadsResponse, ConflictPair, ConflictPairsRequest,
    ConflictPairsResponse, ConflictSeries, ConflictUse, FirstConflictAnswer, OverloadRecord, SeriesConflict,
};
#[cfg(feature = "ical")]
pub use ops::ical::{
    CalendarBooking, CalendarBusyKind, CalendarEvent, CalendarProblem, IcalBusyRequest, IcalBusyResponse,
    IcalHolidaysRequest, IcalHolidaysResponse, IcalHoursRequest, IcalHoursResponse, IcalWriteRequest,
    IcalWriteResponse,
};
pub use ops::interval::{Combination, IntervalCombineRequest, IntervalCombineResponse};
#[cfg(feature = "policy")]
pub use ops::policy::{PolicyEvaluateRequest, PolicyEvaluateResponse};
#[cfg(feature = "recur")]
pub use ops::recur::{
    MomentRange, OccurrenceRecord, RecurDescribeRequest, RecurDescribeResponse, RecurEditRequest,
    RecurEditResponse, RecurExpandRequest, RecurExpandResponse, RecurNextRequest, RecurOneResponse,
    RecurPreviousRequest, RecurValidateRequest, RecurValidateResponse, RuleParts, SeriesChange, SeriesEdit,
};
#[cfg(feature = "slots")]
pub use ops::schedule::{SchedulePreviewRequest, SchedulePreviewResponse, SchedulePreviewService};
#[cfg(feature = "series")]
pub use ops::series::{SeriesPreviewRequest, SeriesPreviewResponse};
#[cfg(feature = "slots")]
pub use ops::slots::assign::{LegAssigned, LegShares, SlotsAssignRequest, SlotsAssignResponse};
#[cfg(feature = "slots")]
pub use ops::slots::dates::{SlotsDate, SlotsDatesRequest, SlotsDatesResponse};
#[cfg(feature = "slots")]
pub use ops::slots::explain::{SlotsExplainRequest, SlotsExplainResponse};
#[cfg(feature = "slots")]
pub use ops::slots::sequences::{SequenceStage, SlotsSequencesRequest, SlotsSequencesResponse};
#[cfg(feature = "slots")]
pub use ops::slots::{
    LocalTimes, NearMissed, OfferedSlot, ResourceState, SlotsFindRequest, SlotsFindResponse, Surroundings,
    UncertainSource,
};
#[cfg(feature = "availability")]
pub use ops::source::{SourceBusyRequest, SourceBusyResponse, SourceIgnored, SourceKnown};
#[cfg(feature = "waitlist")]
pub use ops::waitlist::{WaitlistSettleRequest, WaitlistSettleResponse};
#[cfg(feature = "zone")]
pub use ops::zone::{
    WallTimeFold, WallTimeGap, WallTimeKind, ZoneListRequest, ZoneListResponse, ZoneResolveRequest,
    ZoneResolveResponse, ZoneWallRequest, ZoneWallResponse,
};
#[cfg(feature = "recur")]
pub use prepared::PreparedSeries;
#[cfg(feature = "slots")]
pub use prepared::{PreparedSlots, SlotColumns};
pub use total::Total;
