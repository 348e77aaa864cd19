//! The latest ends of groups, and of groups of groups: whoever looks for an end beyond some time skips what ends before.

/// How many members a group has.
pub(super) const GROUP: usize = 16;

/// Rows of maxima over a list of ends: the first over groups of ends, each next one over groups of the row before.
#[derive(Clone, Debug, Default)]
pub(super) struct Heights {
    rows: Vec<Vec<i64>>,
}

impl Heights {
    pub(super) fn new(groups: impl Iterator<Item = i64>) -> Self {
        let mut row: Vec<i64> = groups.collect();
        let mut rows = Vec::new();
        while row.len() > 1 {
            let next =
                row.chunks(GROUP).map(|group| group.iter().copied().fold(i64::MIN, i64::max)).collect();
            rows.push(std::mem::replace(&mut row, next));
        }
        rows.push(row);
        Self { rows }
    }

    /// The latest end of all.
    pub(super) fn top(&self) -> Option<i64> {
        self.rows.last().and_then(|row| row.first()).copied()
    }

    /// The rows, that of the smallest groups first.
    pub(super) fn rows(&self) -> &[Vec<i64>] {
        &self.rows
    }

    /// The first group at or after `group` with an end beyond `floor`.
    pub(super) fn next(&self, group: usize, floor: i64) -> Option<usize> {
        let (mut level, mut at) = (0, group);
        let found = loop {
            let row = self.rows.get(level)?;
            let stop = row.len().min(at.next_multiple_of(GROUP)); // nowhere, where a group begins
            let rest = row.get(at..stop).unwrap_or_default();
            if let Some(steps) = rest.iter().position(|end| *end > floor) {
                break at + steps;
            }
            if stop == row.len() {
                return None;
            }
            // Whole groups from here on: the row above knows them.
            (level, at) = (level + 1, stop / GROUP);
        };
        // Down again: a group that reaches beyond has a member that does.
        self.rows.iter().take(level).rev().try_fold(found, |at, row| {
            let members = row.get(at * GROUP..)?;
            members.iter().position(|end| *end > floor).map(|steps| at * GROUP + steps)
        })
    }
}
