use super::Hours;
use crate::id::RuleId;
use crate::interval::{Interval, IntervalSet};
use crate::time::DAY;

/// Which layer of a schedule closes a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Layer {
    /// The regular windows, weekly and by recurrence rules.
    Weekly,
    /// A date with windows of its own.
    Override,
    /// A holiday.
    Holiday,
    /// Time off.
    TimeOff,
}

/// Time that a rule takes away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Closure {
    pub(super) span: Interval,
    pub(super) layer: Layer,
    pub(super) rule: RuleId,
}

impl Hours {
    /// What closes `span`, each layer and rule once: empty if the whole span is open.
    pub fn closing(&self, span: Interval) -> Vec<(Layer, Option<RuleId>)> {
        if self.open().covers(span) {
            return Vec::new();
        }
        let uncovered = IntervalSet::from(span).subtract(self.windows());
        let near = self.closures.iter().take_while(|closure| closure.span.start_secs() < span.end_secs());
        let mut found: Vec<(Layer, Option<RuleId>)> = Vec::new();
        let mut explained = Vec::new();
        for closure in near.filter(|closure| closure.span.overlaps(span)) {
            if closure.layer == Layer::Weekly {
                if !uncovered.overlaps(closure.span) {
                    continue; // an override opened what this closes
                }
                explained.push(closure.span);
            }
            found.push((closure.layer, Some(closure.rule.clone())));
        }
        if !uncovered.subtract(&IntervalSet::from_spans(explained)).is_empty() {
            found.push(match self.overriding(span.start_secs()) {
                Some(rule) => (Layer::Override, Some(rule.clone())),
                None => (Layer::Weekly, None),
            });
        }
        found.sort();
        found.dedup();
        found
    }

    /// The override of the local date in which a tick lies.
    fn overriding(&self, tick: i64) -> Option<&RuleId> {
        let day = self.zone().wall_secs(tick).div_euclid(DAY);
        let at = self.overrides.binary_search_by_key(&day, |(date, _)| i64::from(*date)).ok()?;
        self.overrides.get(at).map(|(_, rule)| rule)
    }
}
