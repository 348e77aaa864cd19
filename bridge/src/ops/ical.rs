//! Calendars in and out.

mod holidays;
mod hours;
mod write;

pub use holidays::{IcalHolidaysRequest, IcalHolidaysResponse};
pub use hours::{IcalHoursRequest, IcalHoursResponse};
pub use write::{CalendarBooking, IcalWriteRequest, IcalWriteResponse};

use crate::bridge::Bridge;
use chrono::NaiveDateTime;
use kalends::Result;
use kalends::ical::{BusyEvent, BusyKind, BusyOptions, Document, Problem, busy};
use kalends::id::{EventId, SourceId};
use kalends::interval::Interval;
use kalends::rules::{Busy, ExternalUse, Occupant};
use kalends::source::OwnEvents;
use serde::{Deserialize, Serialize};

/// Asks when a calendar is busy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct IcalBusyRequest {
    /// The file, `text/calendar`.
    pub text: String,
    /// Whose calendar it is: days and times without a zone are read in the owner's zone.
    pub zone: String,
    /// Only what takes up some of this range is answered.
    pub range: Interval,
    /// Where the file comes from: named in the answer, and later in reasons.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<SourceId>,
    /// Whether tentative events block; absent is yes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tentative_blocks: Option<bool>,
    /// The mirrors of our own bookings, which block nothing.
    #[serde(default, skip_serializing_if = "OwnEvents::is_empty")]
    pub own: OwnEvents,
    /// Whether the answer also says what the events are called; absent is no, for that may be private.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub events: Option<bool>,
}

/// When a calendar is busy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct IcalBusyResponse {
    /// What blocks, uncut, in order of start; in the form that questions about slots and bookings take. Overlaps stay.
    /// A UID that cannot be an id (more than 255 bytes) is left out.
    pub busy: Vec<Busy>,
    /// The same events with what the file says about them, one by one; absent unless asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub events: Option<Vec<CalendarEvent>>,
    /// What was odd about the file, in order of lines. Never a reason to fail: the rest was read.
    pub problems: Vec<CalendarProblem>,
    /// Whether every outermost component was closed; a download that broke off is not complete.
    pub complete: bool,
    /// The release of the zone data.
    pub release: String,
}

/// An event of a calendar that blocks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CalendarEvent {
    /// When.
    pub span: Interval,
    /// UID; the same for all instances of an event.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub uid: Option<String>,
    /// The original local start of the instance, its identity; absent if the event happens once.
    #[serde(default, with = "kalends::time::wire::wall::option", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "kalends::time::wire::wall::schema"))]
    pub recurrence: Option<NaiveDateTime>,
    /// SUMMARY.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
    /// Whether it covers whole days of the owner.
    pub all_day: bool,
    /// How firmly.
    pub kind: CalendarBusyKind,
    /// The line of the file that it comes from, from 1.
    pub line: usize,
}

/// How firmly a time is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum CalendarBusyKind {
    /// Busy.
    Busy,
    /// Not yet certain.
    Tentative,
    /// Out of office.
    Unavailable,
}

/// Something in a calendar that is not as it should be, and was read anyway.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CalendarProblem {
    /// The line of the file, from 1.
    pub line: usize,
    /// The stable code.
    pub code: String,
    /// The sentence for people.
    pub message: String,
}

impl Bridge {
    /// When a calendar is busy within a range.
    ///
    /// Recurring events, overrides, all-day events in the owner's zone; a time in a gap takes place later by the gap's
    /// length, one that happens twice is its first occurrence. What cannot be taken as it stands is a problem with its
    /// line and code, and the rest counts.
    ///
    /// # Errors
    /// `zone.unknown`; `ical.not-calendar` for a text without a calendar: an error page is not a free day;
    /// `ical.too-large`, `ical.too-deep`, `ical.too-busy`, `ical.too-costly`.
    ///
    /// # Example: an all-day event on the day with 23 hours
    /// ```
    /// # use kalends_bridge::Bridge;
    /// let request = r#"{
    ///     "text": "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:fair\nDTSTART;VALUE=DATE:20270328\nEND:VEVENT\nEND:VCALENDAR\n",
    ///     "zone": "Europe/Paris",
    ///     "range": {"start": "2027-03-28T12:00:00Z", "end": "2027-03-29T12:00:00Z"}
    /// }"#;
    /// assert_eq!(Bridge::default().call("ical.busy", request.as_bytes()), concat!(
    ///     r#"{"ok":{"busy":[{"start":"2027-03-27T23:00:00Z","end":"2027-03-28T22:00:00Z","#,
    ///     r#""by":{"external":{"event":"fair"}}}],"problems":[],"complete":true,"release":"2026f"}}"#,
    /// ));
    /// ```
    pub fn ical_busy(&self, request: IcalBusyRequest) -> Result<IcalBusyResponse> {
        let IcalBusyRequest { text, zone, range, source, tentative_blocks, own, events } = request;
        let owner = self.zones().get(&zone).map_err(|error| error.in_field("zone"))?;
        let document = Document::parse(text, self.limits()).map_err(|error| error.in_field("text"))?;
        let mut options = BusyOptions::new(owner, range);
        options.zones = self.zones();
        options.limits = self.limits().clone();
        options.own = own;
        options.tentative_blocks = tentative_blocks.unwrap_or(true);
        let report = busy(&document, &options).map_err(|error| error.in_field("text"))?;
        Ok(IcalBusyResponse {
            busy: report.busy.iter().map(|event| taken(event, source.as_ref())).collect(),
            events: events.unwrap_or(false).then(|| report.busy.iter().map(described).collect()),
            problems: listed(&document, &report.problems),
            complete: document.is_complete(),
            release: report.zone_data,
        })
    }
}

/// Problems of form and of content, in order of lines.
fn listed(document: &Document, found: &[Problem]) -> Vec<CalendarProblem> {
    let mut problems: Vec<CalendarProblem> = document.problems().iter().chain(found).map(problem).collect();
    problems.sort_by_key(|problem| problem.line);
    problems
}

fn taken(event: &BusyEvent, source: Option<&SourceId>) -> Busy {
    let id = event.uid.as_deref().and_then(|uid| EventId::new(uid).ok());
    let by = Occupant::External(ExternalUse { source: source.cloned(), event: id });
    Busy { span: event.interval, by, place: None }
}

fn described(event: &BusyEvent) -> CalendarEvent {
    CalendarEvent {
        span: event.interval,
        uid: event.uid.as_deref().map(str::to_owned),
        recurrence: event.recurrence,
        summary: event.summary.as_deref().map(str::to_owned),
        all_day: event.all_day,
        kind: match event.kind {
            BusyKind::Tentative => CalendarBusyKind::Tentative,
            BusyKind::Unavailable => CalendarBusyKind::Unavailable,
            _ => CalendarBusyKind::Busy,
        },
        line: event.line,
    }
}

fn problem(problem: &Problem) -> CalendarProblem {
    CalendarProblem {
        line: problem.line(),
        code: problem.code().to_owned(),
        message: problem.message().to_owned(),
    }
}
