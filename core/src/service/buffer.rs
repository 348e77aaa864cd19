use crate::error::{Error, Result, ServiceError};
use crate::interval::Interval;
use crate::time::Elapsed;

/// How the buffers of two neighbours add up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Compose {
    /// Wrap-up of the one, then set-up of the other.
    #[default]
    Sum,
    /// The longer of the two serves both.
    Max,
}

/// Time kept clear before and after a booking.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Buffer {
    /// Kept clear before the start.
    #[cfg_attr(feature = "serde", serde(default))]
    pub before: Elapsed,
    /// Kept clear after the end.
    #[cfg_attr(feature = "serde", serde(default))]
    pub after: Elapsed,
}

impl Buffer {
    /// No time kept clear.
    pub const NONE: Self = Self { before: Elapsed::ZERO, after: Elapsed::ZERO };

    /// The larger of the two on each side: how a service's buffer and its resource's are combined.
    #[must_use]
    pub fn max(self, other: Self) -> Self {
        Self { before: self.before.max(other.before), after: self.after.max(other.after) }
    }

    /// A span with the time kept clear around it.
    pub(crate) fn around(self, span: Interval) -> Interval {
        span.padded(self.before.seconds(), self.after.seconds())
    }

    #[cfg(feature = "serde")]
    pub(crate) fn is_none(&self) -> bool {
        *self == Self::NONE
    }
}

/// Whom buffers keep their distance from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum BufferScope {
    /// Only from other bookings.
    #[default]
    Bookings,
    /// From other bookings and outside busy time.
    AllBusy,
}

/// Whether buffers must fit inside opening hours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum BufferHours {
    /// Buffers may reach outside opening hours.
    #[default]
    MayReachOutside,
    /// Buffers count as part of the use and must fit inside.
    Inside,
}

impl Buffer {
    /// The longest buffer. A decision looks this far beyond a candidate for neighbours.
    pub const LONGEST: Elapsed = Elapsed::DAY;

    /// Checks that neither side is longer than [`Buffer::LONGEST`].
    ///
    /// # Errors
    /// `service.too-long`.
    pub fn validate(self) -> Result<()> {
        for (side, buffer) in [("before", self.before), ("after", self.after)] {
            if buffer > Self::LONGEST {
                let (found, limit) = (buffer.to_string(), Self::LONGEST.to_string());
                let error = ServiceError::TooLong { what: "buffer", found, limit };
                return Err(Error::from(error).in_field(side));
            }
        }
        Ok(())
    }
}
