use super::BusinessTime;
use crate::availability::Schedule;
use crate::error::{Result, ServiceError};
use crate::limits::Limits;
use crate::zone::ZoneName;

/// What counts as working time, and how much notice of it a service needs.
///
/// A business day is a local date with some open time, holidays and time off already taken away.
///
/// # Example: two business days of notice
/// ```
/// use kalends::availability::{Schedule, Weekly};
/// use kalends::service::{Business, BusinessTime};
/// use kalends::{id::RuleId, time::Weekdays};
/// let office = Weekly::open(RuleId::new("office")?, Weekdays::WORKDAYS, "09:00".parse()?, "17:00".parse()?);
/// let schedule = Schedule { weekly: vec![office], ..Schedule::default() };
/// let business = Business { notice: Some(BusinessTime::Days(2)), ..Business::new("Europe/Berlin".parse()?, schedule) };
/// // On a Friday at 16:00 the earliest start is Tuesday, 16:00.
/// assert_eq!(business.notice, Some(BusinessTime::Days(2)));
/// # Ok::<(), kalends::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Business {
    /// The zone of the calendar.
    pub zone: ZoneName,
    /// When it is working time.
    pub schedule: Schedule,
    /// Shortest time from now to a start, beside the service's own notice.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub notice: Option<BusinessTime>,
}

impl Business {
    /// Most business days that anything is counted in.
    pub const MOST_DAYS: u32 = 366;

    /// A calendar without notice.
    pub fn new(zone: ZoneName, schedule: Schedule) -> Self {
        Self { zone, schedule, notice: None }
    }

    /// Checks the schedule, and that the notice is not longer than can be counted.
    ///
    /// # Errors
    /// `availability.*`; `service.too-long`.
    pub fn validate(&self, limits: &Limits) -> Result<()> {
        self.schedule.validate(limits).map_err(|error| error.in_field("schedule"))?;
        let checked = self.notice.map_or(Ok(()), |notice| notice.validate("business notice"));
        checked.map_err(|error| error.in_field("notice"))
    }

    /// Checks that so many business days can be counted.
    pub(super) fn check_days(days: u32) -> Result<()> {
        if days <= Self::MOST_DAYS {
            return Ok(());
        }
        let (found, limit) = (format!("{days} business days"), Self::MOST_DAYS.to_string());
        Err(ServiceError::TooLong { what: "time", found, limit }.into())
    }
}
