//! Python's datetimes and the engine's instants.
//!
//! A wall time with a zone that the engine knows by name is read and shown by the engine's zone data, both ways, whatever
//! release the machine has. Any other tzinfo is asked for its offset.

mod face;
mod reading;
mod shower;

pub(crate) use face::{Face, span};
pub(crate) use reading::{delta, instant, is_datetime, naive, text_of, wall};

use crate::error::{raise, refuse, wrong_type};
use chrono::{DateTime, Utc};
use kalends::ZoneDb;
use kalends::zone::{Disambiguation, LocalTime, Zone};
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyDelta, PyString, PyTzInfo};
use shower::Shower;

/// A zone in both worlds.
#[derive(Debug)]
pub(crate) struct Clock {
    pub(crate) zone: Zone,
    pub(crate) face: Face,
}

impl Clock {
    /// The zone of a tzinfo that has a name which the engine knows, or an offset that stays.
    pub(crate) fn of(tzinfo: &Bound<'_, PyAny>) -> PyResult<Self> {
        Ok(Self { zone: Self::zone_of(tzinfo)?, face: Face::aware(tzinfo)? })
    }

    /// A zone by its name, or by a tzinfo.
    pub(crate) fn read(zone: &Bound<'_, PyAny>) -> PyResult<Self> {
        if zone.is_instance_of::<PyTzInfo>() {
            return Self::of(zone);
        }
        Self::named(zone.py(), Self::zone_of(zone)?.name())
    }

    /// The engine's half of it.
    pub(crate) fn zone_of(zone: &Bound<'_, PyAny>) -> PyResult<Zone> {
        let py = zone.py();
        if zone.is_instance_of::<PyString>() {
            let name = crate::door::text(zone)?;
            return ZoneDb::builtin().get(&name).map_err(|error| raise(py, &error.in_field("zone")));
        }
        if !zone.is_instance_of::<PyTzInfo>() {
            return Err(wrong_type(zone, "a zone's name or a tzinfo"));
        }
        let nameless = "the tzinfo has no name of a zone (`key`) and no fixed offset";
        known(zone)?.ok_or_else(|| refuse(py, "zone.unknown", nameless))
    }

    pub(crate) fn named(py: Python<'_>, name: &str) -> PyResult<Self> {
        let zone = ZoneDb::builtin().get(name).map_err(|error| raise(py, &error.in_field("zone")))?;
        let face = Face::aware(&tzinfo(py, &zone)?)?;
        Ok(Self { zone, face })
    }

    pub(crate) fn utc(py: Python<'_>) -> PyResult<Self> {
        Ok(Self { zone: Zone::utc(), face: Face::utc(py)? })
    }

    /// An instant on the wall of the zone, with the `fold` of a second reading.
    pub(crate) fn datetime<'py>(&self, py: Python<'py>, at: DateTime<Utc>) -> PyResult<Bound<'py, PyAny>> {
        let wall = self.zone.wall(at);
        let shown = self.face.show_wall(py, wall)?;
        match self.zone.local(wall) {
            LocalTime::Fold { first, .. } if at > first => shower::second(&shown),
            _ => Ok(shown),
        }
    }

    /// Many, in order: each is the one before it and a timedelta.
    pub(crate) fn datetimes<'py>(
        &self,
        py: Python<'py>,
        starts: impl ExactSizeIterator<Item = i64>,
    ) -> PyResult<Vec<Bound<'py, PyAny>>> {
        let mut shower = Shower::new(py, self);
        starts.map(|at| shower.show(at)).collect()
    }

    /// The instant of a datetime whose tzinfo is this clock's.
    fn instant(&self, datetime: &Bound<'_, PyAny>) -> PyResult<DateTime<Utc>> {
        let wall = self.face.wall(datetime)?;
        let local = self.zone.local(wall);
        if let LocalTime::Unique(at) = local {
            return Ok(at);
        }
        let second = datetime.getattr(intern!(datetime.py(), "fold"))?.extract::<u8>()? == 1;
        // PEP 495: in a gap `fold=1` takes the offset from after it.
        let how = match (local, second) {
            (_, false) => Disambiguation::Compatible,
            (LocalTime::Gap { .. }, true) => Disambiguation::Earlier,
            (_, true) => Disambiguation::Later,
        };
        self.zone.resolve(wall, how).map_err(|error| raise(datetime.py(), &error))
    }
}

/// The zone that a tzinfo names, or whose offset it has for good; none for a tzinfo of one's own.
fn known(tzinfo: &Bound<'_, PyAny>) -> PyResult<Option<Zone>> {
    let py = tzinfo.py();
    if tzinfo.is(utc(py)?) {
        return Ok(Some(Zone::utc()));
    }
    if let Some(key) = tzinfo.getattr_opt(intern!(py, "key"))? {
        return Ok(key
            .cast::<PyString>()
            .ok()
            .and_then(|key| ZoneDb::builtin().get(key.to_cow().ok()?.as_ref()).ok()));
    }
    if !tzinfo.get_type().is(utc(py)?.get_type()) {
        return Ok(None);
    }
    let offset = tzinfo.call_method1(intern!(py, "utcoffset"), (py.None(),))?;
    let (seconds, micros) = delta(&offset)?;
    let whole = i32::try_from(seconds).ok().filter(|_| micros == 0);
    Ok(whole.and_then(|seconds| Zone::fixed(seconds).ok()))
}

/// Python's tzinfo for a zone of the engine.
fn tzinfo<'py>(py: Python<'py>, zone: &Zone) -> PyResult<Bound<'py, PyAny>> {
    if *zone == Zone::utc() {
        return Ok(utc(py)?.clone());
    }
    if zone.name().starts_with(['+', '-']) {
        let offset = PyDelta::new(py, 0, zone.offset_at(DateTime::UNIX_EPOCH), 0, true)?;
        return utc(py)?.get_type().call1((offset,));
    }
    let missing = |_| {
        let name = zone.name();
        refuse(
            py,
            "zone.unknown",
            &format!("Python's zoneinfo has no data for `{name}`; install the package tzdata"),
        )
    };
    static ZONE_INFO: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
    let class = ZONE_INFO
        .get_or_try_init(py, || Ok::<_, PyErr>(py.import("zoneinfo")?.getattr("ZoneInfo")?.unbind()))?;
    class.bind(py).call1((zone.name(),)).map_err(missing)
}

pub(crate) fn utc(py: Python<'_>) -> PyResult<&Bound<'_, PyAny>> {
    static UTC: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
    let utc = UTC.get_or_try_init(py, || {
        Ok::<_, PyErr>(py.import("datetime")?.getattr("timezone")?.getattr("utc")?.unbind())
    })?;
    Ok(utc.bind(py))
}
