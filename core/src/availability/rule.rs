use super::version::Versioned;
use super::{HolidayCalendar, Override, Recurring, Schedule, TimeOff, Travel, Weekly};
use crate::id::RuleId;

/// One rule of a schedule, of any kind.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum ScheduleRule {
    /// A window that recurs on weekdays.
    Weekly(Weekly),
    /// A window on the dates of a recurrence rule.
    Recurring(Box<Recurring>),
    /// A date with windows of its own.
    Override(Override),
    /// A calendar of closed dates.
    Holidays(HolidayCalendar),
    /// Closed time.
    TimeOff(TimeOff),
    /// Dates spent in another zone.
    Travel(Travel),
}

impl ScheduleRule {
    /// The host's id.
    pub fn id(&self) -> &RuleId {
        self.versioned().id()
    }

    /// Which version it is.
    pub fn version(&self) -> u64 {
        self.versioned().version()
    }

    /// Whether both say the same, whatever their versions.
    pub fn says(&self, other: &Self) -> bool {
        let mut other = other.clone();
        other.versioned_mut().set_version(self.version());
        *self == other
    }

    /// The rule as if it were the first of its id.
    #[must_use]
    pub fn first(mut self) -> Self {
        self.versioned_mut().set_version(super::FIRST_VERSION);
        self
    }

    fn versioned(&self) -> &dyn Versioned {
        match self {
            Self::Weekly(rule) => rule,
            Self::Recurring(rule) => &**rule,
            Self::Override(rule) => rule,
            Self::Holidays(rule) => rule,
            Self::TimeOff(rule) => rule,
            Self::Travel(rule) => rule,
        }
    }

    fn versioned_mut(&mut self) -> &mut dyn Versioned {
        match self {
            Self::Weekly(rule) => rule,
            Self::Recurring(rule) => &mut **rule,
            Self::Override(rule) => rule,
            Self::Holidays(rule) => rule,
            Self::TimeOff(rule) => rule,
            Self::Travel(rule) => rule,
        }
    }
}

impl Schedule {
    /// A rule by its id, of whatever kind.
    pub fn rule(&self, id: &RuleId) -> Option<ScheduleRule> {
        // Without `..`, so that a new list is not forgotten here.
        let Self { weekly, recurring, overrides, holidays, time_off, travel } = self;
        find(weekly, id)
            .map(ScheduleRule::Weekly)
            .or_else(|| find(recurring, id).map(Box::new).map(ScheduleRule::Recurring))
            .or_else(|| find(overrides, id).map(ScheduleRule::Override))
            .or_else(|| find(holidays, id).map(ScheduleRule::Holidays))
            .or_else(|| find(time_off, id).map(ScheduleRule::TimeOff))
            .or_else(|| find(travel, id).map(ScheduleRule::Travel))
    }

    /// The schedule with a rule in the place of the one that has its id, or after all others of its kind.
    ///
    /// # Example: a day off that becomes a day with hours of its own keeps its id
    /// ```
    /// use kalends::availability::{Override, Schedule, ScheduleRule, TimeOff, TimeOffSpan};
    /// use kalends::{id::RuleId, time::{DateRange, parse_date}};
    /// let (id, day) = (RuleId::new("eve")?, parse_date("2027-10-31")?);
    /// let off = TimeOff::new(id.clone(), TimeOffSpan::Dates(DateRange::new(Some(day), Some(day))?));
    /// let schedule = Schedule::default().with(ScheduleRule::TimeOff(off));
    /// let schedule = schedule.with(ScheduleRule::Override(Override::new(id.clone(), day, vec![])));
    /// assert!(schedule.time_off.is_empty());
    /// assert!(matches!(schedule.rule(&id), Some(ScheduleRule::Override(_))));
    /// assert_eq!(schedule.without(&id), Schedule::default());
    /// # Ok::<(), kalends::Error>(())
    /// ```
    #[must_use]
    pub fn with(self, rule: ScheduleRule) -> Self {
        let same_kind = self
            .rule(rule.id())
            .is_some_and(|known| std::mem::discriminant(&known) == std::mem::discriminant(&rule));
        let mut schedule = if same_kind { self } else { self.without(rule.id()) };
        match rule {
            ScheduleRule::Weekly(rule) => put(&mut schedule.weekly, rule),
            ScheduleRule::Recurring(rule) => put(&mut schedule.recurring, *rule),
            ScheduleRule::Override(rule) => put(&mut schedule.overrides, rule),
            ScheduleRule::Holidays(rule) => put(&mut schedule.holidays, rule),
            ScheduleRule::TimeOff(rule) => put(&mut schedule.time_off, rule),
            ScheduleRule::Travel(rule) => put(&mut schedule.travel, rule),
        }
        schedule
    }

    /// The schedule without the rule that has an id.
    #[must_use]
    pub fn without(mut self, id: &RuleId) -> Self {
        let Self { weekly, recurring, overrides, holidays, time_off, travel } = &mut self;
        weekly.retain(|rule| rule.id != *id);
        recurring.retain(|rule| rule.id != *id);
        overrides.retain(|rule| rule.id != *id);
        holidays.retain(|rule| rule.id != *id);
        time_off.retain(|rule| rule.id != *id);
        travel.retain(|rule| rule.id != *id);
        self
    }
}

fn find<R: Versioned + Clone>(rules: &[R], id: &RuleId) -> Option<R> {
    rules.iter().find(|rule| rule.id() == id).cloned()
}

fn put<R: Versioned>(rules: &mut Vec<R>, rule: R) {
    match rules.iter_mut().find(|known| known.id() == rule.id()) {
        Some(known) => *known = rule,
        None => rules.push(rule),
    }
}
