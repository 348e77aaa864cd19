//! What a changed schedule would do.

use crate::bridge::Bridge;
use kalends::Result;
use kalends::availability::Schedule;
use kalends::impact::{Impact, Orphan, ScheduleChange, ServiceAsked, SlotsChanged, preview};
use kalends::interval::{Interval, IntervalSet};
use kalends::resource::Resource;
use kalends::rules::{Busy, Context};
use kalends::service::Service;
use kalends::time::Length;
use serde::{Deserialize, Serialize};

/// Asks what a changed schedule would do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SchedulePreviewRequest {
    /// Whose.
    pub resource: Resource,
    /// The schedule as it is.
    pub before: Schedule,
    /// The schedule as it shall be.
    pub after: Schedule,
    /// What takes the resource's time, in any order: everything from two days before the range to two days after it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub busy: Vec<Busy>,
    /// Within which range.
    pub range: Interval,
    /// The services whose slots are to be compared.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub services: Vec<SchedulePreviewService>,
    /// The circumstances that slots depend on.
    pub context: Context,
}

/// A service whose slots are to be compared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SchedulePreviewService {
    /// Which.
    pub service: Service,
    /// One of its durations; absent is its default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duration: Option<Length>,
}

/// What a changed schedule would do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SchedulePreviewResponse {
    /// What of ours is outside opening hours after the change, in order of time.
    pub orphans: Vec<Orphan>,
    /// Free time that there was not before.
    pub gained: IntervalSet,
    /// Free time that there is no more.
    pub lost: IntervalSet,
    /// The slots of each service asked for, in that order.
    pub slots: Vec<SlotsChanged>,
    /// The schedule as it would be stored: rules that change one version above those that they follow.
    pub schedule: Schedule,
}

impl Bridge {
    /// What a changed schedule would do within a range: which bookings are left outside and what closes them, which
    /// free time and which slots are won and lost. Nothing is changed.
    ///
    /// # Errors
    /// `zone.unknown`, `availability.*`, `recur.*` with a path from `before` or `after` on; `service.*`,
    /// `slots.too-many`, `slots.too-busy`, `slots.not-waivable`.
    ///
    /// # Example: an hour less on the day that lasts 25 hours
    /// ```
    /// # use kalends_bridge::Bridge;
    /// let request = br#"{
    ///     "resource": {"id": "nurse", "zone": "Europe/Berlin"},
    ///     "before": {"weekly": [{"id": "night", "days": ["SU"], "from": "01:00", "to": "04:00"}]},
    ///     "after": {"weekly": [{"id": "night", "days": ["SU"], "from": "01:00", "to": "03:00"}]},
    ///     "range": {"start": "2026-10-24T22:00:00Z", "end": "2026-10-25T23:00:00Z"},
    ///     "context": {"now": "2026-10-01T00:00:00Z"}
    /// }"#;
    /// let answer = Bridge::default().call("schedule.preview", request);
    /// assert!(answer.contains(r#""lost":[{"start":"2026-10-25T02:00:00Z","end":"2026-10-25T03:00:00Z"}]"#));
    /// assert!(answer.contains(r#""version":2"#));
    /// ```
    pub fn schedule_preview(&self, request: SchedulePreviewRequest) -> Result<SchedulePreviewResponse> {
        let SchedulePreviewRequest { resource, before, after, busy, range, services, context } = request;
        let change = ScheduleChange { resource: &resource, before: &before, after: &after, busy: &busy };
        let asked = services.iter().map(|one| ServiceAsked { service: &one.service, duration: one.duration });
        let asked: Vec<ServiceAsked<'_>> = asked.collect();
        let impact = preview(&change, range, &asked, &context, self.zones(), self.limits())?;
        let Impact { orphans, gained, lost, slots } = impact;
        let schedule = after.succeeding(&before);
        Ok(SchedulePreviewResponse { orphans, gained, lost, slots, schedule })
    }
}
