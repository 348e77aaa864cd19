//! Kalends for Python: the extension module `kalends._native`, on which the package `kalends` stands.
//!
//! Decodes, calls, encodes: what is said in Python's words (aware datetimes, timedeltas, exceptions) becomes values of the
//! core and back. Nothing is decided here.

mod clock;
mod columns;
mod conflicts;
mod door;
mod engine;
mod error;
mod guard;
mod occurrence;
mod prepared;
mod rule;
mod series;
mod slots;
mod zone;

use pyo3::prelude::*;

/// The engine, compiled. Import from `kalends`, not from here.
#[pymodule]
mod _native {
    #[pymodule_export]
    use crate::clock::text_of;
    #[pymodule_export]
    use crate::conflicts::ConflictIndex;
    #[pymodule_export]
    use crate::door::{call, codes, operations};
    #[pymodule_export]
    use crate::engine::Store;
    #[pymodule_export]
    use crate::occurrence::Occurrence;
    #[pymodule_export]
    use crate::prepared::Hours;
    #[pymodule_export]
    use crate::rule::Recurrence;
    #[pymodule_export]
    use crate::series::{Occurrences, Series, Starts};
    #[pymodule_export]
    use crate::slots::{EachSlot, Slot, Slots, slots_of};
    #[pymodule_export]
    use crate::zone::{Resolved, resolve};
}
