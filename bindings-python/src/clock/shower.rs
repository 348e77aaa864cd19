//! Instants as aware datetimes, one after the other.

use super::face::{out_of_range, span};
use super::{Clock, Face};
use chrono::DateTime;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyDelta, PyDict};

/// So many different steps are kept: months and years have a handful.
const KEPT: usize = 16;

/// Shows instants in about the order of time. Each wall time is the one before it and a timedelta that is used again;
/// where the zone's offset is known to stay, nothing is looked up.
pub(super) struct Shower<'c, 'py> {
    py: Python<'py>,
    clock: &'c Clock,
    /// What was shown last, without a fold, and its wall time.
    last: Option<(i64, Bound<'py, PyAny>)>,
    steps: Vec<(i64, Bound<'py, PyDelta>)>,
    stretch: Stretch,
}

/// A stretch of time with one offset.
#[derive(Default)]
struct Stretch {
    from: i64,
    until: i64,
    offset: i64,
    /// Before this, walls are shown for the second time.
    repeats_until: i64,
}

impl<'c, 'py> Shower<'c, 'py> {
    pub(super) fn new(py: Python<'py>, clock: &'c Clock) -> Self {
        Self { py, clock, last: None, steps: Vec::new(), stretch: Stretch::default() }
    }

    pub(super) fn show(&mut self, at: i64) -> PyResult<Bound<'py, PyAny>> {
        if !(self.stretch.from..self.stretch.until).contains(&at) {
            self.stretch = Stretch::around(self.clock, at);
        }
        let wall = at.saturating_add(self.stretch.offset);
        let shown = match &self.last {
            Some((before, shown)) => {
                let (before, shown) = (*before, shown.clone());
                shown.add(self.step(wall - before)?).map_err(|_| out_of_range(self.py))?
            }
            None => Face::show(&self.clock.face, self.py, wall)?,
        };
        self.last = Some((wall, shown.clone()));
        if at < self.stretch.repeats_until { second(&shown) } else { Ok(shown) }
    }

    fn step(&mut self, seconds: i64) -> PyResult<Bound<'py, PyDelta>> {
        if let Some((_, known)) = self.steps.iter().find(|(length, _)| *length == seconds) {
            return Ok(known.clone());
        }
        let made = span(self.py, seconds)?;
        if self.steps.len() < KEPT {
            self.steps.push((seconds, made.clone()));
        }
        Ok(made)
    }
}

impl Stretch {
    fn around(clock: &Clock, at: i64) -> Self {
        let zone = &clock.zone;
        let Some(time) = DateTime::from_timestamp(at, 0) else { return Self::default() };
        let offset = zone.offset_at(time);
        let next = zone.next_transition(time);
        // The change at `at` itself begins a stretch: look from the second after it.
        let after = DateTime::from_timestamp(at.saturating_add(1), 0).unwrap_or(time);
        let last = zone.previous_transition(after);
        let began = last.map_or(i64::MIN, |change| change.at.timestamp());
        let repeated = last.map_or(0, |change| i64::from(-change.skipped().min(0)));
        Self {
            from: began,
            until: next.map_or(i64::MAX, |change| change.at.timestamp()),
            offset: offset.into(),
            repeats_until: began.saturating_add(repeated),
        }
    }
}

/// The same reading, for the second time.
pub(super) fn second<'py>(shown: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    let py = shown.py();
    let fold = PyDict::new(py);
    fold.set_item(intern!(py, "fold"), 1)?;
    shown.call_method(intern!(py, "replace"), (), Some(&fold))
}
