use crate::error::{RecurError, Result};
use crate::time::{format_instant, instant_of_secs};

/// How much one call may still search: periods looked at, steps within them, and instances passed.
#[derive(Debug)]
pub(in crate::recur) struct Budget(u64);

impl Budget {
    pub(in crate::recur) fn new(steps: u64) -> Self {
        Self(steps)
    }

    pub(in crate::recur) const fn left(&self) -> u64 {
        self.0
    }

    pub(in crate::recur) fn spend(&mut self, steps: u64, at: i64) -> Result<()> {
        match self.0.checked_sub(steps) {
            Some(left) => {
                self.0 = left;
                Ok(())
            }
            None => {
                self.0 = 0;
                let searched = format_instant(instant_of_secs(at)).replace('Z', "");
                Err(RecurError::Budget { searched }.into())
            }
        }
    }
}
