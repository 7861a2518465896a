"""A TOML table read into a frozen dataclass, refusing what the dataclass does not name; and a string as TOML writes it.

Enters: values as `tomllib` gives them, the file's name and the key path so far. Leaves: an instance, or a
`SettingsError` that names file and key path, what was expected and what was found.
"""

from __future__ import annotations

import dataclasses
import datetime
import difflib
import functools
import types
import typing
from collections.abc import ItemsView, Mapping
from typing import Any, TypeVar

from citations.errors import SettingsError

T = TypeVar("T")
_WORDS = {
    str: "a string",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    datetime.date: "a day such as 2026-03-14",
    tuple: "an array",
    Mapping: "a table",
}
_NARROWER = (bool, datetime.datetime)  # to Python a whole number and a day, to TOML neither


def read_value(kind: type[T], value: Any, origin: str, place: str = "") -> T:
    """Return `value` as an instance of `kind`, a dataclass.

    Raises SettingsError for an unknown or missing key, or a value of another type.
    """
    result: T = _read(kind, value, origin, place)
    return result


@functools.cache
def _fields(kind: Any) -> dict[str, tuple[Any, bool]]:
    """Return each field's type and whether it must be given."""
    hints = typing.get_type_hints(kind)
    missing = dataclasses.MISSING
    return {
        item.name: (hints[item.name], item.default is missing and item.default_factory is missing)
        for item in dataclasses.fields(kind)
    }


def _read(kind: Any, value: Any, origin: str, place: str) -> Any:
    if kind is Any:
        return value
    if dataclasses.is_dataclass(kind):
        return _read_table(kind, value, origin, place)
    shape, arguments = _shape(kind)
    if shape in (types.UnionType, typing.Union):
        (inner,) = [argument for argument in arguments if argument is not type(None)]
        return _read(inner, value, origin, place)
    if shape is tuple and arguments[-1] is not Ellipsis:
        _expect(isinstance(value, (list, tuple)) and len(value) == len(arguments), tuple, value, origin, place)
        return tuple(_read(str, item, origin, place) for item in value)
    if shape in (tuple, frozenset):
        items = value.items() if isinstance(value, Mapping) and arguments[0] == tuple[str, str] else value
        _expect(isinstance(items, (list, tuple, ItemsView)), tuple, value, origin, place)
        return shape(_read(arguments[0], item, origin, f"{place}[{index}]") for index, item in enumerate(items))
    if shape is not None:
        _expect(isinstance(value, Mapping), Mapping, value, origin, place)
        return {key: _read(arguments[1], item, origin, _under(place, key)) for key, item in value.items()}
    fits = isinstance(value, (int, float)) if kind is float else isinstance(value, kind)
    _expect(fits and (kind in _NARROWER or not isinstance(value, _NARROWER)), kind, value, origin, place)
    return value


@functools.cache
def _shape(kind: Any) -> tuple[Any, tuple[Any, ...]]:
    return typing.get_origin(kind), typing.get_args(kind)


def _read_table(kind: Any, value: Any, origin: str, place: str) -> Any:
    _expect(isinstance(value, Mapping), Mapping, value, origin, place)
    fields = _fields(kind)
    for key in value.keys() - fields.keys():
        near = difflib.get_close_matches(key, fields, n=1)
        hint = f"; did you mean {near[0]}?" if near else f"; known are {', '.join(sorted(fields))}"
        raise SettingsError(f"{origin}: {_under(place, key)}: unknown key{hint}")
    for key, (_, needed) in fields.items():
        if needed and key not in value:
            raise SettingsError(f"{origin}: {_under(place, key)}: missing; add {key} = …")
    return kind(**{key: _read(fields[key][0], item, origin, _under(place, key)) for key, item in value.items()})


def _under(place: str, key: str) -> str:
    return f"{place}.{key}" if place else key


def _expect(holds: bool, kind: Any, value: Any, origin: str, place: str) -> None:
    if not holds:
        raise SettingsError(f"{origin}: {place}: expected {_WORDS.get(kind, str(kind))}, found {value!r:.80}")


def toml_string(text: str) -> str:
    r"""Return `text` as a basic string of TOML 1.0 on one line, all that cannot be seen escaped; lone surrogates are replaced.

    >>> print(toml_string('a "b"\n\u202e'))
    "a \"b\"\u000a\u202e"
    """
    return '"' + "".join(_escaped(char) for char in text) + '"'


def _escaped(char: str) -> str:
    if char in '"\\':
        return f"\\{char}"
    if char.isprintable():
        return char
    if "\ud800" <= char <= "\udfff":
        return "\ufffd"
    return f"\\u{ord(char):04x}" if ord(char) < 0x10000 else f"\\U{ord(char):08x}"
