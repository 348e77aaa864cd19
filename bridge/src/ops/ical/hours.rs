//! A schedule out of the availability that a calendar file publishes.

use super::{CalendarProblem, listed};
use crate::bridge::Bridge;
use kalends::Result;
use kalends::availability::{Hours, Schedule};
use kalends::ical::{Document, HoursOptions, opening_hours};
use kalends::interval::{Interval, IntervalSet};
use serde::{Deserialize, Serialize};

/// Asks for the availability that a calendar file publishes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct IcalHoursRequest {
    /// The file, `text/calendar`.
    pub text: String,
    /// Whose hours: the home zone of the schedule, also for times without a zone.
    pub zone: String,
    /// Whether time that is busy only tentatively is closed; absent is yes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tentative_closes: Option<bool>,
    /// Whether time that the file does not speak of is open, as RFC 7953 counts it; absent is no.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unstated_open: Option<bool>,
    /// A range for which the open time is worked out as well.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub range: Option<Interval>,
}

/// The availability that a calendar file publishes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct IcalHoursResponse {
    /// The hours, as recurring windows with the UIDs as ids.
    pub schedule: Schedule,
    /// The open time of the range; absent unless there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub open: Option<IntervalSet>,
    /// What was odd about the file or has no place in a schedule, in order of lines.
    pub problems: Vec<CalendarProblem>,
    /// Whether every outermost component was closed; a download that broke off is not complete.
    pub complete: bool,
    /// The release of the zone data.
    pub release: String,
}

impl Bridge {
    /// The schedule that the `VAVAILABILITY` components of a calendar file mean (RFC 7953).
    ///
    /// Of overlapping ones the higher PRIORITY decides. Windows are local hours: what a clock change skips is absent.
    /// What a schedule cannot say is listed as a problem, with its line.
    ///
    /// # Errors
    /// `zone.unknown`; `ical.not-calendar`, `ical.too-large`, `ical.too-deep`; `availability.too-many-rules`,
    /// `recur.budget`; for the range `availability.window-too-wide`, `availability.too-many-windows`.
    ///
    /// # Example: a night of five hours
    /// ```
    /// # use kalends_bridge::Bridge;
    /// let request = r#"{
    ///     "text": "BEGIN:VCALENDAR\nBEGIN:VAVAILABILITY\nBEGIN:AVAILABLE\nUID:night\nDTSTART:20270101T220000\nDTEND:20270102T040000\nRRULE:FREQ=DAILY\nEND:AVAILABLE\nEND:VAVAILABILITY\nEND:VCALENDAR\n",
    ///     "zone": "Europe/Paris",
    ///     "range": {"start": "2027-03-27T12:00:00Z", "end": "2027-03-28T12:00:00Z"}
    /// }"#;
    /// assert_eq!(Bridge::default().call("ical.hours", request.as_bytes()), concat!(
    ///     r#"{"ok":{"schedule":{"recurring":[{"id":"night","kind":"open","start":"2027-01-01","#,
    ///     r#""rule":"FREQ=DAILY","from":"22:00","to":"04:00"}]},"#,
    ///     r#""open":[{"start":"2027-03-27T21:00:00Z","end":"2027-03-28T02:00:00Z"}],"#,
    ///     r#""problems":[],"complete":true,"release":"2026f"}}"#,
    /// ));
    /// ```
    pub fn ical_hours(&self, request: IcalHoursRequest) -> Result<IcalHoursResponse> {
        let IcalHoursRequest { text, zone, tentative_closes, unstated_open, range } = request;
        let home = self.zones().get(&zone).map_err(|error| error.in_field("zone"))?;
        let document = Document::parse(text, self.limits()).map_err(|error| error.in_field("text"))?;
        let mut options = HoursOptions::new(home.clone());
        options.tentative_closes = tentative_closes.unwrap_or(true);
        options.unstated_open = unstated_open.unwrap_or(false);
        options.zones = self.zones();
        options.limits = self.limits().clone();
        let report = opening_hours(&document, &options).map_err(|error| error.in_field("text"))?;
        let open = |range| -> Result<IntervalSet> {
            let hours = Hours::resolve_in(&report.schedule, &home, self.zones(), range, self.limits())?;
            Ok(hours.open().clip(range))
        };
        let open = range.map(open).transpose()?;
        Ok(IcalHoursResponse {
            open,
            problems: listed(&document, &report.problems),
            schedule: report.schedule,
            complete: document.is_complete(),
            release: report.zone_data,
        })
    }
}
