use super::{Time, read_duration};
use crate::time::CalendarDuration;
use std::sync::Arc;

/// A PERIOD (RFC 5545 §3.3.9): a start, and an end or a length.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Period {
    /// When it starts.
    pub start: Time,
    /// When it ends.
    pub end: End,
}

/// How a period or an event says where it ends.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum End {
    /// By a time.
    At(Time),
    /// By a length from the start.
    After(CalendarDuration),
}

impl Period {
    /// Reads `start/end` or `start/duration`; `None` for anything else, and for a negative duration.
    pub(in crate::ical) fn read(text: &[u8], tzid: Option<&Arc<str>>) -> Option<Self> {
        let slash = text.iter().position(|byte| *byte == b'/')?;
        let (start, end) = (text.get(..slash)?, text.get(slash + 1..)?);
        let start = Time::read(start, tzid).filter(|time| !time.is_date())?;
        let end = match Time::read(end, tzid) {
            Some(end) if end.is_date() => return None,
            Some(end) => End::At(end),
            None => End::After(read_duration(end).filter(|signed| !signed.negative)?.length),
        };
        Some(Self { start, end })
    }
}
