//! `resolve`: what a wall time means.

use crate::clock::{Clock, Face, span};
use crate::error::{raise, refuse};
use chrono::{DateTime, NaiveDateTime, Utc};
use kalends::zone::{Disambiguation, LocalTime, Zone};
use pyo3::prelude::*;
use serde::Deserialize;
use serde::de::value::{Error as Unknown, StrDeserializer};

/// The instant that a wall time means in a zone, and how often the wall time happens.
#[pyclass(frozen, eq, hash, module = "kalends")]
#[derive(Debug, PartialEq, Eq, Hash)]
pub(crate) struct Resolved {
    zone: Zone,
    at: DateTime<Utc>,
    asked: NaiveDateTime,
}

/// Which instant a wall time means.
///
/// ``disambiguation`` says what a time in a gap or a fold shall mean: ``compatible``, ``earlier``, ``later``, ``clamp`` or
/// ``reject``. Raises ``time.wall`` for an aware datetime, ``zone.unknown``, ``zone.gap``, ``zone.fold``.
#[pyfunction]
#[pyo3(signature = (wall, zone, disambiguation = "compatible"))]
pub(crate) fn resolve(
    py: Python<'_>,
    wall: &Bound<'_, PyAny>,
    zone: &Bound<'_, PyAny>,
    disambiguation: &str,
) -> PyResult<Resolved> {
    let (zone, asked) = (Clock::zone_of(zone)?, crate::clock::wall(wall)?);
    let how = Disambiguation::deserialize(StrDeserializer::<Unknown>::new(disambiguation))
        .map_err(|unknown| refuse(py, "wire.unknown-value", &unknown.to_string()))?;
    let at = zone.resolve(asked, how).map_err(|error| raise(py, &error.in_field("wall")))?;
    Ok(Resolved { zone, at, asked })
}

#[pymethods]
impl Resolved {
    /// The instant, as a datetime in UTC.
    #[getter]
    fn instant<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Clock::utc(py)?.datetime(py, self.at)
    }

    /// The instant as a datetime in the zone.
    #[getter]
    fn datetime<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Clock::named(py, self.zone.name())?.datetime(py, self.at)
    }

    /// What the wall clock shows at the instant: another time than the one asked for, if that one was skipped.
    #[getter]
    fn wall<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Face::naive(py)?.show_wall(py, self.zone.wall(self.at))
    }

    /// The offset from UTC at the instant.
    #[getter]
    fn offset<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(span(py, self.zone.offset_at(self.at).into())?.into_any())
    }

    /// ``unique``, ``gap`` (never) or ``fold`` (twice).
    #[getter]
    fn kind(&self) -> &'static str {
        match self.zone.local(self.asked) {
            LocalTime::Unique(_) => "unique",
            LocalTime::Gap { .. } => "gap",
            LocalTime::Fold { .. } => "fold",
        }
    }

    /// The zone's name as the zone data spells it.
    #[getter]
    fn zone(&self) -> &str {
        self.zone.name()
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        Ok(format!("<Resolved {} ({})>", self.datetime(py)?.str()?, self.kind()))
    }
}
