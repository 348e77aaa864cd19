//! `Recurrence`: a rule.

use crate::door::text;
use crate::error::{raise, wrong_type};
use kalends::Limits;
use kalends::recur::{Locale, Rule};
use pyo3::prelude::*;
use pyo3::types::PyString;

/// A rule of RFC 5545, such as ``FREQ=WEEKLY;BYDAY=MO``: checked once, then compared, described and used.
#[pyclass(frozen, eq, hash, module = "kalends")]
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Recurrence(pub(crate) Rule);

impl Recurrence {
    /// A rule, or its text.
    pub(crate) fn read(found: &Bound<'_, PyAny>, lenient: bool) -> PyResult<Rule> {
        if let Ok(rule) = found.cast::<Self>() {
            return Ok(rule.get().0.clone());
        }
        if !found.is_instance_of::<PyString>() {
            return Err(wrong_type(found, "a rule or its text"));
        }
        let (text, limits) = (text(found)?, Limits::default());
        let rule = if lenient { Rule::parse_lenient(&text, &limits) } else { Rule::parse(&text, &limits) };
        rule.map_err(|error| raise(found.py(), &error.in_field("rule")))
    }
}

#[pymethods]
impl Recurrence {
    #[new]
    #[pyo3(signature = (rule, *, lenient = false))]
    fn new(rule: &Bound<'_, PyAny>, lenient: bool) -> PyResult<Self> {
        Self::read(rule, lenient).map(Self)
    }

    /// The rule in words, half a sentence; ``locale`` is a BCP 47 tag.
    #[pyo3(signature = (locale = "en"))]
    fn describe(&self, py: Python<'_>, locale: &str) -> PyResult<String> {
        Ok(self.0.describe(language(py, locale)?))
    }

    /// ``YEARLY`` to ``SECONDLY``.
    #[getter]
    fn freq(&self) -> String {
        self.0.freq().to_string()
    }

    /// Every so many periods.
    #[getter]
    fn interval(&self) -> u32 {
        self.0.interval()
    }

    /// How many instances there are at most, where the rule says so.
    #[getter]
    fn count(&self) -> Option<u32> {
        self.0.count()
    }

    /// Whether the rule has neither COUNT nor UNTIL.
    #[getter]
    fn is_endless(&self) -> bool {
        self.0.is_endless()
    }

    fn __str__(&self) -> String {
        self.0.to_string()
    }

    fn __repr__(&self) -> String {
        format!("Recurrence('{}')", self.0)
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> (Bound<'py, PyAny>, (String,)) {
        (py.get_type::<Self>().into_any(), (self.0.to_string(),))
    }
}

pub(crate) fn language(py: Python<'_>, tag: &str) -> PyResult<Locale> {
    tag.parse().map_err(|error| raise(py, &kalends::Error::in_field(error, "locale")))
}
