use crate::availability::{Hours, Layer};
use crate::id::{BookingId, RuleId};
use crate::interval::Interval;
use crate::rules::{Busy, Occupant};

/// A booking that the changed schedule leaves outside opening hours.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Orphan {
    /// Which.
    pub booking: BookingId,
    /// Its time, without buffers.
    pub span: Interval,
    /// What closes it now, each layer and rule once.
    pub closed_by: Vec<ClosedBy>,
    /// Whether it was outside opening hours before the change as well: a host had waived them, or an earlier change
    /// has left it there.
    pub already: bool,
}

/// What closes a time.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ClosedBy {
    /// The layer.
    pub layer: Layer,
    /// The rule; absent where simply no window is open.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub rule: Option<RuleId>,
}

/// The bookings among `busy` that are not wholly open after the change, in order of time.
pub(super) fn orphans<'a>(
    busy: impl Iterator<Item = &'a Busy>,
    before: &Hours,
    after: &Hours,
) -> Vec<Orphan> {
    let bookings = busy.filter_map(|busy| match &busy.by {
        Occupant::Booking(own) => Some((busy.span, &own.id)),
        Occupant::External(_) => None,
    });
    let outside = bookings.filter(|(span, _)| !after.open().covers(*span));
    let orphan = |(span, booking): (Interval, &BookingId)| Orphan {
        booking: booking.clone(),
        span,
        closed_by: after.closing(span).into_iter().map(|(layer, rule)| ClosedBy { layer, rule }).collect(),
        already: !before.open().covers(span),
    };
    let mut orphans: Vec<Orphan> = outside.map(orphan).collect();
    orphans.sort_by(|a, b| (a.span, &a.booking).cmp(&(b.span, &b.booking)));
    orphans
}
