"""Operations by name, with Python's own types in requests and answers."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Any

from kalends import _errors, _fields, _fine
from kalends._native import Recurrence, Series, call, text_of


def perform(op: str, request: Mapping[str, Any]) -> Any:
    """Does an operation; an error is raised. Other threads run meanwhile."""
    return answer(call(op, encode(request)), _fields.ANSWERS.get(op))


def answer(envelope: str, record: Any) -> Any:
    """What an envelope holds, converted; its error is raised."""
    found = json.loads(envelope)
    if (error := found.get("error")) is not None:
        raise _errors.from_parts(error["code"], error["category"], error["message"], error["path"], error["details"])
    return decode(found["ok"], record)


def encode(value: object) -> str:
    """A value as JSON. What JSON does not have becomes the text that the engine reads."""
    try:
        return json.dumps(value, default=_plain, allow_nan=False, separators=(",", ":"))
    except _errors.Error:
        raise
    except RecursionError as error:
        raise _errors.LimitError("wire.too-deep", "the request is nested too deep", category="limit") from error
    except (TypeError, ValueError) as error:  # a value of another type; NaN, a circle, a number of 4,300 digits
        code = "wire.type" if isinstance(error, TypeError) else "wire.malformed"
        raise _errors.InputError(code, f"the request has no JSON: {error}") from error


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.text if isinstance(value, _fine.FineDatetime) else text_of(value)
    if isinstance(value, timedelta):
        return elapsed(value)
    if isinstance(value, time):
        return value.isoformat("auto" if value.second or value.microsecond else "minutes")
    if isinstance(value, Recurrence):
        return str(value)
    if isinstance(value, Series):
        return json.loads(value.to_json())
    if isinstance(value, tzinfo):
        return getattr(value, "key", None) or text_of(value)
    if isinstance(value, (Mapping, set, frozenset, tuple)):
        return dict(value) if isinstance(value, Mapping) else sorted(value)
    raise TypeError(f"found `{type(value).__name__}`")


def elapsed(value: timedelta) -> str:
    """A timedelta as elapsed time, never in days: how long a day is depends on the day."""
    seconds = value // timedelta(seconds=1)
    if value.microseconds or seconds < 0:
        raise _errors.InputError("time.elapsed", f"`{value}` is no length; expected whole seconds, none below 0")
    hours, rest = divmod(seconds, 3600)
    parts = [f"{amount}{unit}" for amount, unit in ((hours, "H"), (rest // 60, "M"), (rest % 60, "S")) if amount]
    return "PT" + ("".join(parts) or "0S")


def decode(value: Any, table: Any) -> Any:
    """The same value with times where the table of fields has them."""
    if table is None or value is None:
        return value
    if isinstance(table, str):
        if table.startswith("@"):
            return decode(value, _fields.RECORDS.get(table[1:]))
        return _READERS[table](value)
    if isinstance(table, list):
        return [decode(item, table[0]) for item in value] if isinstance(value, list) else value
    if isinstance(value, dict):
        return {key: decode(item, table.get(key, table.get("*"))) for key, item in value.items()}
    return value


def _length(text: str) -> timedelta:
    total, amount = 0, ""
    for sign in text.removeprefix("PT"):
        if sign in _UNITS:
            total, amount = total + int(amount) * _UNITS[sign], ""
        else:
            amount += sign
    return timedelta(seconds=total)


def _moment(text: str) -> datetime | date:
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)


_UNITS = {"H": 3600, "M": 60, "S": 1}
_READERS: dict[str, Callable[[str], object]] = {
    "instant": _fine.instant,
    "wall": datetime.fromisoformat,
    "date": date.fromisoformat,
    "moment": _moment,
    "time": lambda text: text if text.startswith("24") else time.fromisoformat(text),
    "elapsed": _length,
}
