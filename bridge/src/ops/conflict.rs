//! What gets in the way of what.

mod free;
mod series;
mod spans;

pub use free::{ConflictAlternativesRequest, ConflictAlternativesResponse};
pub use series::{
    ConflictBetweenRequest, ConflictBetweenResponse, ConflictFirstRequest, ConflictFirstResponse,
    FirstConflictAnswer, SeriesConflict,
};
pub use spans::{
    ConflictEntry, ConflictOverloadsRequest, ConflictOverloadsResponse, ConflictPair, ConflictPairsRequest,
    ConflictPairsResponse, ConflictSeries, ConflictUse, OverloadRecord,
};
