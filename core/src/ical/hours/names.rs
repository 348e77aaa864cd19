use crate::id::{MAX_BYTES, RuleId};
use std::collections::{HashMap, HashSet};

/// Ids of rules after the UIDs of their components, so that reading the file again finds the same ones.
#[derive(Debug, Default)]
pub(super) struct Names {
    given: HashSet<RuleId>,
    /// How often each was asked for.
    asked: HashMap<RuleId, usize>,
}

impl Names {
    /// The UID as an id, with place for a number behind it.
    #[expect(clippy::expect_used, reason = "short, not empty, and without control characters")]
    pub(super) fn of(uid: Option<&str>) -> RuleId {
        let mut text = uid.unwrap_or_default().to_owned();
        text.retain(|char| !char.is_control());
        let cut = (0..=text.len().min(MAX_BYTES - 21)).rev().find(|at| text.is_char_boundary(*at));
        text.truncate(cut.unwrap_or_default());
        if text.is_empty() {
            text.push_str("available");
        }
        RuleId::new(&text).expect("invariant: a UID cut to size is an id")
    }

    /// The id itself if it is free, else with a number behind it.
    #[expect(clippy::expect_used, reason = "a number finds place behind what `of` gives")]
    pub(super) fn name(&mut self, base: &RuleId) -> RuleId {
        let asked = self.asked.entry(base.clone()).or_default();
        loop {
            *asked += 1;
            let id = match *asked {
                1 => base.clone(),
                again => RuleId::new(&format!("{base}#{again}")).expect("invariant: short enough"),
            };
            if self.given.insert(id.clone()) {
                return id;
            }
        }
    }
}
