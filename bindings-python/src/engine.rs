//! The engine over a store: its JSON door and its slots, for the package's `Engine`.

use crate::clock::instant;
use crate::door::{answer, text};
use crate::error::refuse;
use crate::guard::released;
use crate::slots::Slots;
use chrono::{DateTime, Utc};
use kalends_bridge::SlotsFindResponse;
use kalends_engine::Engine;
use pyo3::prelude::*;
use std::cell::Cell;
use std::sync::{Arc, PoisonError, RwLock};

thread_local! {
    /// What time it is in the call that this thread carries out: Python's clock is asked before, and may throw.
    static NOW: Cell<DateTime<Utc>> = const { Cell::new(DateTime::UNIX_EPOCH) };
}

/// A store that is open. Any number of threads may use it; they take turns.
#[pyclass(frozen, module = "kalends._native")]
#[derive(Debug)]
pub(crate) struct Store(RwLock<Option<Arc<Engine>>>);

impl Store {
    /// The engine, at what Python's clock shows.
    fn at(&self, now: &Bound<'_, PyAny>) -> PyResult<(Arc<Engine>, DateTime<Utc>)> {
        let open = self.0.read().unwrap_or_else(PoisonError::into_inner).clone();
        let engine = open.ok_or_else(|| refuse(now.py(), "host.closed", "the engine is closed"))?;
        Ok((engine, instant(now)?))
    }
}

#[pymethods]
impl Store {
    #[new]
    #[pyo3(signature = (url, tenant = None))]
    fn new(py: Python<'_>, url: &Bound<'_, PyAny>, tenant: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        let (url, tenant) = (text(url)?, tenant.map(text).transpose()?);
        let open = || match &tenant {
            Some(tenant) => Engine::open_for(&url, tenant),
            None => Engine::open(&url),
        };
        let engine = released(py, open)?.with_clock(|| NOW.get());
        Ok(Self(RwLock::new(Some(Arc::new(engine)))))
    }

    fn close(&self, py: Python<'_>) {
        // Dropping flushes a file: not while the interpreter waits.
        py.detach(|| drop(self.0.write().unwrap_or_else(PoisonError::into_inner).take()));
    }

    #[getter]
    fn is_open(&self) -> bool {
        self.0.read().unwrap_or_else(PoisonError::into_inner).is_some()
    }

    /// Does one operation of the engine, or any other: a request as JSON in, an envelope as JSON out.
    fn call(
        &self,
        op: &Bound<'_, PyAny>,
        request: &Bound<'_, PyAny>,
        now: &Bound<'_, PyAny>,
    ) -> PyResult<String> {
        let (op, (engine, now)) = (text(op)?, self.at(now)?);
        answer(request, |json| {
            NOW.set(now);
            engine.call(&op, json)
        })
    }

    /// What `offer.find` answers, as a sequence.
    fn slots(&self, py: Python<'_>, request: &str, now: &Bound<'_, PyAny>) -> PyResult<Slots> {
        let (engine, now) = self.at(now)?;
        let found = released(py, || {
            NOW.set(now);
            engine.offer(request.as_bytes())
        })?;
        let slots = found.slots.into_iter().map(Into::into).collect();
        let (next, release) = (found.next, found.zone_data);
        let found = SlotsFindResponse { slots, near_misses: Vec::new(), next, sources: Vec::new(), release };
        Slots::new(py, found, None)
    }
}
