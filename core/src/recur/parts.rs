use super::ByDay;

/// The lists of a rule: the BY* parts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Parts {
    pub(super) second: Vec<u8>,
    pub(super) minute: Vec<u8>,
    pub(super) hour: Vec<u8>,
    pub(super) day: Vec<ByDay>,
    pub(super) month_day: Vec<i16>,
    pub(super) year_day: Vec<i16>,
    pub(super) week_no: Vec<i16>,
    pub(super) month: Vec<u8>,
    pub(super) set_pos: Vec<i16>,
}

impl Parts {
    /// Whether a list names days or times by itself, so that BYSETPOS has something to choose from.
    pub(super) fn names_any(&self) -> bool {
        let Self { second, minute, hour, day, month_day, year_day, week_no, month, set_pos: _ } = self;
        [second, minute, hour, month].into_iter().any(|list| !list.is_empty())
            || [month_day, year_day, week_no].into_iter().any(|list| !list.is_empty())
            || !day.is_empty()
    }

    /// BYDAY in its one order, without repeats.
    pub(super) fn sort_days(&mut self) {
        self.day.sort_unstable_by_key(|day| day.key());
        self.day.dedup();
    }
}
