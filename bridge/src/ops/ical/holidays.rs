//! A calendar of holidays out of a file.

use super::{CalendarProblem, listed};
use crate::bridge::Bridge;
use kalends::Result;
use kalends::availability::HolidayCalendar;
use kalends::ical::{Document, holidays};
use kalends::id::RuleId;
use kalends::time::DateRange;
use serde::{Deserialize, Serialize};

/// Asks for the holidays of a calendar file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct IcalHolidaysRequest {
    /// The file, `text/calendar`.
    pub text: String,
    /// The id of the rule that it becomes.
    pub id: RuleId,
    /// Of which dates, both inclusive.
    pub dates: DateRange,
}

/// The holidays of a calendar file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct IcalHolidaysResponse {
    /// The holidays, in order of date and name, for a schedule's list of holidays.
    pub calendar: HolidayCalendar,
    /// What was odd about the file, in order of lines. Never a reason to fail: the rest was read.
    pub problems: Vec<CalendarProblem>,
    /// Whether every outermost component was closed; a download that broke off is not complete.
    pub complete: bool,
}

impl Bridge {
    /// The dates that the all-day events of a calendar file name, for a schedule to observe as holidays.
    ///
    /// Recurring events are expanded, events of several days give each of their dates, and it does not matter whether
    /// they are transparent. An event with times is no holiday, and is listed as a problem.
    ///
    /// # Errors
    /// `availability.open-end` unless `dates` has both ends; `availability.too-many-rules`; `ical.not-calendar`,
    /// `ical.too-large`, `ical.too-deep`, `ical.too-busy`, `ical.too-costly`.
    ///
    /// # Example: a holiday of the leap day
    /// ```
    /// # use kalends_bridge::Bridge;
    /// let request = r#"{
    ///     "text": "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:leap\nSUMMARY:Leap Day\nDTSTART;VALUE=DATE:20240229\nRRULE:FREQ=YEARLY\nEND:VEVENT\nEND:VCALENDAR\n",
    ///     "id": "leap",
    ///     "dates": {"from": "2025-01-01", "until": "2028-12-31"}
    /// }"#;
    /// assert_eq!(Bridge::default().call("ical.holidays", request.as_bytes()), concat!(
    ///     r#"{"ok":{"calendar":{"id":"leap","days":[{"date":"2028-02-29","name":"Leap Day"}]},"#,
    ///     r#""problems":[],"complete":true}}"#,
    /// ));
    /// ```
    pub fn ical_holidays(&self, request: IcalHolidaysRequest) -> Result<IcalHolidaysResponse> {
        let IcalHolidaysRequest { text, id, dates } = request;
        let document = Document::parse(text, self.limits()).map_err(|error| error.in_field("text"))?;
        let report = holidays(&document, id, dates, self.limits())
            .map_err(|error| if error.path().is_empty() { error.in_field("text") } else { error })?;
        Ok(IcalHolidaysResponse {
            calendar: report.calendar,
            problems: listed(&document, &report.problems),
            complete: document.is_complete(),
        })
    }
}
