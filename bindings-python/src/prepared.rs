//! `Prepared`: a resource's hours and busy time, resolved once for many questions.

use crate::clock::instant;
use crate::columns::instants;
use crate::error::bug;
use crate::guard::released;
use crate::slots::Slots;
use chrono::{DateTime, Utc};
use kalends::interval::Interval;
use kalends::rules::{self, Context, World};
use kalends::service::Service;
use kalends::slots::{Query, Search, explain};
use kalends::time::Length;
use kalends::{Limits, ZoneDb};
use kalends_bridge::{ResourceState, SlotsFindResponse, read};
use pyo3::prelude::*;
use serde::Deserialize;

/// A resource's hours and busy time, resolved for a range. Immutable; any thread may ask it.
#[pyclass(frozen, module = "kalends._native")]
#[derive(Debug)]
pub(crate) struct Hours {
    world: World,
}

/// A question about it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Asked {
    service: Service,
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

fn parse(question: &str) -> kalends::Result<Asked> {
    let limits = Limits::default();
    let asked: Asked = read(question.as_bytes(), &limits)?;
    asked.service.validate(&limits).map_err(|error| error.in_field("service"))?;
    Ok(asked)
}

#[pymethods]
impl Hours {
    #[new]
    fn new(py: Python<'_>, state: &str, start: &Bound<'_, PyAny>, end: &Bound<'_, PyAny>) -> PyResult<Self> {
        let (start, end) = (instant(start)?, instant(end)?);
        let prepared = released(py, || {
            let limits = Limits::default();
            let ResourceState { resource, schedule, busy, sources } = read(state.as_bytes(), &limits)?;
            let range = Interval::new(start, end).map_err(|error| error.in_field("range"))?;
            let prepared =
                rules::Prepared::new(resource, &schedule, busy, ZoneDb::builtin(), range, &limits)?;
            Ok(prepared.relying_on(sources))
        })?;
        Ok(Self { world: prepared.into() })
    }

    fn slots(&self, py: Python<'_>, question: &str, zone: Option<&Bound<'_, PyAny>>) -> PyResult<Slots> {
        let found = released(py, || {
            let Asked { service, range, duration, limit, context, .. } = parse(question)?;
            let mut query = Query::new(range.unwrap_or_else(Interval::all));
            query.duration = duration;
            let page = Search::new(&self.world, &service, &query, &context)?;
            let page = page.page(limit, &Limits::default())?;
            Ok((page.offers.iter().map(|offer| offer.slot.into()).collect(), page.next))
        })?;
        let release = ZoneDb::builtin().release().to_owned();
        let (slots, next) = found;
        let answer = SlotsFindResponse { slots, near_misses: Vec::new(), next, sources: Vec::new(), release };
        Slots::new(py, answer, zone)
    }

    fn explain(&self, py: Python<'_>, question: &str) -> PyResult<String> {
        let reasons = released(py, || {
            let Asked { service, start, duration, context, .. } = parse(question)?;
            let start = start.unwrap_or(context.now);
            explain(&self.world, &service, None, start, duration, &context)
        })?;
        serde_json::to_string(&reasons).map_err(|_| bug(py))
    }

    /// When it is open: the starts and the ends.
    fn open<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyAny>)> {
        let spans = self.world.resources().iter().flat_map(|one| one.hours().open().iter());
        let (starts, ends): (Vec<i64>, Vec<i64>) =
            spans.map(|span| (span.start().timestamp(), span.end().timestamp())).unzip();
        Ok((instants(py, &starts, true)?, instants(py, &ends, true)?))
    }
}
