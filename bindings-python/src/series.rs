//! `Series`: when something repeats.

mod cursor;
mod read;

use crate::clock::Clock;
use crate::columns::instants;
use crate::error::raise;
use crate::guard::released;
use crate::occurrence::Form;
use crate::rule::{Recurrence, language};
use chrono::{DateTime, Utc};
pub(crate) use cursor::{Occurrences, Starts};
use kalends::interval::Interval;
use kalends::recur::{self, SeriesRecord};
use kalends::time::{MAX_INSTANT, MIN_INSTANT};
use kalends::{Error, Limits};
use pyo3::IntoPyObjectExt;
use pyo3::prelude::*;
use pyo3::types::{PyAny, PyList};
use std::sync::Arc;

/// When something repeats: rules with a start, dates added and taken out. Immutable; any thread may ask it.
#[pyclass(frozen, generic, module = "kalends")]
#[derive(Debug)]
pub(crate) struct Series {
    pub(crate) series: Arc<recur::Series>,
    pub(crate) record: SeriesRecord,
    pub(crate) form: Arc<Form>,
}

/// What pickle calls, and with what.
type Reduced<'py> = (Bound<'py, PyAny>, (String, Bound<'py, PyAny>));
type Answer<'py> = PyResult<Option<Bound<'py, PyAny>>>;

impl Series {
    pub(crate) fn build(py: Python<'_>, record: SeriesRecord, clock: Option<Clock>) -> PyResult<Self> {
        let dated = matches!(record.start, recur::Moment::Date(_));
        let form = Arc::new(Form::of(py, clock, dated)?);
        let built = |record: &SeriesRecord| record.series(kalends::ZoneDb::builtin(), &Limits::default());
        let series = Arc::new(released(py, || built(&record))?);
        Ok(Self { series, record, form })
    }

    fn one(
        &self,
        py: Python<'_>,
        ask: impl FnOnce(&recur::Series, &Limits) -> kalends::Result<Option<recur::Occurrence>> + Send,
    ) -> PyResult<Option<recur::Occurrence>> {
        let series = &*self.series;
        released(py, || ask(series, &Limits::default()))
    }

    fn shown<'py>(&self, py: Python<'py>, found: Option<recur::Occurrence>) -> Answer<'py> {
        found.map(|one| self.form.key(py, &one)).transpose()
    }

    /// A range of moments; an open end reaches as far as there are times.
    fn range(&self, start: Option<&Bound<'_, PyAny>>, end: Option<&Bound<'_, PyAny>>) -> PyResult<Interval> {
        let read =
            |bound: Option<&Bound<'_, PyAny>>, or| bound.map_or(Ok(or), |bound| self.form.moment(bound));
        let (from, until) = (read(start, MIN_INSTANT)?, read(end, MAX_INSTANT)?);
        let py = start.or(end).map(Bound::py);
        Interval::new(from, until).map_err(|error| match py {
            Some(py) => raise(py, &error),
            None => PyErr::new::<pyo3::exceptions::PyValueError, _>(error.to_string()),
        })
    }

    /// The starts in a range, in seconds; no more than `limit`.
    fn starts_in(&self, py: Python<'_>, range: Interval, limit: Option<usize>) -> PyResult<Vec<i64>> {
        let series = &*self.series;
        released(py, || {
            let (mut limits, mut range, mut found) = (Limits::default(), range, Vec::new());
            if let Some(limit) = limit {
                // The first of those that are not wanted ends the range.
                limits.occurrences = limit;
                let passed = match Interval::new(MIN_INSTANT, range.start()).ok() {
                    Some(before) => series.count(before, &limits)?,
                    None => 0,
                };
                let beyond = usize::try_from(passed).unwrap_or(usize::MAX).saturating_add(limit);
                if let Some(next) = series.nth(beyond, &limits)? {
                    let end = range.end().min(next.start);
                    match Interval::new(range.start(), end).ok() {
                        Some(shorter) => range = shorter,
                        None => return Ok(found),
                    }
                }
            }
            series.fill(range, &limits, &mut found)?;
            Ok::<_, Error>(found)
        })
    }

    fn list<'py>(
        &self,
        py: Python<'py>,
        range: Interval,
        limit: Option<usize>,
    ) -> PyResult<Bound<'py, PyList>> {
        if self.form.dates.is_none() {
            let starts = self.starts_in(py, range, limit)?;
            return PyList::new(py, self.form.clock.datetimes(py, starts.into_iter())?);
        }
        let series = &*self.series;
        let most = limit.unwrap_or(usize::MAX);
        let found = released(py, || {
            series.between(range, &Limits::default()).take(most).collect::<kalends::Result<Vec<_>>>()
        })?;
        PyList::new(py, self.form.keys(py, &found)?)
    }
}

#[pymethods]
impl Series {
    #[new]
    #[pyo3(signature = (rule, start, *, zone = None, floating = false, lasting = None, rdate = None, exdate = None,
                        include_start = false, lenient = false))]
    #[expect(clippy::too_many_arguments, reason = "keyword arguments of Python")]
    fn new(
        py: Python<'_>,
        rule: Option<&Bound<'_, PyAny>>,
        start: &Bound<'_, PyAny>,
        zone: Option<&Bound<'_, PyAny>>,
        floating: bool,
        lasting: Option<&Bound<'_, PyAny>>,
        rdate: Option<&Bound<'_, PyAny>>,
        exdate: Option<&Bound<'_, PyAny>>,
        include_start: bool,
        lenient: bool,
    ) -> PyResult<Self> {
        let (moment, clock) = read::start(start, zone, floating)?;
        let mut record = SeriesRecord::new(moment);
        record.rule =
            rule.map(|rule| Recurrence::read(rule, lenient)).transpose()?.map(|rule| rule.to_string());
        record.zone = clock.as_ref().map(|clock| clock.zone.name().to_owned());
        record.lasting = lasting.map(read::extent).transpose()?;
        record.rdate = read::moments(rdate, clock.is_some())?;
        record.exdate = read::moments(exdate, clock.is_some())?;
        (record.include_start, record.lenient) = (include_start, lenient);
        Self::build(py, record, clock)
    }

    /// A series from its record as JSON, as operations take it.
    #[staticmethod]
    #[pyo3(signature = (text, tzinfo = None))]
    fn from_json(
        py: Python<'_>,
        text: &Bound<'_, PyAny>,
        tzinfo: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Self> {
        let text = crate::door::text(text)?;
        let record: SeriesRecord =
            released(py, || kalends_bridge::read(text.as_bytes(), &Limits::default()))?;
        let clock = match (tzinfo, &record.zone) {
            (Some(tzinfo), Some(_)) => Some(Clock::of(tzinfo)?),
            (_, Some(name)) => Some(Clock::named(py, name)?),
            (_, None) => None,
        };
        Self::build(py, record, clock)
    }

    /// The record as JSON.
    fn to_json(&self, py: Python<'_>) -> PyResult<String> {
        serde_json::to_string(&self.record).map_err(|_| crate::error::bug(py))
    }

    fn __iter__(&self) -> Starts {
        Starts::over(self, Interval::all())
    }

    /// The occurrences in order, with start, end and wall, one at a time.
    #[pyo3(signature = (start = None, end = None))]
    fn occurrences(
        &self,
        start: Option<&Bound<'_, PyAny>>,
        end: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Occurrences> {
        Ok(Occurrences::over(self, self.range(start, end)?))
    }

    /// The first ``n``.
    fn take<'py>(&self, py: Python<'py>, n: usize) -> PyResult<Bound<'py, PyList>> {
        self.list(py, Interval::all(), Some(n))
    }

    /// Those that start within ``[start, end)``.
    #[pyo3(signature = (start, end, limit = None))]
    fn between<'py>(
        &self,
        py: Python<'py>,
        start: &Bound<'_, PyAny>,
        end: &Bound<'_, PyAny>,
        limit: Option<usize>,
    ) -> PyResult<Bound<'py, PyList>> {
        self.list(py, self.range(Some(start), Some(end))?, limit)
    }

    /// The starts as one block of memory.
    #[pyo3(signature = (limit = None, *, start = None, end = None))]
    fn starts<'py>(
        &self,
        py: Python<'py>,
        limit: Option<usize>,
        start: Option<&Bound<'_, PyAny>>,
        end: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let found = self.starts_in(py, self.range(start, end)?, limit)?;
        instants(py, &found, self.form.zoned)
    }

    /// The first after a moment, not at it.
    fn after<'py>(&self, py: Python<'py>, moment: &Bound<'_, PyAny>) -> Answer<'py> {
        let at = self.form.moment(moment)?;
        let found = self.one(py, |series, limits| series.after(at, limits))?;
        self.shown(py, found)
    }

    /// The last before a moment, not at it.
    fn before<'py>(&self, py: Python<'py>, moment: &Bound<'_, PyAny>) -> Answer<'py> {
        let at = self.form.moment(moment)?;
        let found = self.one(py, |series, limits| series.before(at, limits))?;
        self.shown(py, found)
    }

    /// The nth, counted from 0.
    fn nth<'py>(&self, py: Python<'py>, n: usize) -> Answer<'py> {
        let found = self.one(py, |series, limits| series.nth(n, limits))?;
        self.shown(py, found)
    }

    /// The last of all. Raises ``recur.endless`` where there is none.
    fn last<'py>(&self, py: Python<'py>) -> Answer<'py> {
        let found = self.one(py, recur::Series::last)?;
        self.shown(py, found)
    }

    /// How many start within ``[start, end)``; without bounds, how many there are: ``recur.endless`` without an end.
    #[pyo3(signature = (start = None, end = None))]
    fn count(
        &self,
        py: Python<'_>,
        start: Option<&Bound<'_, PyAny>>,
        end: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<u64> {
        if end.is_none() {
            self.one(py, |series, limits| if series.is_endless() { series.last(limits) } else { Ok(None) })?;
        }
        let (range, series) = (self.range(start, end)?, &*self.series);
        released(py, || series.count(range, &Limits::default()))
    }

    /// Whether one starts at a moment.
    fn __contains__(&self, py: Python<'_>, moment: &Bound<'_, PyAny>) -> PyResult<bool> {
        let (at, series): (DateTime<Utc>, _) = (self.form.moment(moment)?, &*self.series);
        released(py, || series.contains(at, &Limits::default()))
    }

    /// The rule in words; ``None`` for a series without one.
    #[pyo3(signature = (locale = "en"))]
    fn describe(&self, py: Python<'_>, locale: &str) -> PyResult<Option<String>> {
        Ok(self.series.describe(language(py, locale)?))
    }

    /// The first rule.
    #[getter]
    fn rule(&self) -> Option<Recurrence> {
        self.series.rule().cloned().map(Recurrence)
    }

    /// DTSTART, as it was given.
    #[getter]
    fn start<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let wall = self.series.start().wall();
        match (&self.form.dates, self.form.zoned) {
            (Some(dates), _) => dates.show_wall(py, wall),
            (None, true) => self.form.clock.face.show_wall(py, wall),
            (None, false) => crate::clock::Face::naive(py)?.show_wall(py, wall),
        }
    }

    /// The zone's name; ``None`` for a floating series.
    #[getter]
    fn zone(&self) -> Option<&str> {
        self.record.zone.as_deref()
    }

    /// Whether it has no end.
    #[getter]
    fn is_endless(&self) -> bool {
        self.series.is_endless()
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| other.get().record == self.record)
    }

    fn __hash__(&self) -> u64 {
        use std::hash::{DefaultHasher, Hash, Hasher};
        let mut hasher = DefaultHasher::new();
        self.record.hash(&mut hasher);
        hasher.finish()
    }

    fn __repr__(&self) -> String {
        let rule = self.record.rule.as_deref().unwrap_or("no rule");
        let zone = self.record.zone.as_deref().unwrap_or("floating");
        format!("<Series {rule} from {} {zone}>", self.record.start)
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Reduced<'py>> {
        let from_json = py.get_type::<Self>().getattr("from_json")?;
        let tzinfo = if self.form.zoned {
            self.form.clock.face.tzinfo(py)?
        } else {
            py.None().into_bound_py_any(py)?
        };
        Ok((from_json, (self.to_json(py)?, tzinfo)))
    }
}
