use crate::availability::Schedule;
use crate::error::{Error, Result, ServiceError};
use crate::limits::Limits;
use crate::time::Elapsed;
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

/// An amount of working time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum BusinessTime {
    /// So much open time; what is closed in between does not count.
    Time(Elapsed),
    /// To the same wall time on the nth business day after today.
    Days(u32),
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
        let longest = i64::from(Self::MOST_DAYS) * crate::time::DAY;
        let checked = match self.notice {
            Some(BusinessTime::Days(days)) => check_days(days),
            Some(BusinessTime::Time(time)) if time.seconds() > longest => {
                let limit = Elapsed::from_seconds(longest)?.to_string();
                let error = ServiceError::TooLong { what: "business notice", found: time.to_string(), limit };
                Err(Error::from(error).in_field("time"))
            }
            Some(BusinessTime::Time(_)) | None => Ok(()),
        };
        checked.map_err(|error| error.in_field("notice"))
    }
}

/// Checks that so many business days can be counted.
pub(super) fn check_days(days: u32) -> Result<()> {
    if days <= Business::MOST_DAYS {
        return Ok(());
    }
    let (found, limit) = (format!("{days} business days"), Business::MOST_DAYS.to_string());
    Err(ServiceError::TooLong { what: "time", found, limit }.into())
}
