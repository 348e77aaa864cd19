"""Kalends: an embeddable scheduling engine."""

from kalends import ops, records
from kalends._errors import ConflictError, Error, InputError, InternalError, LimitError, PortError
from kalends._instants import Instants
from kalends._native import Occurrence, Recurrence, Resolved, Series, call, codes, operations, resolve

OPS: tuple[str, ...] = tuple(name for name, _, _ in operations())
"""The names of all operations that `call` does."""

__all__ = [
    "OPS",
    "ConflictError",
    "Error",
    "InputError",
    "Instants",
    "InternalError",
    "LimitError",
    "Occurrence",
    "PortError",
    "Recurrence",
    "Resolved",
    "Series",
    "call",
    "codes",
    "operations",
    "ops",
    "records",
    "resolve",
]
