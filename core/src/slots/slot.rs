use super::LocalSlot;
use crate::time::instant_of_secs;
use crate::zone::Zone;
use chrono::{DateTime, Utc};

/// A time that can be booked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slot {
    /// Seconds since 1970-01-01T00:00:00Z: a list of slots is made faster than its calendar dates are computed.
    start: i64,
    end: i64,
    remaining: Option<u32>,
}

impl Slot {
    pub(super) fn new(start: i64, duration: i64, remaining: Option<u32>) -> Self {
        Self { start, end: start.saturating_add(duration), remaining }
    }

    /// When it starts.
    pub fn start(self) -> DateTime<Utc> {
        instant_of_secs(self.start)
    }

    /// When it ends; elapsed time after the start.
    pub fn end(self) -> DateTime<Utc> {
        instant_of_secs(self.end)
    }

    /// When it starts, in seconds since 1970-01-01T00:00:00Z.
    pub fn start_secs(self) -> i64 {
        self.start
    }

    /// When it ends, in seconds since 1970-01-01T00:00:00Z.
    pub fn end_secs(self) -> i64 {
        self.end
    }

    /// The slot as a clock in a zone shows it.
    pub fn local(self, zone: &Zone) -> LocalSlot {
        LocalSlot::new(self, zone)
    }

    /// The seats that are left, if the service has seats.
    pub fn remaining(self) -> Option<u32> {
        self.remaining
    }
}
