use crate::availability::{Hours, Layer};
use crate::id::RuleId;
use crate::interval::Interval;
use crate::rules::{Blocker, Busy, Occupant};

/// A booking, session or hold that the changed schedule leaves outside opening hours.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Orphan {
    /// Which.
    pub what: Blocker,
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

/// What of ours among `busy`, which is in order of time, is not wholly open after the change.
pub(super) fn orphans<'a>(
    busy: impl Iterator<Item = &'a Busy>,
    before: &Hours,
    after: &Hours,
) -> Vec<Orphan> {
    let outside = busy.filter(|busy| is_ours(busy) && !after.open().covers(busy.span));
    let orphan = |busy: &Busy| Orphan {
        what: busy.blocker(),
        span: busy.span,
        closed_by: after
            .closing(busy.span)
            .into_iter()
            .map(|(layer, rule)| ClosedBy { layer, rule })
            .collect(),
        already: !before.open().covers(busy.span),
    };
    outside.map(orphan).collect()
}

/// Whether it was made under our opening hours.
pub(super) fn is_ours(busy: &Busy) -> bool {
    !matches!(busy.by, Occupant::External(_))
}
