"""Frozen dataclasses to plain JSON values and back, by their type hints.

One codec serves the worker process, the ledger's caches and `findings.json`. It handles nested
dataclasses, tuples, enums, dates, `X | None` and scalars; anything else is a programming error.
"""

from __future__ import annotations

import dataclasses
import datetime
import enum
import functools
import types
import typing
from typing import Any, TypeVar

T = TypeVar("T")

_AS_IT_IS = frozenset({type(None), bool, int, float, str})


def to_plain(value: Any) -> Any:
    """Return `value` as JSON-ready lists, dicts and scalars; dataclass fields that are None are left out."""
    if type(value) in _AS_IT_IS:
        return value
    if isinstance(value, enum.Enum):
        return value.value
    if isinstance(value, (str, int, float)):
        return value
    if isinstance(value, (datetime.datetime, datetime.date)):
        return value.isoformat()
    if dataclasses.is_dataclass(value):
        pairs = ((name, getattr(value, name)) for name in _names(value.__class__))
        return {name: to_plain(item) for name, item in pairs if item is not None}
    if isinstance(value, (tuple, list)):
        return [to_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: to_plain(item) for key, item in value.items()}
    raise TypeError(f"{type(value).__name__} has no plain form")


def from_plain(kind: type[T], data: Any) -> T:
    """Return an instance of `kind` from what `to_plain` gave; unknown keys are ignored, missing ones take defaults."""
    result: T = _decode(kind, data)
    return result


@functools.cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(kind))


@functools.cache
def _hints(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind)


@functools.cache
def _may_be_none(kind: Any) -> tuple[str, ...]:
    """The fields without a default that may be None: `to_plain` leaves them out then."""
    bare = (item.name for item in dataclasses.fields(kind) if item.default is item.default_factory is dataclasses.MISSING)
    return tuple(name for name in bare if type(None) in typing.get_args(_hints(kind)[name]))


def _decode(kind: Any, data: Any) -> Any:
    origin = typing.get_origin(kind)
    if origin in (typing.Union, types.UnionType):
        if data is None:
            return None
        (inner,) = [arg for arg in typing.get_args(kind) if arg is not type(None)]
        return _decode(inner, data)
    if origin is tuple:
        args = typing.get_args(kind)
        if len(args) == 2 and args[1] is Ellipsis:
            return tuple(_decode(args[0], item) for item in data)
        return tuple(_decode(arg, item) for arg, item in zip(args, data, strict=True))
    if origin in (dict, list) or kind is Any:
        return data
    if dataclasses.is_dataclass(kind):
        hints = _hints(typing.cast(type, kind))
        names = data.keys() & _names(typing.cast(Any, kind))
        left_out = {name: None for name in _may_be_none(typing.cast(Any, kind)) if name not in data}
        return typing.cast(Any, kind)(**left_out, **{name: _decode(hints[name], data[name]) for name in names})
    if isinstance(kind, type) and issubclass(kind, enum.Enum):
        return kind(data)
    if kind is datetime.datetime:
        return datetime.datetime.fromisoformat(data)
    if kind is datetime.date:
        return datetime.date.fromisoformat(data)
    return data
