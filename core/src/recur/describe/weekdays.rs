use crate::time::Weekdays;
use chrono::Weekday;

/// A set of weekdays as people say it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Group {
    All,
    /// Four to six days in a row, across Sunday too.
    Run(Weekday, Weekday),
    Some,
}

/// How a set is said best.
pub(super) fn group(days: Weekdays) -> Group {
    let count = days.iter().count();
    let starts = || days.iter().filter(|day| !days.contains(day.pred()));
    match (starts().next(), starts().count()) {
        (None, _) => Group::All,
        (Some(first), 1) if count > 3 => {
            let last = (1..count).fold(first, |day, _| day.succ());
            Group::Run(first, last)
        }
        _ => Group::Some,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::Weekday::{Fri, Mon, Sat, Sun, Thu, Tue, Wed};

    #[test]
    fn four_days_in_a_row_are_a_run() {
        let of = |days: &[Weekday]| group(days.iter().copied().collect());
        assert_eq!(of(&[Mon, Tue, Wed, Thu, Fri]), Group::Run(Mon, Fri));
        assert_eq!(of(&[Sun, Mon, Tue, Wed, Thu]), Group::Run(Sun, Thu));
        assert_eq!(of(&[Mon, Tue, Wed]), Group::Some);
        assert_eq!(of(&[Mon, Tue, Thu, Fri]), Group::Some);
        assert_eq!(of(&[Sat, Sun]), Group::Some);
        assert_eq!(group(Weekdays::ALL), Group::All);
    }
}
