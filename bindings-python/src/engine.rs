//! The engine over a store: records as JSON in and out, for the package's `Engine`.

use crate::clock::instant;
use crate::columns::read_spans;
use crate::door::text;
use crate::guard::released;
use crate::slots::Slots;
use chrono::{DateTime, Utc};
use kalends::audit::Code;
use kalends::availability::Schedule;
use kalends::booking::{Command, ExternalBusy, ExternalSpan};
use kalends::error::port::CLOSED;
use kalends::id::{BookingId, ResourceId, ServiceId, SourceId, SubjectId};
use kalends::interval::Interval;
use kalends::policy::Policy;
use kalends::resource::Resource;
use kalends::rules::Context;
use kalends::service::Service;
use kalends::slots::Query;
use kalends::time::Length;
use kalends::{Error, Limits, Result};
use kalends_bridge::{BookingVerdict, SlotsFindResponse, read};
use kalends_engine::{Circumstances, Engine};
use pyo3::prelude::*;
use serde::{Deserialize, Serialize};
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

/// A question to the engine about a service.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Asked {
    service: ServiceId,
    #[serde(default)]
    resource: Option<ResourceId>,
    #[serde(default)]
    range: Option<Interval>,
    #[serde(default, with = "kalends::time::wire::tick::option")]
    start: Option<DateTime<Utc>>,
    #[serde(default)]
    duration: Option<Length>,
    #[serde(default)]
    limit: Option<usize>,
    context: Context,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Opened {
    resource: Resource,
    schedule: Schedule,
}

impl Store {
    fn engine(&self) -> Result<Arc<Engine>> {
        let open = self.0.read().unwrap_or_else(PoisonError::into_inner);
        open.clone().ok_or_else(|| Error::new(CLOSED, "the store was closed"))
    }

    fn run<T: Send>(&self, py: Python<'_>, work: impl FnOnce(&Engine) -> Result<T> + Send) -> PyResult<T> {
        released(py, || work(&*self.engine()?))
    }

    /// Asks, and writes the answer as JSON.
    fn ask<T: Serialize>(
        &self,
        py: Python<'_>,
        work: impl FnOnce(&Engine) -> Result<T> + Send,
    ) -> PyResult<String> {
        let json = self.run(py, |engine| Ok(serde_json::to_string(&work(engine)?)))?;
        json.map_err(|_| crate::error::bug(py))
    }
}

fn parse<T: for<'a> Deserialize<'a>>(json: &str) -> Result<T> {
    read(json.as_bytes(), &Limits::default())
}

/// The circumstances of a call; the engine's clock then shows their time.
fn at(context: Context) -> Circumstances {
    NOW.set(context.now);
    Circumstances::of(context)
}

/// The circumstances of a command, and what the trail of changes says of it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Ordered {
    context: Context,
    #[serde(default)]
    by: Option<SubjectId>,
    #[serde(default)]
    cause: Option<Code>,
}

fn order(command: &str, circumstances: &str) -> Result<(Command, Circumstances)> {
    let command = parse(command).map_err(|error| error.in_field("command"))?;
    let Ordered { context, by, cause } =
        parse(circumstances).map_err(|error| error.in_field("circumstances"))?;
    let circumstances = at(context);
    let circumstances = by.map_or(circumstances.clone(), |by| circumstances.by(by));
    Ok((command, cause.map_or(circumstances.clone(), |cause| circumstances.because(cause))))
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

    fn new_booking_id(&self, py: Python<'_>) -> PyResult<String> {
        self.run(py, |engine| Ok(engine.new_booking_id()?.as_str().to_owned()))
    }

    fn execute(&self, py: Python<'_>, command: &str, circumstances: &str) -> PyResult<String> {
        self.ask(py, |engine| {
            let (command, circumstances) = order(command, circumstances)?;
            engine.execute(command, &circumstances).map(BookingVerdict::from)
        })
    }

    /// What would become of a command; nothing is written.
    fn judge(&self, py: Python<'_>, command: &str, circumstances: &str) -> PyResult<String> {
        self.ask(py, |engine| {
            let (command, circumstances) = order(command, circumstances)?;
            engine.judge(command, &circumstances).map(BookingVerdict::from)
        })
    }

    fn put_policy(&self, py: Python<'_>, record: &str) -> PyResult<()> {
        self.run(py, |engine| {
            engine.put_policy(&parse::<Policy>(record).map_err(|error| error.in_field("policy"))?)
        })
    }

    fn policies(&self, py: Python<'_>) -> PyResult<String> {
        self.ask(py, Engine::policies)
    }

    fn put_resource(&self, py: Python<'_>, record: &str) -> PyResult<()> {
        self.run(py, |engine| {
            let Opened { resource, schedule } = parse(record)?;
            engine.put_resource(&resource, &schedule)
        })
    }

    fn put_service(&self, py: Python<'_>, record: &str) -> PyResult<()> {
        self.run(py, |engine| {
            engine.put_service(&parse::<Service>(record).map_err(|error| error.in_field("service"))?)
        })
    }

    fn put_busy(
        &self,
        py: Python<'_>,
        resource: &str,
        source: &str,
        spans: &Bound<'_, PyAny>,
    ) -> PyResult<()> {
        let spans = read_spans(spans)?;
        self.run(py, |engine| {
            let spans = spans.into_iter().map(|span| ExternalSpan { span, event: None }).collect();
            engine.put_external(ExternalBusy {
                resource: ResourceId::new(resource)?,
                source: SourceId::new(source)?,
                spans,
            })
        })
    }

    fn resources(&self, py: Python<'_>) -> PyResult<String> {
        self.ask(py, Engine::resources)
    }

    fn resource(&self, py: Python<'_>, id: &str) -> PyResult<String> {
        #[derive(Serialize)]
        struct Kept {
            resource: Resource,
            schedule: Schedule,
            revision: u64,
        }
        self.ask(py, |engine| {
            let record = engine.resource(&ResourceId::new(id)?)?;
            Ok(record.map(|kept| Kept {
                resource: kept.resource,
                schedule: kept.schedule,
                revision: kept.revision,
            }))
        })
    }

    fn services(&self, py: Python<'_>) -> PyResult<String> {
        self.ask(py, Engine::services)
    }

    fn service(&self, py: Python<'_>, id: &str) -> PyResult<String> {
        self.ask(py, |engine| engine.service(&ServiceId::new(id)?))
    }

    fn booking(&self, py: Python<'_>, id: &str) -> PyResult<String> {
        self.ask(py, |engine| engine.booking(&BookingId::new(id)?))
    }

    fn bookings(
        &self,
        py: Python<'_>,
        resource: &str,
        start: &Bound<'_, PyAny>,
        end: &Bound<'_, PyAny>,
    ) -> PyResult<String> {
        let (start, end) = (instant(start)?, instant(end)?);
        self.ask(py, |engine| engine.bookings(&ResourceId::new(resource)?, Interval::new(start, end)?))
    }

    fn slots(&self, py: Python<'_>, question: &str) -> PyResult<Slots> {
        let found = self.run(py, |engine| {
            let Asked { service, resource, range, duration, limit, context, .. } = parse(question)?;
            let mut query = Query::new(range.unwrap_or_else(Interval::all));
            (query.resource, query.duration, query.limit) = (resource, duration, limit);
            engine.slots(&service, &query, &at(context))
        })?;
        let slots = found.slots.into_iter().map(Into::into).collect();
        Slots::new(
            py,
            SlotsFindResponse {
                slots,
                near_misses: Vec::new(),
                next: found.next,
                sources: Vec::new(),
                release: found.zone_data,
            },
            None,
        )
    }

    fn explain(&self, py: Python<'_>, question: &str) -> PyResult<String> {
        self.ask(py, |engine| {
            let Asked { service, resource, start, duration, context, .. } = parse(question)?;
            let circumstances = at(context);
            let start = start.unwrap_or_else(|| engine.now());
            Ok(engine.explain(resource.as_ref(), &service, start, duration, &circumstances)?.reasons)
        })
    }
}
