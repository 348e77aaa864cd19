"""The exceptions of the package: one class for each category of error."""

from __future__ import annotations

from collections.abc import Mapping


class Error(Exception):
    """What went wrong, where, and under which stable code.

    A *no* (a refused booking, an empty search) is an answer and never raised. The codes are listed in `docs/errors.md` and are
    the same in every language; the text is for people and may change.
    """

    code: str
    """The stable code, `<room>.<kebab>`."""
    category: str
    """`input`, `limit`, `conflict`, `port` or `internal`."""
    message: str
    """A sentence for people."""
    field: str
    """The path to the part of the request that is meant, such as `series.exdate[2]`; empty if it is the whole."""
    details: dict[str, str]
    """Values that the sentence speaks of, by name."""

    def __init__(
        self,
        code: str,
        message: str,
        field: str = "",
        details: Mapping[str, str] | None = None,
        category: str = "input",
    ) -> None:
        super().__init__(code, message, field, dict(details or {}), category)
        self.code, self.message, self.field = code, message, field
        self.details, self.category = dict(details or {}), category

    def __str__(self) -> str:
        place = f"{self.field}: " if self.field else ""
        return f"{place}{self.message} [{self.code}]"


class InputError(Error, ValueError):
    """The request can never succeed as it is."""


class LimitError(Error):
    """The request is understood but larger than the stated budget."""


class ConflictError(Error):
    """The request met a newer state: read again, then retry."""


class PortError(Error):
    """A store or another outside service failed."""


class InternalError(Error):
    """A bug in this library."""


_CLASSES: dict[str, type[Error]] = {
    "input": InputError,
    "limit": LimitError,
    "conflict": ConflictError,
    "port": PortError,
    "internal": InternalError,
}


def from_parts(code: str, category: str, message: str, path: str, details: Mapping[str, str]) -> Error:
    """The exception of an error of the engine."""
    return _CLASSES.get(category, Error)(code, message, path, details, category)
