//! `find_slots`, `Slots`: what can be booked.

use crate::clock::{Clock, span};
use crate::columns::instants;
use crate::door::text;
use crate::error::bug;
use crate::guard::released;
use chrono::{DateTime, Utc};
use kalends::Limits;
use kalends_bridge::{Bridge, OfferedSlot, SlotsFindRequest, SlotsFindResponse, read};
use pyo3::exceptions::PyIndexError;
use pyo3::prelude::*;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

#[derive(Debug)]
struct Answer {
    found: SlotsFindResponse,
    clock: Clock,
}

impl Answer {
    fn at(&self, index: usize) -> &OfferedSlot {
        #[expect(clippy::indexing_slicing, reason = "a slot is made with an index that its list has")]
        &self.found.slots[index]
    }
}

/// What can be booked, in order of start. A sequence of slots, each made when it is read.
#[pyclass(frozen, sequence, module = "kalends")]
#[derive(Debug)]
pub(crate) struct Slots(Arc<Answer>);

/// Finds what can be booked. The package's `find_slots` writes the request.
#[pyfunction]
#[pyo3(signature = (request, tzinfo = None))]
pub(crate) fn slots_of(py: Python<'_>, request: &str, tzinfo: Option<&Bound<'_, PyAny>>) -> PyResult<Slots> {
    let found = released(py, || {
        let request: SlotsFindRequest = read(request.as_bytes(), &Limits::default())?;
        Bridge::default().slots_find(request)
    })?;
    Slots::new(py, found, tzinfo)
}

impl Slots {
    pub(crate) fn new(
        py: Python<'_>,
        found: SlotsFindResponse,
        zone: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Self> {
        let clock = zone.map_or_else(|| Clock::utc(py), Clock::read)?;
        Ok(Self(Arc::new(Answer { found, clock })))
    }

    fn column<'py>(
        &self,
        py: Python<'py>,
        of: fn(&OfferedSlot) -> DateTime<Utc>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let seconds: Vec<i64> = self.0.found.slots.iter().map(|slot| of(slot).timestamp()).collect();
        instants(py, &seconds, true)
    }
}

#[pymethods]
impl Slots {
    /// From the answer of ``slots.find`` as JSON.
    #[staticmethod]
    #[pyo3(signature = (answer, tzinfo = None))]
    fn from_json(
        py: Python<'_>,
        answer: &Bound<'_, PyAny>,
        tzinfo: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Self> {
        let json = text(answer)?;
        let found = released(py, || read(json.as_bytes(), &Limits::default()))?;
        Self::new(py, found, tzinfo)
    }

    /// The whole answer as JSON.
    fn to_json(&self, py: Python<'_>) -> PyResult<String> {
        serde_json::to_string(&self.0.found).map_err(|_| bug(py))
    }

    /// The starts as one block of memory.
    #[getter]
    fn starts<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.column(py, |slot| slot.start)
    }

    /// The ends as one block of memory.
    #[getter]
    fn ends<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.column(py, |slot| slot.end)
    }

    /// Where to begin to ask for more, if the limit ended the answer.
    #[getter]
    fn next<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        self.0.found.next.map(|at| self.0.clock.datetime(py, at)).transpose()
    }

    /// The release of the zone data.
    #[getter]
    fn release(&self) -> &str {
        &self.0.found.release
    }

    fn __len__(&self) -> usize {
        self.0.found.slots.len()
    }

    fn __getitem__(&self, index: isize) -> PyResult<Slot> {
        let count = self.__len__();
        let wanted =
            if index < 0 { count.checked_sub(index.unsigned_abs()) } else { usize::try_from(index).ok() };
        let index =
            wanted.filter(|at| *at < count).ok_or_else(|| PyIndexError::new_err("there are fewer slots"))?;
        Ok(Slot { answer: Arc::clone(&self.0), index })
    }

    fn __iter__(&self) -> EachSlot {
        EachSlot { answer: Arc::clone(&self.0), next: AtomicUsize::new(0) }
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| other.get().0.found == self.0.found)
    }

    fn __repr__(&self) -> String {
        format!("<Slots {}>", self.__len__())
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Reduced<'py>> {
        let from_json = py.get_type::<Self>().getattr("from_json")?;
        Ok((from_json, (self.to_json(py)?, self.0.clock.face.tzinfo(py)?)))
    }
}

/// What pickle calls, and with what.
type Reduced<'py> = (Bound<'py, PyAny>, (String, Bound<'py, PyAny>));

/// One slot after the other.
#[pyclass(frozen, module = "kalends._native")]
#[derive(Debug)]
pub(crate) struct EachSlot {
    answer: Arc<Answer>,
    next: AtomicUsize,
}

#[pymethods]
impl EachSlot {
    fn __iter__(slf: PyRef<'_, Self>) -> PyRef<'_, Self> {
        slf
    }

    fn __next__(&self) -> Option<Slot> {
        let index = self.next.fetch_add(1, Ordering::Relaxed);
        (index < self.answer.found.slots.len()).then(|| Slot { answer: Arc::clone(&self.answer), index })
    }
}

/// A time that can be booked.
#[pyclass(frozen, module = "kalends")]
#[derive(Debug)]
pub(crate) struct Slot {
    answer: Arc<Answer>,
    index: usize,
}

impl Slot {
    fn offered(&self) -> &OfferedSlot {
        self.answer.at(self.index)
    }
}

#[pymethods]
impl Slot {
    /// When it starts.
    #[getter]
    fn start<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.answer.clock.datetime(py, self.offered().start)
    }

    /// When it ends.
    #[getter]
    fn end<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.answer.clock.datetime(py, self.offered().end)
    }

    /// How much time passes.
    #[getter]
    fn duration<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let slot = self.offered();
        Ok(span(py, (slot.end - slot.start).num_seconds())?.into_any())
    }

    /// The seats that are left, if the service has seats.
    #[getter]
    fn remaining(&self) -> Option<u32> {
        self.offered().remaining
    }

    /// The session that a booking would join, if one stands already.
    #[getter]
    fn session(&self) -> Option<&str> {
        self.offered().session.as_ref().map(|id| id.as_str())
    }

    /// For each leg of the service that leaves a choice: whoever takes part in some way to serve all legs.
    #[getter]
    fn members(&self) -> Vec<Vec<&str>> {
        self.offered().members.iter().map(|leg| leg.iter().map(|id| id.as_str()).collect()).collect()
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| other.get().offered() == self.offered())
    }

    fn __hash__(&self) -> u64 {
        self.offered().start.timestamp().unsigned_abs()
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let shown = |time: Bound<'_, PyAny>| time.call_method0("isoformat")?.extract::<String>();
        Ok(format!("<Slot {} to {}>", shown(self.start(py)?)?, shown(self.end(py)?)?))
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, (Slots, usize))> {
        let get = py.import("operator")?.getattr("getitem")?;
        Ok((get, (Slots(Arc::clone(&self.answer)), self.index)))
    }
}
