//! Budgets: every call ends within them, with an answer or a `limit` error.

mod page;

pub(crate) use page::{LARGEST_PAGE, PAGE, check_page, part};

/// What one call may cost. The defaults suit a server that answers strangers.
///
/// # Example
/// ```
/// let mut limits = kalends::Limits::default();
/// limits.window_days = 31;              // a public endpoint may want less
/// assert!(limits.slots >= 10_000);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// Longest query window, in days.
    pub window_days: i64,
    /// Most rules in one schedule.
    pub rules: usize,
    /// Most weekly windows that one question resolves: rules times the dates on which they count.
    pub windows: usize,
    /// Most busy spans in one request.
    pub busy: usize,
    /// Most slots in one answer.
    pub slots: usize,
    /// Most occurrences in one answer.
    pub occurrences: usize,
    /// Most occurrences that one plan of a series judges.
    pub planned: usize,
    /// Most conflicts in one answer.
    pub conflicts: usize,
    /// Most entries of one waitlist.
    pub waiting: usize,
    /// Most steps of one search in a recurrence: periods looked at, instances passed, and steps between them.
    pub search_steps: u64,
    /// Longest recurrence rule, in bytes.
    pub rule_bytes: usize,
    /// Largest iCalendar text, in bytes.
    pub ical_bytes: usize,
    /// Deepest nesting of iCalendar components.
    pub ical_depth: usize,
    /// Largest request, in bytes.
    pub request_bytes: usize,
    /// Largest opaque `data` of one record, in bytes.
    pub data_bytes: usize,
    /// Longest duration of a service, in days.
    pub service_days: i64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            window_days: 3 * 366,
            rules: 10_000,
            windows: 250_000,
            busy: 1_000_000,
            slots: 100_000,
            occurrences: 100_000,
            planned: 1_000,
            conflicts: 100_000,
            waiting: 10_000,
            search_steps: 10_000_000,
            rule_bytes: 16 * 1024,
            ical_bytes: 64 * 1024 * 1024,
            ical_depth: 16,
            request_bytes: 64 * 1024 * 1024,
            data_bytes: 64 * 1024,
            service_days: 31,
        }
    }
}
